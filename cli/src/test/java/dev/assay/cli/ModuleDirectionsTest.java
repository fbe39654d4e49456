package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * The allowed directions between modules, read off the class files: what a class names in any way, its package must be allowed to use. The
 * poms hold modules to the same; this also sees packages that share a module.
 */
class ModuleDirectionsTest {
  private static final String ROOT = "dev/assay";

  /** Package to the packages it may use besides itself, under dev.assay. Packages below one of these belong to it. */
  private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
      Map.entry("ir", Set.of()),
      Map.entry("spi", Set.of("ir")),
      Map.entry("frontend", Set.of("ir", "spi")),
      // Part of programs, not of Assay: the front end reads its class files.
      Map.entry("substitute", Set.of()),
      Map.entry("runtime", Set.of("ir", "spi")),
      Map.entry("passes", Set.of("ir", "spi", "runtime")),
      Map.entry("filetest", Set.of("ir", "spi", "passes")),
      Map.entry("interp", Set.of("ir", "spi", "runtime")),
      Map.entry("jvm", Set.of("ir", "spi", "runtime")),
      Map.entry("llvm", Set.of("ir", "spi", "runtime")),
      Map.entry("cranelift", Set.of("ir", "spi", "runtime")),
      Map.entry("harness", Set.of("ir", "spi")),
      Map.entry("reports", Set.of()),
      Map.entry("cli",
          Set.of("ir", "spi", "frontend", "runtime", "passes", "filetest", "interp", "jvm", "llvm", "cranelift", "harness", "reports"))));

  @Test
  void everyReferenceIsAllowed() throws IOException {
    var classes = classFiles();
    var found = new TreeSet<String>();
    var wrong = new TreeSet<String>();
    classes.forEach((name, bytes) -> {
      var from = packageOf(name);
      found.add(from);
      for (var used : references(bytes)) {
        var to = packageOf(used);
        boolean allowed = from.equals(to) || MAY_USE.getOrDefault(from, Set.of()).contains(to);
        if (!allowed) wrong.add(name + " uses " + used);
      }
    });
    assertEquals(Set.of(), wrong);
    // Nothing was passed over, and nothing came that the table does not know.
    assertEquals(MAY_USE.keySet(), found);
  }

  /** The part of the name after dev.assay. */
  private static String packageOf(String internalName) {
    return internalName.substring(ROOT.length() + 1).split("/")[0];
  }

  private static Set<String> references(byte[] classFile) {
    var used = new TreeSet<String>();
    var collect = new Remapper(org.objectweb.asm.Opcodes.ASM9) {
      @Override
      public String map(String internalName) {
        if (internalName.startsWith(ROOT + "/")) used.add(internalName);
        return internalName;
      }
    };
    new ClassReader(classFile).accept(new ClassRemapper(new ClassWriter(0), collect), 0);
    return used;
  }

  /** Class files under dev/assay on the class path, those of tests left out, by internal name. */
  private static Map<String, byte[]> classFiles() throws IOException {
    var classes = new LinkedHashMap<String, byte[]>();
    for (var url : Collections.list(ModuleDirectionsTest.class.getClassLoader().getResources(ROOT))) {
      if (url.openConnection() instanceof JarURLConnection connection) {
        try (var jar = connection.getJarFile()) {
          for (var entry : Collections.list(jar.entries())) {
            if (!entry.getName().startsWith(ROOT) || !entry.getName().endsWith(".class")) continue;
            try (var in = jar.getInputStream(entry)) {
              classes.put(entry.getName().replace(".class", ""), in.readAllBytes());
            }
          }
        }
        continue;
      }
      var folder = Path.of(URI.create(url.toString()));
      if (Files.exists(folder.resolve("cli/ModuleDirectionsTest.class"))) continue;
      var root = folder.getParent().getParent();
      try (var files = Files.walk(folder)) {
        for (var file : files.filter(f -> f.toString().endsWith(".class")).toList())
          classes.put(root.relativize(file).toString().replace('\\', '/').replace(".class", ""), Files.readAllBytes(file));
      }
    }
    assertTrue(classes.size() > 100, "classes found: " + classes.size());
    return classes;
  }
}
