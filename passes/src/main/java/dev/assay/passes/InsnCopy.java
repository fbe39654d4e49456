package dev.assay.passes;

import dev.assay.ir.Edge;
import dev.assay.ir.FrameState;
import dev.assay.ir.Insn;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Copies of instructions for another place: other position, other result, other operands. What {@link Insn#map} does not do, since in
 * place the position and the result stay.
 *
 * @param values for results, operands and block arguments
 * @param edges for the targets of terminators; called with the arguments still those of the original
 * @param outermost the state of the caller for frame states, or null for none
 */
record InsnCopy(UnaryOperator<Value> values, UnaryOperator<Edge> edges, UnaryOperator<Position> positions, FrameState outermost) {
  Insn of(Insn insn) {
    var pos = positions.apply(insn.pos());
    var result = insn.result() == null ? null : values.apply(insn.result());
    return switch (insn) {
      case Insn.Const i -> new Insn.Const(pos, result, i.bits());
      case Insn.Symbol i -> new Insn.Symbol(pos, result, i.op(), i.name());
      case Insn.Unary i -> new Insn.Unary(pos, result, i.op(), of(i.operand()));
      case Insn.Binary i -> new Insn.Binary(pos, result, i.op(), of(i.lhs()), of(i.rhs()));
      case Insn.Fma i -> new Insn.Fma(pos, result, of(i.a()), of(i.b()), of(i.c()));
      case Insn.Compare i -> new Insn.Compare(pos, result, i.op(), of(i.lhs()), of(i.rhs()));
      case Insn.Convert i -> new Insn.Convert(pos, result, i.op(), of(i.operand()));
      case Insn.Check i -> new Insn.Check(pos, result, i.op(), of(i.operands()), i.detail());
      case Insn.InstanceOf i -> new Insn.InstanceOf(pos, result, of(i.operand()), i.className());
      case Insn.GetClass i -> new Insn.GetClass(pos, result, of(i.object()));
      case Insn.StaticGet i -> new Insn.StaticGet(pos, result, i.field());
      case Insn.StaticPut i -> new Insn.StaticPut(pos, i.field(), of(i.value()));
      case Insn.ClassInit i -> new Insn.ClassInit(pos, i.className());
      case Insn.NewObject i -> new Insn.NewObject(pos, result, i.className());
      case Insn.FieldGet i -> new Insn.FieldGet(pos, result, i.field(), of(i.object()));
      case Insn.FieldPut i -> new Insn.FieldPut(pos, i.field(), of(i.object()), of(i.value()));
      case Insn.ArrayLength i -> new Insn.ArrayLength(pos, result, of(i.array()));
      case Insn.ArrayLoad i -> new Insn.ArrayLoad(pos, result, i.mem(), of(i.array()), of(i.index()));
      case Insn.ArrayStore i -> new Insn.ArrayStore(pos, i.mem(), of(i.array()), of(i.index()), of(i.value()));
      case Insn.NewArray i -> new Insn.NewArray(pos, result, i.arrayClass(), of(i.length()));
      case Insn.Load i -> new Insn.Load(pos, result, i.mem(), of(i.base()), i.offsetBytes());
      case Insn.Store i -> new Insn.Store(pos, i.mem(), of(i.base()), i.offsetBytes(), of(i.value()));
      case Insn.Address i -> new Insn.Address(pos, result, of(i.base()), of(i.index()), i.scale(), i.offsetBytes());
      case Insn.Poll _ -> new Insn.Poll(pos);
      case Insn.Call i -> new Insn.Call(pos, result, i.function(), of(i.operands()));
      case Insn.CallVirtual i -> new Insn.CallVirtual(pos, result, i.owner(), i.selector(), of(i.operands()));
      case Insn.CallIndirect i -> new Insn.CallIndirect(pos, result, of(i.target()), of(i.args()));
      case Insn.HostCall i -> new Insn.HostCall(pos, result, i.op(), of(i.operands()));
      case Insn.Guard i -> new Insn.Guard(pos, of(i.condition()), of(i.state()));
      case Terminator.Jump i -> new Terminator.Jump(pos, of(i.target()));
      case Terminator.Branch i -> new Terminator.Branch(pos, of(i.condition()), of(i.ifTrue()), of(i.ifFalse()));
      case Terminator.Switch i -> new Terminator.Switch(pos, of(i.value()), i.keys(), i.edges().stream().map(this::of).toList());
      case Terminator.Return i -> new Terminator.Return(pos, i.value() == null ? null : of(i.value()));
      case Terminator.Throw i -> new Terminator.Throw(pos, of(i.exception()));
      case Terminator.Try i -> new Terminator.Try(pos, of(i.body()), of(i.normal()), of(i.exception()), of(i.unwind()));
    };
  }

  private Value of(Value value) {
    return values.apply(value);
  }

  private List<Value> of(List<Value> list) {
    return list.stream().map(values).toList();
  }

  private Edge of(Edge edge) {
    var to = edges.apply(edge);
    return new Edge(to.target(), of(to.args()));
  }

  private FrameState of(FrameState innermost) {
    var states = new ArrayList<FrameState>();
    for (var state = innermost; state != null; state = state.caller()) states.add(state);
    var caller = outermost;
    for (var state : states.reversed()) {
      var bindings = state.bindings().stream().map(b -> new FrameState.Binding(b.baseline(), of(b.value()))).toList();
      caller = new FrameState(state.function(), state.block(), state.index(), bindings, caller);
    }
    return caller;
  }
}
