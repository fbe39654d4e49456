package dev.assay.passes;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.Block;
import dev.assay.ir.CheckOp;
import dev.assay.ir.ClassModel;
import dev.assay.ir.CompareOp;
import dev.assay.ir.CompilerBug;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.Level;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.SymbolOp;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.runtime.ClassRecords;
import dev.assay.runtime.ClassTable;
import dev.assay.runtime.ColdCode;
import dev.assay.runtime.Layout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * From high to low IR: fields and arrays become loads and stores where {@link Layout} and {@link ClassRecords} put them, {@code new} and
 * {@code new.array} take memory from the context's cursor, virtual calls go through the table of the receiver's class, casts and {@code
 * instanceof} test a bit there, {@code class.init} tests the class's state. Everything else stays as it is, and every value keeps its
 * identity, so frame states stay right.
 *
 * <pre>
 *   %a: ref = new.array C, %n        %full: i32 = …; branch %full, slow, fast
 *                              fast: take memory; %x: ref = asref …; jump done(%x)
 *                              slow: %y: ref = host new.array.slow(C, %n); jump done(%y)      cold, at the function's end
 *                              done(%a: ref): …
 * </pre>
 *
 * <p>Where code is cold ({@link ColdCode}), the runtime does all of it, in one call. In a try, fast and slow path take its edges instead. A derived pointer is used by the next instructions and never lives across a
 * safepoint. Cost: linear; a split block passes on its tail once.
 */
final class Lowering implements ModulePass {
  @Override
  public String name() {
    return "lowering";
  }

  @Override
  public Set<Analysis> preserves() {
    return Set.of();
  }

  @Override
  public Level levelAfter(Level before) {
    return Level.LOW;
  }

  @Override
  public int run(Module module, PassContext context) {
    var records = ClassRecords.of(module);
    var cold = ColdCode.of(module, records.dispatched());
    int changes = 0;
    for (var function : module.functions()) {
      context.enter(function);
      changes += new FunctionLowering(function, module, records, cold).run();
    }
    return changes;
  }

  private static final class FunctionLowering {
    /** HotSpot's greatest array length; above, the slow path says so. */
    private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 2;

    private final Function function;
    private final Module module;
    private final ClassRecords records;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Block> coldBlocks = new ArrayList<>();
    // By block id: what hardly ever runs gets calls of the runtime, not code in line.
    private final BitSet rare;
    // By value id: the constants of the function as it was.
    private final Insn.Const[] constants;
    private boolean isCold;
    private List<Insn> out;
    private Position pos;
    private int changes;

    FunctionLowering(Function function, Module module, ClassRecords records, ColdCode cold) {
      this.function = function;
      this.module = module;
      this.records = records;
      rare = cold.blocks(function);
      constants = new Insn.Const[function.valueCount()];
      for (var block : function.blocks())
        for (var insn : block.insns()) if (insn instanceof Insn.Const c) constants[c.result().id()] = c;
    }

    int run() {
      for (var block : List.copyOf(function.blocks())) {
        var insns = List.copyOf(block.insns());
        block.insns().clear();
        isCold = rare.get(block.id());
        enter(block);
        for (var insn : insns) lower(insn);
      }
      function.blocks().clear();
      function.blocks().addAll(blocks);
      function.blocks().addAll(coldBlocks);
      return changes;
    }

    private void enter(Block block) {
      blocks.add(block);
      out = block.insns();
    }

    private Block coldBlock() {
      var block = function.detachedBlock(null);
      coldBlocks.add(block);
      return block;
    }

    private void lower(Insn insn) {
      pos = insn.pos();
      boolean changed = switch (insn) {
        case Insn.StaticGet i -> add(new Insn.Load(pos, i.result(), fieldType(i.field()), staticAddress(i.field()), 0));
        case Insn.StaticPut i -> add(new Insn.Store(pos, fieldType(i.field()), staticAddress(i.field()), 0, i.value()));
        case Insn.ArrayLoad i -> add(new Insn.Load(pos, i.result(), i.mem(), element(i.mem(), i.array(), i.index()), 0));
        case Insn.ArrayStore i -> add(new Insn.Store(pos, i.mem(), element(i.mem(), i.array(), i.index()), 0, i.value()));
        case Insn.Check i when i.op() == CheckOp.BOUNDS && alwaysPasses(i) -> add(
            new Insn.Const(pos, i.result(), constant(i.operands().getFirst()).bits()));
        case Insn.FieldGet i -> add(
            new Insn.Load(pos, i.result(), instanceFieldType(i.field()), i.object(), records.fieldOffset(i.field())));
        case Insn.FieldPut i -> add(
            new Insn.Store(pos, instanceFieldType(i.field()), i.object(), records.fieldOffset(i.field()), i.value()));
        case Insn.NewArray i when isCold -> add(allocation(i));
        case Insn.NewObject i when isCold -> add(allocation(i));
        case Insn.NewArray i -> allocation(i.result(), allocateArray(i));
        case Insn.NewObject i -> allocation(i.result(), allocateObject(i));
        case Insn.GetClass i -> getClass(i);
        case Insn.InstanceOf i when !isCold && records.hasTest(i.className()) -> instanceOf(i);
        case Insn.Check i when !isCold && i.op() == CheckOp.CAST && records.hasTest(i.detail()) -> cast(i, null);
        case Insn.CallVirtual i -> add(new Insn.CallIndirect(pos, i.result(), target(i), i.operands()));
        case Insn.ClassInit i -> classInit(i);
        case Terminator.Try t -> switch (t.body()) {
          case Insn.NewArray i when isCold -> add(new Terminator.Try(t.pos(), allocation(i), t.normal(), t.exception(), t.unwind()));
          case Insn.NewObject i when isCold -> add(new Terminator.Try(t.pos(), allocation(i), t.normal(), t.exception(), t.unwind()));
          case Insn.NewArray i -> allocation(i.result(), allocateArray(i), t);
          case Insn.NewObject i -> allocation(i.result(), allocateObject(i), t);
          case Insn.Check i when !isCold && i.op() == CheckOp.CAST && records.hasTest(i.detail()) -> cast(i, t);
          case Insn.CallVirtual i -> {
            pos = i.pos();
            var body = new Insn.CallIndirect(pos, i.result(), target(i), i.operands());
            yield add(new Terminator.Try(t.pos(), body, t.normal(), t.exception(), t.unwind()));
          }
          case Insn.ClassInit i -> classInit(i, t);
          default -> keep(t);
        };
        default -> keep(insn);
      };
      if (changed) changes++;
    }

    private boolean add(Insn insn) {
      out.add(insn);
      return true;
    }

    private boolean keep(Insn insn) {
      out.add(insn);
      return false;
    }

    // Fields and elements

    private MemType fieldType(String field) {
      var found = module.staticField(field);
      if (found == null) throw new CompilerBug("no static field " + field);
      return found.mem();
    }

    private Value staticAddress(String field) {
      return symbol(SymbolOp.STATIC_ADDRESS, field);
    }

    private Value element(MemType mem, Value array, Value index) {
      return address(array, index, mem.sizeBytes(), Layout.ARRAY_DATA_OFFSET);
    }

    /** The constant that a value is, or null. */
    private Insn.Const constant(Value value) {
      return value.id() < constants.length ? constants[value.id()] : null;
    }

    private boolean alwaysPasses(Insn.Check bounds) {
      var index = constant(bounds.operands().get(0));
      var length = constant(bounds.operands().get(1));
      return index != null && length != null && Integer.compareUnsigned((int) index.bits(), (int) length.bits()) < 0;
    }

    private MemType instanceFieldType(String field) {
      var found = module.field(field);
      if (found == null) throw new CompilerBug("no field " + field);
      return found.mem();
    }

    // Allocation

    /** Without a fast path. */
    private Insn allocation(Insn.NewObject i) {
      return new Insn.HostCall(i.pos(), i.result(), HostOp.NEW_OBJECT, List.of(classPointer(i.pos(), i.className())));
    }

    private Insn allocation(Insn.NewArray i) {
      return new Insn.HostCall(i.pos(), i.result(), HostOp.NEW_ARRAY, List.of(classPointer(i.pos(), i.arrayClass()), i.length()));
    }

    private Value classPointer(Position at, String className) {
      pos = at;
      return symbol(SymbolOp.CLASS_POINTER, className);
    }

    /**
     * @param object what the fast path made
     * @param slow an empty block that is entered when the memory does not suffice
     * @param slowCall what to do there
     */
    private record Allocation(Value object, Block slow, HostOp slowCall, List<Value> slowArgs) {}

    private boolean allocation(Value result, Allocation allocation) {
      var done = function.detachedBlock(null);
      done.params().add(result);
      var fromSlow = function.newValue(Type.REF);
      var slow = allocation.slow.insns();
      slow.add(new Insn.HostCall(pos, fromSlow, allocation.slowCall, allocation.slowArgs));
      slow.add(new Terminator.Jump(pos, Edge.to(done, fromSlow)));
      add(new Terminator.Jump(pos, Edge.to(done, allocation.object)));
      enter(done);
      return true;
    }

    private boolean allocation(Value result, Allocation allocation, Terminator.Try t) {
      // The try's result exists where it succeeds only, which is the slow path now.
      var args = t.normal().args().stream().map(arg -> arg == result ? allocation.object : arg).toList();
      add(new Terminator.Jump(t.pos(), new Edge(t.normal().target(), args)));
      var body = new Insn.HostCall(pos, result, allocation.slowCall, allocation.slowArgs);
      allocation.slow.insns().add(new Terminator.Try(t.pos(), body, t.normal(), t.exception(), t.unwind()));
      return true;
    }

    private Allocation allocateObject(Insn.NewObject i) {
      var classPointer = classPointer(i.pos(), i.className());
      var slow = coldBlock();
      var object = takeMemory(constant(Type.I64, records.layout(i.className()).instanceBytes()), null, slow, classPointer);
      return new Allocation(convert(ConvertOp.ASREF, Type.REF, object), slow, HostOp.NEW_OBJECT, List.of(classPointer));
    }

    private Allocation allocateArray(Insn.NewArray i) {
      var classPointer = classPointer(i.pos(), i.arrayClass());
      var slow = coldBlock();
      int shift = ClassTable.elementType(i.arrayClass()).shift();
      var length = constant(i.length());
      // Below 2^35, so that the sum with an address cannot wrap.
      var bytes = length != null ? constant(Type.I64, Layout.arrayBytes((int) length.bits(), shift)) : arrayBytes(i.length(), shift);
      boolean mayBeTooLong = length == null || length.bits() > MAX_ARRAY_LENGTH;
      var array = takeMemory(bytes, mayBeTooLong ? i.length() : null, slow, classPointer);
      add(new Insn.Store(pos, MemType.I32, array, Layout.LENGTH_OFFSET, i.length()));
      return new Allocation(convert(ConvertOp.ASREF, Type.REF, array), slow, HostOp.NEW_ARRAY, List.of(classPointer, i.length()));
    }

    /**
     * Tests for room, then enters the fast path: moves the cursor and writes the header. All else is zero already.
     *
     * @param length of an array that may be longer than any, or null
     */
    private Value takeMemory(Value bytes, Value length, Block slow, Value classPointer) {
      var fast = function.detachedBlock(null);
      var context = symbol(SymbolOp.CONTEXT, "");
      var cursor = load(MemType.PTR, context, Layout.CONTEXT_CURSOR);
      var limit = load(MemType.PTR, context, Layout.CONTEXT_LIMIT);
      var end = address(cursor, bytes, 1, 0);
      var full = compare(CompareOp.UGT, end, limit);
      if (length != null)
        full = binary(BinaryOp.OR, full, compare(CompareOp.GT, length, constant(Type.I32, MAX_ARRAY_LENGTH)));
      add(new Terminator.Branch(pos, full, Edge.to(slow), Edge.to(fast)));
      enter(fast);
      add(new Insn.Store(pos, MemType.PTR, context, Layout.CONTEXT_CURSOR, end));
      add(new Insn.Store(pos, MemType.PTR, cursor, Layout.CLASS_OFFSET, classPointer));
      return cursor;
    }

    private Value arrayBytes(Value length, int shift) {
      var elements = convert(ConvertOp.SEXT, Type.I64, length);
      if (shift > 0) elements = binary(BinaryOp.SHL, elements, constant(Type.I32, shift));
      var padded = binary(BinaryOp.ADD, elements, constant(Type.I64, Layout.ARRAY_DATA_OFFSET + Layout.OBJECT_ALIGNMENT - 1));
      return binary(BinaryOp.AND, padded, constant(Type.I64, -Layout.OBJECT_ALIGNMENT));
    }

    // Classes of objects

    private Value record(Value object) {
      return load(MemType.PTR, object, Layout.CLASS_OFFSET);
    }

    private Value target(Insn.CallVirtual i) {
      return load(MemType.PTR, record(i.receiver()), records.slotOffset(i.selector()));
    }

    private boolean getClass(Insn.GetClass i) {
      var known = load(MemType.REF, record(i.object()), Layout.CLASS_MIRROR_OFFSET);
      var none = compare(CompareOp.EQ, known, constant(Type.REF, 0));
      var slow = coldBlock();
      var done = function.detachedBlock(null);
      done.params().add(i.result());
      add(new Terminator.Branch(pos, none, Edge.to(slow), Edge.to(done, known)));
      var made = function.newValue(Type.REF);
      slow.insns().add(new Insn.HostCall(pos, made, HostOp.CLASS_OF, List.of(i.object())));
      slow.insns().add(new Terminator.Jump(pos, Edge.to(done, made)));
      enter(done);
      return true;
    }

    /** The bit of a class in the record of an object that is not null: not 0 if the object is an instance. */
    private Value test(Value object, String className) {
      var bits = load(MemType.I8, record(object), records.testOffset(className));
      return binary(BinaryOp.AND, bits, constant(Type.I32, records.testMask(className)));
    }

    private boolean instanceOf(Insn.InstanceOf i) {
      var some = function.detachedBlock(null);
      var done = function.detachedBlock(null);
      done.params().add(i.result());
      var isNull = compare(CompareOp.EQ, i.operand(), constant(Type.REF, 0));
      var no = constant(Type.I32, 0);
      add(new Terminator.Branch(pos, isNull, Edge.to(done, no), Edge.to(some)));
      enter(some);
      var is = compare(CompareOp.NE, test(i.operand(), i.className()), constant(Type.I32, 0));
      add(new Terminator.Jump(pos, Edge.to(done, is)));
      enter(done);
      return true;
    }

    /** What passes the test goes on; what does not meets the check itself, which throws. */
    private boolean cast(Insn.Check i, Terminator.Try t) {
      pos = i.pos();
      var operand = i.operands().getFirst();
      var some = function.detachedBlock(null);
      var failing = coldBlock();
      var done = function.detachedBlock(null);
      var passed = function.newValue(Type.REF);
      var isNull = compare(CompareOp.EQ, operand, constant(Type.REF, 0));
      add(new Terminator.Branch(pos, isNull, Edge.to(done, operand), Edge.to(some)));
      enter(some);
      add(new Terminator.Branch(pos, test(operand, i.detail()), Edge.to(done, operand), Edge.to(failing)));
      if (t == null) {
        done.params().add(i.result());
        failing.insns().add(new Insn.Check(pos, passed, i.op(), i.operands(), i.detail()));
        failing.insns().add(new Terminator.Jump(pos, Edge.to(done, passed)));
        enter(done);
      } else {
        done.params().add(passed);
        failing.insns().add(new Terminator.Try(t.pos(), i, t.normal(), t.exception(), t.unwind()));
        enter(done);
        var args = t.normal().args().stream().map(arg -> arg == i.result() ? passed : arg).toList();
        add(new Terminator.Jump(t.pos(), new Edge(t.normal().target(), args)));
      }
      return true;
    }

    // Class initialisation

    private boolean classInit(Insn.ClassInit i) {
      var cold = coldBlock();
      var done = function.detachedBlock(null);
      testState(i, Edge.to(cold), Edge.to(done));
      cold.insns().add(new Insn.Call(pos, null, Module.initializer(i.className()), List.of()));
      cold.insns().add(new Terminator.Jump(pos, Edge.to(done)));
      enter(done);
      return true;
    }

    private boolean classInit(Insn.ClassInit i, Terminator.Try t) {
      pos = i.pos();
      var cold = coldBlock();
      testState(i, Edge.to(cold), t.normal());
      var body = new Insn.Call(pos, null, Module.initializer(i.className()), List.of());
      cold.insns().add(new Terminator.Try(t.pos(), body, t.normal(), t.exception(), t.unwind()));
      return true;
    }

    private void testState(Insn.ClassInit i, Edge notDone, Edge done) {
      var field = Module.stateField(i.className());
      var state = load(fieldType(field), staticAddress(field), 0);
      var todo = compare(CompareOp.NE, state, constant(Type.I32, ClassModel.InitState.DONE));
      add(new Terminator.Branch(pos, todo, notDone, done));
    }

    // Instructions at the present position

    private Value symbol(SymbolOp op, String name) {
      var result = function.newValue(op.type());
      add(new Insn.Symbol(pos, result, op, name));
      return result;
    }

    private Value constant(Type type, long bits) {
      var result = function.newValue(type);
      add(new Insn.Const(pos, result, bits));
      return result;
    }

    private Value load(MemType mem, Value base, long offsetBytes) {
      var result = function.newValue(mem.type());
      add(new Insn.Load(pos, result, mem, base, offsetBytes));
      return result;
    }

    private Value address(Value base, Value index, int scale, long offsetBytes) {
      var result = function.newValue(Type.PTR);
      add(new Insn.Address(pos, result, base, index, scale, offsetBytes));
      return result;
    }

    private Value binary(BinaryOp op, Value lhs, Value rhs) {
      var result = function.newValue(lhs.type());
      add(new Insn.Binary(pos, result, op, lhs, rhs));
      return result;
    }

    private Value compare(CompareOp op, Value lhs, Value rhs) {
      var result = function.newValue(Type.I32);
      add(new Insn.Compare(pos, result, op, lhs, rhs));
      return result;
    }

    private Value convert(ConvertOp op, Type to, Value operand) {
      var result = function.newValue(to);
      add(new Insn.Convert(pos, result, op, operand));
      return result;
    }
  }
}
