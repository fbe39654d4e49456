package dev.assay.frontend;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.Block;
import dev.assay.ir.CheckOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.Position;
import dev.assay.ir.SymbolOp;
import dev.assay.ir.Terminator;
import dev.assay.ir.Trait;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;
import dev.assay.ir.Value;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** Appends instructions to the current block; one that may throw inside a try region ends the block with both edges. */
final class Emitter {
  private final Function function;
  private Block block;
  private Position pos = Position.NONE;
  private UnaryOperator<Edge> unwind;
  // Values that a check or an allocation has shown not to be null.
  private final BitSet nonNull = new BitSet();

  Emitter(Function function) {
    this.function = function;
  }

  Function function() {
    return function;
  }

  Block block() {
    return block;
  }

  /** Continues at the end of a block. */
  void moveTo(Block next) {
    block = next;
  }

  void at(Position position) {
    pos = position;
  }

  Position pos() {
    return pos;
  }

  /**
   * Where exceptions go from now on.
   *
   * @param edges makes the unwind edge from one that holds the exception as its only argument; null to leave the function
   */
  void unwindTo(UnaryOperator<Edge> edges) {
    unwind = edges;
  }

  void end(Terminator terminator) {
    block.insns().add(terminator);
  }

  /** Appends an instruction; returns its result as the code after it sees it, or null. */
  Value emit(Insn insn) {
    if (unwind == null || !insn.has(Trait.THROWS)) {
      block.insns().add(insn);
      return insn.result();
    }
    var next = function.newBlock(null);
    var exception = function.newValue(Type.REF);
    Edge normal = Edge.to(next);
    Value result = null;
    if (insn.result() != null) {
      result = function.newValue(insn.result().type());
      next.params().add(result);
      normal = Edge.to(next, insn.result());
    }
    end(new Terminator.Try(pos, insn, normal, exception, unwind.apply(Edge.to(block, exception))));
    block = next;
    return result;
  }

  Value i32(int value) {
    return emit(new Insn.Const(pos, function.newValue(Type.I32), value));
  }

  Value constant(Type type, long bits) {
    return emit(new Insn.Const(pos, function.newValue(type), bits));
  }

  Value nullRef() {
    return constant(Type.REF, 0);
  }

  Value string(String text) {
    var result = emit(new Insn.Symbol(pos, function.newValue(Type.REF), SymbolOp.STRING, text));
    nonNull.set(result.id());
    return result;
  }

  Value classObject(String className) {
    var result = emit(new Insn.Symbol(pos, function.newValue(Type.REF), SymbolOp.CLASS, className));
    nonNull.set(result.id());
    return result;
  }

  Value unary(UnaryOp op, Value a) {
    return emit(new Insn.Unary(pos, function.newValue(a.type()), op, a));
  }

  Value binary(BinaryOp op, Value a, Value b) {
    return emit(new Insn.Binary(pos, function.newValue(a.type()), op, a, b));
  }

  Value compare(CompareOp op, Value a, Value b) {
    return emit(new Insn.Compare(pos, function.newValue(Type.I32), op, a, b));
  }

  Value convert(ConvertOp op, Type to, Value a) {
    return emit(new Insn.Convert(pos, function.newValue(to), op, a));
  }

  Value check(CheckOp op, String detail, Value... operands) {
    return emit(new Insn.Check(pos, function.newValue(operands[0].type()), op, List.of(operands), detail));
  }

  /** The reference, checked; itself if it is known not to be null. */
  Value nonNull(Value ref, String message) {
    if (nonNull.get(ref.id())) return ref;
    var checked = check(CheckOp.NULL, message, ref);
    nonNull.set(checked.id());
    return checked;
  }

  Value newArray(String arrayClass, Value length) {
    var array = emit(new Insn.NewArray(pos, function.newValue(Type.REF), arrayClass, check(CheckOp.SIZE, "", length)));
    nonNull.set(array.id());
    return array;
  }

  Value newObject(String className) {
    var object = emit(new Insn.NewObject(pos, function.newValue(Type.REF), className));
    nonNull.set(object.id());
    return object;
  }

  /** The value is known not to be null. */
  void setNonNull(Value value) {
    nonNull.set(value.id());
  }

  Value callVirtual(String owner, String selector, Type resultType, List<Value> args) {
    return emit(new Insn.CallVirtual(pos, resultType == null ? null : function.newValue(resultType), owner, selector, args));
  }

  Value host(HostOp op, Value... args) {
    var result = op.result() == null ? null : function.newValue(op.result());
    return emit(new Insn.HostCall(pos, result, op, List.of(args)));
  }

  Value call(String callee, Type resultType, List<Value> args) {
    return emit(new Insn.Call(pos, resultType == null ? null : function.newValue(resultType), callee, args));
  }
}
