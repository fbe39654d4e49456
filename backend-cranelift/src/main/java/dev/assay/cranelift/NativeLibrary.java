package dev.assay.cranelift;

import dev.assay.cranelift.ffi.assay_cranelift_h;
import dev.assay.ir.CompilerBug;
import dev.assay.spi.Availability;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Finds and loads the native library, once per JVM: a resource of this module, made by its build where there is a cargo. */
final class NativeLibrary {
  private static final String FILE = System.mapLibraryName("assay_cranelift");
  private static final Availability AVAILABILITY = load();

  private NativeLibrary() {}

  static Availability availability() {
    return AVAILABILITY;
  }

  private static Availability load() {
    var resource = NativeLibrary.class.getResource("/native/" + FILE);
    if (resource == null)
      return Availability.no("not built, since there was no cargo: install Rust (https://rustup.rs), then build backend-cranelift again");
    try {
      load(resource);
    } catch (IOException | URISyntaxException | UnsatisfiedLinkError e) {
      return Availability.no(FILE + " cannot be loaded: " + String.valueOf(e.getMessage()).replace('\n', ' '));
    }
    int found = assay_cranelift_h.assay_cranelift_abi();
    int expected = assay_cranelift_h.ASSAY_CRANELIFT_ABI();
    if (found != expected) throw new CompilerBug(FILE + " has interface " + found + ", expected " + expected);
    return Availability.YES;
  }

  private static void load(URL resource) throws IOException, URISyntaxException {
    if (resource.getProtocol().equals("file")) {
      System.load(Path.of(resource.toURI()).toString());
      return;
    }
    // In a jar. Once it is mapped the file is not needed any more; deleting it now leaves nothing behind when the JVM is killed.
    var file = Files.createTempFile("assay", FILE);
    try (var in = resource.openStream()) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      System.load(file.toString());
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
