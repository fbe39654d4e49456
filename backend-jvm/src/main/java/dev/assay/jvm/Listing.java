package dev.assay.jvm;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;
import org.objectweb.asm.util.TraceMethodVisitor;

/** Generated classes as text. */
final class Listing {
  private Listing() {}

  /**
   * @param function one function, or null for all classes
   * @return empty if there is no such function
   */
  static Optional<String> of(ProgramCompiler compiled, String function) {
    var text = new StringWriter();
    var out = new PrintWriter(text);
    if (function == null) {
      for (var bytes : compiled.classFiles().values()) new ClassReader(bytes).accept(new TraceClassVisitor(out), 0);
      return Optional.of(text.toString());
    }
    var member = compiled.symbols().method(function);
    if (member == null) return Optional.empty();
    var bytes = compiled.classFiles().get(member.owner());
    if (bytes == null) return Optional.of("// @" + function + " has no code: it has not been called\n");
    var textifier = new Textifier();
    new ClassReader(bytes).accept(new ClassVisitor(Opcodes.ASM9) {
      @Override
      public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        return name.equals(member.name()) ? new TraceMethodVisitor(textifier) : null;
      }
    }, 0);
    out.println("// @" + function + " is " + member.owner() + "." + member.name() + member.descriptor());
    textifier.print(out);
    out.flush();
    return Optional.of(text.toString());
  }
}
