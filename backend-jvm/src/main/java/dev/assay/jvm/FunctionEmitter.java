package dev.assay.jvm;

import static org.objectweb.asm.Opcodes.*;

import dev.assay.ir.Edge;
import dev.assay.ir.Insn;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * One function as a method. Blocks are emitted in the order of {@link LinearCode}, roots as trees; copies of an edge that is not the only
 * one of its block, handlers and the code behind failed guards are <b>stubs</b>, emitted where control does not pass.
 *
 * <p>A frame lists what is live and has a local, each with the type of its value, so nothing is left for the class writer to compute but
 * the stack's height. Cost: linear in code and frames.
 */
final class FunctionEmitter {
  /** Words of arguments a call site of a guard may take; the host's method handles need some of the 255 themselves. */
  private static final int MAX_STATE_WORDS = 240;
  /** Values in one array of a larger state. */
  private static final int PACK = MAX_STATE_WORDS / 2;

  private static final String HOST_THROWABLE = "java/lang/Throwable";

  /** Where an exception of the guest arrives, on its way along an edge. */
  private record Handler(Label label, Edge edge) {}

  private record Task(Kind kind, int index, int operand) {
    enum Kind {
      OPERAND, EMIT, CAST
    }
  }

  private final Symbols symbols;
  private final LinearCode code;
  private final CheckPlan plan;
  private final Trees trees;
  private final LiveRanges live;
  private final Locals locals;
  private final Code out;
  private final OpEmitter ops;
  private final Value[] valueById;
  private final int[] forwardTo;
  private final Label[] labels;
  private final int[] incoming;
  private final List<Runnable> stubs = new ArrayList<>();
  private final Map<List<Object>, Handler> handlers = new HashMap<>();
  private final Map<Handler, Label> converters = new HashMap<>();
  private Label passOn;

  FunctionEmitter(Symbols symbols, LinearCode code, CheckPlan plan, Trees trees, Code out) {
    this.symbols = symbols;
    this.code = code;
    this.plan = plan;
    this.trees = trees;
    this.live = new LiveRanges(code, plan, trees);
    this.locals = new Locals(code, plan, live);
    this.out = out;
    this.ops = new OpEmitter(symbols, code, plan, out);
    valueById = new Value[code.function.valueCount()];
    for (var value : live.values()) valueById[value.id()] = value;
    forwardTo = new int[code.blocks.length];
    labels = new Label[code.blocks.length];
    incoming = new int[code.blocks.length];
    forward();
  }

  void emit() {
    out.site(entryPosition());
    for (int b = 0; b < code.blocks.length; b++) {
      if (forwardTo[b] != b) continue;
      if (labels[b] != null) out.target(labels[b], frame(b));
      for (int root : live.roots[b]) {
        if (code.insns[root] instanceof Terminator t) terminator(b, root, t);
        else root(root, code.insns[root]);
      }
      if (!out.isReachable()) emitStubs();
    }
    emitStubs();
  }

  private Position entryPosition() {
    for (var insn : code.function.entry().insns()) if (insn.pos().isKnown()) return insn.pos();
    return Position.NONE;
  }

  private void emitStubs() {
    for (var stub : stubs) stub.run();
    stubs.clear();
  }

  // Blocks

  /** Blocks that do nothing but jump have no code; who jumps to them jumps on. */
  private void forward() {
    int count = code.blocks.length;
    for (int b = 0; b < count; b++) forwardTo[b] = isEmpty(b) ? -1 : b;
    for (int b = 0; b < count; b++) {
      if (forwardTo[b] >= 0) continue;
      var path = new ArrayList<Integer>();
      int at = b;
      while (forwardTo[at] == -1) {
        forwardTo[at] = -2;
        path.add(at);
        at = code.order(((Terminator.Jump) code.insns[code.terminatorOf(at)]).target().target());
      }
      // A loop without any code is one of the blocks jumping to itself.
      if (forwardTo[at] == -2) forwardTo[at] = at;
      for (int p : path) forwardTo[p] = forwardTo[at];
    }
    int previous = -1;
    for (int b = 0; b < count; b++) {
      if (forwardTo[b] != b) continue;
      for (var edge : code.blocks[b].terminator().edges()) incoming[target(edge)]++;
    }
    for (int b = 0; b < count; b++) {
      if (forwardTo[b] != b) continue;
      if (b > 0 && !(incoming[b] == 1 && fallsInto(previous, b))) labels[b] = new Label();
      previous = b;
    }
  }

  private boolean isEmpty(int block) {
    return block > 0 && live.roots[block].length == 1 && code.insns[code.terminatorOf(block)] instanceof Terminator.Jump j
        && !hasCopies(j.target());
  }

  private boolean fallsInto(int block, int next) {
    if (block < 0) return false;
    var terminator = code.blocks[block].terminator();
    return switch (terminator) {
      case Terminator.Jump j -> target(j.target()) == next;
      case Terminator.Branch b -> target(b.ifTrue()) == next || target(b.ifFalse()) == next;
      case Terminator.Try t -> target(t.normal()) == next;
      case Terminator.Switch _,Terminator.Return _,Terminator.Throw _ -> false;
    };
  }

  /** The block at which an edge arrives in the end. */
  private int target(Edge edge) {
    return forwardTo[code.order(edge.target())];
  }

  private boolean isNext(int block, int target) {
    int next = block + 1;
    while (next < code.blocks.length && forwardTo[next] != next) next++;
    return next == target;
  }

  private void jump(int block, int target) {
    if (!isNext(block, target)) out.jump(GOTO, labels[target]);
  }

  // Frames

  private Object[] frame(int block) {
    var values = liveInto(block);
    for (var param : code.blocks[block].params()) if (locals.of(param) >= 0) values.add(param);
    return frame(values);
  }

  /** What is live into a block, without its parameters. */
  private List<Value> liveInto(int block) {
    var values = new ArrayList<Value>();
    for (int id : live.liveIn(block)) values.add(valueById[id]);
    return values;
  }

  /** At the begin of an edge's copies. */
  private Object[] frame(Edge edge) {
    var values = liveInto(code.order(edge.target()));
    var params = edge.target().params();
    for (int p = 0; p < params.size(); p++) {
      var arg = plan.origin(edge.args().get(p));
      if (locals.of(params.get(p)) >= 0 && locals.of(arg) >= 0) values.add(arg);
    }
    return frame(values);
  }

  private Object[] frame(List<Value> values) {
    int size = 0;
    for (var value : values) size = Math.max(size, locals.of(value) + 1);
    var slots = new Object[size];
    Arrays.fill(slots, Opcodes.TOP);
    for (var value : values) slots[locals.of(value)] = frameType(value);
    var frame = new ArrayList<Object>(size);
    for (int i = 0; i < size; i++) {
      frame.add(slots[i]);
      if (slots[i] == Opcodes.LONG || slots[i] == Opcodes.DOUBLE) i++;
    }
    return frame.toArray();
  }

  private Object frameType(Value value) {
    return switch (value.type()) {
      case I32 -> Opcodes.INTEGER;
      case I64 -> Opcodes.LONG;
      case F32 -> Opcodes.FLOAT;
      case F64 -> Opcodes.DOUBLE;
      case REF, PTR -> symbols.types.name(plan.typeOf(value));
    };
  }

  // Trees

  private List<Value> operands(int index) {
    var fused = fused(index);
    return fused == null ? trees.stackOperands(index) : trees.comparedOperands(fused);
  }

  /** The comparison that a branch or guard does itself, or null. */
  private Insn.Compare fused(int index) {
    return switch (code.insns[index]) {
      case Terminator.Branch b -> trees.fused(b.condition());
      case Insn.Guard g -> trees.fused(g.condition());
      default -> null;
    };
  }

  private Insn insn(int index) {
    return code.insns[index] instanceof Terminator.Try t ? t.body() : code.insns[index];
  }

  /** Pushes the operands of an instruction, with the trees below them. */
  private void push(int index) {
    var tasks = new ArrayDeque<Task>();
    expand(index, tasks);
    while (!tasks.isEmpty()) {
      var task = tasks.pop();
      switch (task.kind) {
        case EMIT -> ops.emit(task.index, insn(task.index));
        case CAST -> cast(task);
        case OPERAND -> {
          var value = plan.origin(operands(task.index).get(task.operand));
          if (trees.isOnStack(value)) {
            int at = code.definedAt(value);
            tasks.push(new Task(Task.Kind.CAST, task.index, task.operand));
            tasks.push(new Task(Task.Kind.EMIT, at, 0));
            expand(at, tasks);
          } else {
            load(value);
            cast(task);
          }
        }
      }
    }
  }

  private void expand(int index, ArrayDeque<Task> tasks) {
    ops.before(insn(index));
    for (int operand = operands(index).size() - 1; operand >= 0; operand--) tasks.push(new Task(Task.Kind.OPERAND, index, operand));
  }

  private void load(Value origin) {
    if (code.isConstant(origin)) ops.constant(origin);
    else out.load(origin.type(), locals.of(origin));
  }

  private void cast(Task task) {
    var wanted = ops.wanted(insn(task.index), task.operand);
    if (wanted == null) return;
    var type = plan.typeOf(operands(task.index).get(task.operand));
    boolean unknownArray = type.equals(ReferenceTypes.NULL) && ReferenceTypes.isArray(wanted);
    if (unknownArray || !symbols.references.isAssignable(type, wanted)) out.type(CHECKCAST, symbols.types.name(wanted));
  }

  private boolean leavesValue(Insn insn) {
    return insn.result() != null && !(insn instanceof Insn.Check c && !plan.yieldsValue(c));
  }

  private void root(int index, Insn insn) {
    if (insn instanceof Insn.Guard g) {
      guard(index, g);
      return;
    }
    int amount = trees.increment(insn);
    if (amount != 0) {
      var lhs = plan.origin(((Insn.Binary) insn).lhs());
      int local = locals.of(insn.result());
      if (local >= 0 && locals.of(lhs) == local) {
        out.increment(local, amount);
        return;
      }
    }
    push(index);
    ops.emit(index, insn);
    if (!leavesValue(insn)) return;
    int local = locals.of(insn.result());
    if (local >= 0) out.store(insn.result().type(), local);
    else out.pop(insn.result().type());
  }

  // Terminators

  private void terminator(int block, int index, Terminator terminator) {
    switch (terminator) {
      case Terminator.Jump t -> {
        copy(t.target());
        jump(block, target(t.target()));
      }
      case Terminator.Branch t -> branch(block, index, t);
      case Terminator.Switch t -> switchOn(index, t);
      case Terminator.Return t -> {
        push(index);
        if (t.value() == null) out.op(RETURN);
        else out.op(Code.opcode(t.value().type(), IRETURN, LRETURN, FRETURN, DRETURN, ARETURN));
      }
      case Terminator.Throw _ -> {
        push(index);
        out.op(ATHROW);
      }
      case Terminator.Try t -> tryBody(block, index, t);
    }
  }

  private void branch(int block, int index, Terminator.Branch branch) {
    push(index);
    boolean trueIsNext = isNext(block, target(branch.ifTrue()));
    boolean falseIsNext = isNext(block, target(branch.ifFalse()));
    // The edge that is not jumped on has its copies in line, so it had better be the one that has some.
    boolean jumpOnTrue = falseIsNext || !trueIsNext && !hasCopies(branch.ifTrue());
    var taken = jumpOnTrue ? branch.ifTrue() : branch.ifFalse();
    var passed = jumpOnTrue ? branch.ifFalse() : branch.ifTrue();
    condition(index, jumpOnTrue, label(taken));
    copy(passed);
    jump(block, target(passed));
  }

  private void condition(int index, boolean wanted, Label label) {
    var fused = fused(index);
    if (fused == null) out.jump(wanted ? IFNE : IFEQ, label);
    else Conditions.jump(out, fused, trees.comparedOperands(fused), wanted, label);
  }

  /** Where to jump for an edge: to its target, or to a stub with its copies. */
  private Label label(Edge edge) {
    if (!hasCopies(edge)) return labels[target(edge)];
    var label = new Label();
    stubs.add(() -> {
      out.target(label, frame(edge));
      copy(edge);
      out.jump(GOTO, labels[target(edge)]);
    });
    return label;
  }

  private void switchOn(int index, Terminator.Switch terminator) {
    push(index);
    Map<Edge, Label> known = new HashMap<>();
    int size = terminator.size();
    var cases = new Label[size];
    for (int i = 0; i < size; i++) cases[i] = known.computeIfAbsent(terminator.edges().get(i), this::label);
    var otherwise = known.computeIfAbsent(terminator.defaultEdge(), this::label);
    if (size == 0) {
      out.op(POP);
      out.jump(GOTO, otherwise);
      return;
    }
    int[] keys = terminator.keys();
    long span = (long) keys[size - 1] - keys[0] + 1;
    // javac's estimate of space and time.
    if (4 + span + 3 * 3 > 3 + 2L * size + 3L * size) {
      out.lookupSwitch(keys, cases, otherwise);
      return;
    }
    var table = new Label[(int) span];
    Arrays.fill(table, otherwise);
    for (int i = 0; i < size; i++) table[keys[i] - keys[0]] = cases[i];
    out.tableSwitch(keys[0], keys[size - 1], otherwise, table);
  }

  private void tryBody(int block, int index, Terminator.Try t) {
    push(index);
    var start = new Label();
    var end = new Label();
    out.mark(start);
    int before = out.insnCount();
    ops.emit(index, t.body());
    // The range of a handler must not be empty.
    if (out.insnCount() == before) out.op(NOP);
    out.mark(end);
    var handler = handler(t);
    out.handler(start, end, handler.label, symbols.types.name(ReferenceTypes.THROWABLE));
    // Then what no handler of the guest may see. Cheaper than a test in a handler, and it needs no stack when that has overflowed.
    for (var type : Linkage.NOT_OF_THE_GUEST) out.handler(start, end, passOn(), type);
    // The rest the host has raised.
    out.handler(start, end, converter(handler), HOST_THROWABLE);
    copy(t.normal(), leavesValue(t.body()) ? t.body().result() : null);
    jump(block, target(t.normal()));
  }

  /** A handler that goes on with the unwind edge; one for all that would do the same. */
  private Handler handler(Terminator.Try t) {
    var edge = t.unwind();
    var key = new ArrayList<Object>();
    key.add(edge.target());
    for (int p = 0; p < edge.args().size(); p++)
      if (locals.of(edge.target().params().get(p)) >= 0)
        key.add(edge.args().get(p) == t.exception() ? "" : plan.origin(edge.args().get(p)));
    return handlers.computeIfAbsent(key, _ -> {
      var label = new Label();
      stubs.add(() -> {
        out.target(label, frame(edge), symbols.types.name(ReferenceTypes.THROWABLE));
        copy(edge, t.exception());
        out.jump(GOTO, labels[target(edge)]);
      });
      return new Handler(label, edge);
    });
  }

  /** A handler that throws what it catches. */
  private Label passOn() {
    if (passOn == null) {
      passOn = new Label();
      stubs.add(() -> {
        out.target(passOn, new Object[0], HOST_THROWABLE);
        out.op(ATHROW);
      });
    }
    return passOn;
  }

  /** A handler of the host's exceptions that goes on in one of the guest's. */
  private Label converter(Handler handler) {
    return converters.computeIfAbsent(handler, _ -> {
      var label = new Label();
      stubs.add(() -> {
        out.target(label, frame(handler.edge), HOST_THROWABLE);
        out.callStatic(Linkage.ROOT, Linkage.ROOT_CAUGHT, Linkage.caught(symbols.types));
        out.jump(GOTO, handler.label);
      });
      return label;
    });
  }

  // Copies

  private boolean hasCopies(Edge edge) {
    var params = edge.target().params();
    for (int p = 0; p < params.size(); p++) {
      int to = locals.of(params.get(p));
      if (to >= 0 && locals.of(plan.origin(edge.args().get(p))) != to) return true;
    }
    return false;
  }

  private void copy(Edge edge) {
    copy(edge, null);
  }

  /**
   * Gives the target's parameters their arguments.
   *
   * @param onStack an argument that is on the stack, or null; it is popped in any case
   */
  private void copy(Edge edge, Value onStack) {
    var copies = new ParallelCopy(out);
    var constants = new ArrayList<Integer>();
    var fromStack = new ArrayList<Integer>();
    var params = edge.target().params();
    boolean any = false;
    for (int p = 0; p < params.size(); p++) {
      int to = locals.of(params.get(p));
      if (to < 0) continue;
      var arg = plan.origin(edge.args().get(p));
      if (arg == onStack) {
        fromStack.add(to);
      } else if (code.isConstant(arg)) {
        constants.add(p);
      } else if (locals.of(arg) != to) {
        copies.add(arg.type(), locals.of(arg), to);
        any = true;
      }
    }
    if (any) copies.emit();
    for (int p : constants) {
      ops.constant(plan.origin(edge.args().get(p)));
      out.store(params.get(p).type(), locals.of(params.get(p)));
    }
    if (onStack == null) return;
    if (fromStack.isEmpty()) out.pop(onStack.type());
    for (int i = 0; i < fromStack.size(); i++) {
      if (i + 1 < fromStack.size()) out.op(Code.isWide(onStack.type()) ? DUP2 : DUP);
      out.store(onStack.type(), fromStack.get(i));
    }
  }

  // Guards

  private void guard(int index, Insn.Guard guard) {
    push(index);
    var failed = new Label();
    condition(index, false, failed);
    int number = symbols.guards.size();
    symbols.guards.add(guard.state());
    stubs.add(() -> deopt(failed, guard, number));
  }

  private void deopt(Label label, Insn.Guard guard, int number) {
    var values = guard.state().values().stream().map(plan::origin).toList();
    out.target(label, frame(values.stream().filter(v -> locals.of(v) >= 0).toList()));
    var descriptor = new StringBuilder("(");
    int words = values.stream().mapToInt(v -> Locals.width(v.type())).sum();
    if (words <= MAX_STATE_WORDS) {
      for (var value : values) {
        load(value);
        descriptor.append(Symbols.descriptor(value.type()));
      }
    } else {
      for (int from = 0; from < values.size(); from += PACK) {
        var types = new StringBuilder("(");
        for (var value : values.subList(from, Math.min(from + PACK, values.size()))) {
          load(value);
          types.append(Symbols.descriptor(value.type()));
        }
        out.callDynamic("pack", types + ")[Ljava/lang/Object;", Linkage.PACK);
        descriptor.append("[Ljava/lang/Object;");
      }
    }
    out.site(guard.pos());
    var result = code.function.result();
    descriptor.append(')').append(result == null ? "V" : Symbols.descriptor(result));
    out.callDynamic("deopt", descriptor.toString(), Linkage.DEOPT, number);
    if (result == null) out.op(RETURN);
    else out.op(Code.opcode(result, IRETURN, LRETURN, FRETURN, DRETURN, ARETURN));
  }

  /** A lower bound of a function's bytecode, known before the work that grows with its live ranges. */
  static long leastBytes(LinearCode code, Trees trees) {
    long bytes = 0;
    for (int i = 0; i < code.insns.length; i++) {
      if (trees.rootOf(i) < 0) continue;
      bytes += switch (code.insns[i]) {
        case Terminator.Branch _ -> 3;
        case Terminator.Switch s -> 4L * s.size() + 8;
        case Terminator.Jump _ -> 0;
        default -> 1;
      };
    }
    return bytes;
  }
}
