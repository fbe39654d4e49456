package dev.assay.cranelift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.CheckOp;
import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;
import dev.assay.ir.Value;
import dev.assay.ir.Verifier;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every op, type and pair of edge values against {@link Oracle}: operands from outside, then constants, which Cranelift folds. */
class ArithmeticTest {
  private static final List<Type> NUMBERS = List.of(Type.I32, Type.I64, Type.F32, Type.F64);

  /** Makes the op's instruction over those operands. */
  private interface Op {
    Insn over(Function function, List<Value> operands);
  }

  private interface Meaning {
    Long of(long... operands);
  }

  private record Case(String name, List<Type> params, Type result, Op op, Meaning meaning) {}

  private static List<Case> cases() {
    var cases = new ArrayList<Case>();
    for (var type : NUMBERS) {
      for (var op : UnaryOp.values())
        if (op.accepts(type))
          cases.add(new Case(op + "." + type, List.of(type), type,
              (f, o) -> new Insn.Unary(Position.NONE, f.newValue(type), op, o.get(0)), a -> Oracle.unary(op, type, a[0])));
      for (var op : BinaryOp.values())
        if (op.accepts(type))
          cases.add(new Case(op + "." + type, List.of(type, op.isShift() ? Type.I32 : type), type,
              (f, o) -> new Insn.Binary(Position.NONE, f.newValue(type), op, o.get(0), divisor(f, op, type, o.get(1))),
              a -> op.needsNonzero(type) && a[1] == 0 ? null : Oracle.binary(op, type, a[0], a[1])));
      for (var op : CompareOp.values())
        if (op.accepts(type))
          cases.add(new Case(op + "." + type, List.of(type, type), Type.I32,
              (f, o) -> new Insn.Compare(Position.NONE, f.newValue(Type.I32), op, o.get(0), o.get(1)),
              a -> Oracle.compare(op, type, a[0], a[1])));
      for (var to : NUMBERS)
        for (var op : ConvertOp.values())
          if (op.accepts(type, to))
            cases.add(new Case(op + "." + type + "." + to, List.of(type), to,
                (f, o) -> new Insn.Convert(Position.NONE, f.newValue(to), op, o.get(0)), a -> Oracle.convert(op, type, to, a[0])));
    }
    return cases;
  }

  private static Value divisor(Function function, BinaryOp op, Type type, Value value) {
    if (!op.needsNonzero(type)) return value;
    var checked = function.newValue(type);
    function.blocks().getLast().insns().add(new Insn.Check(Position.NONE, checked, CheckOp.NONZERO, List.of(value), ""));
    return checked;
  }

  /**
   * A function of the operands that are not given as constants.
   *
   * @param constants by operand, null for a parameter
   */
  private static void add(Module module, String name, Case c, Long... constants) {
    var function = new Function(name, c.result);
    var block = function.newBlock("entry");
    var operands = new ArrayList<Value>();
    for (int i = 0; i < c.params.size(); i++) {
      var value = function.newValue(c.params.get(i));
      operands.add(value);
      if (constants.length == 0 || constants[i] == null) block.params().add(value);
      else block.insns().add(new Insn.Const(Position.NONE, value, constants[i]));
    }
    var insn = c.op.over(function, operands);
    block.insns().add(insn);
    block.insns().add(new Terminator.Return(Position.NONE, insn.result()));
    module.add(function);
  }

  private static void check(CraneliftExecutable executable, Module module, String name, Case c, long expected, long... args) {
    long found = executable.invoke(module.function(name), args);
    assertEquals(normal(c.result, expected), normal(c.result, found),
        () -> name + " of " + java.util.Arrays.toString(args));
  }

  // The payload of a NaN that arithmetic makes is nobody's business.
  private static long normal(Type type, long bits) {
    return switch (type) {
      case F32 -> Float.floatToIntBits(Float.intBitsToFloat((int) bits));
      case F64 -> Double.doubleToLongBits(Double.longBitsToDouble(bits));
      case I32, I64, REF, PTR -> bits;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void opsOverParameters(String variant) {
    var module = new Module("ops");
    var cases = cases();
    for (var c : cases) add(module, c.name, c);
    assertEquals(List.of(), Verifier.verify(module, Level.LOW));
    try (var executable = Programs.compile(module, variant, new ByteArrayOutputStream())) {
      Programs.onGuestThread(() -> {
        for (var c : cases)
          for (long a : Edges.of(c.params.getFirst()))
            if (c.params.size() == 1) check(executable, module, c.name, c, c.meaning.of(a), a);
        else for (long b : Edges.of(c.params.get(1))) {
          var expected = c.meaning.of(a, b);
          if (expected != null) check(executable, module, c.name, c, expected, a, b);
        }
      });
    }
  }

  /** Division by constants becomes multiplication, shifts by constants change shape: each constant is a case of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void opsOverConstants(String variant) {
    for (var c : cases()) {
      var module = new Module(c.name);
      long[] as = Edges.of(c.params.getFirst());
      long[] bs = c.params.size() == 1 ? new long[1] : Edges.of(c.params.get(1));
      boolean two = c.params.size() == 2;
      for (int i = 0; i < as.length; i++) {
        if (two) add(module, "left" + i, c, as[i], null);
        else add(module, "both" + i, c, as[i]);
      }
      for (int j = 0; two && j < bs.length; j++) {
        if (c.meaning.of(as[0], bs[j]) == null) continue;
        add(module, "right" + j, c, null, bs[j]);
        add(module, "both" + j, c, as[j % as.length], bs[j]);
      }
      try (var executable = Programs.compile(module, variant, new ByteArrayOutputStream())) {
        Programs.onGuestThread(() -> {
          for (int i = 0; !two && i < as.length; i++) check(executable, module, "both" + i, c, c.meaning.of(as[i]));
          for (int j = 0; two && j < bs.length; j++) {
            if (c.meaning.of(as[0], bs[j]) == null) continue;
            check(executable, module, "both" + j, c, c.meaning.of(as[j % as.length], bs[j]));
            for (int i = 0; i < as.length; i++) {
              check(executable, module, "right" + j, c, c.meaning.of(as[i], bs[j]), as[i]);
              check(executable, module, "left" + i, c, c.meaning.of(as[i], bs[j]), bs[j]);
            }
          }
        });
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void fusedMultiplyAdd(String variant) {
    var module = new Module("fma");
    var cases = new ArrayList<Case>();
    for (var type : List.of(Type.F32, Type.F64))
      cases.add(new Case("fma." + type, List.of(type, type, type), type,
          (f, o) -> new Insn.Fma(Position.NONE, f.newValue(type), o.get(0), o.get(1), o.get(2)), a -> Oracle.fma(type, a[0], a[1], a[2])));
    for (var c : cases) add(module, c.name, c);
    try (var executable = Programs.compile(module, variant, new ByteArrayOutputStream())) {
      Programs.onGuestThread(() -> {
        for (var c : cases) {
          long[] edges = Edges.of(c.result);
          for (long x : edges)
            for (long y : edges) for (long z : edges) check(executable, module, c.name, c, c.meaning.of(x, y, z), x, y, z);
        }
      });
    }
  }

  /** Bits pass through unchanged, signalling NaNs included. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void rawBits(String variant) {
    var text = """
        func @through(%a: f64, %b: f32) -> i64 {
        entry:
          %x: i64 = bits %a
          %y: i32 = bits %b
          %z: i64 = sext %y
          %r: i64 = xor %x, %z
          return %r
        }
        """;
    long a = 0x7ff0_0000_0000_0001L;
    int b = 0xff80_0001;
    assertEquals(a ^ b, Programs.result(text, variant, a, b));
  }
}
