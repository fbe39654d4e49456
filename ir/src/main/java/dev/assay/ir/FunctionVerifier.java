package dev.assay.ir;

import static dev.assay.ir.Type.I32;
import static dev.assay.ir.Type.PTR;
import static dev.assay.ir.Type.REF;

import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.DominatorTree;
import dev.assay.ir.analysis.Provenance;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The rules 10 to 73 of {@link Verifier}, for one function. */
final class FunctionVerifier {
  private static final int MAX_PER_FUNCTION = 50;
  /** In {@link #definitionIndex}, of a parameter: before every instruction. */
  private static final int PARAM = -1;

  private final Function function;
  private final Module module;
  private final Level level;
  private final Supplier<ClassHierarchy> hierarchy;
  private final SourceMap source;
  private final List<Diagnostic> diagnostics;
  private int reported;
  private Names names;

  // By block id.
  private Block[] blocks;
  // By value id.
  private Value[] defined;
  private Block[] definitionBlock;
  private int[] definitionIndex;
  private boolean[] ofTry;
  private Cfg cfg;
  private DominatorTree dominators;

  // Where the instruction in hand stands.
  private Block block;
  private int index;
  private Insn insn;

  /**
   * @param level null to accept instructions of both
   */
  FunctionVerifier(Function function, Module module, Supplier<ClassHierarchy> hierarchy, Level level, SourceMap source,
      List<Diagnostic> diagnostics) {
    this.hierarchy = hierarchy;
    this.function = function;
    this.module = module;
    this.level = level;
    this.source = source;
    this.diagnostics = diagnostics;
  }

  void verify(FrameStateVerifier frames) {
    if (!verifyStructure()) return;
    cfg = Cfg.of(function);
    dominators = DominatorTree.of(cfg);
    if (function.hasReceiver() && (function.params().isEmpty() || function.params().getFirst().type() != REF))
      report("the first parameter of a function with a receiver is a ref");
    if (level == Level.HIGH && function.result() == PTR) report("the result is a ptr, which exists at the low level only");
    var provenance = new Provenance(function);
    for (var b : function.blocks()) {
      block = b;
      for (var param : b.params()) noPtr(param);
      for (index = 0; index < b.insns().size(); index++) {
        insn = b.insns().get(index);
        if (insn.result() != null) noPtr(insn.result());
        if (level != null && insn.onlyAt() != null && insn.onlyAt() != level)
          report("stands at the " + insn.onlyAt().name().toLowerCase(Locale.ROOT) + " level only");
        uses();
        types(insn);
        provenance(insn instanceof Terminator.Try t ? t.body() : insn, provenance);
        if (insn instanceof Insn.Guard guard) frames.add(guard, this);
      }
    }
    insn = null;
    if (level != Level.HIGH) DerivedPointers.verify(cfg, (b, i, value) -> {
      block = b;
      index = i;
      insn = b.insns().get(i);
      report(name(value) + ", derived from a ref by address, lives across this safepoint");
    });
  }

  /** The rules 10 to 22 alone. Without them, analyses may fail. */
  boolean verifyStructure() {
    int before = reported;
    blocks();
    if (reported > before) return false;
    terminators();
    if (reported > before) return false;
    definitions();
    if (reported > before) return false;
    operands();
    return reported == before;
  }

  private void blocks() {
    if (function.blocks().isEmpty()) report("there is no block");
    blocks = new Block[function.blockCount()];
    for (var b : function.blocks()) {
      block = b;
      if (b.id() >= blocks.length) report("block " + b + " has the id " + b.id() + ", which is not below blockCount " + blocks.length);
      else if (blocks[b.id()] == b) report("block " + b + " stands twice");
      else if (blocks[b.id()] != null) report("blocks " + blocks[b.id()] + " and " + b + " have the same id " + b.id());
      else blocks[b.id()] = b;
    }
  }

  private void terminators() {
    for (var b : function.blocks()) {
      block = b;
      insn = null;
      int last = b.insns().size() - 1;
      if (last < 0 || !(b.insns().get(last) instanceof Terminator)) report("block " + blockName(b) + " does not end with a terminator");
      for (index = 0; index <= last; index++) {
        insn = b.insns().get(index);
        if (!(insn instanceof Terminator t)) continue;
        if (index < last) report("a terminator stands inside block " + blockName(b));
        for (var edge : t.edges()) {
          var target = edge.target();
          if (target.id() >= blocks.length || blocks[target.id()] != target) {
            report("an edge leads to " + target + ", which is not in the function");
          } else if (target == function.entry()) {
            report("an edge leads to the entry block " + blockName(target));
          }
        }
        if (t instanceof Terminator.Try(_, var body, _, var exception, _)) {
          if (body instanceof Terminator) report("the body of a try is a terminator");
          else if (!body.has(Trait.THROWS)) report("the body of a try must be able to throw; " + text(body) + " is not");
          if (exception.type() != REF) report("the exception of a try is a ref; got " + exception.type());
        }
      }
    }
    insn = null;
  }

  private void definitions() {
    int n = function.valueCount();
    defined = new Value[n];
    definitionBlock = new Block[n];
    definitionIndex = new int[n];
    ofTry = new boolean[n];
    for (var b : function.blocks()) {
      block = b;
      insn = null;
      for (var param : b.params()) define(param, PARAM, false);
      for (index = 0; index < b.insns().size(); index++) {
        insn = b.insns().get(index);
        if (insn.result() == null && needsResult(insn instanceof Terminator.Try t ? t.body() : insn))
          report("the instruction has no result");
        if (insn.result() != null) define(insn.result(), index, insn instanceof Terminator);
        if (insn instanceof Terminator.Try t) define(t.exception(), index, true);
      }
    }
    insn = null;
  }

  // Whether a call has a result is a matter of types.
  private static boolean needsResult(Insn insn) {
    return switch (insn) {
      case Insn.Const _ -> true;
      case Insn.Symbol _ -> true;
      case Insn.Unary _ -> true;
      case Insn.Binary _ -> true;
      case Insn.Fma _ -> true;
      case Insn.Compare _ -> true;
      case Insn.Convert _ -> true;
      case Insn.Check _ -> true;
      case Insn.InstanceOf _ -> true;
      case Insn.GetClass _ -> true;
      case Insn.StaticGet _ -> true;
      case Insn.NewObject _ -> true;
      case Insn.FieldGet _ -> true;
      case Insn.ArrayLength _ -> true;
      case Insn.ArrayLoad _ -> true;
      case Insn.NewArray _ -> true;
      case Insn.Load _ -> true;
      case Insn.Address _ -> true;
      case Insn.StaticPut _ -> false;
      case Insn.ClassInit _ -> false;
      case Insn.FieldPut _ -> false;
      case Insn.ArrayStore _ -> false;
      case Insn.Store _ -> false;
      case Insn.Poll _ -> false;
      case Insn.Call _ -> false;
      case Insn.CallVirtual _ -> false;
      case Insn.CallIndirect _ -> false;
      case Insn.HostCall _ -> false;
      case Insn.Guard _ -> false;
      case Terminator _ -> false;
    };
  }

  private void define(Value value, int at, boolean byTry) {
    int id = value.id();
    if (id >= defined.length) {
      report(name(value) + " has the id " + id + ", which is not below valueCount " + defined.length);
    } else if (defined[id] != null) {
      report(defined[id] == value ? name(value) + " is defined twice" : defined[id] + " and " + value + " have the same id " + id);
    } else {
      defined[id] = value;
      definitionBlock[id] = block;
      definitionIndex[id] = at;
      ofTry[id] = byTry;
    }
  }

  private void operands() {
    for (var b : function.blocks()) {
      block = b;
      for (index = 0; index < b.insns().size(); index++) {
        insn = b.insns().get(index);
        for (var operand : insn.operands()) operand(operand);
        if (!(insn instanceof Terminator t)) continue;
        for (var edge : t.edges()) {
          for (var arg : edge.args()) operand(arg);
          if (!sameTypes(edge.target().params(), edge.args()))
            report("the edge to " + blockName(edge.target()) + " wants " + types(edge.target().params()) + "; got " + types(edge.args()));
        }
      }
    }
    insn = null;
  }

  private static boolean sameTypes(List<Value> params, List<Value> args) {
    if (params.size() != args.size()) return false;
    for (int i = 0; i < args.size(); i++) if (params.get(i).type() != args.get(i).type()) return false;
    return true;
  }

  private static String types(List<Value> values) {
    return Verifier.types(values.stream().map(Value::type).toList());
  }

  private void operand(Value value) {
    int id = value.id();
    if (id >= defined.length || defined[id] != value) report(name(value) + " is used, but nothing in the function defines it");
  }

  // --- definitions and uses

  private void uses() {
    for (var operand : insn.operands()) {
      if (ofTry[operand.id()]) report(outsideItsEdge(operand));
      else dominated(operand);
    }
    if (!(insn instanceof Terminator t)) return;
    for (var edge : t.edges()) {
      for (var arg : edge.args()) {
        if (!ofTry[arg.id()]) {
          dominated(arg);
        } else if (!(t instanceof Terminator.Try own) || arg != (edge == own.normal() ? own.result() : own.exception())) {
          report(outsideItsEdge(arg));
        }
      }
    }
  }

  private String outsideItsEdge(Value value) {
    var definition = (Terminator.Try) definitionBlock[value.id()].terminator();
    return name(value) + " is used other than as argument of the " + (value == definition.exception() ? "unwind" : "normal")
        + " edge of its try";
  }

  private void dominated(Value value) {
    var definition = definitionBlock[value.id()];
    if (!cfg.isReachable(block)) return;
    boolean ok = definition == block ? definitionIndex[value.id()] < index : dominators.dominates(definition, block);
    if (!ok) report(name(value) + " is used where its definition in " + blockName(definition) + " does not dominate");
  }

  // --- types, levels, names

  private void noPtr(Value value) {
    if (level == Level.HIGH && value.type() == PTR) report(name(value) + " is a ptr, which exists at the low level only");
  }

  private void types(Insn of) {
    switch (of) {
      case Insn.Const i -> {
        if (!Verifier.fits(i.result().type(), i.bits())) report("the bits " + i.bits() + " are no " + i.result().type() + " constant");
      }
      case Insn.Symbol i -> {
        gives(i.op().text(), i.result(), i.op().type());
        if (i.op() == SymbolOp.CLASS_POINTER || i.op() == SymbolOp.CLASS) className(i.name());
        if (i.op() == SymbolOp.STATIC_ADDRESS) staticField(i.name());
      }
      case Insn.Unary i -> {
        if (accepts(i.op().text(), i.result().type(), i.op().accepts(i.result().type())))
          wants(i.op().text(), List.of(i.result().type()), i.operands());
      }
      case Insn.Binary i -> {
        var type = i.result().type();
        if (accepts(i.op().text(), type, i.op().accepts(type)))
          wants(i.op().text(), List.of(type, i.op().isShift() ? I32 : type), i.operands());
      }
      case Insn.Fma i -> {
        var type = i.result().type();
        if (accepts("fma", type, type.isFloat())) wants("fma", List.of(type, type, type), i.operands());
      }
      case Insn.Compare i -> {
        gives(i.op().text(), i.result(), I32);
        var type = i.lhs().type();
        if (!i.op().accepts(type)) report(i.op().text() + " does not compare " + type);
        else wants(i.op().text(), List.of(type, type), i.operands());
      }
      case Insn.Convert i -> {
        if (!i.op().accepts(i.operand().type(), i.result().type()))
          report(i.op().text() + " does not convert " + i.operand().type() + " to " + i.result().type());
      }
      case Insn.Check i -> check(i);
      case Insn.InstanceOf i -> {
        wants("instanceof", List.of(REF), i.operands());
        gives("instanceof", i.result(), I32);
        className(i.className());
      }
      case Insn.GetClass i -> {
        wants("get.class", List.of(REF), i.operands());
        gives("get.class", i.result(), REF);
      }
      case Insn.StaticGet i -> {
        var field = staticField(i.field());
        if (field != null) gives("static.get " + i.field(), i.result(), field.mem().type());
      }
      case Insn.StaticPut i -> {
        var field = staticField(i.field());
        if (field != null) wants("static.put " + i.field(), List.of(field.mem().type()), i.operands());
      }
      case Insn.ClassInit i -> {
        var model = module.classModel(i.className());
        if (model == null) report("class.init of " + i.className() + ", which is no class of the module");
        else if (!model.hasInitializer()) report("class.init of " + i.className() + ", which has no initialiser");
      }
      case Insn.NewObject i -> {
        gives("new " + i.className(), i.result(), REF);
        var model = module.knownClass(i.className());
        if (model == null) report("new of " + i.className() + ", which is no class of the module");
        else if (model.kind() != ClassModel.Kind.CLASS) report("new of " + i.className() + ", which is " + model.kind().text());
      }
      case Insn.FieldGet i -> {
        var field = field(i.field());
        wants("field.get " + i.field(), List.of(REF), i.operands());
        if (field != null) gives("field.get " + i.field(), i.result(), field.mem().type());
      }
      case Insn.FieldPut i -> {
        var field = field(i.field());
        if (field != null) wants("field.put " + i.field(), List.of(REF, field.mem().type()), i.operands());
      }
      case Insn.ArrayLength i -> {
        wants("array.length", List.of(REF), i.operands());
        gives("array.length", i.result(), I32);
      }
      case Insn.ArrayLoad i -> {
        wants("array.load", List.of(REF, I32), i.operands());
        gives("array.load " + i.mem(), i.result(), i.mem().type());
      }
      case Insn.ArrayStore i -> wants("array.store " + i.mem(), List.of(REF, I32, i.mem().type()), i.operands());
      case Insn.NewArray i -> {
        wants("new.array", List.of(I32), i.operands());
        gives("new.array", i.result(), REF);
        if (!isArrayClass(i.arrayClass())) report("new.array wants an array class; got " + Quoting.quote(i.arrayClass()));
      }
      case Insn.Load i -> {
        address("load " + i.mem(), i.base());
        gives("load " + i.mem(), i.result(), i.mem().type());
      }
      case Insn.Store i -> {
        address("store " + i.mem(), i.base());
        if (i.value().type() != i.mem().type())
          report("store " + i.mem() + " wants a value " + i.mem().type() + "; got " + i.value().type());
      }
      case Insn.Address i -> {
        address("address", i.base());
        if (!i.index().type().isInt()) report("address wants an index i32 or i64; got " + i.index().type());
        gives("address", i.result(), PTR);
        if (i.scale() != 1 && i.scale() != 2 && i.scale() != 4 && i.scale() != 8)
          report("address wants a scale 1, 2, 4 or 8; got " + i.scale());
      }
      case Insn.Poll _ -> {
      }
      case Insn.Call i -> {
        var callee = module.function(i.function());
        if (callee == null) {
          report("call of @" + i.function() + ", which is no function of the module");
        } else if (!callee.blocks().isEmpty()) {
          wants("call @" + i.function(), callee.paramTypes(), i.operands());
          gives("call @" + i.function(), i.result(), callee.result());
        }
      }
      case Insn.CallVirtual i -> callVirtual(i);
      case Insn.CallIndirect i -> {
        if (i.target().type() != PTR) report("call.indirect wants a target ptr; got " + i.target().type());
      }
      case Insn.HostCall i -> {
        wants("host " + i.op().text(), i.op().params(), i.operands());
        gives("host " + i.op().text(), i.result(), i.op().result());
      }
      case Insn.Guard i -> wants("guard", List.of(I32), List.of(i.condition()));
      case Terminator.Jump _ -> {
      }
      case Terminator.Branch i -> wants("branch", List.of(I32), i.operands());
      case Terminator.Switch i -> {
        wants("switch", List.of(I32), i.operands());
        for (int k = 1; k < i.size(); k++) {
          if (i.key(k) > i.key(k - 1)) continue;
          report("switch wants its keys in ascending order; got " + i.key(k) + " after " + i.key(k - 1));
          break;
        }
      }
      case Terminator.Return i -> wants("return", function.result() == null ? List.of() : List.of(function.result()), i.operands());
      case Terminator.Throw i -> wants("throw", List.of(REF), i.operands());
      case Terminator.Try i -> types(i.body());
    }
  }

  private void check(Insn.Check i) {
    var text = i.op().text();
    if (i.operands().size() != i.op().arity()) {
      report(text + " wants " + i.op().arity() + " operands; got " + i.operands().size());
      return;
    }
    for (int k = 0; k < i.operands().size(); k++)
      if (!i.op().accepts(k, i.operands().get(k).type()))
        report(text + " does not take " + i.operands().get(k).type() + " as operand " + k);
    gives(text, i.result(), i.operands().getFirst().type());
    if (i.op() == CheckOp.CAST) className(i.detail());
    if (!i.op().hasDetail() && !i.detail().isEmpty()) report(text + " has no detail; got " + Quoting.quote(i.detail()));
  }

  private boolean accepts(String op, Type type, boolean accepted) {
    if (!accepted) report(op + " is not defined on " + type);
    return accepted;
  }

  private void wants(String op, List<Type> want, List<Value> operands) {
    boolean same = want.size() == operands.size();
    for (int i = 0; same && i < want.size(); i++) same = want.get(i) == operands.get(i).type();
    if (!same) report(op + " wants " + Verifier.types(want) + "; got " + types(operands));
  }

  private void gives(String op, Value result, Type type) {
    var got = result == null ? null : result.type();
    if (got != type)
      report(op + " gives " + (type == null ? "nothing" : type) + "; the result is declared " + (got == null ? "as nothing" : got));
  }

  private void address(String op, Value base) {
    if (!base.type().isAddress()) report(op + " wants a base ref or ptr; got " + base.type());
  }

  private void callVirtual(Insn.CallVirtual i) {
    var text = "call.virtual " + i.owner() + " " + Quoting.quote(i.selector());
    if (i.receiver().type() != REF) report(text + " wants a receiver ref; got " + i.receiver().type());
    if (module.knownClass(i.owner()) == null) {
      report(text + ": " + Quoting.symbol(i.owner()) + " is no class of the module");
      return;
    }
    for (var model : hierarchy.get().concreteSubtypes(i.owner())) {
      var name = hierarchy.get().select(model.name(), i.selector());
      var callee = name == null ? null : module.function(name);
      if (callee == null) {
        report(text + ": class " + model.name() + " has no such method");
        return;
      }
      if (callee.blocks().isEmpty()) continue;
      wants(text, callee.paramTypes(), i.operands());
      gives(text, i.result(), callee.result());
    }
  }

  private ClassModel.Field field(String name) {
    var field = module.field(name);
    if (field == null) report("no class of the module has a field " + name);
    return field;
  }

  private ClassModel.StaticField staticField(String name) {
    var field = module.staticField(name);
    if (field == null) report("no class of the module has a static field " + name);
    return field;
  }

  private void className(String name) {
    if (module.knownClass(name) == null && !isArrayClass(name)) report(Quoting.symbol(name) + " is no class of the module");
  }

  /** JVMS §4.4.1: the descriptor of an array type. */
  private static boolean isArrayClass(String name) {
    int dimensions = 0;
    while (dimensions < name.length() && name.charAt(dimensions) == '[') dimensions++;
    if (dimensions == 0 || dimensions > 255 || dimensions == name.length()) return false;
    if (name.charAt(dimensions) != 'L') return name.length() == dimensions + 1 && "ZBCSIJFD".indexOf(name.charAt(dimensions)) >= 0;
    return name.length() > dimensions + 2 && name.indexOf(';') == name.length() - 1;
  }

  // --- provenance

  private void provenance(Insn of, Provenance provenance) {
    if (of instanceof Insn.Binary i && i.op().needsNonzero(i.result().type()))
      proven(provenance, Provenance.Kind.NONZERO, i.rhs(), "the divisor of " + i.op().text());
    if (of instanceof Insn.GetClass i) proven(provenance, Provenance.Kind.NON_NULL, i.object(), "the object of get.class");
    if (of instanceof Insn.FieldGet i) proven(provenance, Provenance.Kind.NON_NULL, i.object(), "the object of field.get");
    if (of instanceof Insn.FieldPut i) proven(provenance, Provenance.Kind.NON_NULL, i.object(), "the object of field.put");
    if (of instanceof Insn.CallVirtual i) proven(provenance, Provenance.Kind.NON_NULL, i.receiver(), "the receiver of call.virtual");
    if (of instanceof Insn.Call i && module.function(i.function()) instanceof Function callee && callee.hasReceiver()
        && !i.operands().isEmpty())
      proven(provenance, Provenance.Kind.NON_NULL, i.operands().getFirst(), "the receiver of a call");
    if (of instanceof Insn.ArrayLength i) proven(provenance, Provenance.Kind.NON_NULL, i.array(), "the array of array.length");
    if (of instanceof Insn.ArrayLoad i) {
      proven(provenance, Provenance.Kind.NON_NULL, i.array(), "the array of array.load");
      proven(provenance, Provenance.Kind.INDEX, i.index(), "the index of array.load");
    }
    if (of instanceof Insn.ArrayStore i) {
      proven(provenance, Provenance.Kind.NON_NULL, i.array(), "the array of array.store");
      proven(provenance, Provenance.Kind.INDEX, i.index(), "the index of array.store");
    }
    if (of instanceof Insn.NewArray i) proven(provenance, Provenance.Kind.LENGTH, i.length(), "the length of new.array");
    if (of instanceof Insn.HostCall i && i.op() == HostOp.ARRAY_CLONE && i.operands().size() == 1)
      proven(provenance, Provenance.Kind.NON_NULL, i.operands().getFirst(), "the array of host array.clone");
  }

  private void proven(Provenance provenance, Provenance.Kind kind, Value value, String use) {
    if (!provenance.isProven(kind, value)) report(use + " must come from " + kind.check() + "; " + name(value) + " does not");
  }

  // --- reporting

  /** Reports at an instruction of this function. */
  void report(Insn at, String message) {
    insn = at;
    report(message);
  }

  private void report(String message) {
    if (reported++ >= MAX_PER_FUNCTION) return;
    var value = insn == null ? null : insn.result();
    var where = value != null ? name(value) + ": " : insn != null ? text(insn) + ": " : "";
    diagnostics.add(source.diagnostic(function, insn, where + message));
  }

  private Names names() {
    if (names == null) names = Names.of(function);
    return names;
  }

  private String name(Value value) {
    return "%" + Quoting.value(names().value(value));
  }

  private String blockName(Block b) {
    return Quoting.symbol(names().block(b));
  }

  private String text(Insn of) {
    var text = Printer.print(of, names());
    int position = text.lastIndexOf(" !");
    if (position > 0 && !of.pos().equals(Position.NONE)) text = text.substring(0, position);
    return text.length() <= 60 ? "'" + text + "'" : "'" + text.substring(0, 60) + "…'";
  }
}
