package dev.assay.cli;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.objectweb.asm.Opcodes.*;

import dev.assay.frontend.JavaProgram;
import dev.assay.frontend.World;
import dev.assay.ir.Module;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Class files that javac does not write, each against the host. They have version 49, which needs no stack maps and may hold subroutines.
 *
 * <p>Each has a static method {@code f} and a main that calls it with some arguments and prints what it gives or throws.
 */
class HandMadeClassesTest {
  @TempDir
  static Path folder;

  /** A class and what the host makes of it. */
  private static final class Program {
    private final String name;
    private final byte[] classFile;
    private Module module;
    private Ended expected;

    Program(String name, byte[] classFile) {
      this.name = name;
      this.classFile = classFile;
    }

    void check(Target target) throws Exception {
      if (expected == null) {
        var root = Files.createDirectories(folder.resolve(name));
        var file = Files.write(root.resolve(name + ".class"), classFile);
        var ended = Ended.onHost(List.of(root), name, List.of(), new byte[0]);
        if (ended.err().contains("VerifyError") || ended.err().contains("ClassFormatError"))
          throw new AssertionError("the test's own class is wrong: " + ended.err());
        try (var program = JavaProgram.open(file)) {
          module = Target.verified(World.build(program));
        }
        expected = ended;
      }
      target.announce(name);
      Ended.on(target, module, List.of(), new byte[0]).assertSameAs(expected);
    }
  }

  private final Map<String, Program> programs = new LinkedHashMap<>();

  @TestFactory
  Stream<DynamicNode> likeTheHost() {
    stackShuffles();
    subroutines();
    flow();
    handlers();
    narrowing();
    switches();
    others();
    return Target.onEach(Target.standard(), target -> programs.values().stream().map(p -> dynamicTest(p.name, () -> p.check(target))));
  }

  // Making classes

  /**
   * Adds a class whose {@code f} has the given body; main calls it once per row of arguments.
   *
   * @param descriptor of {@code f}; parameters int, long, float, double or int[]
   * @param rows arguments; null for a null array
   */
  private void add(String name, String descriptor, Consumer<MethodVisitor> body, Object[]... rows) {
    add(name, descriptor, cw -> {}, body, rows);
  }

  private void add(String name, String descriptor, Consumer<ClassWriter> more, Consumer<MethodVisitor> body, Object[]... rows) {
    var cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    cw.visit(V1_5, ACC_PUBLIC | ACC_SUPER, name, null, "java/lang/Object", null);
    more.accept(cw);
    var f = cw.visitMethod(ACC_STATIC, "f", descriptor, null, null);
    f.visitCode();
    body.accept(f);
    f.visitMaxs(0, 0);
    f.visitEnd();
    main(cw, name, descriptor, rows);
    cw.visitEnd();
    programs.put(name, new Program(name, cw.toByteArray()));
  }

  private static void main(ClassWriter cw, String name, String descriptor, Object[][] rows) {
    var main = cw.visitMethod(ACC_PUBLIC | ACC_STATIC, "main", "([Ljava/lang/String;)V", null, null);
    main.visitCode();
    var result = Type.getReturnType(descriptor);
    for (var row : rows) {
      var start = new Label();
      var end = new Label();
      var handler = new Label();
      var next = new Label();
      main.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
      main.visitLabel(start);
      for (var arg : row) push(main, arg);
      main.visitMethodInsn(INVOKESTATIC, name, "f", descriptor, false);
      if (result.getSort() != Type.VOID) {
        main.visitVarInsn(result.getOpcode(ISTORE), 1);
        main.visitFieldInsn(GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;");
        main.visitVarInsn(result.getOpcode(ILOAD), 1);
        var printed = switch (result.getSort()) {
          case Type.BYTE, Type.SHORT -> "I";
          default -> result.getDescriptor();
        };
        main.visitMethodInsn(INVOKEVIRTUAL, "java/io/PrintStream", "println", "(" + printed + ")V", false);
      }
      main.visitLabel(end);
      main.visitJumpInsn(GOTO, next);
      main.visitLabel(handler);
      main.visitVarInsn(ASTORE, 1);
      main.visitFieldInsn(GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;");
      main.visitVarInsn(ALOAD, 1);
      main.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Throwable", "toString", "()Ljava/lang/String;", false);
      main.visitMethodInsn(INVOKEVIRTUAL, "java/io/PrintStream", "println", "(Ljava/lang/String;)V", false);
      main.visitLabel(next);
    }
    // Once more, uncaught: the trace.
    for (var arg : rows[rows.length - 1]) push(main, arg);
    main.visitMethodInsn(INVOKESTATIC, name, "f", descriptor, false);
    if (result.getSize() == 2) main.visitInsn(POP2);
    else if (result.getSize() == 1) main.visitInsn(POP);
    main.visitInsn(RETURN);
    main.visitMaxs(0, 0);
    main.visitEnd();
  }

  private static void push(MethodVisitor to, Object arg) {
    switch (arg) {
      case null -> to.visitInsn(ACONST_NULL);
      case int[] array -> {
        to.visitLdcInsn(array.length);
        to.visitIntInsn(NEWARRAY, T_INT);
      }
      default -> to.visitLdcInsn(arg);
    }
  }

  private static Object[] row(Object... args) {
    return args;
  }

  private static final Object[][] INTS = {row(0), row(1), row(2), row(3), row(7), row(-5)};

  private static void print(MethodVisitor to, String text) {
    to.visitFieldInsn(GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;");
    to.visitLdcInsn(text);
    to.visitMethodInsn(INVOKEVIRTUAL, "java/io/PrintStream", "println", "(Ljava/lang/String;)V", false);
  }

  // Stacks

  /** The dup family in each of its forms (JVMS §6.5), the result weighs the entries by their place. */
  private void stackShuffles() {
    int[] ops = {DUP, DUP_X1, DUP_X2, DUP2, DUP2_X1, DUP2_X2, SWAP, POP, POP2};
    String[] names = {"Dup", "DupX1", "DupX2", "Dup2", "Dup2X1", "Dup2X2", "Swap", "Pop", "Pop2"};
    for (int i = 0; i < ops.length; i++) {
      int op = ops[i];
      int pushed = switch (op) {
        case DUP, DUP_X1, DUP_X2 -> 1;
        case DUP2, DUP2_X1, DUP2_X2 -> 2;
        case SWAP -> 0;
        case POP -> -1;
        default -> -2;
      };
      add(names[i] + "Narrow", "(IIII)I", m -> {
        for (int k = 0; k < 4; k++) m.visitVarInsn(ILOAD, k);
        m.visitInsn(op);
        for (int k = 1; k < 4 + pushed; k++) weigh(m, k);
        m.visitInsn(IRETURN);
      }, row(1, 2, 3, 4), row(-9, 100, 7, Integer.MIN_VALUE));
    }
    // Wide on top: form 2 of dup2, dup2_x1, dup2_x2; wide below: form 2 of dup_x2 and 3 of dup2_x2; both: form 4.
    add("Dup2Wide", "(IJ)J", m -> {
      m.visitVarInsn(LLOAD, 1);
      m.visitInsn(DUP2);
      m.visitInsn(LMUL);
      m.visitInsn(LRETURN);
    }, row(1, 5L), row(1, 1L << 33));
    add("Dup2X1Wide", "(IJ)J", m -> {
      m.visitVarInsn(ILOAD, 0);
      m.visitVarInsn(LLOAD, 1);
      m.visitInsn(DUP2_X1);
      m.visitInsn(L2I);
      m.visitInsn(ISUB);
      m.visitInsn(I2L);
      m.visitInsn(LSUB);
      m.visitInsn(LRETURN);
    }, row(3, 5L), row(-1, 1L << 33));
    add("Dup2X2WideNarrow", "(IIJ)J", m -> {
      m.visitVarInsn(ILOAD, 0);
      m.visitVarInsn(ILOAD, 1);
      m.visitVarInsn(LLOAD, 2);
      m.visitInsn(DUP2_X2);
      m.visitInsn(L2I);
      m.visitInsn(ISUB);
      m.visitInsn(IMUL);
      m.visitInsn(I2L);
      m.visitInsn(LSUB);
      m.visitInsn(LRETURN);
    }, row(3, 4, 5L), row(7, -1, 1L << 33));
    add("DupX2Wide", "(JI)J", m -> {
      m.visitVarInsn(LLOAD, 0);
      m.visitVarInsn(ILOAD, 2);
      m.visitInsn(DUP_X2);
      m.visitInsn(I2L);
      m.visitInsn(LSUB);
      m.visitInsn(L2I);
      m.visitInsn(ISUB);
      m.visitInsn(I2L);
      m.visitInsn(LRETURN);
    }, row(100L, 7), row(1L << 40, -3));
    add("Dup2X2NarrowWide", "(JII)J", m -> {
      m.visitVarInsn(LLOAD, 0);
      m.visitVarInsn(ILOAD, 2);
      m.visitVarInsn(ILOAD, 3);
      m.visitInsn(DUP2_X2);
      m.visitInsn(ISUB);
      m.visitInsn(I2L);
      m.visitInsn(LSUB);
      m.visitInsn(L2I);
      m.visitInsn(ISUB);
      m.visitInsn(ISUB);
      m.visitInsn(I2L);
      m.visitInsn(LRETURN);
    }, row(100L, 7, 2), row(1L << 40, -3, 9));
    add("Dup2X2Wide", "(DJ)D", m -> {
      m.visitVarInsn(DLOAD, 0);
      m.visitVarInsn(LLOAD, 2);
      m.visitInsn(DUP2_X2);
      m.visitInsn(L2D);
      m.visitInsn(DSUB);
      m.visitVarInsn(DSTORE, 0);
      m.visitInsn(L2D);
      m.visitVarInsn(DLOAD, 0);
      m.visitInsn(DDIV);
      m.visitInsn(DRETURN);
    }, row(1.5, 3L), row(-2.0, 0L));
    // Values that stay on the stack while control joins and loops.
    add("StackAcrossLoop", "(I)I", m -> {
      var head = new Label();
      var done = new Label();
      m.visitInsn(ICONST_1);
      m.visitInsn(ICONST_2);
      m.visitLabel(head);
      m.visitVarInsn(ILOAD, 0);
      m.visitJumpInsn(IFLE, done);
      m.visitIincInsn(0, -1);
      m.visitInsn(SWAP);
      m.visitInsn(ICONST_3);
      m.visitInsn(IMUL);
      m.visitJumpInsn(GOTO, head);
      m.visitLabel(done);
      m.visitInsn(ISUB);
      m.visitInsn(IRETURN);
    }, INTS);
    add("StackAcrossCondition", "(I)I", m -> {
      var other = new Label();
      var join = new Label();
      m.visitIntInsn(BIPUSH, 50);
      m.visitVarInsn(ILOAD, 0);
      m.visitJumpInsn(IFGT, other);
      m.visitInsn(ICONST_1);
      m.visitInsn(ICONST_5);
      m.visitJumpInsn(GOTO, join);
      m.visitLabel(other);
      m.visitInsn(ICONST_2);
      m.visitVarInsn(ILOAD, 0);
      m.visitLabel(join);
      m.visitInsn(IMUL);
      m.visitInsn(IADD);
      m.visitInsn(IRETURN);
    }, INTS);
    add("EmptiedByHandler", "(I)I", m -> {
      var start = new Label();
      var end = new Label();
      var handler = new Label();
      m.visitTryCatchBlock(start, end, handler, null);
      m.visitInsn(ICONST_5);
      m.visitInsn(ICONST_4);
      m.visitLabel(start);
      m.visitIntInsn(BIPUSH, 60);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IDIV);
      m.visitLabel(end);
      m.visitInsn(IADD);
      m.visitInsn(IMUL);
      m.visitInsn(IRETURN);
      m.visitLabel(handler);
      m.visitInsn(POP);
      m.visitInsn(ICONST_M1);
      m.visitInsn(IRETURN);
    }, INTS);
  }

  /** Leaves 31 × below + k × top. */
  private static void weigh(MethodVisitor m, int k) {
    m.visitIntInsn(BIPUSH, k);
    m.visitInsn(IMUL);
    m.visitInsn(SWAP);
    m.visitIntInsn(BIPUSH, 31);
    m.visitInsn(IMUL);
    m.visitInsn(IADD);
  }

  // Subroutines

  private void subroutines() {
    add("Subroutine", "(I)I", m -> {
      var sub = new Label();
      m.visitJumpInsn(JSR, sub);
      m.visitJumpInsn(JSR, sub);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IRETURN);
      m.visitLabel(sub);
      m.visitVarInsn(ASTORE, 1);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(ICONST_3);
      m.visitInsn(IMUL);
      m.visitInsn(ICONST_1);
      m.visitInsn(IADD);
      m.visitVarInsn(ISTORE, 0);
      m.visitVarInsn(RET, 1);
    }, INTS);
    add("NestedSubroutines", "(I)I", m -> {
      var outer = new Label();
      var inner = new Label();
      var skip = new Label();
      m.visitJumpInsn(JSR, outer);
      m.visitVarInsn(ILOAD, 0);
      m.visitJumpInsn(IFLT, skip);
      m.visitJumpInsn(JSR, outer);
      m.visitLabel(skip);
      m.visitJumpInsn(JSR, outer);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IRETURN);
      m.visitLabel(outer);
      m.visitVarInsn(ASTORE, 1);
      m.visitIincInsn(0, 10);
      m.visitJumpInsn(JSR, inner);
      m.visitVarInsn(RET, 1);
      m.visitLabel(inner);
      m.visitVarInsn(ASTORE, 2);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(ICONST_2);
      m.visitInsn(IMUL);
      m.visitVarInsn(ISTORE, 0);
      m.visitVarInsn(RET, 2);
    }, INTS);
    // try { return 60 / x } finally { print; x += 1 } as compilers wrote it once.
    add("FinallyBySubroutine", "(I)I", m -> {
      var start = new Label();
      var end = new Label();
      var handler = new Label();
      var sub = new Label();
      m.visitTryCatchBlock(start, end, handler, null);
      m.visitLabel(start);
      m.visitIntInsn(BIPUSH, 60);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IDIV);
      m.visitVarInsn(ISTORE, 1);
      m.visitLabel(end);
      m.visitJumpInsn(JSR, sub);
      m.visitVarInsn(ILOAD, 1);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IADD);
      m.visitInsn(IRETURN);
      m.visitLabel(handler);
      m.visitVarInsn(ASTORE, 2);
      m.visitJumpInsn(JSR, sub);
      m.visitVarInsn(ALOAD, 2);
      m.visitInsn(ATHROW);
      m.visitLabel(sub);
      m.visitVarInsn(ASTORE, 3);
      print(m, "finally");
      m.visitIincInsn(0, 1);
      m.visitVarInsn(RET, 3);
    }, row(4), row(-3), row(0));
  }

  // Control flow

  private void flow() {
    add("Irreducible", "(II)I", m -> {
      var left = new Label();
      var right = new Label();
      var done = new Label();
      m.visitVarInsn(ILOAD, 0);
      m.visitJumpInsn(IFNE, right);
      m.visitLabel(left);
      m.visitIincInsn(0, 1);
      m.visitVarInsn(ILOAD, 1);
      m.visitJumpInsn(IFLE, done);
      m.visitIincInsn(1, -1);
      m.visitLabel(right);
      m.visitIincInsn(0, 100);
      m.visitIincInsn(1, -2);
      m.visitVarInsn(ILOAD, 1);
      m.visitJumpInsn(IFGT, left);
      m.visitLabel(done);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IRETURN);
    }, row(0, 0), row(0, 9), row(1, 9), row(1, 0), row(-1, 20));
    add("IrreducibleMesh", "(I)I", m -> {
      // Three blocks, each of which jumps to each, entered at all of them.
      Label[] blocks = {new Label(), new Label(), new Label()};
      var done = new Label();
      m.visitInsn(ICONST_0);
      m.visitVarInsn(ISTORE, 1);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(ICONST_3);
      m.visitInsn(IREM);
      m.visitTableSwitchInsn(0, 1, blocks[2], blocks[0], blocks[1]);
      for (int b = 0; b < 3; b++) {
        m.visitLabel(blocks[b]);
        m.visitIincInsn(1, (int) Math.pow(10, b));
        m.visitIincInsn(0, -1);
        m.visitVarInsn(ILOAD, 0);
        m.visitJumpInsn(IFLT, done);
        m.visitVarInsn(ILOAD, 1);
        m.visitInsn(ICONST_3);
        m.visitInsn(IREM);
        m.visitTableSwitchInsn(0, 1, blocks[2], blocks[(b + 1) % 3], blocks[b]);
      }
      m.visitLabel(done);
      m.visitVarInsn(ILOAD, 1);
      m.visitInsn(IRETURN);
    }, row(0), row(1), row(2), row(50), row(-7));
    add("LoopAtStart", "(I)I", m -> {
      var start = new Label();
      var done = new Label();
      m.visitLabel(start);
      m.visitVarInsn(ILOAD, 0);
      m.visitIntInsn(BIPUSH, 100);
      m.visitJumpInsn(IF_ICMPGE, done);
      m.visitIincInsn(0, 7);
      m.visitJumpInsn(GOTO, start);
      m.visitLabel(done);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IRETURN);
    }, INTS);
    add("SelfLoop", "(I)I", m -> {
      var self = new Label();
      m.visitLabel(self);
      m.visitIincInsn(0, 1);
      m.visitVarInsn(ILOAD, 0);
      m.visitIntInsn(BIPUSH, 9);
      m.visitJumpInsn(IF_ICMPLT, self);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IRETURN);
    }, INTS);
    add("Backwards", "(I)I", m -> {
      // The blocks stand in reverse order.
      Label[] blocks = new Label[6];
      for (int b = 0; b < blocks.length; b++) blocks[b] = new Label();
      m.visitJumpInsn(GOTO, blocks[0]);
      for (int b = blocks.length - 1; b >= 0; b--) {
        m.visitLabel(blocks[b]);
        m.visitVarInsn(ILOAD, 0);
        m.visitIntInsn(BIPUSH, b + 2);
        m.visitInsn(IMUL);
        m.visitVarInsn(ISTORE, 0);
        if (b + 1 < blocks.length) {
          m.visitJumpInsn(GOTO, blocks[b + 1]);
        } else {
          m.visitVarInsn(ILOAD, 0);
          m.visitInsn(IRETURN);
        }
      }
    }, INTS);
    add("Unreachable", "(I)I", m -> {
      var dead = new Label();
      var live = new Label();
      m.visitJumpInsn(GOTO, live);
      m.visitLabel(dead);
      m.visitIincInsn(0, 5);
      m.visitJumpInsn(GOTO, dead);
      m.visitLabel(live);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IRETURN);
      m.visitInsn(ICONST_0);
      m.visitInsn(IRETURN);
      m.visitInsn(NOP);
      m.visitInsn(ACONST_NULL);
      m.visitInsn(ATHROW);
    }, INTS);
    add("SameTarget", "(I)I", m -> {
      var next = new Label();
      m.visitVarInsn(ILOAD, 0);
      m.visitJumpInsn(IFEQ, next);
      m.visitLabel(next);
      m.visitVarInsn(ILOAD, 0);
      var all = new Label();
      m.visitLookupSwitchInsn(all, new int[] {1, 5}, new Label[] {all, all});
      m.visitLabel(all);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IRETURN);
    }, INTS);
    add("WideLocalsAndNops", "(IJD)D", m -> {
      m.visitInsn(NOP);
      m.visitVarInsn(ILOAD, 0);
      m.visitVarInsn(ISTORE, 300);
      m.visitInsn(NOP);
      m.visitVarInsn(LLOAD, 1);
      m.visitVarInsn(LSTORE, 301);
      m.visitVarInsn(DLOAD, 3);
      m.visitVarInsn(DSTORE, 1000);
      m.visitIincInsn(300, -30000);
      m.visitIincInsn(300, 100);
      m.visitVarInsn(ILOAD, 300);
      m.visitInsn(I2D);
      m.visitVarInsn(LLOAD, 301);
      m.visitInsn(L2D);
      m.visitInsn(DADD);
      m.visitVarInsn(DLOAD, 1000);
      m.visitInsn(DMUL);
      m.visitInsn(NOP);
      m.visitInsn(DRETURN);
    }, row(1, 2L, 1.5), row(Integer.MIN_VALUE, 1L << 60, -0.25));
    add("LongJumps", "(I)I", m -> {
      // Targets further than 32 k bytes away: ASM writes goto_w and turns conditions round.
      var far = new Label();
      var back = new Label();
      var end = new Label();
      m.visitVarInsn(ILOAD, 0);
      m.visitJumpInsn(IFGT, far);
      m.visitLabel(back);
      for (int i = 0; i < 14000; i++) m.visitIincInsn(0, 1);
      m.visitJumpInsn(GOTO, end);
      m.visitLabel(far);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(INEG);
      m.visitVarInsn(ISTORE, 0);
      m.visitJumpInsn(GOTO, back);
      m.visitLabel(end);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IRETURN);
    }, INTS);
  }

  // Exception handlers

  private void handlers() {
    // A handler inside its own range: what it throws, it catches.
    add("HandlerCoversItself", "(I)I", m -> {
      var start = new Label();
      var end = new Label();
      var handler = new Label();
      m.visitTryCatchBlock(start, end, handler, "java/lang/ArithmeticException");
      m.visitLabel(start);
      m.visitIntInsn(BIPUSH, 100);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IDIV);
      m.visitInsn(IRETURN);
      m.visitLabel(handler);
      m.visitInsn(POP);
      m.visitIincInsn(0, 1);
      m.visitIntInsn(BIPUSH, 50);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(ICONST_2);
      m.visitInsn(ISUB);
      m.visitInsn(IDIV);
      m.visitInsn(IRETURN);
      m.visitLabel(end);
    }, row(0), row(1), row(2), row(5));
    // 60 / x in a loop that is left only when the handler has made x right.
    add("HandlerLoops", "(I)I", m -> {
      var start = new Label();
      var end = new Label();
      var handler = new Label();
      m.visitTryCatchBlock(start, end, handler, null);
      m.visitLabel(start);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(ICONST_3);
      m.visitInsn(IAND);
      m.visitIntInsn(NEWARRAY, T_INT);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IALOAD);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IADD);
      m.visitInsn(IRETURN);
      m.visitLabel(end);
      m.visitLabel(handler);
      m.visitInsn(POP);
      m.visitIincInsn(0, -1);
      m.visitVarInsn(ILOAD, 0);
      m.visitIntInsn(BIPUSH, -50);
      m.visitJumpInsn(IF_ICMPGT, start);
      m.visitIntInsn(BIPUSH, -99);
      m.visitInsn(IRETURN);
    }, INTS);
    // Ranges that overlap without one inside the other; the order of the table decides.
    add("OverlappingRanges", "(I)I", m -> {
      var a = new Label();
      var b = new Label();
      var c = new Label();
      var d = new Label();
      var first = new Label();
      var second = new Label();
      m.visitTryCatchBlock(a, c, first, "java/lang/RuntimeException");
      m.visitTryCatchBlock(b, d, second, "java/lang/ArithmeticException");
      m.visitLabel(a);
      quotient(m, 0);
      m.visitLabel(b);
      quotient(m, 1);
      m.visitLabel(c);
      quotient(m, 2);
      m.visitLabel(d);
      quotient(m, 3);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IRETURN);
      m.visitLabel(first);
      m.visitInsn(POP);
      m.visitIntInsn(SIPUSH, 1000);
      m.visitInsn(IRETURN);
      m.visitLabel(second);
      m.visitInsn(POP);
      m.visitIntInsn(SIPUSH, 2000);
      m.visitInsn(IRETURN);
    }, row(5), row(0), row(1), row(2), row(3));
    // One handler for several ranges, between them the same locals with other values.
    add("SharedHandler", "(I)I", m -> {
      var a = new Label();
      var b = new Label();
      var c = new Label();
      var d = new Label();
      var handler = new Label();
      m.visitTryCatchBlock(a, b, handler, null);
      m.visitTryCatchBlock(c, d, handler, null);
      m.visitInsn(ICONST_1);
      m.visitVarInsn(ISTORE, 1);
      m.visitLabel(a);
      quotient(m, 0);
      m.visitLabel(b);
      m.visitIntInsn(BIPUSH, 70);
      m.visitVarInsn(ISTORE, 1);
      quotient(m, 1);
      m.visitLabel(c);
      quotient(m, 2);
      m.visitInsn(ICONST_5);
      m.visitVarInsn(ISTORE, 1);
      quotient(m, 3);
      m.visitLabel(d);
      m.visitVarInsn(ILOAD, 1);
      m.visitInsn(IRETURN);
      m.visitLabel(handler);
      m.visitVarInsn(ASTORE, 2);
      m.visitVarInsn(ILOAD, 1);
      m.visitInsn(INEG);
      m.visitInsn(IRETURN);
    }, row(0), row(2), row(3), row(8), row(1));
    // The catch-all stands before the handler for a class, which is never reached.
    add("ShadowedHandler", "(I)I", m -> {
      var a = new Label();
      var b = new Label();
      var all = new Label();
      var never = new Label();
      m.visitTryCatchBlock(a, b, all, null);
      m.visitTryCatchBlock(a, b, never, "java/lang/ArithmeticException");
      m.visitLabel(a);
      quotient(m, 0);
      m.visitLabel(b);
      m.visitInsn(ICONST_1);
      m.visitInsn(IRETURN);
      m.visitLabel(all);
      m.visitInsn(POP);
      m.visitInsn(ICONST_2);
      m.visitInsn(IRETURN);
      m.visitLabel(never);
      m.visitInsn(POP);
      m.visitInsn(ICONST_3);
      m.visitInsn(IRETURN);
    }, row(0), row(1));
    // A handler that is entered by a jump as well.
    add("HandlerAlsoJumpedTo", "(I)I", m -> {
      var a = new Label();
      var b = new Label();
      var handler = new Label();
      var go = new Label();
      m.visitTryCatchBlock(a, b, handler, "java/lang/ArithmeticException");
      m.visitVarInsn(ILOAD, 0);
      m.visitJumpInsn(IFGE, go);
      m.visitInsn(ACONST_NULL);
      m.visitJumpInsn(GOTO, handler);
      m.visitLabel(go);
      m.visitLabel(a);
      quotient(m, 0);
      m.visitLabel(b);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IRETURN);
      m.visitLabel(handler);
      m.visitTypeInsn(CHECKCAST, "java/lang/ArithmeticException");
      m.visitInsn(ATHROW);
    }, row(4), row(0), row(-1));
    add("ThrowsNull", "(I)V", m -> {
      m.visitInsn(ACONST_NULL);
      m.visitInsn(ATHROW);
    }, row(1));
  }

  /** 10 / (local 0 - k), dropped. */
  private static void quotient(MethodVisitor m, int k) {
    m.visitIntInsn(BIPUSH, 10);
    m.visitVarInsn(ILOAD, 0);
    m.visitIntInsn(BIPUSH, k);
    m.visitInsn(ISUB);
    m.visitInsn(IDIV);
    m.visitInsn(POP);
  }

  // Values wider than their type

  private void narrowing() {
    Object[][] wide = {row(0), row(1), row(2), row(3), row(255), row(256), row(65536 + 5), row(-1), row(Integer.MIN_VALUE)};
    for (var result : List.of("Z", "B", "C", "S")) {
      // JVMS §6.5 ireturn: the value is narrowed to the type of the result.
      add("Returns" + result, "(I)" + result, m -> {
        m.visitVarInsn(ILOAD, 0);
        m.visitInsn(IRETURN);
      }, wide);
      add("Field" + result, "(I)" + result, cw -> cw.visitField(ACC_STATIC, "field", result, null, null), m -> {
        m.visitVarInsn(ILOAD, 0);
        m.visitFieldInsn(PUTSTATIC, "Field" + result, "field", result);
        m.visitFieldInsn(GETSTATIC, "Field" + result, "field", result);
        m.visitInsn(IRETURN);
      }, wide);
      int type = switch (result) {
        case "Z" -> T_BOOLEAN;
        case "B" -> T_BYTE;
        case "C" -> T_CHAR;
        default -> T_SHORT;
      };
      int store = result.equals("C") ? CASTORE : result.equals("S") ? SASTORE : BASTORE;
      int load = result.equals("C") ? CALOAD : result.equals("S") ? SALOAD : BALOAD;
      add("Element" + result, "(I)I", m -> {
        m.visitInsn(ICONST_3);
        m.visitIntInsn(NEWARRAY, type);
        m.visitInsn(DUP);
        m.visitInsn(ICONST_1);
        m.visitVarInsn(ILOAD, 0);
        m.visitInsn(store);
        m.visitInsn(ICONST_1);
        m.visitInsn(load);
        m.visitInsn(IRETURN);
      }, wide);
    }
    // An int where a boolean is expected: the caller prints it, a condition tests all of it.
    add("BooleanParameter", "(I)I", cw -> {
      var g = cw.visitMethod(ACC_STATIC, "g", "(Z)I", null, null);
      g.visitCode();
      var no = new Label();
      g.visitVarInsn(ILOAD, 0);
      g.visitJumpInsn(IFEQ, no);
      g.visitVarInsn(ILOAD, 0);
      g.visitInsn(IRETURN);
      g.visitLabel(no);
      g.visitInsn(ICONST_M1);
      g.visitInsn(IRETURN);
      g.visitMaxs(0, 0);
      g.visitEnd();
    }, m -> {
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(ICONST_1);
      m.visitInsn(IAND);
      m.visitMethodInsn(INVOKESTATIC, "BooleanParameter", "g", "(Z)I", false);
      m.visitInsn(IRETURN);
    }, wide);
  }

  private void switches() {
    add("SparseTable", "(I)I", m -> {
      // A table switch of which most entries go to the default.
      var dflt = new Label();
      var hit = new Label();
      Label[] labels = new Label[200];
      java.util.Arrays.fill(labels, dflt);
      labels[0] = hit;
      labels[57] = hit;
      labels[199] = hit;
      m.visitVarInsn(ILOAD, 0);
      m.visitTableSwitchInsn(-100, 99, dflt, labels);
      m.visitLabel(hit);
      m.visitInsn(ICONST_1);
      m.visitInsn(IRETURN);
      m.visitLabel(dflt);
      m.visitInsn(ICONST_0);
      m.visitInsn(IRETURN);
    }, row(-100), row(-101), row(-43), row(99), row(100), row(0), row(Integer.MIN_VALUE));
    add("SwitchIntoLoop", "(I)I", m -> {
      var inside = new Label();
      var head = new Label();
      var done = new Label();
      m.visitInsn(ICONST_0);
      m.visitVarInsn(ISTORE, 1);
      m.visitVarInsn(ILOAD, 0);
      m.visitLookupSwitchInsn(done, new int[] {Integer.MIN_VALUE, 0, 3, 7}, new Label[] {done, head, inside, head});
      m.visitLabel(head);
      m.visitIincInsn(1, 10);
      m.visitLabel(inside);
      m.visitIincInsn(1, 1);
      m.visitIincInsn(0, -1);
      m.visitVarInsn(ILOAD, 0);
      m.visitJumpInsn(IFGT, head);
      m.visitLabel(done);
      m.visitVarInsn(ILOAD, 1);
      m.visitInsn(IRETURN);
    }, INTS);
    add("EmptyLookup", "(I)I", m -> {
      var done = new Label();
      m.visitVarInsn(ILOAD, 0);
      m.visitLookupSwitchInsn(done, new int[0], new Label[0]);
      m.visitLabel(done);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IRETURN);
    }, INTS);
    add("SwitchOnSelf", "(I)I", m -> {
      var self = new Label();
      var done = new Label();
      m.visitLabel(self);
      m.visitIincInsn(0, 1);
      m.visitVarInsn(ILOAD, 0);
      m.visitTableSwitchInsn(-4, 4, done, self, self, done, self, self, self, self, self, self);
      m.visitLabel(done);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(IRETURN);
    }, INTS);
  }

  private void others() {
    // No debug information at all: messages name slots, traces have no lines.
    add("NullWithoutNames", "([I[II)I", m -> {
      m.visitVarInsn(ALOAD, 0);
      m.visitVarInsn(ASTORE, 5);
      m.visitVarInsn(ALOAD, 1);
      m.visitInsn(ICONST_0);
      m.visitInsn(IALOAD);
      m.visitVarInsn(ALOAD, 5);
      m.visitVarInsn(ILOAD, 2);
      m.visitInsn(IALOAD);
      m.visitInsn(IADD);
      m.visitInsn(IRETURN);
    }, row(new int[2], new int[1], 1), row(new int[2], null, 1), row(null, new int[2], 1));
    // A local that holds an int on one path and an array on the other, and is dead where they join.
    add("DeadConflict", "(I)I", m -> {
      var other = new Label();
      var join = new Label();
      m.visitVarInsn(ILOAD, 0);
      m.visitJumpInsn(IFGT, other);
      m.visitInsn(ICONST_5);
      m.visitVarInsn(ISTORE, 1);
      m.visitJumpInsn(GOTO, join);
      m.visitLabel(other);
      m.visitInsn(ICONST_5);
      m.visitIntInsn(NEWARRAY, T_LONG);
      m.visitVarInsn(ASTORE, 1);
      m.visitLabel(join);
      m.visitVarInsn(ILOAD, 0);
      m.visitVarInsn(ISTORE, 1);
      m.visitVarInsn(ILOAD, 1);
      m.visitInsn(IRETURN);
    }, INTS);
    // A comparison whose sign is used twice and stays on the stack.
    add("KeptComparison", "(DD)I", m -> {
      var skip = new Label();
      m.visitVarInsn(DLOAD, 0);
      m.visitVarInsn(DLOAD, 2);
      m.visitInsn(DCMPG);
      m.visitInsn(DUP);
      m.visitJumpInsn(IFGE, skip);
      m.visitInsn(POP);
      m.visitIntInsn(BIPUSH, 77);
      m.visitLabel(skip);
      m.visitInsn(IRETURN);
    }, row(1.0, 2.0), row(2.0, 1.0), row(Double.NaN, 0.0), row(0.0, -0.0));
    for (int op : new int[] {FCMPL, FCMPG, DCMPL, DCMPG, LCMP}) {
      for (int branch = IFEQ; branch <= IFLE; branch++) {
        int jump = branch;
        boolean isFloat = op == FCMPL || op == FCMPG;
        boolean isLong = op == LCMP;
        var type = isLong ? "J" : isFloat ? "F" : "D";
        int load = isLong ? LLOAD : isFloat ? FLOAD : DLOAD;
        Object[][] rows = isLong ? new Object[][] {row(1L, 2L), row(2L, 1L), row(Long.MIN_VALUE, Long.MAX_VALUE), row(5L, 5L)}
            : isFloat ? new Object[][] {row(1f, 2f), row(2f, 1f), row(Float.NaN, 0f), row(0f, -0f)}
            : new Object[][] {row(1.0, 2.0), row(2.0, 1.0), row(0.0, Double.NaN), row(0.0, -0.0)};
        add("Compare" + op + "Branch" + jump, "(" + type + type + ")I", m -> {
          var yes = new Label();
          m.visitVarInsn(load, 0);
          m.visitVarInsn(load, isFloat ? 1 : 2);
          m.visitInsn(op);
          m.visitJumpInsn(jump, yes);
          m.visitInsn(ICONST_0);
          m.visitInsn(IRETURN);
          m.visitLabel(yes);
          m.visitInsn(ICONST_1);
          m.visitInsn(IRETURN);
        }, rows);
      }
    }
    // A method that falls into a loop without exit unless it throws.
    add("EndlessUnlessThrown", "(I)V", m -> {
      var start = new Label();
      m.visitLabel(start);
      m.visitInsn(ICONST_4);
      m.visitIntInsn(NEWARRAY, T_BYTE);
      m.visitVarInsn(ILOAD, 0);
      m.visitInsn(BALOAD);
      m.visitInsn(POP);
      m.visitIincInsn(0, 1);
      m.visitJumpInsn(GOTO, start);
    }, row(0));
  }
}
