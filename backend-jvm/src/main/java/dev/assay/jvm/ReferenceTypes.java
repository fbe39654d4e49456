package dev.assay.jvm;

import dev.assay.ir.CheckOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.SymbolOp;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.runtime.ClassTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What class each reference of the program has, as far as its uses need it: the host's verifier wants to know whose field is read and of
 * which class an array is. IR has one type {@code ref}, so parameters, results and fields get the join of everything the closed world puts
 * into them. Where the answer is {@link #OBJECT}, code that needs more casts.
 *
 * <p>The lattice: {@link #NULL}; a class; the classes above it; {@link #OBJECT}. Interfaces are Object, as they are to the host's verifier.
 * Arrays of references join as their elements do, to {@link #OBJECTS} at the highest. It is as high as the deepest class, and few joins
 * climb it, so the fixpoint takes a few visits of each function.
 *
 * <p>A virtual call that has one target is a call of it. All other calls of one selector share their parameters and result, whichever class
 * they are of: they become one method of the host, with one descriptor.
 *
 * <p>After a failed guard the interpreter runs baselines, whose flow is not looked at here: in a module with guards fields are objects, and
 * so are the results of functions with guards.
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
    final Set<Selector> selectors = new LinkedHashSet<>();
    String result = NULL;
    boolean queued = true;

    Flow(Function function) {
      this.function = function;
      types = new String[function.valueCount()];
      Arrays.fill(types, NULL);
    }
  }

  /** The calls of one selector that have several targets. */
  private static final class Selector {
    final List<Flow> targets = new ArrayList<>();
    final Set<Flow> callers = new LinkedHashSet<>();
    final String[] params;
    String result = NULL;

    Selector(int params) {
      this.params = new String[params];
      Arrays.fill(this.params, NULL);
    }
  }

  /** What is stored into a field, and who reads it. */
  private static final class Place {
    String type = NULL;
    final Set<Flow> readers = new LinkedHashSet<>();
  }

  private final HostTypes types;
  private final Dispatch dispatch;
  private final Map<String, Flow> flows = new HashMap<>();
  private final Map<String, Place> statics = new HashMap<>();
  private final Map<String, Place> fields = new HashMap<>();
  private final Map<String, Selector> selectors = new LinkedHashMap<>();
  private final ArrayDeque<Flow> queue = new ArrayDeque<>();

  ReferenceTypes(HostTypes types, Dispatch dispatch) {
    this.types = types;
    this.dispatch = dispatch;
    var module = types.module();
    for (var model : module.classes())
      for (var field : model.statics()) if (field.initialString() != null) place(statics, model.name() + "." + field.name()).type = STRING;
    place(fields, RuntimeClasses.STRING_VALUE).type = "[B";
    place(fields, RuntimeClasses.MESSAGE).type = STRING;
    place(fields, RuntimeClasses.CAUSE).type = THROWABLE;
    for (var field : List.of(RuntimeClasses.BACKTRACE, RuntimeClasses.STACK_TRACE, RuntimeClasses.SUPPRESSED))
      place(fields, field).type = OBJECT;
    boolean guards = false;
    for (var function : module.functions()) flows.put(function.name(), new Flow(function));
    for (var function : module.functions()) guards |= collect(flows.get(function.name()));
    if (guards) objectsInFields(module);
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

  private void objectsInFields(Module module) {
    for (var model : module.classes()) {
      for (var field : model.statics()) place(statics, model.name() + "." + field.name()).type = OBJECT;
      for (var field : model.fields()) place(fields, model.name() + "." + field.name()).type = OBJECT;
    }
  }

  private static Place place(Map<String, Place> places, String field) {
    return places.computeIfAbsent(field, _ -> new Place());
  }

  /** Lists what matters of a function; whether it has a guard. */
  private boolean collect(Flow flow) {
    boolean guards = false;
    for (var block : flow.function.blocks())
      for (var insn : block.insns()) {
        var body = insn instanceof Terminator.Try t ? t.body() : insn;
        switch (body) {
          case Insn.Call call -> flows.get(call.function()).callers.add(flow);
          case Insn.CallVirtual call -> collect(flow, call);
          case Insn.StaticGet get when isReference(get.result()) -> place(statics, get.field()).readers.add(flow);
          case Insn.FieldGet get when isReference(get.result()) -> place(fields, get.field()).readers.add(flow);
          case Insn.Guard _ -> {
            guards = true;
            returned(flow, OBJECT);
          }
          default -> {
          }
        }
        if (insn instanceof Terminator || isReference(insn.result()) || insn.operands().stream().anyMatch(ReferenceTypes::isReference))
          flow.insns.add(insn);
      }
    return guards;
  }

  private void collect(Flow flow, Insn.CallVirtual call) {
    switch (dispatch.of(call)) {
      case Dispatch.Target.Nothing _ -> {
      }
      case Dispatch.Target.Direct direct -> flows.get(direct.function()).callers.add(flow);
      case Dispatch.Target.Virtual _,Dispatch.Target.Any _ -> selectors
          .computeIfAbsent(call.selector(), s -> selector(s, call.operands().size())).callers.add(flow);
    }
  }

  private Selector selector(String text, int params) {
    var selector = new Selector(params);
    dispatch.selected(text).forEach((function, receiver) -> {
      var target = flows.get(function);
      target.selectors.add(selector);
      selector.targets.add(target);
      selector.result = join(selector.result, target.result);
      raise(target, target.function.params().getFirst(), receiver);
    });
    return selector;
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
        case Insn.Call call -> pass(flow, flows.get(call.function()), call.operands(), 0);
        case Insn.CallVirtual call -> passVirtual(flow, call);
        case Insn.StaticPut put when isReference(put.value()) -> put(place(statics, put.field()), flow.types[put.value().id()]);
        case Insn.FieldPut put when isReference(put.value()) -> put(place(fields, put.field()), flow.types[put.value().id()]);
        case Terminator.Return r when isReference(r.value()) -> returned(flow, flow.types[r.value().id()]);
        default -> {
        }
      }
      if (insn instanceof Terminator t) for (var edge : t.edges()) changed |= join(flow, edge);
    }
    return changed;
  }

  private boolean raise(Flow flow, Value value, String type) {
    var joined = join(flow.types[value.id()], type);
    if (joined.equals(flow.types[value.id()])) return false;
    flow.types[value.id()] = joined;
    return true;
  }

  private boolean join(Flow flow, Edge edge) {
    boolean changed = false;
    var params = edge.target().params();
    for (int i = 0; i < params.size(); i++)
      if (isReference(params.get(i))) changed |= raise(flow, params.get(i), flow.types[edge.args().get(i).id()]);
    return changed;
  }

  private void pass(Flow flow, Flow callee, List<Value> args, int from) {
    var params = callee.function.params();
    boolean changed = false;
    for (int i = from; i < params.size(); i++)
      if (isReference(params.get(i))) changed |= raise(callee, params.get(i), flow.types[args.get(i).id()]);
    if (changed) enqueue(callee);
  }

  private void passVirtual(Flow flow, Insn.CallVirtual call) {
    switch (dispatch.of(call)) {
      case Dispatch.Target.Nothing _ -> {
      }
      case Dispatch.Target.Direct direct -> {
        var callee = flows.get(direct.function());
        // The call casts a receiver of which less is known than that it selects this function.
        if (raise(callee, callee.function.params().getFirst(), receiver(call, direct.function(), flow.types[call.receiver().id()])))
          enqueue(callee);
        pass(flow, callee, call.operands(), 1);
      }
      case Dispatch.Target.Virtual _,Dispatch.Target.Any _ -> passSelected(flow, call);
    }
  }

  private String receiver(Insn.CallVirtual call, String function, String type) {
    if (type.equals(NULL)) return type;
    var selecting = dispatch.selected(call.selector()).get(function);
    return isAssignable(type, selecting) ? type : selecting;
  }

  private void passSelected(Flow flow, Insn.CallVirtual call) {
    var selector = selectors.get(call.selector());
    for (int i = 1; i < selector.params.length; i++) {
      if (!isReference(call.operands().get(i))) continue;
      var joined = join(selector.params[i], flow.types[call.operands().get(i).id()]);
      if (joined.equals(selector.params[i])) continue;
      selector.params[i] = joined;
      for (var target : selector.targets) if (raise(target, target.function.params().get(i), joined)) enqueue(target);
    }
  }

  private void put(Place place, String type) {
    var joined = join(place.type, type);
    if (joined.equals(place.type)) return;
    place.type = joined;
    for (var reader : place.readers) enqueue(reader);
  }

  private void returned(Flow flow, String type) {
    var joined = join(flow.result, type);
    if (joined.equals(flow.result)) return;
    flow.result = joined;
    for (var caller : flow.callers) enqueue(caller);
    for (var selector : flow.selectors) {
      var all = join(selector.result, joined);
      if (all.equals(selector.result)) continue;
      selector.result = all;
      for (var caller : selector.callers) enqueue(caller);
    }
  }

  private void enqueue(Flow flow) {
    if (flow.queued) return;
    flow.queued = true;
    queue.add(flow);
  }

  private String typeOf(Flow flow, Insn insn) {
    return switch (insn) {
      case Insn.Const _ -> NULL;
      case Insn.Symbol s -> s.op() == SymbolOp.CLASS ? RuntimeClasses.CLASS : STRING;
      case Insn.GetClass _ -> RuntimeClasses.CLASS;
      case Insn.Check c -> {
        var operand = flow.types[c.operands().getFirst().id()];
        yield c.op() == CheckOp.CAST ? cast(operand, c.detail()) : operand;
      }
      case Insn.StaticGet get -> place(statics, get.field()).type;
      case Insn.FieldGet get -> place(fields, get.field()).type;
      case Insn.ArrayLoad load -> elementOf(flow.types[load.array().id()]);
      case Insn.NewObject n -> n.className();
      case Insn.NewArray n -> n.arrayClass();
      case Insn.Call call -> flows.get(call.function()).result;
      case Insn.CallVirtual call -> switch (dispatch.of(call)) {
        case Dispatch.Target.Nothing _ -> NULL;
        case Dispatch.Target.Direct direct -> flows.get(direct.function()).result;
        case Dispatch.Target.Virtual _,Dispatch.Target.Any _ -> selectors.get(call.selector()).result;
      };
      case Insn.HostCall host -> host.op() == HostOp.ARRAY_CLONE ? flow.types[host.operands().getFirst().id()] : resultOf(host.op());
      default -> OBJECT;
    };
  }

  /** The class of what a host function gives. */
  static String resultOf(HostOp op) {
    return switch (op) {
      case STRING_FLOAT, STRING_DOUBLE, STRING_INTERN, CLASS_NAME, TRACE_CLASS, TRACE_METHOD, TRACE_FILE, TRACE_MODULE -> STRING;
      case CLASS_SUPERCLASS, CLASS_COMPONENT, CLASS_PRIMITIVE -> RuntimeClasses.CLASS;
      case PRINT_BOOLEAN, PRINT_CHAR, PRINT_INT, PRINT_LONG, PRINT_FLOAT, PRINT_DOUBLE, PRINT_STRING, FLUSH, READ, WRITE, NANO_TIME,
          MILLI_TIME, EXIT, SIN, COS, TAN, SINH, TANH, CBRT, EXP, LOG, LOG10, POW, ARRAY_CLONE, ARRAY_COPY,
          IDENTITY_HASH, CLASS_MODIFIERS, CLASS_IS_INSTANCE, CLASS_IS_ASSIGNABLE, TRACE_CAPTURE, TRACE_DEPTH, TRACE_LINE, UNCAUGHT,
          CHARACTER_DIGIT, CLASS_OF, NEW_OBJECT, NEW_ARRAY -> OBJECT;
    };
  }

  private String cast(String operand, String to) {
    if (isSubtype(operand, to)) return operand;
    return isArray(to) || !types.isInterface(to) ? to : OBJECT;
  }

  private String elementOf(String array) {
    if (array.equals(NULL)) return NULL;
    if (!isReferenceArray(array)) return OBJECT;
    var element = ClassTable.elementClass(array);
    return isArray(element) || !types.isInterface(element) ? element : OBJECT;
  }

  static boolean isArray(String type) {
    return type.startsWith("[");
  }

  static boolean isReferenceArray(String type) {
    return type.startsWith("[") && ClassTable.elementType(type) == MemType.REF;
  }

  private static String arrayOf(String element) {
    return isArray(element) ? "[" + element : "[L" + element + ";";
  }

  private String join(String a, String b) {
    if (a.equals(b) || b.equals(NULL)) return a;
    if (a.equals(NULL)) return b;
    if (isArray(a) != isArray(b)) return OBJECT;
    if (!isArray(a)) return types.commonSuperclass(a, b);
    return isReferenceArray(a) && isReferenceArray(b) ? arrayOf(join(ClassTable.elementClass(a), ClassTable.elementClass(b))) : OBJECT;
  }

  /** Whether whatever has the one type has the other, a class, without a look at the object. */
  boolean isSubtype(String type, String of) {
    return type.equals(NULL) || types.hierarchy().isSubtype(type, of);
  }

  /** Whether the host's verifier takes a value of the one type where it wants the other, a class that is no interface. */
  boolean isAssignable(String type, String to) {
    if (type.equals(to) || type.equals(NULL) || to.equals(OBJECT)) return true;
    if (isArray(type) != isArray(to)) return false;
    if (!isArray(type)) return types.isBelow(type, to);
    if (!isReferenceArray(type) || !isReferenceArray(to)) return false;
    var element = ClassTable.elementClass(to);
    return !isArray(element) && types.isInterface(element) ? types.hierarchy().isSubtype(type, to)
        : isAssignable(ClassTable.elementClass(type), element);
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

  /** The type that a parameter of a virtual call is declared with, the receiver being 0. */
  String paramOf(String selector, int param) {
    return declared(selectors.get(selector).params[param]);
  }

  String resultOfSelected(String selector) {
    return declared(selectors.get(selector).result);
  }

  String staticOf(String field) {
    return declared(place(statics, field).type);
  }

  String fieldOf(String field) {
    return declared(place(fields, field).type);
  }

  Dispatch dispatch() {
    return dispatch;
  }

  private static String declared(String type) {
    return type.equals(NULL) ? OBJECT : type;
  }
}
