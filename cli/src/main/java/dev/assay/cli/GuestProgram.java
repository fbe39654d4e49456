package dev.assay.cli;

import dev.assay.frontend.JavaProgram;
import dev.assay.frontend.World;
import dev.assay.ir.Diagnostic;
import dev.assay.ir.Module;
import dev.assay.ir.Reader;
import dev.assay.ir.Verifier;
import dev.assay.passes.Compilation;
import dev.assay.spi.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** From what the user names to a verified module. */
final class GuestProgram {
  private GuestProgram() {}

  static boolean isIr(Path path) {
    return path.toString().endsWith(".ir") && Files.isRegularFile(path);
  }

  /** The module of a program file, folder or jar. */
  static Module load(Path path) throws Refusal {
    if (isIr(path)) return readIr(path);
    try (var program = JavaProgram.open(path)) {
      return World.build(program);
    }
  }

  private static Module readIr(Path path) throws Refusal {
    String text;
    try {
      text = Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Refusal(path + ": cannot be read as UTF-8 text");
    }
    var result = Reader.read(path.toString(), text);
    if (!result.diagnostics().isEmpty()) throw new Refusal(first(result.diagnostics()));
    var module = result.module().orElseThrow();
    var errors = Verifier.verify(module, Compilation.levelOf(module), result.source());
    if (!errors.isEmpty()) throw new Refusal(first(errors));
    return module;
  }

  private static String first(List<Diagnostic> diagnostics) {
    var more = diagnostics.size() - 1;
    return diagnostics.getFirst() + (more == 0 ? "" : " (and " + more + " more)");
  }
}
