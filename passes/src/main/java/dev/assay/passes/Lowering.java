package dev.assay.passes;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.Block;
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
import dev.assay.runtime.ClassTable;
import dev.assay.runtime.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * From high to low IR: static fields and arrays become loads and stores where {@link Layout} puts them, {@code new.array} takes memory
 * from the context's cursor, {@code class.init} tests the class's state. Everything else stays as it is, and every value keeps its
 * identity, so frame states stay right.
 *
 * <pre>
 *   %a: ref = new.array C, %n        %full: i32 = …; branch %full, slow, fast
 *                              fast: take memory; %x: ref = asref …; jump done(%x)
 *                              slow: %y: ref = host new.array.slow(C, %n); jump done(%y)      cold, at the function's end
 *                              done(%a: ref): …
 * </pre>
 *
 * <p>In a try, fast and slow path take its edges instead. A derived pointer is used by the next instructions and never lives across a
 * safepoint. Cost: linear; a split block passes on its tail once.
 */
final class Lowering implements Pass {
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
  public int run(Function function, PassContext context) {
    return new FunctionLowering(function, context.module()).run();
  }

  private static final class FunctionLowering {
    /** HotSpot's greatest array length; above, the slow path says so. */
    private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 2;

    private final Function function;
    private final Module module;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Block> coldBlocks = new ArrayList<>();
    // By value id: the constants of the function as it was.
    private final Insn.Const[] constants;
    private List<Insn> out;
    private Position pos;
    private int changes;

    FunctionLowering(Function function, Module module) {
      this.function = function;
      this.module = module;
      constants = new Insn.Const[function.valueCount()];
      for (var block : function.blocks())
        for (var insn : block.insns()) if (insn instanceof Insn.Const c) constants[c.result().id()] = c;
    }

    int run() {
      for (var block : List.copyOf(function.blocks())) {
        var insns = List.copyOf(block.insns());
        block.insns().clear();
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
        case Insn.ArrayLength i -> add(new Insn.Load(pos, i.result(), MemType.I32, i.array(), Layout.LENGTH_OFFSET));
        case Insn.ArrayLoad i -> add(new Insn.Load(pos, i.result(), i.mem(), element(i.mem(), i.array(), i.index()), 0));
        case Insn.ArrayStore i -> add(new Insn.Store(pos, i.mem(), element(i.mem(), i.array(), i.index()), 0, i.value()));
        case Insn.NewArray i -> newArray(i);
        case Insn.ClassInit i -> classInit(i);
        case Terminator.Try t -> switch (t.body()) {
          case Insn.NewArray i -> newArray(i, t);
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

    // Arrays

    private boolean newArray(Insn.NewArray i) {
      var done = function.detachedBlock(null);
      done.params().add(i.result());
      var fromSlow = function.newValue(Type.REF);
      var allocation = allocate(i);
      var slow = allocation.slow.insns();
      slow.add(new Insn.HostCall(pos, fromSlow, HostOp.NEW_ARRAY, List.of(allocation.classPointer, i.length())));
      slow.add(new Terminator.Jump(pos, Edge.to(done, fromSlow)));
      add(new Terminator.Jump(pos, Edge.to(done, allocation.array)));
      enter(done);
      return true;
    }

    private boolean newArray(Insn.NewArray i, Terminator.Try t) {
      pos = i.pos();
      var allocation = allocate(i);
      // The try's result exists where it succeeds only, which is the slow path now.
      var args = t.normal().args().stream().map(arg -> arg == i.result() ? allocation.array : arg).toList();
      add(new Terminator.Jump(t.pos(), new Edge(t.normal().target(), args)));
      var body = new Insn.HostCall(pos, i.result(), HostOp.NEW_ARRAY, List.of(allocation.classPointer, i.length()));
      allocation.slow.insns().add(new Terminator.Try(t.pos(), body, t.normal(), t.exception(), t.unwind()));
      return true;
    }

    /**
     * @param array what the fast path made
     * @param slow an empty block that is entered when the memory does not suffice
     */
    private record Allocation(Value array, Value classPointer, Block slow) {}

    /** Tests for room, then enters the fast path: moves the cursor and writes the header. Elements and hash are zero already. */
    private Allocation allocate(Insn.NewArray i) {
      var slow = coldBlock();
      var fast = function.detachedBlock(null);
      int shift = ClassTable.elementType(i.arrayClass()).shift();
      var length = i.length().id() < constants.length ? constants[i.length().id()] : null;
      var classPointer = symbol(SymbolOp.CLASS_POINTER, i.arrayClass());
      var context = symbol(SymbolOp.CONTEXT, "");
      var cursor = load(MemType.PTR, context, Layout.CONTEXT_CURSOR);
      var limit = load(MemType.PTR, context, Layout.CONTEXT_LIMIT);
      // Below 2^35, so that the sum with an address cannot wrap.
      var bytes = length != null ? constant(Type.I64, Layout.arrayBytes((int) length.bits(), shift)) : arrayBytes(i.length(), shift);
      var end = address(cursor, bytes, 1, 0);
      var full = compare(CompareOp.UGT, end, limit);
      if (length == null || length.bits() > MAX_ARRAY_LENGTH) {
        var tooLong = compare(CompareOp.GT, i.length(), constant(Type.I32, MAX_ARRAY_LENGTH));
        full = binary(BinaryOp.OR, full, tooLong);
      }
      add(new Terminator.Branch(pos, full, Edge.to(slow), Edge.to(fast)));
      enter(fast);
      add(new Insn.Store(pos, MemType.PTR, context, Layout.CONTEXT_CURSOR, end));
      add(new Insn.Store(pos, MemType.PTR, cursor, Layout.CLASS_OFFSET, classPointer));
      add(new Insn.Store(pos, MemType.I32, cursor, Layout.LENGTH_OFFSET, i.length()));
      return new Allocation(convert(ConvertOp.ASREF, Type.REF, cursor), classPointer, slow);
    }

    private Value arrayBytes(Value length, int shift) {
      var elements = convert(ConvertOp.SEXT, Type.I64, length);
      if (shift > 0) elements = binary(BinaryOp.SHL, elements, constant(Type.I32, shift));
      var padded = binary(BinaryOp.ADD, elements, constant(Type.I64, Layout.ARRAY_DATA_OFFSET + Layout.OBJECT_ALIGNMENT - 1));
      return binary(BinaryOp.AND, padded, constant(Type.I64, -Layout.OBJECT_ALIGNMENT));
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
