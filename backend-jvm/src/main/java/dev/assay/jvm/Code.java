package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Position;
import dev.assay.ir.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The bytecode of one method as it grows: the shortest form of constants and locals, sites as line numbers. A value stored and at once
 * loaded again is duplicated instead.
 */
final class Code {
  private static final int MAX_UTF8_BYTES = 65535;

  private final MethodVisitor out;
  private final List<Site> sites = new ArrayList<>();
  private final Map<Site, Integer> lines = new HashMap<>();
  private final Symbols symbols;
  private int line;
  private int wantedLine;
  private int storedLocal = -1;
  private Type storedType;
  private boolean reachable = true;
  private int insns;
  private int insnsAtFrame = -1;
  private int insnsAtLine = -1;

  Code(MethodVisitor out, Symbols symbols) {
    this.out = out;
    this.symbols = symbols;
  }

  /** By line number minus 1. */
  List<Site> sites() {
    return sites;
  }

  /** Whether control can come to the end of what is emitted so far. */
  boolean isReachable() {
    return reachable;
  }

  /** Emitted so far; tells whether something emits nothing. */
  int insnCount() {
    flush();
    return insns;
  }

  private void flush() {
    if (storedLocal < 0) return;
    int at = storedLocal;
    storedLocal = -1;
    out.visitVarInsn(opcode(storedType, Opcodes.ISTORE, Opcodes.LSTORE, Opcodes.FSTORE, Opcodes.DSTORE, Opcodes.ASTORE), at);
  }

  private void next() {
    flush();
    insns++;
    if (line == wantedLine) return;
    line = wantedLine;
    var label = new Label();
    out.visitLabel(label);
    out.visitLineNumber(line, label);
  }

  static int opcode(Type type, int i32, int i64, int f32, int f64, int ref) {
    return switch (type) {
      case I32 -> i32;
      case I64 -> i64;
      case F32 -> f32;
      case F64 -> f64;
      case REF -> ref;
      case PTR -> throw new CompilerBug("a ptr in high IR");
    };
  }

  static boolean isWide(Type type) {
    return type == Type.I64 || type == Type.F64;
  }

  // Places

  /** A place that is no target of jumps. */
  void mark(Label label) {
    flush();
    out.visitLabel(label);
  }

  /** A place that is jumped to, with what is live there. */
  void target(Label label, Object[] locals, Object... stack) {
    flush();
    // Two places with frames must differ in their offset; that both have no code between them is rare.
    if (insns == insnsAtFrame) op(Opcodes.NOP);
    insnsAtFrame = insns;
    out.visitLabel(label);
    out.visitFrame(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
    reachable = true;
  }

  /** What follows may appear in a stack trace as this. */
  void site(Site site) {
    int number = lines.computeIfAbsent(site, s -> {
      sites.add(s);
      return sites.size();
    });
    if (number == line) return;
    line = number;
    flush();
    // Of two lines at one offset the host takes the first.
    if (insns == insnsAtLine) op(Opcodes.NOP);
    insnsAtLine = insns;
    var label = new Label();
    out.visitLabel(label);
    out.visitLineNumber(number, label);
  }

  void site(Position pos) {
    site(Site.call(pos));
  }

  void handler(Label start, Label end, Label handler, String type) {
    out.visitTryCatchBlock(start, end, handler, type);
  }

  // Instructions

  void op(int opcode) {
    next();
    out.visitInsn(opcode);
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN || opcode == Opcodes.ATHROW) reachable = false;
  }

  void op(Type type, int i32, int i64, int f32, int f64) {
    op(opcode(type, i32, i64, f32, f64, -1));
  }

  void pop(Type type) {
    op(isWide(type) ? Opcodes.POP2 : Opcodes.POP);
  }

  void load(Type type, int local) {
    if (local == storedLocal) {
      storedLocal = -1;
      op(isWide(type) ? Opcodes.DUP2 : Opcodes.DUP);
      storedLocal = local;
      flush();
      return;
    }
    next();
    out.visitVarInsn(opcode(type, Opcodes.ILOAD, Opcodes.LLOAD, Opcodes.FLOAD, Opcodes.DLOAD, Opcodes.ALOAD), local);
  }

  void store(Type type, int local) {
    next();
    storedLocal = local;
    storedType = type;
  }

  void increment(int local, int amount) {
    next();
    out.visitIincInsn(local, amount);
  }

  void constant(int value) {
    next();
    if (value >= -1 && value <= 5) out.visitInsn(Opcodes.ICONST_0 + value);
    else if (value == (byte) value) out.visitIntInsn(Opcodes.BIPUSH, value);
    else if (value == (short) value) out.visitIntInsn(Opcodes.SIPUSH, value);
    else out.visitLdcInsn(value);
  }

  /** The constant with these raw bits. */
  void constant(Type type, long bits) {
    switch (type) {
      case I32 -> constant((int) bits);
      case I64 -> {
        next();
        if (bits == 0 || bits == 1) out.visitInsn(Opcodes.LCONST_0 + (int) bits);
        else out.visitLdcInsn(bits);
      }
      case F32 -> {
        next();
        float value = Float.intBitsToFloat((int) bits);
        // Minus zero is equal to zero, but is another constant.
        if (value == 0 && (int) bits == 0 || value == 1 || value == 2) out.visitInsn(Opcodes.FCONST_0 + (int) value);
        else out.visitLdcInsn(value);
      }
      case F64 -> {
        next();
        double value = Double.longBitsToDouble(bits);
        if (value == 0 && bits == 0 || value == 1) out.visitInsn(Opcodes.DCONST_0 + (int) value);
        else out.visitLdcInsn(value);
      }
      case REF, PTR -> op(Opcodes.ACONST_NULL);
    }
  }

  /** The interned string with this text. */
  void text(String text) {
    next();
    var descriptor = symbols.types.descriptor(ReferenceTypes.STRING);
    if (isShort(text)) {
      out.visitLdcInsn(Linkage.text(descriptor, text));
      return;
    }
    symbols.longTexts.add(text);
    out.visitLdcInsn(Linkage.longText(descriptor, symbols.longTexts.size() - 1));
  }

  void classObject(String guestClass) {
    next();
    out.visitLdcInsn(Linkage.classObject(symbols.types.descriptor(RuntimeClasses.CLASS), guestClass));
  }

  private static boolean isShort(String text) {
    if (text.length() <= MAX_UTF8_BYTES / 3) return true;
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c >= 1 && c <= 0x7f ? 1 : c <= 0x7ff ? 2 : 3;
    }
    return bytes <= MAX_UTF8_BYTES;
  }

  void type(int opcode, String type) {
    next();
    out.visitTypeInsn(opcode, type);
  }

  void newArray(int elementCode) {
    next();
    out.visitIntInsn(Opcodes.NEWARRAY, elementCode);
  }

  void field(int opcode, String owner, String name, String descriptor) {
    next();
    out.visitFieldInsn(opcode, owner, name, descriptor);
  }

  void callStatic(String owner, String name, String descriptor) {
    next();
    out.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  void callVirtual(String owner, String name, String descriptor) {
    next();
    out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
  }

  void callInterface(String owner, String name, String descriptor) {
    next();
    out.visitMethodInsn(Opcodes.INVOKEINTERFACE, owner, name, descriptor, true);
  }

  void callConstructor(String owner) {
    next();
    out.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", "()V", false);
  }

  void callDynamic(String name, String descriptor, Handle bootstrap, Object... args) {
    next();
    out.visitInvokeDynamicInsn(name, descriptor, bootstrap, args);
  }

  void jump(int opcode, Label target) {
    next();
    out.visitJumpInsn(opcode, target);
    if (opcode == Opcodes.GOTO) reachable = false;
  }

  void tableSwitch(int low, int high, Label otherwise, Label... labels) {
    next();
    out.visitTableSwitchInsn(low, high, otherwise, labels);
    reachable = false;
  }

  void lookupSwitch(int[] keys, Label[] labels, Label otherwise) {
    next();
    out.visitLookupSwitchInsn(otherwise, keys, labels);
    reachable = false;
  }
}
