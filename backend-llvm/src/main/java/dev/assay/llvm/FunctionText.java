package dev.assay.llvm;

import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.SymbolOp;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.runtime.Machine;
import java.util.BitSet;

/**
 * The text of one LLVM function under construction, and what stands for each IR value in it.
 *
 * <p>A constant stands for itself, a check or {@code asref} for its operand, a comparison with the result 0 or 1 for an {@code i1} named
 * {@code %cID}, from which {@code %vID} is widened only if something but a branch wants it. All else is {@code %vID}. Other names: {@code
 * %tN} for steps between, {@code sN} for blocks between.
 */
final class FunctionText {
  final StringBuilder out;
  private final Value[] alias;
  private final String[] literal;
  private final Insn[] definition;
  private final BitSet neededAsInteger;
  private int temps;
  private int splits;

  FunctionText(StringBuilder out, Function function, Machine machine) {
    this.out = out;
    int values = function.valueCount();
    alias = new Value[values];
    literal = new String[values];
    definition = new Insn[values];
    neededAsInteger = new BitSet(values);
    for (var block : function.blocks()) for (var insn : block.insns()) scan(insn, machine);
  }

  // Definitions first: a use may stand before its definition in the list of blocks.
  private void scan(Insn insn, Machine machine) {
    var body = insn;
    if (insn instanceof Terminator t) {
      for (var edge : t.edges()) for (var arg : edge.args()) neededAsInteger.set(arg.id());
      if (insn instanceof Terminator.Try tried) body = tried.body();
    }
    int condition = body instanceof Terminator.Branch || body instanceof Insn.Guard ? 0 : -1;
    var operands = body.operands();
    for (int i = 0; i < operands.size(); i++) if (i != condition) neededAsInteger.set(operands.get(i).id());
    var result = body.result();
    if (result == null) return;
    definition[result.id()] = body;
    if (body instanceof Insn.Const c) {
      literal[result.id()] = constant(result.type(), c.bits());
    } else if (body instanceof Insn.Symbol s && s.op() != SymbolOp.STRING) {
      literal[result.id()] = s.op() == SymbolOp.CONTEXT ? "%ctx" : address(machine.address(s.op(), s.name()));
    } else if (body instanceof Insn.Check c) {
      alias[result.id()] = c.operands().getFirst();
    } else if (body instanceof Insn.Convert c && c.op() == ConvertOp.ASREF) {
      alias[result.id()] = c.operand();
    }
  }

  static String address(long address) {
    return address == 0 ? "null" : "inttoptr (i64 " + address + " to ptr)";
  }

  // LLVM writes floats as the bits of a double, and reading those quiets a signalling NaN; a bit cast keeps all bits.
  private static String constant(Type type, long bits) {
    return switch (type) {
      case I32 -> Integer.toString((int) bits);
      case I64 -> Long.toString(bits);
      case F32 -> {
        float value = Float.intBitsToFloat((int) bits);
        yield value != value ? "bitcast (i32 " + (int) bits + " to float)" : hex(Double.doubleToRawLongBits(value));
      }
      case F64 -> Double.isNaN(Double.longBitsToDouble(bits)) ? "bitcast (i64 " + bits + " to double)" : hex(bits);
      case REF, PTR -> address(bits);
    };
  }

  private static String hex(long bits) {
    return "0x" + String.format("%016X", bits);
  }

  /** What a value stands for, in the end. */
  private Value resolve(Value value) {
    var root = value;
    while (alias[root.id()] != null) root = alias[root.id()];
    // Chains of checks on one value stay short for the next caller.
    for (var v = value; v != root; ) {
      var next = alias[v.id()];
      alias[v.id()] = root;
      v = next;
    }
    return root;
  }

  /** The instruction that defines the value, or null for a parameter. */
  Insn definition(Value value) {
    return definition[value.id()];
  }

  /** The constant's bits if the value is an integer constant. */
  Long integerConstant(Value value) {
    return value.type().isInt() && definition[resolve(value).id()] instanceof Insn.Const c ? c.bits() : null;
  }

  boolean isNeededAsInteger(Value value) {
    return neededAsInteger.get(value.id());
  }

  /** True for what yields 0 or 1, not -1. */
  static boolean isBit(CompareOp op) {
    return switch (op) {
      case EQ, NE, LT, LE, GT, GE, ULT, ULE, UGT, UGE -> true;
      case CMP, CMPL, CMPG -> false;
    };
  }

  // Writing

  /** The operand's name or constant. */
  String name(Value value) {
    var v = resolve(value);
    var text = literal[v.id()];
    return text != null ? text : "%v" + v.id();
  }

  /** Appends the operand's name or constant. */
  StringBuilder value(Value value) {
    var v = resolve(value);
    var text = literal[v.id()];
    return text != null ? out.append(text) : out.append("%v").append(v.id());
  }

  /** Appends type and operand. */
  StringBuilder typed(Value value) {
    out.append(ModuleText.type(value.type())).append(' ');
    return value(value);
  }

  /** Appends the start of a line that defines an IR value. */
  StringBuilder define(Value value) {
    return out.append("  %v").append(value.id()).append(" = ");
  }

  /** Appends the start of a line that defines a step, by a name from {@link #temp}. */
  StringBuilder define(String temp) {
    return out.append("  ").append(temp).append(" = ");
  }

  String temp() {
    return "%t" + temps++;
  }

  /** A label for a block that no IR block corresponds to. */
  String label() {
    return "s" + splits++;
  }

  /** The i1 that is true if the value is not 0; appends a line where none exists yet. */
  String condition(Value value) {
    var v = resolve(value);
    if (definition[v.id()] instanceof Insn.Compare c && isBit(c.op())) return "%c" + v.id();
    var bit = temp();
    define(bit).append("icmp ne i32 ");
    value(v).append(", 0\n");
    return bit;
  }
}
