package dev.assay.cranelift;

import dev.assay.cranelift.ffi.assay_cranelift_h;
import dev.assay.ir.Block;
import dev.assay.ir.CheckOp;
import dev.assay.ir.ClassHierarchy;
import dev.assay.ir.CompilerBug;
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
import dev.assay.ir.Trait;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.ir.analysis.Cfg;
import dev.assay.runtime.CannotThrow;
import dev.assay.runtime.Layout;
import dev.assay.runtime.LazyCode;
import dev.assay.runtime.Machine;
import dev.assay.runtime.RuntimeCall;
import dev.assay.runtime.Site;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * A module as the words that the native library compiles; their form is described in native/src/tables.rs and body.rs. Instructions and
 * types go by their names, so no numbers have to agree on both sides.
 *
 * <p>One pass over the instructions of a function, blocks in reverse postorder so that a value is defined before it is used. Linear.
 */
final class Encoder {
  private static final int MAGIC = 0x5953_5341;
  private static final int FORMAT = 4;

  private static final int NO_SITE = -1;

  private final Machine machine;
  private final CannotThrow cannotThrow;
  private final ToIntFunction<Site> sites;
  // Null where functions call each other directly.
  private final LazyCode lazy;
  private final Map<String, Integer> functionIndex = new HashMap<>();
  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final EnumSet<RuntimeCall> runtimeCalls = EnumSet.noneOf(RuntimeCall.class);
  private final Map<HostOp, Integer> hostCalls = new EnumMap<>(HostOp.class);
  private final List<Function> functions;
  private final Words bodies = new Words();

  /**
   * @param functions of the machine's module, and with each all that it calls
   * @param sites gives a site its number
   */
  Encoder(Machine machine, CannotThrow cannotThrow, List<Function> functions, ToIntFunction<Site> sites) {
    this(machine, cannotThrow, functions, sites, null);
  }

  /**
   * @param functions of the machine's module
   * @param lazy has the slots through which they call others, and each other
   */
  Encoder(Machine machine, CannotThrow cannotThrow, List<Function> functions, ToIntFunction<Site> sites, LazyCode lazy) {
    this.machine = machine;
    this.cannotThrow = cannotThrow;
    this.functions = functions;
    this.sites = sites;
    this.lazy = lazy;
    for (int i = 0; i < functions.size(); i++) functionIndex.put(functions.get(i).name(), i);
  }

  int indexOf(String function) {
    return functionIndex.get(function);
  }

  /** Encodes the bodies of those functions, for the others that they exist. */
  void encodeBodies(Predicate<Function> which) {
    for (var function : functions) {
      int size = bodies.reserve();
      if (which.test(function)) {
        new Body(function).encode();
        bodies.set(size, bodies.size() - size - 1);
      }
    }
  }

  /** Encodes, as the body of each function, a call of it through its slot. */
  void encodeForwarders() {
    for (var function : functions) {
      int size = bodies.reserve();
      new Body(function).forward();
      bodies.set(size, bodies.size() - size - 1);
    }
  }

  /**
   * The whole program, to be asked for after the bodies.
   *
   * @param flags of {@link assay_cranelift_h}
   * @param entries indexes of functions
   */
  Words finish(int flags, int[] entries, ToLongFunction<RuntimeCall> runtimeAddress, ToLongFunction<HostOp> hostAddress) {
    var tables = new Words();
    tables.put(runtimeCalls.size());
    for (var call : runtimeCalls) {
      tables.putText(call.name());
      tables.putLong(runtimeAddress.applyAsLong(call));
    }
    tables.put(hostCalls.size());
    hostCalls.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(entry -> {
      tables.putLong(hostAddress.applyAsLong(entry.getKey()));
      putSignature(tables, entry.getKey().result(), entry.getKey().params());
    });
    tables.put(functions.size());
    for (var function : functions) putSignature(tables, function.result(), function.paramTypes());
    tables.put(entries.length);
    for (int entry : entries) tables.put(entry);

    var words = new Words();
    words.put(MAGIC);
    words.put(FORMAT);
    words.put(flags);
    words.put(Layout.CONTEXT_PENDING);
    words.put(Layout.CONTEXT_STACK_LIMIT);
    words.put(Layout.CONTEXT_STACK_BUDGET);
    words.put(Layout.CONTEXT_STOP);
    words.put(Layout.CLASS_OFFSET);
    words.put(Layout.CLASS_ELEMENT_OFFSET);
    words.put(Layout.CLASS_SHIFT_OFFSET);
    words.put(Layout.LENGTH_OFFSET);
    words.put(Layout.ARRAY_DATA_OFFSET);
    words.put(names.size());
    for (var name : names.keySet()) words.putText(name);
    words.putAll(tables);
    words.putAll(bodies);
    return words;
  }

  private void putSignature(Words words, Type result, List<Type> params) {
    words.put(result == null ? -1 : name(result.toString()));
    words.put(params.size());
    for (var param : params) words.put(name(param.toString()));
  }

  private int name(String text) {
    var known = names.get(text);
    if (known != null) return known;
    names.put(text, names.size());
    return names.size() - 1;
  }

  /** One function. */
  private final class Body {
    private static final int ONE_REGION = 1;
    private static final int COLD = 1;

    private final Function function;
    private final Cfg cfg;
    // By value id: its number in the words, or -1.
    private final int[] numbers;
    private final Provenance provenance;
    private int next;
    private int flags;

    Body(Function function) {
      this.function = function;
      cfg = Cfg.of(function);
      numbers = new int[function.valueCount()];
      Arrays.fill(numbers, -1);
      provenance = new Provenance(function);
    }

    void encode() {
      int flagsWord = bodies.reserve();
      int entrySite = bodies.reserve();
      var order = cfg.reversePostorder();
      bodies.put(order.size());
      for (var block : order) {
        bodies.put(block != function.entry() && isCold(block) ? COLD : 0);
        bodies.put(block.params().size());
        for (var param : block.params()) {
          type(param.type());
          define(param);
        }
      }
      for (var block : order) for (var insn : block.insns()) insn(insn);
      bodies.set(flagsWord, flags);
      bodies.set(entrySite, cannotThrow.needsStackCheck(function) ? stackSite() : NO_SITE);
    }

    /** No site: no trace shows this frame. What is pending afterwards is the caller's affair. */
    void forward() {
      var params = function.params();
      bodies.put(0);
      bodies.put(NO_SITE);
      bodies.put(1);
      bodies.put(0);
      bodies.put(params.size());
      for (var param : params) {
        type(param.type());
        define(param);
      }
      callAddress(slotContent(function.name()), NO_SITE, function.result(), params);
      op("return");
      if (function.result() != null) bodies.put(next++);
    }

    private int stackSite() {
      runtimeCalls.add(RuntimeCall.STACK_OVERFLOW);
      return site(function.entry().insns().getFirst().pos());
    }

    /** Paths that run once or rarely: a throw, a full heap, a class initialiser. Not to be asked of the entry, which cannot be cold. */
    private static boolean isCold(Block block) {
      if (block.terminator() instanceof Terminator.Throw) return true;
      var first = block.terminator() instanceof Terminator.Try t ? t.body() : block.insns().getFirst();
      return switch (first) {
        case Insn.HostCall h -> h.onlyAt() == Level.LOW;
        case Insn.Call c -> c.function().endsWith(Module.initializer(""));
        default -> false;
      };
    }

    private int site(Position pos) {
      return sites.applyAsInt(Site.call(function.name(), pos));
    }

    private void define(Value value) {
      numbers[value.id()] = next++;
    }

    private void op(String text) {
      bodies.put(name(text));
    }

    private void type(Type type) {
      bodies.put(name(type.toString()));
    }

    private void use(Value value) {
      bodies.put(numbers[value.id()]);
    }

    private void uses(List<Value> values) {
      for (var value : values) use(value);
    }

    private void insn(Insn insn) {
      switch (insn) {
        case Insn.Const c -> {
          op("const");
          type(c.result().type());
          if (is64Bits(c.result().type())) bodies.putLong(c.bits());
          else bodies.put((int) c.bits());
        }
        case Insn.Symbol s -> symbol(s);
        case Insn.Unary u -> {
          op(u.op().text());
          use(u.operand());
        }
        case Insn.Binary b -> {
          op(b.op().text());
          use(b.lhs());
          use(b.rhs());
        }
        case Insn.Fma f -> {
          op("fma");
          uses(f.operands());
        }
        case Insn.Compare c -> {
          op(c.op().text());
          use(c.lhs());
          use(c.rhs());
        }
        case Insn.Convert c -> {
          op(c.op().text());
          type(c.result().type());
          use(c.operand());
        }
        case Insn.Check c -> check(c);
        case Insn.InstanceOf i -> {
          runtimeCalls.add(RuntimeCall.INSTANCE_OF);
          op("instanceof");
          use(i.operand());
          bodies.putLong(machine.classRecord(i.className()));
        }
        case Insn.ArrayLength l -> access("load", MemType.I32.toString(), Provenance.HEADERS, l.array(), Layout.LENGTH_OFFSET);
        case Insn.Load l -> {
          provenance.note(l);
          access("load", l.mem().toString(), provenance.region(l.mem(), l.base(), l.offsetBytes()), l.base(), l.offsetBytes());
        }
        case Insn.Store s -> {
          access("store", s.mem().toString(), provenance.region(s.mem(), s.base(), s.offsetBytes()), s.base(), s.offsetBytes());
          use(s.value());
        }
        case Insn.Address a -> {
          provenance.note(a);
          var place = place(a.base(), a.offsetBytes());
          op("address");
          bodies.put(place.base);
          use(a.index());
          bodies.put(a.scale());
          bodies.put(place.offset);
        }
        case Insn.Poll _ -> {
          runtimeCalls.add(RuntimeCall.POLL);
          op("poll");
        }
        case Insn.Call c -> call(c);
        case Insn.CallIndirect c -> callIndirect(c);
        case Insn.HostCall h -> hostCall(h);
        case Insn.Guard g -> {
          runtimeCalls.add(RuntimeCall.DEOPT);
          op("guard");
          use(g.condition());
          bodies.put(sites.applyAsInt(Site.guard(function.name(), g)));
          var values = g.state().values();
          bodies.put(values.size());
          uses(values);
        }
        case Terminator t -> terminator(t);
        case Insn.StaticGet _ -> throw notLowered(insn);
        case Insn.StaticPut _ -> throw notLowered(insn);
        case Insn.ClassInit _ -> throw notLowered(insn);
        case Insn.ArrayLoad _ -> throw notLowered(insn);
        case Insn.ArrayStore _ -> throw notLowered(insn);
        case Insn.NewArray _ -> throw notLowered(insn);
        case Insn.GetClass _ -> throw notLowered(insn);
        case Insn.NewObject _ -> throw notLowered(insn);
        case Insn.FieldGet _ -> throw notLowered(insn);
        case Insn.FieldPut _ -> throw notLowered(insn);
        case Insn.CallVirtual _ -> throw notLowered(insn);
      }
      // The result of a try is numbered with its body.
      if (insn.result() != null && !(insn instanceof Terminator)) define(insn.result());
    }

    private CompilerBug notLowered(Insn insn) {
      return new CompilerBug(function + ": " + insn.getClass().getSimpleName() + " has not been lowered");
    }

    private static boolean is64Bits(Type type) {
      return switch (type) {
        case I64, F64, REF, PTR -> true;
        case I32, F32 -> false;
      };
    }

    private void symbol(Insn.Symbol s) {
      provenance.note(s);
      switch (s.op()) {
        case STRING, CLASS -> op("string");
        case CONTEXT -> op("context");
        case CLASS_POINTER, STATIC_ADDRESS -> {
          op("const");
          type(Type.PTR);
        }
      }
      if (s.op() != SymbolOp.CONTEXT) bodies.putLong(machine.address(s.op(), s.name()));
    }

    private void check(Insn.Check c) {
      runtimeCalls.add(RuntimeCall.CHECK_FAILED);
      op(c.op().text());
      bodies.put(sites.applyAsInt(Site.check(function.name(), c)));
      uses(c.operands());
      if (c.op() == CheckOp.CAST) {
        runtimeCalls.add(RuntimeCall.INSTANCE_OF);
        bodies.putLong(machine.classRecord(c.detail()));
      } else if (c.op() == CheckOp.STORE) {
        runtimeCalls.add(RuntimeCall.CAN_STORE);
        bodies.putLong(machine.classRecord(ClassHierarchy.OBJECT));
      }
    }

    // Memory

    /** A base, by number, and an offset that fits a word. */
    private record Place(int base, int offset) {}

    private Place place(Value base, long offsetBytes) {
      if (offsetBytes == (int) offsetBytes) return new Place(numbers[base.id()], (int) offsetBytes);
      op("const");
      type(Type.I64);
      bodies.putLong(offsetBytes);
      op("add");
      use(base);
      bodies.put(next++);
      return new Place(next++, 0);
    }

    private void access(String op, String mem, int region, Value base, long offsetBytes) {
      var place = place(base, offsetBytes);
      op(op);
      bodies.put(name(mem));
      if (region == Provenance.UNKNOWN) flags |= ONE_REGION;
      bodies.put(region == Provenance.UNKNOWN ? Provenance.DATA : region);
      bodies.put(place.base);
      bodies.put(place.offset);
    }

    // Calls

    private void call(Insn.Call c) {
      if (lazy != null) {
        callSlot(c, slotContent(c.function()));
        return;
      }
      op("call");
      bodies.put(functionIndex.get(c.function()));
      bodies.put(callSite(c));
      uses(c.operands());
    }

    private int callSite(Insn.Call c) {
      return cannotThrow.test(c.function()) ? NO_SITE : site(c.pos());
    }

    private void callSlot(Insn.Call c, int target) {
      callAddress(target, callSite(c), c.result() == null ? null : c.result().type(), c.operands());
    }

    /** The number of the value that a function's slot holds. */
    private int slotContent(String callee) {
      op("const");
      type(Type.I64);
      bodies.putLong(lazy.slot(callee));
      int slot = next++;
      op("load");
      bodies.put(name(MemType.I64.toString()));
      bodies.put(Provenance.RECORDS);
      bodies.put(slot);
      bodies.put(0);
      return next++;
    }

    private void callAddress(int target, int site, Type result, List<Value> args) {
      op("call.indirect");
      putSignature(bodies, result, args.stream().map(Value::type).toList());
      bodies.put(site);
      bodies.put(target);
      uses(args);
    }

    private void callIndirect(Insn.CallIndirect c) {
      callAddress(numbers[c.target().id()], site(c.pos()), c.result() == null ? null : c.result().type(), c.args());
    }

    private void hostCall(Insn.HostCall h) {
      op(h.op() == HostOp.ARRAY_COPY ? "array.copy" : "host");
      bodies.put(hostCalls.computeIfAbsent(h.op(), _ -> hostCalls.size()));
      bodies.put(h.has(Trait.PURE) ? NO_SITE : site(h.pos()));
      uses(h.operands());
    }

    // Terminators

    private void terminator(Terminator terminator) {
      switch (terminator) {
        case Terminator.Jump j -> {
          op("jump");
          edge(j.target());
        }
        case Terminator.Branch b -> {
          op("branch");
          use(b.condition());
          edge(b.ifTrue());
          edge(b.ifFalse());
        }
        case Terminator.Switch s -> {
          op("switch");
          use(s.value());
          bodies.put(s.size());
          for (int i = 0; i < s.size(); i++) bodies.put(s.key(i));
          for (var edge : s.edges()) edge(edge);
        }
        case Terminator.Return r -> {
          op("return");
          if (r.value() != null) use(r.value());
        }
        case Terminator.Throw t -> {
          op("throw");
          use(t.exception());
        }
        case Terminator.Try t when t.body() instanceof Insn.Call c && cannotThrow.test(c.function()) -> {
          insn(c);
          op("jump");
          edge(t.normal());
        }
        case Terminator.Try t when t.body() instanceof Insn.Call c && lazy != null -> {
          // Only the call itself stands in the try.
          int target = slotContent(c.function());
          beginTry();
          callSlot(c, target);
          if (c.result() != null) define(c.result());
          define(t.exception());
          edge(t.normal());
          edge(t.unwind());
        }
        case Terminator.Try t -> {
          beginTry();
          insn(t.body());
          define(t.exception());
          edge(t.normal());
          edge(t.unwind());
        }
      }
    }

    private void beginTry() {
      runtimeCalls.add(RuntimeCall.CATCH);
      op("try");
    }

    private void edge(Edge edge) {
      bodies.put(cfg.order(edge.target()));
      uses(edge.args());
    }
  }
}
