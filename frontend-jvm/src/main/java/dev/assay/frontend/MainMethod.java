package dev.assay.frontend;

import dev.assay.spi.Refusal;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Finds the method a launch begins with (JLS §12.1.4): static, or of an object that the constructor without parameters makes. */
final class MainMethod {
  private static final String WITH_ARGS = "([Ljava/lang/String;)V";
  private static final String WITHOUT_ARGS = "()V";

  private MainMethod() {}

  /** The descriptor of the main method that a class has or inherits, or null; one with arguments comes first, wherever it is declared. */
  static String find(ClassPath classPath, String className) throws Refusal {
    String found = null;
    Set<String> seen = new HashSet<>();
    for (var name = className; name != null && seen.add(name);) {
      var file = classPath.find(name);
      if (file.isEmpty()) break;
      var reader = JavaProgram.parse(file.get().bytes(), file.get().origin());
      var declared = find(reader);
      if (WITH_ARGS.equals(declared)) return WITH_ARGS;
      if (found == null) found = declared;
      name = reader.getSuperName();
    }
    return found;
  }

  /** The same for what the class declares itself. */
  static String find(ClassReader reader) {
    boolean hasObjects = (reader.getAccess() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0 && hasConstructor(reader);
    var found = new String[1];
    reader.accept(new ClassVisitor(Opcodes.ASM9) {
      @Override
      public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        boolean launchable = (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_ABSTRACT)) == 0
            && ((access & Opcodes.ACC_STATIC) != 0 || hasObjects);
        if (name.equals("main") && launchable) {
          if (descriptor.equals(WITH_ARGS)) found[0] = WITH_ARGS;
          if (descriptor.equals(WITHOUT_ARGS) && found[0] == null) found[0] = WITHOUT_ARGS;
        }
        return null;
      }
    }, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found[0];
  }

  private static boolean hasConstructor(ClassReader reader) {
    var found = new boolean[1];
    reader.accept(new ClassVisitor(Opcodes.ASM9) {
      @Override
      public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        found[0] |= name.equals("<init>") && descriptor.equals(WITHOUT_ARGS) && (access & Opcodes.ACC_PRIVATE) == 0;
        return null;
      }
    }, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found[0];
  }
}
