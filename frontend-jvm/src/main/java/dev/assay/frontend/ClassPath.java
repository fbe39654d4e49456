package dev.assay.frontend;

import dev.assay.spi.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;

/** Where class files come from: the user's (in memory, folders, jars) first, then those of the running JDK. */
public final class ClassPath implements AutoCloseable {
  /**
   * A class file.
   *
   * @param moduleName the Java module of a JDK class, else null
   * @param origin where it was found, for messages
   */
  public record ClassFile(byte[] bytes, String moduleName, String origin) {}

  private final Map<String, byte[]> inMemory = new LinkedHashMap<>();
  private final List<Path> entries;
  private final List<Path> folders;
  private final Map<Path, JarFile> jars = new LinkedHashMap<>();
  private final Map<String, Optional<ClassFile>> found = new HashMap<>();

  /**
   * @param inMemory class files by internal name
   * @param entries folders and jar files
   */
  public ClassPath(Map<String, byte[]> inMemory, List<Path> entries) throws Refusal {
    this.inMemory.putAll(inMemory);
    this.entries = List.copyOf(entries);
    this.folders = entries.stream().filter(Files::isDirectory).toList();
    for (var entry : entries) {
      if (Files.isDirectory(entry)) continue;
      try {
        jars.put(entry, new JarFile(entry.toFile()));
      } catch (IOException e) {
        close();
        throw new Refusal(entry + ": expected a folder of classes or a jar file, found neither (" + e.getMessage() + ")");
      }
    }
  }

  /** The class file of a class, by internal name. */
  public Optional<ClassFile> find(String name) {
    return found.computeIfAbsent(name, this::load);
  }

  private Optional<ClassFile> load(String name) {
    var bytes = inMemory.get(name);
    if (bytes != null) return Optional.of(new ClassFile(bytes, null, name + ".class"));
    try {
      for (var folder : folders) {
        var file = folder.resolve(name + ".class");
        if (Files.isRegularFile(file)) return Optional.of(new ClassFile(Files.readAllBytes(file), null, file.toString()));
      }
      for (var jar : jars.entrySet()) {
        var entry = jar.getValue().getEntry(name + ".class");
        if (entry == null) continue;
        try (var in = jar.getValue().getInputStream(entry)) {
          return Optional.of(new ClassFile(in.readAllBytes(), null, jar.getKey() + "!" + name + ".class"));
        }
      }
      return loadFromJdk(name);
    } catch (InvalidPathException _) {
      // A damaged class file may name a class by characters that no file has.
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ClassFile> loadFromJdk(String name) throws IOException {
    // The platform loader, so that classes of this tool are not found.
    var url = ClassLoader.getPlatformClassLoader().getResource(name + ".class");
    if (url == null || !url.getProtocol().equals("jrt")) return Optional.empty();
    try (InputStream in = url.openStream()) {
      var module = URI.create(url.toString()).getPath().split("/")[1];
      return Optional.of(new ClassFile(in.readAllBytes(), module, url.toString()));
    }
  }

  /** Internal names of the user's classes that are in memory, in order of definition. */
  public List<String> inMemoryNames() {
    return List.copyOf(inMemory.keySet());
  }

  /** Folders and jars, in order. */
  public List<Path> entries() {
    return entries;
  }

  @Override
  public void close() {
    for (var jar : jars.values()) {
      try {
        jar.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
