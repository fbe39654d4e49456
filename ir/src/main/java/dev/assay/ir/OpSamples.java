package dev.assay.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * One instruction per op and combination of types, so that what a backend compiles can be listed. They are well-typed, but stand in no
 * function and cannot be run.
 */
public final class OpSamples {
  /**
   * @param name op and types, e.g. {@code add i64}
   */
  public record Sample(String name, Insn insn) {}

  private final List<Sample> samples = new ArrayList<>();
  private int nextId;

  private OpSamples() {}

  /** The ops that may stand at a level. */
  public static List<Sample> at(Level level) {
    var all = new OpSamples();
    all.pure();
    all.effects();
    return all.samples.stream().filter(s -> s.insn().onlyAt() == null || s.insn().onlyAt() == level)
        .filter(s -> level == Level.LOW || !hasPointer(s.insn())).toList();
  }

  private static boolean hasPointer(Insn insn) {
    return insn.result() != null && insn.result().type() == Type.PTR || insn.operands().stream().anyMatch(v -> v.type() == Type.PTR);
  }

  private Value value(Type type) {
    return new Value(nextId++, type, null);
  }

  private void add(String name, Insn insn) {
    samples.add(new Sample(name, insn));
  }

  private void pure() {
    var pos = Position.NONE;
    for (var type : Type.values()) {
      add("const " + type, new Insn.Const(pos, value(type), 0));
      for (var op : UnaryOp.values()) if (op.accepts(type)) add(op.text() + " " + type, new Insn.Unary(pos, value(type), op, value(type)));
      for (var op : BinaryOp.values())
        if (op.accepts(type))
          add(op.text() + " " + type, new Insn.Binary(pos, value(type), op, value(type), value(op.isShift() ? Type.I32 : type)));
      for (var op : CompareOp.values())
        if (op.accepts(type)) add(op.text() + " " + type, new Insn.Compare(pos, value(Type.I32), op, value(type), value(type)));
      for (var op : ConvertOp.values())
        for (var to : Type.values())
          if (op.accepts(type, to)) add(op.text() + " " + type + " to " + to, new Insn.Convert(pos, value(to), op, value(type)));
      if (type.isFloat()) add("fma " + type, new Insn.Fma(pos, value(type), value(type), value(type), value(type)));
    }
    for (var op : SymbolOp.values()) add(op.text(), new Insn.Symbol(pos, value(op.type()), op, op.hasName() ? "x.y" : ""));
    add("get.class", new Insn.GetClass(pos, value(Type.REF), value(Type.REF)));
    add("instanceof", new Insn.InstanceOf(pos, value(Type.I32), value(Type.REF), "[I"));
  }

  private void effects() {
    var pos = Position.NONE;
    for (var op : CheckOp.values()) {
      for (var type : Type.values()) {
        if (!op.accepts(0, type)) continue;
        var operands = op.arity() == 1 ? List.of(value(type)) : List.of(value(type), value(type));
        add(op.text() + " " + type, new Insn.Check(pos, value(type), op, operands, op == CheckOp.CAST ? "[I" : ""));
      }
    }
    for (var mem : MemType.values()) {
      var type = mem.type();
      if (mem != MemType.PTR) {
        add("array.load " + mem, new Insn.ArrayLoad(pos, value(type), mem, value(Type.REF), value(Type.I32)));
        add("array.store " + mem, new Insn.ArrayStore(pos, mem, value(Type.REF), value(Type.I32), value(type)));
      }
      add("load " + mem, new Insn.Load(pos, value(type), mem, value(Type.PTR), 0));
      add("store " + mem, new Insn.Store(pos, mem, value(Type.PTR), 0, value(type)));
    }
    for (var type : Type.values()) {
      if (type == Type.PTR) continue;
      add("static.get " + type, new Insn.StaticGet(pos, value(type), "x.y"));
      add("static.put " + type, new Insn.StaticPut(pos, "x.y", value(type)));
      add("call " + type, new Insn.Call(pos, value(type), "x.y()", List.of(value(type))));
    }
    for (var mem : MemType.values()) {
      if (mem == MemType.PTR) continue;
      add("field.get " + mem, new Insn.FieldGet(pos, value(mem.type()), "x.y", value(Type.REF)));
      add("field.put " + mem, new Insn.FieldPut(pos, "x.y", value(Type.REF), value(mem.type())));
    }
    add("new", new Insn.NewObject(pos, value(Type.REF), "x"));
    add("call.virtual", new Insn.CallVirtual(pos, value(Type.I32), "x", "y()I", List.of(value(Type.REF))));
    add("call.indirect", new Insn.CallIndirect(pos, value(Type.I32), value(Type.PTR), List.of(value(Type.REF))));
    add("class.init", new Insn.ClassInit(pos, "x"));
    add("array.length", new Insn.ArrayLength(pos, value(Type.I32), value(Type.REF)));
    add("new.array", new Insn.NewArray(pos, value(Type.REF), "[I", value(Type.I32)));
    add("address", new Insn.Address(pos, value(Type.PTR), value(Type.REF), value(Type.I32), 4, 16));
    add("poll", new Insn.Poll(pos));
    for (var op : HostOp.values()) {
      var args = op.params().stream().map(this::value).toList();
      add("host " + op.text(), new Insn.HostCall(pos, op.result() == null ? null : value(op.result()), op, args));
    }
    var condition = value(Type.I32);
    add("guard", new Insn.Guard(pos, condition, new FrameState("f", "entry", 0, List.of(), null)));
    terminators();
  }

  private void terminators() {
    var pos = Position.NONE;
    var block = new Block(0, "b");
    add("jump", new Terminator.Jump(pos, Edge.to(block)));
    add("branch", new Terminator.Branch(pos, value(Type.I32), Edge.to(block), Edge.to(block)));
    add("switch", new Terminator.Switch(pos, value(Type.I32), new int[] {0}, List.of(Edge.to(block), Edge.to(block))));
    add("return", new Terminator.Return(pos, null));
    add("throw", new Terminator.Throw(pos, value(Type.REF)));
    var call = new Insn.Call(pos, null, "x.y()", List.of());
    add("try", new Terminator.Try(pos, call, Edge.to(block), value(Type.REF), Edge.to(block)));
  }
}
