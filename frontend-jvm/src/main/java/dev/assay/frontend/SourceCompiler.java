package dev.assay.frontend;

import dev.assay.spi.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles a source file in memory as {@code java File.java} does (JEP 330, JEP 458): no annotation processing, the default debug
 * information, other sources found below the file's root folder.
 */
final class SourceCompiler {
  private SourceCompiler() {}

  /**
   * @return class files by internal name, the first class of the file first
   */
  static Map<String, byte[]> compile(Path file, Path sourceRoot) throws Refusal {
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) throw new Refusal(file + ": compiling Java source needs a JDK, and this Java runtime has no compiler");
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    Map<String, byte[]> classes = new LinkedHashMap<>();
    try (var standard = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      standard.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(sourceRoot));
      standard.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of());
      var options = List.of("-proc:none", "-Xdiags:verbose", "-implicit:class");
      var task = compiler.getTask(new StringWriter(), new InMemory(standard, classes), diagnostics, options, null,
          standard.getJavaFileObjects(file));
      if (!task.call()) throw new Refusal(describe(file, diagnostics.getDiagnostics()));
    } catch (IOException e) {
      throw new Refusal(file + ": " + e.getMessage());
    }
    return classes;
  }

  private static String describe(Path file, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    var errors = diagnostics.stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).toList();
    if (errors.isEmpty()) return file + " does not compile";
    var first = errors.getFirst();
    var place = first.getSource() == null ? file.toString() : first.getSource().getName() + ":" + first.getLineNumber();
    var message = first.getMessage(Locale.ROOT).lines().map(String::strip).reduce((a, b) -> a + "; " + b).orElse("");
    var more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more; javac shows them all)";
    return place + ": does not compile: " + message + more;
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, byte[]> classes;

    InMemory(JavaFileManager fileManager, Map<String, byte[]> classes) {
      super(fileManager);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      var name = className.replace('.', '/');
      return new SimpleJavaFileObject(URI.create("mem:///" + name + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              classes.put(name, toByteArray());
            }
          };
        }
      };
    }
  }
}
