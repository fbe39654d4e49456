package dev.assay.interp;

import dev.assay.ir.Block;
import dev.assay.ir.CompareOp;
import dev.assay.ir.CompilerBug;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.SymbolOp;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.Liveness;
import dev.assay.runtime.GuestThrowable.Frame;
import dev.assay.runtime.Machine;
import dev.assay.runtime.ObjectModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns a function into {@link Code.Decoded}: values become slots of a frame, instructions nodes, edges ordered moves,
 * names addresses where the object model is a {@link Machine}.
 *
 * <p>Every value has a slot of its own, in program order, so the parameters come first. A constant never changes, so it
 * is put into the slot when the frame is made and costs nothing where it stands. A reference that dies on an edge is
 * overwritten there, since frames are roots of the collector. Cost: that of {@link Liveness}, else linear.
 */
final class Decoder {
  private static final int UNDEFINED = -1;
  private static final int[] NO_SLOTS = {};

  private final Function function;
  private final Program program;
  // Null over an object model that is none: then names are looked up at run time.
  private final Machine machine;
  private final int[] slotOf;
  private final int slotCount;
  private final Segment[] segments;
  private final ParallelCopy copy;
  private final long[] frame;
  // Of the references, if there is a heap and the function has edges on which one can die; else null.
  private final BitSet references;
  private final Liveness liveness;
  // By value id: the block whose parameter it is.
  private final Block[] paramOf;
  // The block being decoded, and the references that may be in the frame at its end.
  private Block block;
  private int[] held;

  Decoder(Function function, Program program, ObjectModel objects) {
    this.function = function;
    this.program = program;
    machine = objects instanceof Machine m ? m : null;
    slotOf = new int[function.valueCount()];
    slotCount = assignSlots();
    segments = new Segment[function.blockCount()];
    copy = new ParallelCopy(slotCount);
    frame = new long[slotCount + 1];
    references = references(function);
    paramOf = new Block[function.valueCount()];
    for (var b : function.blocks()) for (var param : b.params()) paramOf[param.id()] = b;
    boolean canDie = machine != null && function.blocks().size() > 1 && !references.isEmpty();
    liveness = canDie ? Liveness.of(Cfg.of(function), references) : null;
  }

  private int assignSlots() {
    Arrays.fill(slotOf, UNDEFINED);
    int count = 0;
    for (var block : function.blocks()) {
      for (var param : block.params()) slotOf[param.id()] = count++;
      for (var insn : block.insns()) {
        if (insn.result() != null) slotOf[insn.result().id()] = count++;
        if (insn instanceof Terminator.Try t) slotOf[t.exception().id()] = count++;
      }
    }
    return count;
  }

  Code.Decoded decode() {
    for (var block : function.blocks()) segments[block.id()] = new Segment();
    for (var b : function.blocks()) {
      block = b;
      if (liveness != null) held = heldAtEnd();
      fill(segments[b.id()], b.insns());
    }
    return new Code.Decoded(frame, segments[function.entry().id()], segments, slotOf);
  }

  private void fill(Segment first, List<Insn> insns) {
    var segment = first;
    var nodes = new ArrayList<Node>();
    var indexes = new ArrayList<Integer>();
    for (int i = 0; i < insns.size(); i++) {
      var insn = insns.get(i);
      if (insn instanceof Terminator || insn instanceof Insn.Guard) {
        segment.nodes = nodes.toArray(Node[]::new);
        segment.indexes = indexes.stream().mapToInt(Integer::intValue).toArray();
        segment.sizeInsns = i + 1 - segment.firstIndex;
        if (insn instanceof Insn.Guard guard) {
          segment.rest = new Segment();
          segment.rest.firstIndex = i + 1;
          segment.end = guard(guard, segment.rest);
          segment = segment.rest;
          nodes.clear();
          indexes.clear();
        } else {
          segment.end = end((Terminator) insn);
        }
      } else {
        var node = node(insn);
        if (node == null) continue;
        nodes.add(node);
        indexes.add(i);
      }
    }
  }

  private int slot(Value value) {
    int slot = value.id() < slotOf.length ? slotOf[value.id()] : UNDEFINED;
    if (slot == UNDEFINED) throw new CompilerBug("@" + function.name() + " does not define " + value);
    return slot;
  }

  private int[] slots(List<Value> values) {
    return values.stream().mapToInt(this::slot).toArray();
  }

  /** Where nobody reads, when there is no result. */
  private int resultSlot(Insn insn) {
    return insn.result() == null ? slotCount : slot(insn.result());
  }

  // Ends

  private End end(Terminator terminator) {
    return switch (terminator) {
      case Terminator.Jump t -> new End.Jump(transfer(t.target()));
      case Terminator.Branch t -> new End.Branch(slot(t.condition()), transfer(t.ifTrue()), transfer(t.ifFalse()));
      case Terminator.Switch t -> new End.Switch(slot(t.value()), t.keys(), transfers(t.edges()));
      case Terminator.Return t -> t.value() == null ? new End.ReturnVoid() : new End.Return(slot(t.value()));
      case Terminator.Throw t -> new End.Throw(slot(t.exception()));
      case Terminator.Try t -> new End.Try(node(t.body()), transfer(t.normal()), slot(t.exception()),
          transfer(t.unwind()));
    };
  }

  private End guard(Insn.Guard guard, Segment rest) {
    return new End.Guard(slot(guard.condition()), guard.state(), slots(guard.state().values()), program, rest);
  }

  private End.Transfer[] transfers(List<Edge> edges) {
    return edges.stream().map(this::transfer).toArray(End.Transfer[]::new);
  }

  private End.Transfer transfer(Edge edge) {
    return new End.Transfer(segments[edge.target().id()],
        copy.order(slots(edge.target().params()), slots(edge.args())), dead(edge));
  }

  /** The slots whose references nobody reads once the edge is taken. */
  private int[] dead(Edge edge) {
    if (liveness == null) return NO_SLOTS;
    var target = edge.target();
    return Arrays.stream(held).filter(v -> paramOf[v] != target && Arrays.binarySearch(liveness.liveIn(target), v) < 0)
        .map(v -> slotOf[v]).toArray();
  }

  /** The references that the frame may hold at the end of the block, by value id. */
  private int[] heldAtEnd() {
    var ids = IntStream.builder();
    for (int id : liveness.liveIn(block)) ids.add(id);
    for (var param : block.params()) if (references.get(param.id())) ids.add(param.id());
    for (var insn : block.insns()) {
      if (insn.result() != null && references.get(insn.result().id())) ids.add(insn.result().id());
      if (insn instanceof Terminator.Try t) ids.add(t.exception().id());
    }
    return ids.build().toArray();
  }

  /** What refers to objects and changes: constants stay in their slots. */
  private static BitSet references(Function function) {
    var references = new BitSet();
    for (var block : function.blocks()) {
      for (var param : block.params()) if (param.type() == Type.REF) references.set(param.id());
      for (var insn : block.insns()) {
        boolean isFixed = insn instanceof Insn.Const || insn instanceof Insn.Symbol;
        if (!isFixed && insn.result() != null && insn.result().type() == Type.REF) references.set(insn.result().id());
        if (insn instanceof Terminator.Try t) references.set(t.exception().id());
      }
    }
    return references;
  }

  // Nodes

  /** Null for a constant, which is put into the frame. */
  private Node node(Insn insn) {
    return switch (insn) {
      case Insn.Const i -> constant(i.result(), i.bits());
      case Insn.Symbol i -> symbol(i);
      case Insn.Unary i -> new ValueNodes.Unary(slot(i.result()), i.op(), i.result().type(), slot(i.operand()));
      case Insn.Binary i -> new ValueNodes.Binary(slot(i.result()), i.op(), i.result().type(), slot(i.lhs()),
          slot(i.rhs()));
      case Insn.Fma i -> fma(i);
      case Insn.Compare i -> compare(i);
      case Insn.Convert i -> convert(i);
      case Insn.Check i -> check(i);
      case Insn.InstanceOf i -> new ValueNodes.InstanceOf(slot(i.result()), slot(i.operand()), i.className());
      case Insn.StaticGet i -> staticGet(i);
      case Insn.StaticPut i -> staticPut(i);
      case Insn.ClassInit i -> classInit(i);
      case Insn.ArrayLength i -> new ValueNodes.ArrayLength(slot(i.result()), slot(i.array()));
      case Insn.ArrayLoad i -> new ValueNodes.ArrayLoad(slot(i.result()), i.mem(), slot(i.array()), slot(i.index()));
      case Insn.ArrayStore i -> new ValueNodes.ArrayStore(i.mem(), slot(i.array()), slot(i.index()), slot(i.value()));
      case Insn.NewArray i -> new ThrowingNodes.NewArray(frame(i), slot(i.result()), i.arrayClass(), slot(i.length()));
      case Insn.NewObject i -> new ThrowingNodes.NewObject(frame(i), slot(i.result()), i.className());
      case Insn.FieldGet i -> fieldGet(i);
      case Insn.FieldPut i -> fieldPut(i);
      case Insn.GetClass i -> new ThrowingNodes.GetClass(frame(i), slot(i.result()), slot(i.object()));
      case Insn.CallVirtual i -> new ThrowingNodes.CallVirtual(frame(i), resultSlot(i), program, i.selector(), slots(i.operands()));
      case Insn.CallIndirect i -> new ThrowingNodes.CallIndirect(frame(i), resultSlot(i), program, slot(i.target()), slots(i.args()));
      case Insn.Load i -> {
        needMachine(i);
        yield new ValueNodes.Load(slot(i.result()), i.mem(), slot(i.base()), i.offsetBytes());
      }
      case Insn.Store i -> {
        needMachine(i);
        yield new ValueNodes.Store(i.mem(), slot(i.base()), i.offsetBytes(), slot(i.value()));
      }
      case Insn.Address i -> address(i);
      case Insn.Poll _ -> new ValueNodes.Poll();
      case Insn.Call i -> new ThrowingNodes.Call(frame(i), resultSlot(i), program.code(i.function()),
          slots(i.operands()));
      case Insn.HostCall i -> hostCall(i);
      case Insn.Guard _ -> throw new CompilerBug("@" + function.name() + " has a guard as the body of a try");
      case Terminator _ -> throw new CompilerBug("@" + function.name() + " has a terminator as the body of a try");
    };
  }

  private Node constant(Value value, long bits) {
    frame[slot(value)] = bits;
    return null;
  }

  private Node symbol(Insn.Symbol insn) {
    if (insn.op() == SymbolOp.STRING && machine == null) return new ValueNodes.StringConstant(slot(insn.result()), insn.name());
    if (insn.op() == SymbolOp.CLASS && machine == null) return new ValueNodes.ClassConstant(slot(insn.result()), insn.name());
    needMachine(insn);
    long address = machine.address(insn.op(), insn.name());
    return switch (insn.op()) {
      case STRING, CLASS -> new ValueNodes.LoadAt(slot(insn.result()), MemType.REF, address);
      case CLASS_POINTER, STATIC_ADDRESS, CONTEXT -> constant(insn.result(), address);
    };
  }

  private Node fma(Insn.Fma insn) {
    int a = slot(insn.a());
    int b = slot(insn.b());
    int c = slot(insn.c());
    int result = slot(insn.result());
    return insn.result().type() == Type.F32 ? new ValueNodes.FmaF32(result, a, b, c)
        : new ValueNodes.FmaF64(result, a, b, c);
  }

  private Node compare(Insn.Compare insn) {
    int lhs = slot(insn.lhs());
    int rhs = slot(insn.rhs());
    if (insn.lhs().type() == Type.REF)
      return new ValueNodes.Same(slot(insn.result()), insn.op() == CompareOp.EQ, lhs, rhs);
    return new ValueNodes.Compare(slot(insn.result()), insn.op(), insn.lhs().type(), lhs, rhs);
  }

  private Node convert(Insn.Convert insn) {
    var from = insn.operand().type();
    return new ValueNodes.Convert(slot(insn.result()), insn.op(), from, insn.result().type(), slot(insn.operand()));
  }

  private Node staticGet(Insn.StaticGet insn) {
    int result = slot(insn.result());
    if (machine == null) return new ValueNodes.StaticGet(result, insn.field());
    return new ValueNodes.LoadAt(result, program.fieldType(insn.field()), machine.staticAddress(insn.field()));
  }

  private Node staticPut(Insn.StaticPut insn) {
    int value = slot(insn.value());
    if (machine == null) return new ValueNodes.StaticPut(insn.field(), value);
    return new ValueNodes.StoreAt(program.fieldType(insn.field()), machine.staticAddress(insn.field()), value);
  }

  private Node fieldGet(Insn.FieldGet insn) {
    int result = slot(insn.result());
    int object = slot(insn.object());
    if (machine == null) return new ValueNodes.FieldGet(result, insn.field(), object);
    return new ValueNodes.Load(result, program.instanceFieldType(insn.field()), object, machine.records().fieldOffset(insn.field()));
  }

  private Node fieldPut(Insn.FieldPut insn) {
    int object = slot(insn.object());
    int value = slot(insn.value());
    if (machine == null) return new ValueNodes.FieldPut(insn.field(), object, value);
    return new ValueNodes.Store(program.instanceFieldType(insn.field()), object, machine.records().fieldOffset(insn.field()), value);
  }

  private Node address(Insn.Address insn) {
    int base = slot(insn.base());
    return new ValueNodes.Address(slot(insn.result()), base, slot(insn.index()), insn.scale(), insn.offsetBytes());
  }

  private Node check(Insn.Check insn) {
    var at = frame(insn);
    int result = slot(insn.result());
    int a = slot(insn.operands().getFirst());
    int b = slot(insn.operands().getLast());
    return switch (insn.op()) {
      case NONZERO -> new ThrowingNodes.CheckNonzero(at, result, a);
      case NULL -> new ThrowingNodes.CheckNull(at, result, a, insn.detail());
      case BOUNDS -> new ThrowingNodes.CheckBounds(at, result, a, b);
      case SIZE -> new ThrowingNodes.CheckSize(at, result, a);
      case CAST -> new ThrowingNodes.CheckCast(at, result, a, insn.detail());
      case STORE -> new ThrowingNodes.CheckStore(at, result, a, b);
    };
  }

  private Node classInit(Insn.ClassInit insn) {
    var initializer = program.code(Module.initializer(insn.className()));
    var field = Module.stateField(insn.className());
    if (machine == null) return new ThrowingNodes.ClassInit(frame(insn), field, initializer);
    return new ThrowingNodes.ClassInitAt(frame(insn), program.fieldType(field), machine.staticAddress(field),
        initializer);
  }

  private Node hostCall(Insn.HostCall insn) {
    int[] args = slots(insn.operands());
    return switch (insn.op()) {
      case NEW_ARRAY -> {
        needMachine(insn);
        yield new ThrowingNodes.NewArraySlow(frame(insn), resultSlot(insn), args[0], args[1]);
      }
      case NEW_OBJECT -> {
        needMachine(insn);
        yield new ThrowingNodes.NewObjectSlow(frame(insn), resultSlot(insn), args[0]);
      }
      case CLASS_OF -> new ThrowingNodes.GetClass(frame(insn), resultSlot(insn), args[0]);
      default -> new ThrowingNodes.HostCall(frame(insn), resultSlot(insn), insn.op(), args);
    };
  }

  private Frame frame(Insn insn) {
    return new Frame(function.name(), insn.pos());
  }

  private void needMachine(Insn insn) {
    if (machine == null)
      throw new CompilerBug("@" + function.name() + ": only a machine's memory has addresses: " + insn);
  }
}
