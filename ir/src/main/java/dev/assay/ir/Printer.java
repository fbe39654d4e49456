package dev.assay.ir;

import java.util.List;

/**
 * Writes the text form, which {@link Reader} reads back; docs/ir.md has its grammar. Printing what was read gives the same text again.
 *
 * <p>Any IR prints, also what the verifier rejects, since a wrong function is the one somebody wants to see. Cost: linear.
 */
public final class Printer {
  private final StringBuilder out = new StringBuilder();
  private Names names;

  private Printer(Names names) {
    this.names = names;
  }

  public static String print(Module module) {
    var printer = new Printer(null);
    printer.module(module);
    return printer.out.toString();
  }

  /** The function alone, as it stands in its module's text. */
  public static String print(Function function) {
    return print(function, Names.of(function));
  }

  /** For several listings of one function, e.g. before and after a pass. */
  public static String print(Function function, Names names) {
    var printer = new Printer(names);
    printer.function(function, "");
    return printer.out.toString();
  }

  /** One line without indentation and line end. Values have their own names, which need not be unique. */
  public static String print(Insn insn) {
    return print(insn, null);
  }

  /**
   * @param names those of the function that holds the instruction
   */
  public static String print(Insn insn, Names names) {
    var printer = new Printer(names);
    printer.line(insn);
    return printer.out.toString();
  }

  private void module(Module module) {
    out.append("module ").append(Quoting.quote(module.name())).append('\n');
    if (module.entry() != null) out.append("entry @").append(Quoting.symbol(module.entry())).append('\n');
    for (var model : module.classes()) classModel(model);
    for (var function : module.functions()) function(function, "");
    for (var function : module.baselines()) function(function, "baseline ");
    for (var entry : module.profile().entries())
      out.append("profile @").append(Quoting.symbol(entry.function())).append(' ').append(Quoting.quote(entry.key())).append(' ')
          .append(entry.count()).append('\n');
  }

  private void classModel(ClassModel model) {
    out.append(model.kind().text()).append(' ').append(Quoting.symbol(model.name()));
    if (model.superclass() != null) out.append(" extends ").append(Quoting.symbol(model.superclass()));
    for (int i = 0; i < model.interfaces().size(); i++)
      out.append(i == 0 ? " implements " : ", ").append(Quoting.symbol(model.interfaces().get(i)));
    if (model.sourceFile() != null) out.append(" source ").append(Quoting.quote(model.sourceFile()));
    if (model.moduleName() != null) out.append(" module ").append(Quoting.quote(model.moduleName()));
    if (model.hasInitializer()) out.append(" init");
    out.append(" {\n");
    for (var field : model.statics()) {
      out.append("  static ").append(Quoting.symbol(field.name())).append(": ").append(field.mem()).append(" = ");
      out.append(field.initialString() != null ? Quoting.quote(field.initialString()) : constant(field.mem().type(), field.initialBits()));
      out.append('\n');
    }
    for (var field : model.fields())
      out.append("  field ").append(Quoting.symbol(field.name())).append(": ").append(field.mem()).append('\n');
    model.methods().forEach((selector, function) -> out.append("  method ").append(Quoting.quote(selector)).append(" = @")
        .append(Quoting.symbol(function)).append('\n'));
    out.append("}\n");
  }

  private void function(Function function, String prefix) {
    var outer = names;
    if (outer == null) names = Names.of(function);
    out.append(prefix).append("func @").append(Quoting.symbol(function.name()));
    params(function.blocks().isEmpty() ? List.of() : function.params(), function.hasReceiver());
    if (function.result() != null) out.append(" -> ").append(function.result());
    out.append(" {\n");
    boolean entry = true;
    for (var block : function.blocks()) {
      out.append(Quoting.symbol(names.block(block)));
      if (!entry && !block.params().isEmpty()) params(block.params(), false);
      entry = false;
      out.append(":\n");
      for (var insn : block.insns()) {
        out.append("  ");
        line(insn);
        out.append('\n');
      }
    }
    out.append("}\n");
    names = outer;
  }

  private void params(List<Value> params, boolean hasReceiver) {
    out.append(hasReceiver ? "(this " : "(");
    for (int i = 0; i < params.size(); i++) {
      if (i > 0) out.append(", ");
      definition(params.get(i));
    }
    out.append(')');
  }

  private void line(Insn insn) {
    if (insn instanceof Terminator.Try t) {
      instruction(t.body());
      // One position stands for both unless they differ; then the body's own is written, even when unknown.
      if (!t.body().pos().equals(t.pos())) position(t.body().pos());
      out.append(" to ");
      edge(t.normal());
      out.append(" unwind ").append(value(t.exception())).append(": ");
      edge(t.unwind());
    } else {
      instruction(insn);
    }
    if (!insn.pos().equals(Position.NONE)) position(insn.pos());
  }

  private void instruction(Insn insn) {
    if (insn.result() != null && !(insn instanceof Terminator)) {
      definition(insn.result());
      out.append(" = ");
    }
    switch (insn) {
      case Insn.Const i -> out.append("const ").append(i.result() == null ? i.bits() : constant(i.result().type(), i.bits()));
      case Insn.Symbol i -> {
        out.append(i.op().text());
        if (i.op().hasName()) out.append(' ').append(i.op() == SymbolOp.STRING ? Quoting.quote(i.name()) : Quoting.symbol(i.name()));
      }
      case Insn.Unary i -> op(i.op().text(), i.operand());
      case Insn.Binary i -> op(i.op().text(), i.lhs(), i.rhs());
      case Insn.Fma i -> op("fma", i.a(), i.b(), i.c());
      case Insn.Compare i -> op(i.op().text(), i.lhs(), i.rhs());
      case Insn.Convert i -> op(i.op().text(), i.operand());
      case Insn.Check i -> {
        out.append(i.op().text());
        operands(" ", i.operands());
        if (i.op() == CheckOp.CAST) out.append(", ").append(Quoting.symbol(i.detail()));
        else if (!i.detail().isEmpty()) out.append(", ").append(Quoting.quote(i.detail()));
      }
      case Insn.InstanceOf i -> {
        op("instanceof", i.operand());
        out.append(", ").append(Quoting.symbol(i.className()));
      }
      case Insn.GetClass i -> op("get.class", i.object());
      case Insn.StaticGet i -> out.append("static.get ").append(Quoting.symbol(i.field()));
      case Insn.StaticPut i -> out.append("static.put ").append(Quoting.symbol(i.field())).append(", ").append(value(i.value()));
      case Insn.ClassInit i -> out.append("class.init ").append(Quoting.symbol(i.className()));
      case Insn.NewObject i -> out.append("new ").append(Quoting.symbol(i.className()));
      case Insn.FieldGet i -> out.append("field.get ").append(Quoting.symbol(i.field())).append(", ").append(value(i.object()));
      case Insn.FieldPut i -> {
        out.append("field.put ").append(Quoting.symbol(i.field()));
        operands(", ", i.operands());
      }
      case Insn.ArrayLength i -> op("array.length", i.array());
      case Insn.ArrayLoad i -> op("array.load " + i.mem(), i.array(), i.index());
      case Insn.ArrayStore i -> op("array.store " + i.mem(), i.array(), i.index(), i.value());
      case Insn.NewArray i -> out.append("new.array ").append(Quoting.symbol(i.arrayClass())).append(", ").append(value(i.length()));
      case Insn.Load i -> {
        op("load " + i.mem(), i.base());
        out.append(" + ").append(i.offsetBytes());
      }
      case Insn.Store i -> {
        op("store " + i.mem(), i.base());
        out.append(" + ").append(i.offsetBytes()).append(", ").append(value(i.value()));
      }
      case Insn.Address i -> {
        op("address", i.base(), i.index());
        out.append(" * ").append(i.scale()).append(" + ").append(i.offsetBytes());
      }
      case Insn.Poll _ -> out.append("poll");
      case Insn.Call i -> {
        out.append("call @").append(Quoting.symbol(i.function())).append('(');
        operands("", i.operands());
        out.append(')');
      }
      case Insn.CallVirtual i -> {
        out.append("call.virtual ").append(Quoting.symbol(i.owner())).append(' ').append(Quoting.quote(i.selector())).append('(');
        operands("", i.operands());
        out.append(')');
      }
      case Insn.CallIndirect i -> {
        op("call.indirect", i.target());
        out.append('(');
        operands("", i.args());
        out.append(')');
      }
      case Insn.HostCall i -> {
        out.append("host ").append(i.op().text()).append('(');
        operands("", i.operands());
        out.append(')');
      }
      case Insn.Guard i -> {
        op("guard", i.condition());
        out.append(", deopt");
        frameStates(i.state());
      }
      case Terminator t -> terminator(t);
    }
  }

  private void terminator(Terminator terminator) {
    switch (terminator) {
      case Terminator.Jump t -> {
        out.append("jump ");
        edge(t.target());
      }
      case Terminator.Branch t -> {
        op("branch", t.condition());
        out.append(", ");
        edge(t.ifTrue());
        out.append(", ");
        edge(t.ifFalse());
      }
      case Terminator.Switch t -> {
        op("switch", t.value());
        out.append(", [");
        for (int i = 0; i < t.size(); i++) {
          out.append(i > 0 ? ", " : "").append(t.key(i)).append(": ");
          edge(t.edges().get(i));
        }
        out.append("] ");
        edge(t.defaultEdge());
      }
      case Terminator.Return t -> {
        out.append("return");
        if (t.value() != null) out.append(' ').append(value(t.value()));
      }
      case Terminator.Throw t -> op("throw", t.exception());
      // Only a try inside a try comes here, which no text can say and the verifier rejects.
      case Terminator.Try t -> line(t);
    }
  }

  private void op(String text, Value... operands) {
    out.append(text);
    operands(" ", List.of(operands));
  }

  private void operands(String before, List<Value> operands) {
    for (int i = 0; i < operands.size(); i++) out.append(i == 0 ? before : ", ").append(value(operands.get(i)));
  }

  private void edge(Edge edge) {
    out.append(Quoting.symbol(names == null ? edge.target().toString() : names.block(edge.target())));
    if (edge.args().isEmpty()) return;
    out.append('(');
    operands("", edge.args());
    out.append(')');
  }

  private void frameStates(FrameState innermost) {
    for (var state = innermost; state != null; state = state.caller()) {
      out.append(state == innermost ? " @" : " < @").append(Quoting.symbol(state.function())).append(' ');
      out.append(Quoting.symbol(state.block())).append(':').append(state.index()).append(" [");
      for (int i = 0; i < state.bindings().size(); i++) {
        var binding = state.bindings().get(i);
        out.append(i > 0 ? ", %" : "%").append(Quoting.value(binding.baseline())).append(" = ").append(value(binding.value()));
      }
      out.append(']');
    }
  }

  private void position(Position innermost) {
    for (var pos = innermost; pos != null; pos = pos.inlinedAt()) {
      out.append(pos == innermost ? " !" : "<");
      if (pos.method() != null) out.append(Quoting.symbol(pos.method())).append(':');
      out.append(pos.bci()).append(':').append(pos.line());
    }
  }

  private void definition(Value value) {
    out.append(value(value)).append(": ").append(value.type());
  }

  private String value(Value value) {
    var name = names != null ? names.value(value) : value.name() != null ? value.name() : "v" + value.id();
    return "%" + Quoting.value(name);
  }

  /** The literal for raw bits, exact for every NaN too. */
  static String constant(Type type, long bits) {
    return switch (type) {
      case I32, I64 -> Long.toString(bits);
      case F32 -> {
        float f = Float.intBitsToFloat((int) bits);
        yield f == f || (int) bits == Float.floatToIntBits(Float.NaN) ? Float.toString(f) : String.format("nan:0x%08x", (int) bits);
      }
      case F64 -> {
        double d = Double.longBitsToDouble(bits);
        yield d == d || bits == Double.doubleToLongBits(Double.NaN) ? Double.toString(d) : String.format("nan:0x%016x", bits);
      }
      case REF -> bits == 0 ? "null" : "0x" + Long.toHexString(bits);
      case PTR -> "0x" + Long.toHexString(bits);
    };
  }
}
