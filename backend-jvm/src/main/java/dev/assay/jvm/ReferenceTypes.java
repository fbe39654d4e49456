package dev.assay.jvm;

import dev.assay.ir.CheckOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.runtime.ClassTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What class each reference of the program has, as far as its uses need it: the host's verifier wants to know of which class an array is.
 * IR has one type {@code ref}, so parameters, results and static fields get the join of everything the closed world puts into them. Where
 * the answer is {@link #OBJECT}, code that needs more casts.
 *
 * <p>The lattice: {@link #NULL}; an array class, {@link #STRING} or {@link #THROWABLE}; {@link #OBJECTS} above the arrays of references;
 * {@link #OBJECT}. It is low, so the fixpoint takes a few visits of each function.
 *
 * <p>After a failed guard the interpreter runs baselines, whose flow is not looked at here: in a module with guards static fields are
 * objects, and so are the results of functions with guards.
 */
final class ReferenceTypes {
  /** Nothing but null: such a value is emitted as a constant wherever it is used. */
  static final String NULL = "null";
  static final String OBJECT = "java/lang/Object";
  static final String OBJECTS = "[Ljava/lang/Object;";
  static final String STRING = "java/lang/String";
  static final String STRINGS = "[Ljava/lang/String;";
  static final String THROWABLE = "java/lang/Throwable";

  /** The types of one function's values, parameters and result; entries of what is no reference are null. */
  private static final class Flow {
    final Function function;
    /** What defines, joins or passes on references. */
    final List<Insn> insns = new ArrayList<>();
    final String[] types;
    final Set<Flow> callers = new LinkedHashSet<>();
    String result = NULL;
    boolean queued = true;

    Flow(Function function) {
      this.function = function;
      types = new String[function.valueCount()];
      Arrays.fill(types, NULL);
    }
  }

  private final Module module;
  private final ClassTable classes;
  private final Map<String, Flow> flows = new HashMap<>();
  private final Map<String, String> statics = new HashMap<>();
  private final Map<String, Set<Flow>> readers = new HashMap<>();
  private final ArrayDeque<Flow> queue = new ArrayDeque<>();

  ReferenceTypes(Module module) {
    this.module = module;
    this.classes = new ClassTable(module);
    boolean guards = false;
    for (var function : module.functions()) flows.put(function.name(), new Flow(function));
    for (var function : module.functions()) guards |= collect(flows.get(function.name()));
    for (var model : module.classes())
      for (var field : model.statics())
        if (field.mem() == MemType.REF)
          statics.put(model.name() + "." + field.name(), guards ? OBJECT : field.initialString() == null ? NULL : STRING);
    var entry = module.entry() == null ? null : flows.get(module.entry());
    if (entry != null) for (var param : entry.function.params()) if (param.type() == Type.REF) entry.types[param.id()] = STRINGS;
    for (var function : module.functions()) queue.add(flows.get(function.name()));
    while (!queue.isEmpty()) {
      var flow = queue.removeFirst();
      flow.queued = false;
      while (visit(flow)) {
        // Until its own loops are done.
      }
    }
  }

  /** Lists what matters of a function; whether it has a guard. */
  private boolean collect(Flow flow) {
    boolean guards = false;
    for (var block : flow.function.blocks())
      for (var insn : block.insns()) {
        var body = insn instanceof Terminator.Try t ? t.body() : insn;
        if (body instanceof Insn.Call call) flows.get(call.function()).callers.add(flow);
        if (body instanceof Insn.StaticGet get) readers.computeIfAbsent(get.field(), _ -> new LinkedHashSet<>()).add(flow);
        if (insn instanceof Insn.Guard) {
          guards = true;
          flow.result = OBJECT;
        }
        if (insn instanceof Terminator || isReference(insn.result()) || insn.operands().stream().anyMatch(ReferenceTypes::isReference))
          flow.insns.add(insn);
      }
    return guards;
  }

  private static boolean isReference(Value value) {
    return value != null && value.type() == Type.REF;
  }

  /** One pass over a function; whether a type of its own changed. */
  private boolean visit(Flow flow) {
    boolean changed = false;
    for (var insn : flow.insns) {
      var body = insn instanceof Terminator.Try t ? t.body() : insn;
      if (isReference(body.result())) changed |= raise(flow, body.result(), typeOf(flow, body));
      if (insn instanceof Terminator.Try t) changed |= raise(flow, t.exception(), THROWABLE);
      switch (body) {
        case Insn.Call call -> pass(flow, call);
        case Insn.StaticPut put when isReference(put.value()) -> put(put.field(), flow.types[put.value().id()]);
        case Terminator.Return r when isReference(r.value()) -> returned(flow, flow.types[r.value().id()]);
        default -> {
        }
      }
      if (insn instanceof Terminator t) for (var edge : t.edges()) changed |= join(flow, edge);
    }
    return changed;
  }

  private static boolean raise(Flow flow, Value value, String type) {
    var joined = join(flow.types[value.id()], type);
    if (joined.equals(flow.types[value.id()])) return false;
    flow.types[value.id()] = joined;
    return true;
  }

  private static boolean join(Flow flow, Edge edge) {
    boolean changed = false;
    var params = edge.target().params();
    for (int i = 0; i < params.size(); i++)
      if (isReference(params.get(i))) changed |= raise(flow, params.get(i), flow.types[edge.args().get(i).id()]);
    return changed;
  }

  private void pass(Flow flow, Insn.Call call) {
    var callee = flows.get(call.function());
    var params = callee.function.params();
    boolean changed = false;
    for (int i = 0; i < params.size(); i++)
      if (isReference(params.get(i))) changed |= raise(callee, params.get(i), flow.types[call.operands().get(i).id()]);
    if (changed) enqueue(callee);
  }

  private void put(String field, String type) {
    var joined = join(statics.get(field), type);
    if (joined.equals(statics.put(field, joined))) return;
    for (var reader : readers.getOrDefault(field, Set.of())) enqueue(reader);
  }

  private void returned(Flow flow, String type) {
    var joined = join(flow.result, type);
    if (joined.equals(flow.result)) return;
    flow.result = joined;
    for (var caller : flow.callers) enqueue(caller);
  }

  private void enqueue(Flow flow) {
    if (flow.queued) return;
    flow.queued = true;
    queue.add(flow);
  }

  private String typeOf(Flow flow, Insn insn) {
    return switch (insn) {
      case Insn.Const _ -> NULL;
      case Insn.Symbol _ -> STRING;
      case Insn.Check c -> {
        var operand = flow.types[c.operands().getFirst().id()];
        yield c.op() == CheckOp.CAST ? cast(operand, c.detail()) : operand;
      }
      case Insn.StaticGet get -> statics.get(get.field());
      case Insn.ArrayLoad load -> elementOf(flow.types[load.array().id()]);
      case Insn.NewArray n -> n.arrayClass();
      case Insn.Call call -> flows.get(call.function()).result;
      case Insn.HostCall host -> resultOf(flow, host);
      default -> OBJECT;
    };
  }

  private static String resultOf(Flow flow, Insn.HostCall host) {
    return switch (host.op()) {
      case STRING_BOOLEAN, STRING_CHAR, STRING_INT, STRING_LONG, STRING_FLOAT, STRING_DOUBLE, STRING_CONCAT, THROWABLE_MESSAGE,
          THROWABLE_STRING -> STRING;
      case INITIALIZER_ERROR, CLASS_FAILED, NEW_THROWABLE -> THROWABLE;
      case ARRAY_CLONE -> flow.types[host.operands().getFirst().id()];
      case PRINT_BOOLEAN, PRINT_CHAR, PRINT_INT, PRINT_LONG, PRINT_FLOAT, PRINT_DOUBLE, PRINT_STRING, FLUSH, READ, PARSE_INT, PARSE_LONG,
          PARSE_DOUBLE, NANO_TIME, MILLI_TIME, EXIT, SIN, COS, TAN, SINH, TANH, CBRT, EXP, LOG, LOG10, POW, ARRAY_COPY, NEW_ARRAY -> OBJECT;
    };
  }

  private String cast(String operand, String to) {
    if (isSubtype(operand, to)) return operand;
    if (to.startsWith("[") || to.equals(STRING)) return to;
    return classes.isSubclass(to, THROWABLE) ? THROWABLE : OBJECT;
  }

  private static String elementOf(String array) {
    if (array.equals(NULL)) return NULL;
    if (!isReferenceArray(array)) return OBJECT;
    var element = ClassTable.elementClass(array);
    return element.startsWith("[") || element.equals(STRING) ? element : OBJECT;
  }

  static boolean isArray(String type) {
    return type.startsWith("[");
  }

  static boolean isReferenceArray(String type) {
    return type.startsWith("[") && ClassTable.elementType(type) == MemType.REF;
  }

  private static String join(String a, String b) {
    if (a.equals(b) || b.equals(NULL)) return a;
    if (a.equals(NULL)) return b;
    return isReferenceArray(a) && isReferenceArray(b) ? OBJECTS : OBJECT;
  }

  /** Whether whatever has the one type has the other, a class, without a look at the object. */
  boolean isSubtype(String type, String of) {
    return type.equals(NULL) || classes.isSubclass(type, of);
  }

  /** Whether the host's verifier takes a value of the one type where it wants the other. */
  static boolean isAssignable(String type, String to) {
    if (type.equals(to) || type.equals(NULL) || to.equals(OBJECT)) return true;
    return to.equals(OBJECTS) && isReferenceArray(type);
  }

  /** By value id. */
  String[] of(Function function) {
    return flows.get(function.name()).types;
  }

  /** The result's type; what is always null counts as an object. */
  String resultOf(String function) {
    return declared(flows.get(function).result);
  }

  String paramOf(Function function, Value param) {
    return declared(flows.get(function.name()).types[param.id()]);
  }

  String staticOf(String field) {
    return declared(statics.get(field));
  }

  private static String declared(String type) {
    return type.equals(NULL) ? OBJECT : type;
  }

}
