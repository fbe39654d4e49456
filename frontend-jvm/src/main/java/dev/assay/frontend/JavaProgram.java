package dev.assay.frontend;

import dev.assay.spi.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A program as the user names it: a source file, a class file, a folder of classes, a jar, or a class path with a main class.
 *
 * @param mainClass internal name
 */
public record JavaProgram(ClassPath classPath, String mainClass) implements AutoCloseable {
  private static final int NEWEST_CLASS_FILE = Opcodes.V25;
  private static final int CLASS_FILE_MAGIC = 0xCAFEBABE;
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");

  /** Opens the program at a path. */
  public static JavaProgram open(Path path) throws Refusal {
    if (!Files.exists(path)) throw new Refusal(path + ": no such file; expected a .java, .class, .jar or .ir file or a folder of classes");
    if (!Files.isReadable(path)) throw new Refusal(path + ": cannot be read; check its permissions");
    if (Files.isDirectory(path)) return openFolder(path);
    var name = path.getFileName().toString();
    if (name.endsWith(".java")) return openSource(path);
    if (name.endsWith(".jar")) return openJar(path);
    if (name.endsWith(".class")) return openClass(path);
    throw new Refusal(path + ": expected a .java, .class, .jar or .ir file or a folder of classes");
  }

  /** Opens a class path, with the binary name of the class to run. */
  public static JavaProgram open(List<Path> entries, String mainClass) throws Refusal {
    for (var entry : entries) if (!Files.exists(entry)) throw new Refusal(entry + ": no such folder or jar in the class path");
    var program = new JavaProgram(new ClassPath(Map.of(), entries), mainClass.replace('.', '/'));
    program.requireMain(mainClass);
    return program;
  }

  private static JavaProgram openSource(Path path) throws Refusal {
    var absolute = path.toAbsolutePath();
    var classes = SourceCompiler.compile(path, sourceRoot(absolute));
    if (classes.isEmpty()) throw new Refusal(path + ": declares no class");
    var classPath = new ClassPath(classes, List.of());
    // The launch protocol takes the first top-level class of the file; the compiler writes nested classes before it.
    var first = classes.keySet().stream().filter(c -> !c.contains("$")).filter(c -> declares(classes.get(c), path)).findFirst()
        .orElseGet(() -> classes.keySet().iterator().next());
    var program = new JavaProgram(classPath, first);
    program.requireMain(path.toString());
    return program;
  }

  private static boolean declares(byte[] classFile, Path source) {
    var found = new boolean[1];
    new ClassReader(classFile).accept(new ClassVisitor(Opcodes.ASM9) {
      @Override
      public void visitSource(String file, String debug) {
        found[0] = source.getFileName().toString().equals(file);
      }
    }, ClassReader.SKIP_CODE);
    return found[0];
  }

  private static Path sourceRoot(Path source) throws Refusal {
    var root = source.getParent();
    try {
      var matcher = PACKAGE.matcher(Files.readString(source, StandardCharsets.UTF_8));
      if (matcher.find())
        for (int i = matcher.group(1).split("\\.").length; i > 0 && root.getParent() != null; i--) root = root.getParent();
    } catch (IOException e) {
      throw new Refusal(source + ": cannot be read as UTF-8 text");
    }
    return root;
  }

  private static JavaProgram openClass(Path path) throws Refusal {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException e) {
      throw new Refusal(path + ": " + e.getMessage());
    }
    var name = parse(bytes, path.toString()).getClassName();
    var root = path.toAbsolutePath().getParent();
    for (int i = name.split("/").length - 1; i > 0 && root.getParent() != null; i--) root = root.getParent();
    // The file itself first: its folder need not be named after its package.
    var program = new JavaProgram(new ClassPath(Map.of(name, bytes), List.of(root)), name);
    program.requireMain(path.toString());
    return program;
  }

  private static JavaProgram openFolder(Path path) throws Refusal {
    var mains = new ArrayList<String>();
    try (var files = Files.walk(path)) {
      for (var file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        var reader = parse(Files.readAllBytes(file), file.toString());
        if (MainMethod.find(reader) != null) mains.add(reader.getClassName());
      }
    } catch (IOException e) {
      throw new Refusal(path + ": " + e.getMessage());
    }
    if (mains.isEmpty()) throw new Refusal(path + ": no class in this folder has a main method");
    if (mains.size() > 1)
      throw new Refusal(
          path + ": several classes have a main method (" + String.join(", ", mains).replace('/', '.') + "); choose with --cp "
              + path + " --main CLASS");
    return new JavaProgram(new ClassPath(Map.of(), List.of(path)), mains.getFirst());
  }

  private static JavaProgram openJar(Path path) throws Refusal {
    try (var jar = new JarFile(path.toFile())) {
      var manifest = jar.getManifest();
      var main = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      if (main == null) throw new Refusal(path + ": its manifest names no Main-Class; choose with --cp " + path + " --main CLASS");
      return open(List.of(path), main.strip());
    } catch (IOException e) {
      throw new Refusal(path + ": not a readable jar file (" + e.getMessage() + ")");
    }
  }

  /** Parses the head of a class file. */
  static ClassReader parse(byte[] bytes, String origin) throws Refusal {
    if (bytes.length < 8) throw new Refusal(origin + ": not a class file: " + bytes.length + " bytes");
    int magic = bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    if (magic != CLASS_FILE_MAGIC)
      throw new Refusal(origin + ": not a class file: it begins with " + "%08X".formatted(magic) + ", not CAFEBABE");
    int major = (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
    if (major > NEWEST_CLASS_FILE)
      throw new Refusal(
          origin + ": class file version " + major + ", newer than " + NEWEST_CLASS_FILE + " (Java 25); compile with --release 25");
    try {
      var reader = new ClassReader(bytes);
      reader.accept(new WellFormed(), 0);
      return reader;
    } catch (RuntimeException e) {
      throw new Refusal(origin + ": broken class file, truncated or malformed");
    }
  }

  /** Reads everything, and throws at what class files may not say (JVMS §4.5, §4.6) and ASM lets pass. */
  private static final class WellFormed extends ClassVisitor {
    WellFormed() {
      super(Opcodes.ASM9);
    }

    private static void require(boolean holds) {
      if (!holds) throw new IllegalArgumentException();
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
      require(name != null && (superName != null || name.equals(SlotValue.OBJECT) || (access & Opcodes.ACC_MODULE) != 0));
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
      require(name != null && Type.getType(descriptor).getSort() != Type.METHOD);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
      require(name != null && Type.getMethodType(descriptor).getArgumentTypes() != null);
      boolean hasCode = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
      require((access & Opcodes.ACC_ABSTRACT) == 0 || (access & (Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE)) == 0);
      return new MethodVisitor(Opcodes.ASM9) {
        private boolean code;

        @Override
        public void visitCode() {
          code = true;
        }

        @Override
        public void visitEnd() {
          require(code == hasCode);
        }
      };
    }
  }

  private void requireMain(String what) throws Refusal {
    var file = classPath.find(mainClass);
    if (file.isEmpty()) throw new Refusal(what + ": class " + mainClass.replace('/', '.') + " not found in the class path");
    var declared = new ClassReader(file.get().bytes()).getClassName();
    if (!declared.equals(mainClass))
      throw new Refusal(what + ": class " + mainClass.replace('/', '.') + " is declared as " + declared.replace('/', '.') + " in "
          + file.get().origin() + "; name it so, and begin the class path where its packages begin");
    if (MainMethod.find(classPath, mainClass) == null)
      throw new Refusal(
          what + ": class " + mainClass.replace('/', '.')
              + " has no main method to launch; expected static void main(String[]), or void main() and a constructor without parameters");
  }

  /**
   * The class path for running the program elsewhere. Class files that exist in memory only are written to a folder.
   *
   * @param folder an empty folder for them
   */
  public List<Path> exportClassPath(Path folder) throws IOException {
    for (var name : classPath.inMemoryNames()) {
      var file = folder.resolve(name + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, classPath.find(name).orElseThrow().bytes());
    }
    var entries = new ArrayList<Path>();
    if (!classPath.inMemoryNames().isEmpty()) entries.add(folder);
    entries.addAll(classPath.entries());
    return entries;
  }

  @Override
  public void close() {
    classPath.close();
  }
}
