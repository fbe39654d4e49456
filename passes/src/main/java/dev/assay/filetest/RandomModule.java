package dev.assay.filetest;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.Block;
import dev.assay.ir.CheckOp;
import dev.assay.ir.ClassModel;
import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Edge;
import dev.assay.ir.FrameState;
import dev.assay.ir.Function;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.SymbolOp;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;
import dev.assay.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random high modules that verify and end, the same for the same seed: to compare backends, and a module before and after passes.
 *
 * <p>Each function {@code Random.fN(IJ)J} has a set of variables that travel as block parameters between random blocks, so flow is of every
 * kind: critical edges, swaps, loops with several entries, loops at the start. A counter among them ends the run. What may throw stands in
 * and outside of try regions; functions call those of higher number; guards fail now and then.
 */
public final class RandomModule {
  /** The function to call, with an i32 and an i64. */
  public static final String ENTRY = "Random.f0(IJ)J";

  private static final String OWNER = "Random";
  private static final int FUNCTIONS = 4;
  private static final int MAX_STATES = 9;
  private static final int MAX_INSNS = 9;
  private static final int ROUNDS = 40;
  private static final List<Type> VARIABLES = List.of(Type.I32, Type.I32, Type.I32, Type.I64, Type.I64, Type.F32, Type.F64, Type.REF);
  private static final int[] INTERESTING = {0, 1, -1, 2, 3, 7, 8, 31, 32, 255, 256, -128, 65535, Integer.MAX_VALUE, Integer.MIN_VALUE,
    1000};
  private static final double[] INTERESTING_FLOATS = {0.0, -0.0, 1.0, -1.5, 1e9, -1e300, Double.NaN, Double.POSITIVE_INFINITY, 1e-320};

  private final Random random;
  private final Module module;
  private Function function;
  private Block block;
  private int line;
  // The present values of the variables; behind them, what else may be used here.
  private List<Value> values;

  private RandomModule(long seed) {
    random = new Random(seed);
    module = new Module("random" + seed);
  }

  public static Module of(long seed) {
    var generator = new RandomModule(seed);
    generator.generate();
    return generator.module;
  }

  private void generate() {
    var statics = List.of(new ClassModel.StaticField(ClassModel.STATE_FIELD, MemType.I32, ClassModel.InitState.NEW, null),
        new ClassModel.StaticField("i", MemType.I32, 5, null), new ClassModel.StaticField("b", MemType.I8, 3, null),
        new ClassModel.StaticField("l", MemType.I64, -9, null), new ClassModel.StaticField("d", MemType.F64, 0, null),
        new ClassModel.StaticField("r", MemType.REF, 0, null));
    module.add(ClassModel.ofStatics(OWNER, "Random.java", true, statics));
    initializer();
    for (int number = FUNCTIONS - 1; number >= 0; number--) function(number);
  }

  private void initializer() {
    function = new Function(Module.initializer(OWNER), null);
    block = function.newBlock(null);
    add(new Insn.StaticPut(pos(), Module.stateField(OWNER), constant(Type.I32, ClassModel.InitState.DONE)));
    add(new Insn.StaticPut(pos(), OWNER + ".i", constant(Type.I32, 17)));
    add(new Terminator.Return(pos(), null));
    module.add(function);
  }

  private static String name(int number) {
    return OWNER + ".f" + number + "(IJ)J";
  }

  // A function: an entry that sets up the variables, then states among which the flow wanders, then an exit

  private void function(int number) {
    function = new Function(name(number), Type.I64);
    line = 100 * (number + 1);
    block = function.newBlock("entry");
    var x = function.newValue(Type.I32, "x");
    var y = function.newValue(Type.I64, "y");
    block.params().addAll(List.of(x, y));
    int states = 2 + random.nextInt(MAX_STATES - 1);
    var heads = new ArrayList<Block>();
    for (int i = 0; i < states; i++) heads.add(withParams(function.newBlock("s" + i)));
    var exit = withParams(function.newBlock("exit"));
    var handler = withParams(function.newBlock("handler"));
    handler.params().add(function.newValue(Type.REF));

    var length = constant(Type.I32, 1 + random.nextInt(5));
    var array = function.newValue(Type.REF);
    add(new Insn.NewArray(pos(), array, "[I", length));
    values = new ArrayList<>(List.of(constant(Type.I32, ROUNDS), x, constant(Type.I32, interesting()), y, constant(Type.I64, interesting()),
        constant(Type.F32, Float.floatToRawIntBits((float) interestingFloat())),
        constant(Type.F64, Double.doubleToRawLongBits(interestingFloat())),
        array));
    jump(pick(heads));
    for (var head : heads) state(head, heads, exit, handler, number);

    block = handler;
    values = new ArrayList<>(handler.params());
    use(handler.params().getLast());
    jump(random.nextInt(4) == 0 ? exit : pick(heads));

    block = exit;
    values = new ArrayList<>(exit.params());
    add(new Terminator.Return(pos(), digest()));
    module.add(function);
  }

  private Block withParams(Block head) {
    for (var type : VARIABLES) head.params().add(function.newValue(type));
    return head;
  }

  private void state(Block head, List<Block> heads, Block exit, Block handler, int number) {
    block = head;
    values = new ArrayList<>(head.params());
    var rounds = binary(BinaryOp.SUB, values.getFirst(), constant(Type.I32, 1));
    values.set(0, rounds);
    var on = function.newBlock(null);
    var over = compare(CompareOp.LE, rounds, constant(Type.I32, 0));
    add(new Terminator.Branch(pos(), over, edge(exit), Edge.to(on)));
    block = on;
    int insns = random.nextInt(MAX_INSNS);
    boolean tried = random.nextBoolean();
    for (int i = 0; i < insns; i++) insn(tried ? handler : null, number);
    if (random.nextInt(3) == 0) diamond();
    leave(heads, exit);
  }

  private void leave(List<Block> heads, Block exit) {
    switch (random.nextInt(6)) {
      case 0 -> jump(pick(heads));
      case 1 -> {
        var targets = new ArrayList<Edge>();
        for (int i = 0; i < 3; i++) targets.add(edge(pick(heads)));
        targets.add(edge(random.nextInt(8) == 0 ? exit : pick(heads)));
        add(new Terminator.Switch(pos(), variable(Type.I32), new int[] {-1, 0, 7}, targets));
      }
      default -> {
        var condition = random.nextInt(5) == 0 ? variable(Type.I32) : comparison();
        add(new Terminator.Branch(pos(), condition, edge(pick(heads)), edge(pick(heads))));
      }
    }
  }

  /** A branch that meets again, with values of the block above used in both sides, and a boolean as Java makes it. */
  private void diamond() {
    var then = function.newBlock(null);
    var otherwise = function.newBlock(null);
    var join = function.newBlock(null);
    var joined = function.newValue(Type.I32);
    join.params().add(joined);
    add(new Terminator.Branch(pos(), comparison(), Edge.to(then), Edge.to(otherwise)));
    block = then;
    add(new Terminator.Jump(pos(), Edge.to(join, random.nextBoolean() ? constant(Type.I32, 1) : arithmetic(Type.I32))));
    block = otherwise;
    add(new Terminator.Jump(pos(), Edge.to(join, random.nextBoolean() ? constant(Type.I32, 0) : variable(Type.I32))));
    block = join;
    define(joined);
    if (random.nextBoolean()) return;
    var yes = function.newBlock(null);
    var no = function.newBlock(null);
    add(new Terminator.Branch(pos(), compare(CompareOp.NE, joined, constant(Type.I32, 0)), Edge.to(yes), Edge.to(no)));
    block = no;
    define(arithmetic(Type.I64));
    rejoin(no, yes);
  }

  /** Jumps from one side of a branch to the other; what was defined on this side alone does not reach it. */
  private void rejoin(Block from, Block to) {
    for (int i = 0; i < values.size(); i++) {
      var value = values.get(i);
      if (from.insns().stream().anyMatch(insn -> insn.result() == value)) values.set(i, older(value.type(), from));
    }
    add(new Terminator.Jump(pos(), Edge.to(to)));
    block = to;
  }

  private Value older(Type type, Block notIn) {
    for (var value : values) if (value.type() == type && notIn.insns().stream().noneMatch(insn -> insn.result() == value)) return value;
    throw new IllegalStateException("no other " + type);
  }

  // Instructions

  private void insn(Block handler, int number) {
    switch (random.nextInt(14)) {
      case 0 -> {
        var type = pick(List.of(Type.I32, Type.I64));
        var divisor = check(CheckOp.NONZERO, handler, List.of(variable(type)), "");
        define(binary(random.nextBoolean() ? BinaryOp.DIV : BinaryOp.REM, variable(type), divisor));
      }
      case 1 -> arrayAccess(handler);
      case 2 -> allocation(handler);
      case 3 -> call(handler, number);
      case 4 -> define(compare(CompareOp.EQ, variable(Type.REF), variable(Type.REF)));
      case 5 -> statics(handler);
      case 6 -> {
        if (random.nextInt(4) == 0)
          add(new Insn.HostCall(pos(), null, HostOp.PRINT_INT, List.of(constant(Type.I32, 1), variable(Type.I32))));
        else
          define(comparison());
      }
      case 7 -> guard();
      case 8 -> cast(handler);
      case 9 -> define(conversion());
      default -> define(arithmetic(pick(List.of(Type.I32, Type.I32, Type.I64, Type.F32, Type.F64))));
    }
  }

  private void arrayAccess(Block handler) {
    var array = check(CheckOp.NULL, handler, List.of(variable(Type.REF)), "an array is null");
    if (random.nextInt(3) > 0) array = check(CheckOp.CAST, handler, List.of(array), "[I");
    var length = function.newValue(Type.I32);
    add(new Insn.ArrayLength(pos(), length, array));
    var index = random.nextBoolean() ? variable(Type.I32) : binary(BinaryOp.AND, variable(Type.I32), constant(Type.I32, 3));
    // The array must be one of ints, which only the cast can tell.
    var ints = check(CheckOp.CAST, handler, List.of(array), "[I");
    var checked = check(CheckOp.BOUNDS, handler, List.of(index, length), "");
    if (random.nextBoolean()) {
      add(new Insn.ArrayStore(pos(), MemType.I32, ints, checked, variable(Type.I32)));
    } else {
      var result = function.newValue(Type.I32);
      add(new Insn.ArrayLoad(pos(), result, MemType.I32, ints, checked));
      define(result);
    }
  }

  private void allocation(Block handler) {
    var small = binary(BinaryOp.REM, variable(Type.I32), constant(Type.I32, 9));
    var length = random.nextInt(4) == 0 ? constant(Type.I32, random.nextInt(4)) : check(CheckOp.SIZE, handler, List.of(small), "");
    var result = function.newValue(Type.REF);
    define(raise(new Insn.NewArray(pos(), result, pick(List.of("[I", "[I", "[J", "[[I")), length), handler));
  }

  private void call(Block handler, int number) {
    if (number + 1 >= FUNCTIONS) return;
    int callee = number + 1 + random.nextInt(FUNCTIONS - number - 1);
    // Calls multiply by the rounds of each level, so they are made in few of them.
    var rounds = binary(BinaryOp.AND, values.getFirst(), constant(Type.I32, 15));
    var now = function.newBlock(null);
    var later = function.newBlock(null);
    var got = function.newValue(Type.I64);
    later.params().add(got);
    add(new Terminator.Branch(pos(), rounds, Edge.to(later, variable(Type.I64)), Edge.to(now)));
    block = now;
    var args = List.of(variable(Type.I32), variable(Type.I64));
    var result = raise(new Insn.Call(pos(), function.newValue(Type.I64), name(callee), args), handler);
    add(new Terminator.Jump(pos(), Edge.to(later, result)));
    block = later;
    define(got);
  }

  private void statics(Block handler) {
    if (random.nextInt(3) == 0) raise(new Insn.ClassInit(pos(), OWNER), handler);
    var field = pick(List.of("i", "b", "l", "d", "r"));
    var type = module.staticField(OWNER + "." + field).mem().type();
    if (random.nextBoolean()) {
      add(new Insn.StaticPut(pos(), OWNER + "." + field, variable(type)));
    } else {
      var result = function.newValue(type);
      add(new Insn.StaticGet(pos(), result, OWNER + "." + field));
      define(result);
    }
  }

  /** A guard that continues at itself with the condition turned, so that the interpreter goes on as the code would have. */
  private void guard() {
    if (random.nextInt(3) > 0) return;
    var condition = comparison();
    var before = block;
    var rest = function.newBlock("g" + function.blockCount());
    var params = new ArrayList<Value>();
    var bindings = new ArrayList<FrameState.Binding>();
    for (int i = 0; i < VARIABLES.size(); i++) {
      var param = function.newValue(VARIABLES.get(i), "g" + function.valueCount());
      params.add(param);
      bindings.add(new FrameState.Binding(param.name(), values.get(i)));
    }
    rest.params().addAll(params);
    before.insns().add(new Insn.Guard(pos(), condition, new FrameState(function.name(), rest.name(), 0, bindings, null)));
    add(new Terminator.Jump(pos(), edge(rest)));
    block = rest;
    values = new ArrayList<>(params);
  }

  private void cast(Block handler) {
    var operand = variable(Type.REF);
    if (random.nextBoolean()) {
      var result = function.newValue(Type.I32);
      add(new Insn.InstanceOf(pos(), result, operand, pick(List.of("[I", "[[I", OWNER))));
      define(result);
    } else if (random.nextInt(4) == 0) {
      var result = function.newValue(Type.REF);
      add(new Insn.Symbol(pos(), result, SymbolOp.STRING, "text"));
      define(result);
    } else {
      define(check(CheckOp.CAST, handler, List.of(operand), pick(List.of("[I", "[J"))));
    }
  }

  private Value check(CheckOp op, Block handler, List<Value> operands, String detail) {
    return raise(new Insn.Check(pos(), function.newValue(operands.getFirst().type()), op, operands, detail), handler);
  }

  /** Adds what may throw: in a try if there is a handler and chance says so. Returns the result, in either case usable here. */
  private Value raise(Insn insn, Block handler) {
    if (handler == null || random.nextInt(5) == 0) {
      add(insn);
      return insn.result();
    }
    var exception = function.newValue(Type.REF);
    var next = function.newBlock(null);
    var args = new ArrayList<>(values.subList(0, VARIABLES.size()));
    args.add(exception);
    Value result = null;
    if (insn.result() != null) {
      result = function.newValue(insn.result().type());
      next.params().add(result);
    }
    var normal = insn.result() == null ? Edge.to(next) : Edge.to(next, insn.result());
    add(new Terminator.Try(insn.pos(), insn, normal, exception, new Edge(handler, args)));
    block = next;
    return result;
  }

  private Value arithmetic(Type type) {
    if (random.nextInt(4) == 0) {
      var op = pick(List.of(UnaryOp.values()));
      if (op.accepts(type)) {
        var result = function.newValue(type);
        add(new Insn.Unary(pos(), result, op, variable(type)));
        return result;
      }
    }
    while (true) {
      var op = pick(List.of(BinaryOp.values()));
      if (!op.accepts(type) || op.needsNonzero(type)) continue;
      return binary(op, operand(type), op.isShift() ? operand(Type.I32) : operand(type));
    }
  }

  private Value conversion() {
    while (true) {
      var op = pick(List.of(ConvertOp.values()));
      var from = pick(List.of(Type.I32, Type.I64, Type.F32, Type.F64));
      var to = pick(List.of(Type.I32, Type.I64, Type.F32, Type.F64));
      // The bits of a NaN are nobody's promise.
      if (!op.accepts(from, to) || op == ConvertOp.BITS) continue;
      var result = function.newValue(to);
      add(new Insn.Convert(pos(), result, op, variable(from)));
      return result;
    }
  }

  private Value comparison() {
    while (true) {
      var op = pick(List.of(CompareOp.values()));
      var type = pick(List.of(Type.I32, Type.I32, Type.I64, Type.F32, Type.F64));
      if (op.accepts(type)) return compare(op, operand(type), operand(type));
    }
  }

  private Value operand(Type type) {
    if (random.nextInt(3) > 0) return variable(type);
    return switch (type) {
      case I32, I64 -> constant(type, interesting());
      case F32 -> constant(type, Float.floatToRawIntBits((float) interestingFloat()));
      case F64 -> constant(type, Double.doubleToRawLongBits(interestingFloat()));
      case REF, PTR -> variable(type);
    };
  }

  private Value constant(Type type, long bits) {
    var result = function.newValue(type);
    add(new Insn.Const(pos(), result, bits));
    return result;
  }

  private Value binary(BinaryOp op, Value lhs, Value rhs) {
    var result = function.newValue(lhs.type());
    add(new Insn.Binary(pos(), result, op, lhs, rhs));
    return result;
  }

  private Value compare(CompareOp op, Value lhs, Value rhs) {
    var result = function.newValue(Type.I32);
    add(new Insn.Compare(pos(), result, op, lhs, rhs));
    return result;
  }

  private void use(Value exception) {
    var result = function.newValue(Type.I32);
    add(new Insn.InstanceOf(pos(), result, exception, OWNER));
    define(result);
  }

  /** All variables in one number. */
  private Value digest() {
    var sum = constant(Type.I64, 1);
    for (int i = 0; i < VARIABLES.size() - 1; i++) {
      var value = values.get(i);
      if (value.type() != Type.I64) {
        var wide = function.newValue(Type.I64);
        add(new Insn.Convert(pos(), wide, value.type() == Type.I32 ? ConvertOp.SEXT : ConvertOp.FTOI, value));
        value = wide;
      }
      sum = binary(BinaryOp.ADD, binary(BinaryOp.MUL, sum, constant(Type.I64, 31)), value);
    }
    return sum;
  }

  private void add(Insn insn) {
    block.insns().add(insn);
  }

  private void jump(Block target) {
    add(new Terminator.Jump(pos(), edge(target)));
  }

  /** The variables in their order, or with two of one type exchanged. */
  private Edge edge(Block target) {
    var args = new ArrayList<>(values.subList(0, VARIABLES.size()));
    if (random.nextInt(3) == 0) {
      args.set(1, values.get(2));
      args.set(2, values.get(1));
    }
    return new Edge(target, args);
  }

  /** A variable of the type takes this value; not the counter. Values of the block above stay usable as well. */
  private void define(Value value) {
    var places = new ArrayList<Integer>();
    for (int i = 1; i < VARIABLES.size(); i++) if (VARIABLES.get(i) == value.type()) places.add(i);
    int place = pick(places);
    values.add(values.get(place));
    values.set(place, value);
  }

  private Value variable(Type type) {
    return pick(values.stream().filter(v -> v.type() == type).toList());
  }

  private Position pos() {
    return Position.at(line % 100, line++);
  }

  private int interesting() {
    return INTERESTING[random.nextInt(INTERESTING.length)];
  }

  private double interestingFloat() {
    return INTERESTING_FLOATS[random.nextInt(INTERESTING_FLOATS.length)];
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
