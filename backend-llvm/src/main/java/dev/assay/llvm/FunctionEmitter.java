package dev.assay.llvm;

import dev.assay.ir.Block;
import dev.assay.ir.CheckOp;
import dev.assay.ir.ClassHierarchy;
import dev.assay.ir.CompilerBug;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.Position;
import dev.assay.ir.SymbolOp;
import dev.assay.ir.Terminator;
import dev.assay.ir.Trait;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.runtime.CannotThrow;
import dev.assay.runtime.Layout;
import dev.assay.runtime.Machine;
import dev.assay.runtime.RuntimeCall;
import dev.assay.runtime.Site;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * One IR function as LLVM IR: control flow, calls and what may go wrong; {@link Arithmetic} and {@link MemoryText} do the rest.
 *
 * <p>An IR block becomes one LLVM block, split where something may fail. Block parameters become phis, which name the LLVM block that an
 * edge leaves from; that is known once the source has been emitted, so the body is written first and the phis put between its parts
 * afterwards. Cost: linear.
 *
 * <pre>
 * call, no handler     pending? → leave
 * call in a try        pending? → CATCH(): null → leave, else → the handler
 * check                fails?   → CHECK_FAILED(site, operands) → leave, or CATCH() as above
 * leave                returns poison: the caller looks at the context's pending field first
 * </pre>
 *
 * A call's line is its site ({@link ModuleText#site}), by which the runtime finds the frames of an exception.
 */
final class FunctionEmitter {
  private static final String LEAVE = "leave";

  private final ModuleText module;
  private final Machine machine;
  private final CannotThrow cannotThrow;
  private final ToIntFunction<Site> sites;
  private final Function function;
  private final FunctionText text;
  private final StringBuilder out;
  private final FlowText flow;
  private final LoopPlan plan;
  private final LiveReferences live;
  private final Arithmetic arithmetic;
  private final MemoryText memory;
  // By block id, the number of the switch that last had an edge to it: finds repeated targets in linear time.
  private final int[] targetOf;
  private int switches;
  // The metadata node of the function, or -1 if no exception is made while it runs.
  private final int subprogram;
  private boolean leaves;

  FunctionEmitter(ModuleText module, Machine machine, CannotThrow cannotThrow, ToIntFunction<Site> sites, Function function,
      LoopPlan plan) {
    this.module = module;
    this.machine = machine;
    this.cannotThrow = cannotThrow;
    this.sites = sites;
    this.function = function;
    this.plan = plan;
    live = LiveReferences.of(function, cannotThrow);
    text = new FunctionText(function, machine, plan, live);
    out = text.out;
    flow = new FlowText(function, text, plan);
    arithmetic = new Arithmetic(text, module);
    memory = new MemoryText(text, module, machine);
    targetOf = new int[function.blockCount()];
    subprogram = cannotThrow.test(function.name()) ? -1 : module.subprogram(function.name());
  }

  /**
   * @param attributes of the LLVM function
   * @param isCopy whether another module has the code, and this one only what may be inlined
   */
  void emit(String attributes, boolean isCopy) {
    for (var block : function.blocks()) {
      if (plan.isPeeled(block)) block(block, true);
      block(block, false);
    }
    epilogue();

    var to = module.define(function.name(), isCopy).append(ModuleText.type(function.result())).append(' ');
    to.append(ModuleText.functionName(function.name())).append("(ptr nocapture nonnull align 8 dereferenceable(");
    to.append(Layout.CONTEXT_BYTES).append(") %ctx");
    for (var param : function.params()) to.append(", ").append(ModuleText.type(param.type())).append(" %v").append(param.id());
    to.append(") ").append(attributes).append(' ').append(ModuleText.KEEPS_FRAME);
    if (subprogram >= 0) to.append(" !dbg !").append(subprogram);
    to.append(" {\n");
    flow.assemble(to);
    to.append("}\n\n");
  }

  private void block(Block block, boolean firstRound) {
    flow.enter(block, firstRound);
    if (block == function.entry()) prologue();
    // A first round has no poll, and a strip-mined loop has it elsewhere.
    boolean skipsPoll = LoopPlan.beginsWithPoll(block) && (firstRound || plan.isStripped(block));
    var insns = block.insns();
    for (var insn : skipsPoll ? insns.subList(1, insns.size()) : insns) {
      if (insn instanceof Terminator) text.save();
      insn(insn);
    }
    flow.rounds(this::poll);
    flow.leave();
  }

  // Entry and exits

  private void prologue() {
    int slots = 0;
    boolean guarded = false;
    for (var block : function.blocks())
      for (var insn : block.insns())
        if (insn instanceof Insn.Guard g) {
          guarded = true;
          slots = Math.max(slots, g.state().values().size());
        }
    text.declareSlots(function.blocks());
    if (guarded) {
      out.append("  %deopt.values = alloca [").append(Math.max(slots, 1)).append(" x i64], align 8\n");
      out.append("  %deopt.result = alloca i64, align 8\n");
    }
    if (cannotThrow.needsStackCheck(function)) stackCheck();
  }

  private void stackCheck() {
    var stackPointer = text.temp();
    text.define(stackPointer).append("call ").append(module.readStackPointer()).append('\n');
    var limit = loadContext("i64", Layout.CONTEXT_STACK_LIMIT, "");
    var fine = text.temp();
    text.define(fine).append("icmp uge i64 ").append(stackPointer).append(", ").append(limit).append('\n');
    var overflow = text.label();
    var next = text.label();
    branch(fine, next, overflow);
    flow.start(overflow);
    callRuntime(RuntimeCall.STACK_OVERFLOW).append("(i32 ").append(site(Site.call(function.name(), entryPosition()))).append(')');
    endCall();
    leave();
    flow.start(next);
  }

  // Where the function's own code begins, whatever has been inlined there.
  private Position entryPosition() {
    var pos = function.entry().insns().getFirst().pos();
    while (pos.inlinedAt() != null) pos = pos.inlinedAt();
    return pos;
  }

  private void epilogue() {
    if (!leaves) return;
    flow.start(LEAVE);
    out.append("  ret ").append(ModuleText.type(function.result())).append(function.result() == null ? "\n" : " poison\n");
  }

  private void leave() {
    leaves = true;
    out.append("  br label %" + LEAVE + "\n");
  }

  /** A branch that is nearly always taken to the first block. */
  private void branch(String condition, String likely, String unlikely) {
    out.append("  br i1 ").append(condition).append(", label %").append(likely).append(", label %").append(unlikely);
    out.append(ModuleText.LIKELY).append('\n');
  }

  private void branchEvenly(String condition, String ifTrue, String ifFalse) {
    out.append("  br i1 ").append(condition).append(", label %").append(ifTrue).append(", label %").append(ifFalse).append('\n');
  }

  private int site(Site site) {
    return sites.applyAsInt(site);
  }

  private StringBuilder callRuntime(RuntimeCall call) {
    return out.append("  call ").append(module.use(call));
  }

  /** Ends the line of a call into the runtime. */
  private void endCall() {
    out.append(ModuleText.noSite(subprogram)).append('\n');
  }

  private String contextField(int offsetBytes) {
    if (offsetBytes == 0) return "%ctx";
    var address = text.temp();
    text.define(address).append("getelementptr inbounds i8, ptr %ctx, i64 ").append(offsetBytes).append('\n');
    return address;
  }

  private String loadContext(String type, int offsetBytes, String qualifier) {
    var address = contextField(offsetBytes);
    var value = text.temp();
    text.define(value).append("load ").append(qualifier).append(type).append(", ptr ").append(address);
    out.append(", align ").append(type.equals("i32") ? 4 : 8).append(module.alias(AliasClasses.CONTEXT)).append('\n');
    return value;
  }

  // Exceptions

  private String nothingPending() {
    var pending = loadContext("i64", Layout.CONTEXT_PENDING, "");
    var nothing = text.temp();
    text.define(nothing).append("icmp eq i64 ").append(pending).append(", 0\n");
    return nothing;
  }

  /** After a call that may have left something pending: goes on in a new block if it has not. */
  private void afterCall(Insn call, Terminator.Try tried) {
    var nothing = nothingPending();
    var next = text.label();
    if (tried == null && live.across(call).isEmpty()) {
      leaves = true;
      branch(nothing, next, LEAVE);
    } else if (tried == null) {
      leaves = true;
      var unwinding = text.label();
      branch(nothing, next, unwinding);
      flow.start(unwinding);
      keepAlive(call);
      out.append("  br label %" + LEAVE + "\n");
    } else {
      var unwinding = text.label();
      branch(nothing, next, unwinding);
      flow.start(unwinding);
      keepAlive(call);
      unwind(tried);
    }
    flow.start(next);
  }

  /**
   * Makes the references that live across a call be kept during it, in a block that is hardly ever entered: there they are operands of
   * assembly without instructions. One each, since together they might outnumber the registers.
   */
  private void keepAlive(Insn call) {
    for (var value : live.across(call)) {
      if (!text.isName(value)) continue;
      out.append("  call void asm sideeffect \"\", \"r\"(");
      text.typed(value).append(")\n");
    }
  }

  /** Ends a block in which something is pending. */
  private void unwind(Terminator.Try tried) {
    if (tried == null) {
      leave();
      return;
    }
    text.define(tried.exception()).append("call ").append(module.use(RuntimeCall.CATCH)).append("()");
    endCall();
    var uncaught = text.temp();
    text.define(uncaught).append("icmp eq ");
    text.typed(tried.exception()).append(", null\n");
    leaves = true;
    branchEvenly(uncaught, LEAVE, flow.arrive(tried.unwind()));
  }

  /** Branches to a block that throws unless the condition holds, and goes on in a new one. */
  private void require(String condition, Insn.Check check, Terminator.Try tried) {
    var next = text.label();
    var failed = text.label();
    branch(condition, next, failed);
    flow.start(failed);
    fail(check, tried);
    flow.start(next);
  }

  private void fail(Insn.Check check, Terminator.Try tried) {
    var a = bits(check.operands().getFirst());
    var b = check.operands().size() > 1 ? bits(check.operands().get(1)) : "0";
    int site = site(Site.check(function.name(), check));
    callRuntime(RuntimeCall.CHECK_FAILED).append("(i32 ").append(site).append(", i64 ").append(a).append(", i64 ").append(b).append(')');
    endCall();
    if (tried != null) keepAlive(check);
    unwind(tried);
  }

  /** The value's raw bits as an i64, see {@link Type}. */
  private String bits(Value value) {
    return switch (value.type()) {
      case I64 -> text.name(value);
      case I32 -> text.cast(value, "sext", "i64");
      case F64 -> text.cast(value, "bitcast", "i64");
      case REF, PTR -> text.cast(value, "ptrtoint", "i64");
      case F32 -> {
        var narrow = text.cast(value, "bitcast", "i32");
        var wide = text.temp();
        text.define(wide).append("sext i32 ").append(narrow).append(" to i64\n");
        yield wide;
      }
    };
  }

  // Edges

  private void jump(Edge edge) {
    out.append("  br label %").append(flow.arrive(edge)).append('\n');
  }

  private void branch(Terminator.Branch insn) {
    var condition = text.condition(insn.condition());
    var target = insn.ifTrue().target();
    if (target == insn.ifFalse().target() && flow.needsSeparateEdges(target)) {
      var between = text.label();
      branchEvenly(condition, flow.arrive(insn.ifTrue()), between);
      flow.start(between);
      jump(insn.ifFalse());
    } else {
      branchEvenly(condition, flow.arrive(insn.ifTrue()), flow.arrive(insn.ifFalse()));
    }
  }

  private void switchOn(Terminator.Switch insn) {
    switches++;
    var between = new StringBuilder();
    out.append("  switch i32 ");
    text.value(insn.value()).append(", label %").append(switchTarget(insn.defaultEdge(), between)).append(" [");
    for (int i = 0; i < insn.size(); i++)
      out.append("\n    i32 ").append(insn.key(i)).append(", label %").append(switchTarget(insn.edges().get(i), between));
    out.append("\n  ]\n").append(between);
  }

  /**
   * @param between takes the LLVM blocks of edges that need their own
   */
  private String switchTarget(Edge edge, StringBuilder between) {
    int id = edge.target().id();
    boolean first = targetOf[id] != switches;
    targetOf[id] = switches;
    if (first || !flow.needsSeparateEdges(edge.target())) return flow.arrive(edge);
    var label = text.label();
    between.append(label).append(":\n  br label %").append(flow.arrive(edge, label)).append('\n');
    return label;
  }

  // Instructions

  private void insn(Insn insn) {
    switch (insn) {
      case Insn.Const i -> {
        // Others stand for themselves where they are used, like all symbols without a slot.
        if (Arithmetic.isHidden(i)) arithmetic.hidden(i);
      }
      case Insn.Symbol i -> memory.symbol(i);
      case Insn.Unary i -> arithmetic.unary(i);
      case Insn.Binary i -> arithmetic.binary(i);
      case Insn.Fma i -> arithmetic.fma(i);
      case Insn.Compare i -> arithmetic.compare(i);
      case Insn.Convert i -> arithmetic.convert(i);
      case Insn.InstanceOf i -> instanceOf(i);
      case Insn.ArrayLength i -> memory.length(i);
      case Insn.Load i -> memory.load(i);
      case Insn.Store i -> memory.store(i);
      case Insn.Address i -> memory.address(i);
      case Insn.Poll _ -> poll();
      case Insn.Guard i -> guard(i);
      case Insn.Check i -> check(i, null);
      case Insn.Call i -> call(i, null);
      case Insn.CallIndirect i -> callIndirect(i, null);
      case Insn.HostCall i -> hostCall(i, null);
      case Terminator.Try t -> {
        tryBody(t);
        jump(t.normal());
      }
      case Terminator.Jump t -> jump(t.target());
      case Terminator.Branch t -> branch(t);
      case Terminator.Switch t -> switchOn(t);
      case Terminator.Return t -> {
        out.append("  ret ");
        if (t.value() == null) out.append("void\n");
        else text.typed(t.value()).append('\n');
      }
      case Terminator.Throw t -> {
        var pending = contextField(Layout.CONTEXT_PENDING);
        out.append("  store ");
        text.typed(t.exception()).append(", ptr ").append(pending).append(", align 8").append(module.alias(AliasClasses.CONTEXT));
        out.append('\n');
        leave();
      }
      case Insn.StaticGet _ -> throw misplaced(insn);
      case Insn.StaticPut _ -> throw misplaced(insn);
      case Insn.ClassInit _ -> throw misplaced(insn);
      case Insn.ArrayLoad _ -> throw misplaced(insn);
      case Insn.ArrayStore _ -> throw misplaced(insn);
      case Insn.NewArray _ -> throw misplaced(insn);
      case Insn.GetClass _ -> throw misplaced(insn);
      case Insn.NewObject _ -> throw misplaced(insn);
      case Insn.FieldGet _ -> throw misplaced(insn);
      case Insn.FieldPut _ -> throw misplaced(insn);
      case Insn.CallVirtual _ -> throw misplaced(insn);
    }
  }

  private void tryBody(Terminator.Try tried) {
    var body = tried.body();
    if (body instanceof Insn.Check i) check(i, tried);
    else if (body instanceof Insn.Call i) call(i, tried);
    else if (body instanceof Insn.CallIndirect i) callIndirect(i, tried);
    else if (body instanceof Insn.HostCall i) hostCall(i, tried);
    else throw misplaced(body);
  }

  private CompilerBug misplaced(Insn insn) {
    return new CompilerBug("@" + function.name() + ": " + insn.getClass().getSimpleName() + " cannot stand here in low IR");
  }

  // Checks

  private void check(Insn.Check insn, Terminator.Try tried) {
    var operand = insn.operands().getFirst();
    switch (insn.op()) {
      case NONZERO, NULL -> {
        var fine = text.temp();
        text.define(fine).append("icmp ne ");
        text.typed(operand).append(insn.op() == CheckOp.NULL ? ", null\n" : ", 0\n");
        require(fine, insn, tried);
      }
      case BOUNDS -> require(inBounds(operand, insn.operands().get(1)), insn, tried);
      case SIZE -> {
        var fine = text.temp();
        text.define(fine).append("icmp sge i32 ");
        text.value(operand).append(", 0\n");
        require(fine, insn, tried);
      }
      case CAST -> checkCast(insn, operand, tried);
      case STORE -> checkStore(insn, operand, insn.operands().get(1), tried);
    }
  }

  private String inBounds(Value index, Value length) {
    var below = text.temp();
    // One unsigned comparison serves both ends, but only under a length that is not negative.
    boolean oneSuffices = isNotNegative(length);
    text.define(below).append(oneSuffices ? "icmp ult i32 " : "icmp slt i32 ");
    text.value(index).append(", ");
    text.value(length).append('\n');
    if (oneSuffices) return below;
    var notNegative = text.temp();
    text.define(notNegative).append("icmp sge i32 ");
    text.value(index).append(", 0\n");
    var both = text.temp();
    text.define(both).append("and i1 ").append(below).append(", ").append(notNegative).append('\n');
    return both;
  }

  private boolean isNotNegative(Value value) {
    var definition = text.definition(value);
    if (definition instanceof Insn.Check c) return c.op() == CheckOp.SIZE || c.op() == CheckOp.BOUNDS;
    return definition instanceof Insn.ArrayLength || definition instanceof Insn.Const c && c.bits() >= 0;
  }

  private void checkCast(Insn.Check insn, Value ref, Terminator.Try tried) {
    var record = FunctionText.address(machine.address(SymbolOp.CLASS_POINTER, insn.detail()));
    var done = text.label();
    var slow = text.label();
    unlessNull(ref, done);
    branchEvenly(sameClass(ref, record), done, slow);
    flow.start(slow);
    var answer = instanceQuery(ref, record);
    var failed = text.label();
    branch(answer, done, failed);
    flow.start(failed);
    fail(insn, tried);
    flow.start(done);
  }

  private void checkStore(Insn.Check insn, Value ref, Value array, Terminator.Try tried) {
    var done = text.label();
    var slow = text.label();
    unlessNull(ref, done);
    var arrayClass = memory.classOf(array);
    var address = text.temp();
    text.define(address).append("getelementptr i8, ptr ").append(arrayClass).append(", i64 " + Layout.CLASS_ELEMENT_OFFSET + "\n");
    var element = text.temp();
    text.define(element).append("load ptr, ptr ").append(address).append(", align 8").append(module.alias(AliasClasses.CLASS_RECORD));
    out.append('\n');
    var other = text.label();
    branchEvenly(sameClass(ref, element), done, other);
    flow.start(other);
    // An Object[] takes everything; lists and trees of them should not pay for a call.
    var takesAll = text.temp();
    var object = FunctionText.address(machine.address(SymbolOp.CLASS_POINTER, ClassHierarchy.OBJECT));
    text.define(takesAll).append("icmp eq ptr ").append(element).append(", ").append(object).append('\n');
    branchEvenly(takesAll, done, slow);
    flow.start(slow);
    var answer = text.temp();
    text.define(answer).append("call ").append(module.use(RuntimeCall.CAN_STORE)).append('(');
    text.typed(ref).append(", ");
    text.typed(array).append(")\n");
    var can = text.temp();
    text.define(can).append("icmp ne i32 ").append(answer).append(", 0\n");
    var failed = text.label();
    branch(can, done, failed);
    flow.start(failed);
    fail(insn, tried);
    flow.start(done);
  }

  private void instanceOf(Insn.InstanceOf insn) {
    var record = FunctionText.address(machine.address(SymbolOp.CLASS_POINTER, insn.className()));
    var start = flow.label();
    var done = text.label();
    var slow = text.label();
    unlessNull(insn.operand(), done);
    var notNull = flow.label();
    branchEvenly(sameClass(insn.operand(), record), done, slow);
    flow.start(slow);
    var answer = text.temp();
    text.define(answer).append("call ").append(module.use(RuntimeCall.INSTANCE_OF)).append('(');
    text.typed(insn.operand()).append(", ptr ").append(record).append(")\n");
    out.append("  br label %").append(done).append('\n');
    flow.start(done);
    text.define(insn.result()).append("phi i32 [0, %").append(start).append("], [1, %").append(notNull).append("], [").append(answer);
    out.append(", %").append(slow).append("]\n");
  }

  /** Branches to the block if the reference is null, and goes on in a new one. */
  private void unlessNull(Value ref, String ifNull) {
    var isNull = text.temp();
    text.define(isNull).append("icmp eq ");
    text.typed(ref).append(", null\n");
    var next = text.label();
    branchEvenly(isNull, ifNull, next);
    flow.start(next);
  }

  private String sameClass(Value ref, String record) {
    var actual = memory.classOf(ref);
    var same = text.temp();
    text.define(same).append("icmp eq ptr ").append(actual).append(", ").append(record).append('\n');
    return same;
  }

  private String instanceQuery(Value ref, String record) {
    var answer = text.temp();
    text.define(answer).append("call ").append(module.use(RuntimeCall.INSTANCE_OF)).append('(');
    text.typed(ref).append(", ptr ").append(record).append(")\n");
    var is = text.temp();
    text.define(is).append("icmp ne i32 ").append(answer).append(", 0\n");
    return is;
  }

  // Calls

  private void call(Insn.Call insn, Terminator.Try tried) {
    var callee = module.callee(machine.module().function(insn.function()), out, text::temp);
    call(insn.result(), callee, insn.operands());
    if (cannotThrow.test(insn.function())) {
      out.append('\n');
    } else {
      out.append(siteOf(insn)).append('\n');
      afterCall(insn, tried);
    }
  }

  private void callIndirect(Insn.CallIndirect insn, Terminator.Try tried) {
    call(insn.result(), text.name(insn.target()), insn.args());
    out.append(siteOf(insn)).append('\n');
    afterCall(insn, tried);
  }

  /** Appends a call of guest code, of which the rest of the line says where it stands. */
  private void call(Value result, String callee, List<Value> args) {
    var names = args.stream().map(v -> v.type().isFloat() && !text.isName(v) ? arithmetic.hidden(v) : text.name(v)).toList();
    if (result == null) out.append("  ");
    else text.define(result);
    out.append("call ").append(ModuleText.type(result == null ? null : result.type())).append(' ').append(callee).append("(ptr %ctx");
    for (int i = 0; i < names.size(); i++) out.append(", ").append(ModuleText.type(args.get(i).type())).append(' ').append(names.get(i));
    out.append(')');
  }

  private void hostCall(Insn.HostCall insn, Terminator.Try tried) {
    String done = null;
    if (insn.op() == HostOp.ARRAY_COPY) {
      done = text.label();
      var copied = text.temp();
      text.define(copied).append("call ").append(ArrayCopy.use(module));
      arguments(insn.operands(), "");
      var slow = text.label();
      branchEvenly(copied, done, slow);
      flow.start(slow);
    }
    var callee = module.use(insn.op());
    if (insn.result() == null) out.append("  ");
    else text.define(insn.result());
    out.append("call ").append(callee);
    boolean pure = insn.op().traits().contains(Trait.PURE);
    arguments(insn.operands(), pure ? "" : siteOf(insn));
    if (!pure) afterCall(insn, tried);
    if (done != null) {
      out.append("  br label %").append(done).append('\n');
      flow.start(done);
    }
  }

  /** The suffix of a call that may make an exception. */
  private String siteOf(Insn call) {
    return ModuleText.site(site(Site.call(function.name(), call.pos())), subprogram);
  }

  private void arguments(List<Value> operands, String suffix) {
    var separator = "(";
    for (var operand : operands) {
      out.append(separator);
      text.typed(operand);
      separator = ", ";
    }
    out.append(operands.isEmpty() ? "()" : ")").append(suffix).append('\n');
  }

  /**
   * The load is volatile, so that it stays in the loop. The call carries the alias class of the context: what loops keep in registers stays
   * there, although the call is opaque. That is right because a poll changes nothing that compiled code can see but the context.
   */
  private void poll() {
    var stop = loadContext("i32", Layout.CONTEXT_STOP, "volatile ");
    var goOn = text.temp();
    text.define(goOn).append("icmp eq i32 ").append(stop).append(", 0\n");
    var next = text.label();
    var asked = text.label();
    branch(goOn, next, asked);
    flow.start(asked);
    callRuntime(RuntimeCall.POLL).append("()").append(module.alias(AliasClasses.CONTEXT));
    endCall();
    leaves = true;
    branchEvenly(nothingPending(), next, LEAVE);
    flow.start(next);
  }

  /** What DEOPT leaves pending needs no check, since the function is left in any case. */
  private void guard(Insn.Guard insn) {
    var condition = text.condition(insn.condition());
    var next = text.label();
    var failed = text.label();
    branch(condition, next, failed);
    flow.start(failed);
    var values = insn.state().values();
    for (int i = 0; i < values.size(); i++) {
      var bits = bits(values.get(i));
      var slot = text.temp();
      text.define(slot).append("getelementptr inbounds i64, ptr %deopt.values, i64 ").append(i).append('\n');
      out.append("  store i64 ").append(bits).append(", ptr ").append(slot).append(", align 8\n");
    }
    int site = site(Site.guard(function.name(), insn));
    callRuntime(RuntimeCall.DEOPT).append("(i32 ").append(site).append(", ptr %deopt.values, ptr %deopt.result)");
    endCall();
    returnBits("%deopt.result");
    flow.start(next);
  }

  /** Returns what the 8-byte slot holds as raw bits. */
  private void returnBits(String slot) {
    if (function.result() == null) {
      out.append("  ret void\n");
      return;
    }
    var type = ModuleText.type(function.result());
    var result = text.temp();
    // Little-endian, and the low half of raw bits is the i32 or the f32 itself.
    text.define(result).append("load ").append(type).append(", ptr ").append(slot).append(", align 8\n");
    out.append("  ret ").append(type).append(' ').append(result).append('\n');
  }
}
