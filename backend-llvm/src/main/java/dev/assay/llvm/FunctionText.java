package dev.assay.llvm;

import dev.assay.ir.Block;
import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.SymbolOp;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.runtime.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The text of one LLVM function under construction, and what stands for each IR value in it.
 *
 * <p>A constant stands for itself, a check or {@code asref} for its operand, a comparison with the result 0 or 1 for an {@code i1} named
 * {@code %cID}, from which {@code %vID} is widened only if something but a branch wants it. All else is {@code %vID}. Other names: {@code
 * %tN} for steps between, {@code sN} for blocks between.
 *
 * <p>In the first round of a peeled loop, names end in {@code .p}. A value of such a loop that is used outside has two definitions then;
 * it is stored to a slot after either, and a block outside loads it at its head as {@code %vID.xBLOCK}. LLVM makes registers of the slots
 * first of all, with phis where they belong.
 */
final class FunctionText {
  final StringBuilder out = new StringBuilder();
  private final Function function;
  private final LoopPlan plan;
  private final Value[] alias;
  private final String[] literal;
  private final Insn[] definition;
  // By value id, the block that defines a value of a peeled loop; null for all others.
  private final Block[] home;
  private final BitSet neededAsInteger;
  private final BitSet slots = new BitSet();
  // By block id, the values that its head loads from their slots.
  private final List<List<Value>> reloads = new ArrayList<>();
  private Block block;
  private String suffix = "";
  private int temps;
  private int splits;

  /**
   * @param live is used where it says, besides the operands of instructions
   */
  FunctionText(Function function, Machine machine, LoopPlan plan, LiveReferences live) {
    this.function = function;
    this.plan = plan;
    int values = function.valueCount();
    alias = new Value[values];
    literal = new String[values];
    definition = new Insn[values];
    home = new Block[values];
    neededAsInteger = new BitSet(values);
    // Definitions first: a use may stand before its definition in the list of blocks.
    for (var b : function.blocks()) {
      if (plan.isPeeled(b)) for (var param : b.params()) home[param.id()] = b;
      for (var insn : b.insns()) scan(insn, b, machine);
    }
    for (int i = 0; i < function.blockCount(); i++) reloads.add(List.of());
    findReloads(live);
  }

  private void scan(Insn insn, Block b, Machine machine) {
    var body = insn;
    if (insn instanceof Terminator t) {
      for (var edge : t.edges()) for (var arg : edge.args()) neededAsInteger.set(arg.id());
      if (insn instanceof Terminator.Try tried) {
        body = tried.body();
        if (plan.isPeeled(b)) home[tried.exception().id()] = b;
      }
    }
    int condition = body instanceof Terminator.Branch || body instanceof Insn.Guard ? 0 : -1;
    var operands = body.operands();
    for (int i = 0; i < operands.size(); i++) if (i != condition) neededAsInteger.set(operands.get(i).id());
    var result = body.result();
    if (result == null) return;
    definition[result.id()] = body;
    if (plan.isPeeled(b)) home[result.id()] = b;
    if (body instanceof Insn.Const c && !Arithmetic.isHidden(c)) {
      literal[result.id()] = constant(result.type(), c.bits());
    } else if (body instanceof Insn.Symbol s && !hasSlot(s.op())) {
      literal[result.id()] = s.op() == SymbolOp.CONTEXT ? "%ctx" : address(machine.address(s.op(), s.name()));
    } else if (body instanceof Insn.Check c) {
      alias[result.id()] = c.operands().getFirst();
    } else if (body instanceof Insn.Convert c && c.op() == ConvertOp.ASREF) {
      alias[result.id()] = c.operand();
    }
  }

  private void findReloads(LiveReferences live) {
    if (Arrays.stream(home).allMatch(b -> b == null)) return;
    // By value id, the block that was last found to load it.
    var loadedBy = new Block[function.valueCount()];
    for (var b : function.blocks())
      for (var insn : b.insns()) {
        for (var operand : insn.operands()) findReload(operand, b, loadedBy);
        var body = insn instanceof Terminator.Try t ? t.body() : insn;
        for (var value : live.across(body)) findReload(value, b, loadedBy);
        if (insn instanceof Terminator t)
          for (var edge : t.edges()) for (var arg : edge.args()) findReload(arg, b, loadedBy);
      }
  }

  private void findReload(Value value, Block user, Block[] loadedBy) {
    var v = resolve(value);
    if (home[v.id()] == null || literal[v.id()] != null || plan.inSamePeeledLoop(user, home[v.id()]) || loadedBy[v.id()] == user) return;
    loadedBy[v.id()] = user;
    slots.set(v.id());
    // An i1 has no slot.
    neededAsInteger.set(v.id());
    if (reloads.get(user.id()).isEmpty()) reloads.set(user.id(), new ArrayList<>());
    reloads.get(user.id()).add(v);
  }

  /** Whether the symbol's address is that of a slot with its value. */
  static boolean hasSlot(SymbolOp op) {
    return op == SymbolOp.STRING || op == SymbolOp.CLASS;
  }

  static String address(long address) {
    return address == 0 ? "null" : "inttoptr (i64 " + address + " to ptr)";
  }

  // LLVM writes floats as the bits of a double, and reading those quiets a signalling NaN; a bit cast keeps all bits.
  static String constant(Type type, long bits) {
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
    for (var v = value; v != root;) {
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

  // Slots

  /** Appends the slots, for the entry. */
  void declareSlots(List<Block> blocks) {
    if (slots.isEmpty()) return;
    for (var b : blocks) {
      for (var param : b.params()) declareSlot(param);
      for (var insn : b.insns()) if (insn.result() != null) declareSlot(insn.result());
    }
  }

  private void declareSlot(Value value) {
    if (!slots.get(value.id())) return;
    define("%v" + value.id() + ".slot").append("alloca ").append(ModuleText.type(value.type())).append('\n');
  }

  /** Names belong to this block from here on. */
  void enter(Block next, boolean firstRound) {
    block = next;
    suffix = firstRound ? ".p" : "";
  }

  /** Appends loads of what the block uses of loops that are over. */
  void reload() {
    for (var value : reloads.get(block.id())) {
      define(outsideName(value)).append("load ").append(ModuleText.type(value.type())).append(", ptr %v").append(value.id())
          .append(".slot\n");
    }
  }

  private String outsideName(Value value) {
    return "%v" + value.id() + ".x" + block.id() + suffix;
  }

  /** Appends stores of what blocks outside the loop use, before the block's terminator. */
  void save() {
    if (slots.isEmpty()) return;
    for (var param : block.params()) save(param);
    for (var insn : block.insns()) if (insn.result() != null && !(insn instanceof Terminator)) save(insn.result());
  }

  private void save(Value value) {
    if (!slots.get(value.id())) return;
    out.append("  store ");
    typed(value).append(", ptr %v").append(value.id()).append(".slot\n");
  }

  // Writing

  /** The operand's name or constant. */
  String name(Value value) {
    var v = resolve(value);
    var text = literal[v.id()];
    if (text != null) return text;
    if (home[v.id()] == null) return "%v" + v.id();
    return plan.inSamePeeledLoop(home[v.id()], block) ? "%v" + v.id() + suffix : outsideName(v);
  }

  /** Whether the operand has a name, and is not a constant. */
  boolean isName(Value value) {
    return literal[resolve(value).id()] == null;
  }

  /** Appends the operand's name or constant. */
  StringBuilder value(Value value) {
    return out.append(name(value));
  }

  /** Appends type and operand. */
  StringBuilder typed(Value value) {
    return out.append(ModuleText.type(value.type())).append(' ').append(name(value));
  }

  /** Appends the start of a line that defines an IR value. */
  StringBuilder define(Value value) {
    return out.append("  %v").append(value.id()).append(suffix).append(" = ");
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

  /** Appends a line that converts the value, and gives the name of the result. */
  String cast(Value value, String op, String to) {
    var result = temp();
    define(result).append(op).append(' ');
    typed(value).append(" to ").append(to).append('\n');
    return result;
  }

  /** The name of the i1 that a comparison defines. One made before a peeled loop has no other in the first round. */
  String bit(Value comparison) {
    return "%c" + comparison.id() + (home[comparison.id()] == null ? "" : suffix);
  }

  /** The i1 that is true if the value is not 0; appends a line where none exists yet. */
  String condition(Value value) {
    var v = resolve(value);
    boolean here = home[v.id()] == null || plan.inSamePeeledLoop(home[v.id()], block);
    if (here && definition[v.id()] instanceof Insn.Compare c && isBit(c.op())) return bit(v);
    var bit = temp();
    define(bit).append("icmp ne i32 ");
    value(v).append(", 0\n");
    return bit;
  }
}
