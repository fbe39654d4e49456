package dev.assay.llvm;

import dev.assay.ir.Function;
import dev.assay.ir.HostOp;
import dev.assay.ir.Module;
import dev.assay.ir.Type;
import dev.assay.runtime.CannotThrow;
import dev.assay.runtime.ColdCode;
import dev.assay.runtime.Layout;
import dev.assay.runtime.LazyCode;
import dev.assay.runtime.Machine;
import dev.assay.runtime.Reachable;
import dev.assay.runtime.RuntimeCall;
import dev.assay.runtime.Site;
import dev.assay.spi.Backend;
import dev.assay.spi.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Writes the functions that the exported ones and virtual calls reach, and an entry for each exported one, as LLVM modules: all in one, in
 * several that are compiled at the same time, or each in its own when it is first called. The same module, machine and site numbers give
 * the same text. Cost: linear.
 */
final class ModuleEmitter {
  /**
   * An LLVM module.
   *
   * @param text LLVM IR
   * @param functions that have their code here
   * @param anchor symbol of a function with code here
   * @param entries symbol of the entry by exported function
   * @param dispatched the functions whose addresses {@link #DISPATCHED} holds, in its order
   * @param generator the variant whose code generator is to be used
   */
  record Emitted(String text, List<Function> functions, String anchor, Map<String, String> entries, List<String> dispatched,
      Set<RuntimeCall> runtimeCalls, Set<HostOp> hostOps, Variant generator) {}

  /** The symbol of an array with the addresses of the functions that virtual calls may run. One look-up finds them all. */
  static final String DISPATCHED = "dispatched";

  /**
   * Some passes of LLVM's (GVN, loop rotation, correlated values) take quadratic time in the blocks of a function: 1.5 s for 1,000 chained
   * loops, 30 s for 4,000. Above this, a function is compiled without them; a method of a class file hardly gets there.
   */
  private static final int MAX_OPTIMISED_BLOCKS = 2500;

  /**
   * The same of its code generator, which one function cannot be excepted from: 64,000 blocks take 500 s, against 11 s at {@code O0}. Above
   * this, it is O0's for the whole program.
   */
  private static final int MAX_GENERATED_BLOCKS = 8000;

  /**
   * Of functions that LLVM may inline, those of at most so many instructions are copied into the modules that call them.
   */
  private static final int MAX_COPIED_INSNS = 100;

  private final Llvm llvm;
  private final Backend backend;
  private final Module module;
  private final Machine machine;
  private final Variant variant;
  private final CannotThrow cannotThrow;
  private final List<String> exports;
  private final List<Function> functions;
  private final ColdCode cold;

  /**
   * @param exports names of functions, without repetition
   */
  ModuleEmitter(Llvm llvm, Backend backend, Module module, Machine machine, Variant variant, List<String> exports) throws Refusal {
    this.llvm = llvm;
    this.backend = backend;
    this.module = module;
    this.machine = machine;
    this.variant = variant;
    cannotThrow = CannotThrow.of(module);
    this.exports = exports;
    for (var name : exports) if (module.function(name) == null) throw new Refusal("llvm: the module has no function @" + name);
    var dispatched = machine.records().dispatched();
    functions = Reachable.of(module, exports, dispatched);
    cold = ColdCode.of(module, exports, dispatched);
    for (var function : functions)
      for (var block : function.blocks())
        for (var insn : block.insns()) {
          var reason = backend.unsupported(insn);
          if (reason.isPresent()) throw new Refusal("llvm: @" + function.name() + ": " + reason.get());
        }
  }

  /** The functions that are needed, in the order of the module. */
  List<Function> functions() {
    return functions;
  }

  /**
   * Writes a program whose functions call each other by name.
   *
   * @param parts the functions of each LLVM module, in the order of the module
   * @param sites gives the next number, in order of the calls
   */
  List<Emitted> emit(List<List<Function>> parts, ToIntFunction<Site> sites) {
    var linking = parts.size() == 1 ? ModuleText.Linking.ALONE : ModuleText.Linking.TOGETHER;
    var all = new ArrayList<Emitted>();
    for (var functions : parts) {
      var text = new ModuleText(AliasClasses.CONSTANT, linking, null);
      for (var function : functions) function(text, function, sites, false);
      boolean isFirst = all.isEmpty();
      var entries = isFirst ? entries(text) : Map.<String, String>of();
      var dispatched = isFirst ? List.copyOf(machine.records().dispatched()) : List.<String>of();
      if (!dispatched.isEmpty()) addresses(text, dispatched);
      if (linking == ModuleText.Linking.TOGETHER) copies(text, sites);
      all.add(emitted(text, functions, entries, dispatched));
    }
    return all;
  }

  /** Writes one function, which calls all others through slots. */
  Emitted emit(Function function, ToIntFunction<Site> sites, LazyCode lazy) {
    var text = new ModuleText(AliasClasses.CONSTANT, ModuleText.Linking.TOGETHER, lazy);
    function(text, function, sites, false);
    return emitted(text, List.of(function), Map.of(), List.of());
  }

  /** Writes the entries of functions that are called through slots. */
  Emitted emitEntries(LazyCode lazy) {
    var text = new ModuleText(AliasClasses.CONSTANT, ModuleText.Linking.TOGETHER, lazy);
    return emitted(text, List.of(), entries(text), List.of());
  }

  private Emitted emitted(ModuleText text, List<Function> functions, Map<String, String> entries, List<String> dispatched) {
    var generator = functions.stream().anyMatch(f -> f.blocks().size() > MAX_GENERATED_BLOCKS) ? Variant.O0 : variant;
    // An internal function has a symbol too, but LLVM may have inlined or dropped it.
    var anchor = !entries.isEmpty() ? entries.values().iterator().next()
        : functions.isEmpty() ? null : ModuleText.symbol(functions.getFirst());
    return new Emitted(text.finish(llvm, module.name()), functions, anchor, entries, dispatched, text.runtimeCalls(), text.hostOps(),
        generator);
  }

  private void function(ModuleText text, Function function, ToIntFunction<Site> sites, boolean isCopy) {
    boolean huge = function.blocks().size() > MAX_OPTIMISED_BLOCKS;
    // Reshaped loops are of use to an optimiser only.
    var plan = variant == Variant.O0 || huge ? LoopPlan.none(function) : LoopPlan.of(function);
    new FunctionEmitter(text, machine, cannotThrow, sites, function, plan)
        .emit(attributes(cannotThrow.test(function.name()), huge || cold.test(function)), isCopy);
  }

  /** Small functions of other modules that LLVM may inline here, and those that these call. None has a site. */
  private void copies(ModuleText text, ToIntFunction<Site> sites) {
    if (variant == Variant.O0) return;
    boolean added = true;
    while (added) {
      added = false;
      for (var function : text.undefined()) {
        if (!cannotThrow.test(function.name()) || function.insnCount() > MAX_COPIED_INSNS || cold.test(function)) continue;
        function(text, function, sites, true);
        added = true;
      }
    }
  }

  private Map<String, String> entries(ModuleText text) {
    var entries = new LinkedHashMap<String, String>();
    for (var name : exports) {
      var symbol = "entry." + entries.size();
      entries.put(name, symbol);
      entry(text, symbol, module.function(name));
    }
    return entries;
  }

  /**
   * What hardly ever runs is not optimised: of an initialiser with 2,500 numbers and 1,200 strings, LLVM's passes and code generator take
   * 4.0 s, and 0.4 s without optimising. What can throw is not inlined by LLVM: the line of a call says in which function it stands, but not where that was inlined. Our own
   * pass inlines, with positions that say so.
   */
  private static String attributes(boolean cannotThrow, boolean unoptimised) {
    return "nounwind" + (unoptimised || !cannotThrow ? " noinline" : "") + (unoptimised ? " optnone" : "");
  }

  private void addresses(ModuleText text, List<String> functions) {
    var out = new StringBuilder();
    out.append('@').append(DISPATCHED).append(" = constant [").append(functions.size()).append(" x ptr] [");
    var separator = "";
    for (var function : functions) {
      out.append(separator).append("ptr ").append(text.callee(module.function(function), out, () -> ""));
      separator = ", ";
    }
    text.out().append(out).append("], align 8\n\n");
  }

  /** {@code void entry(context, slots)}, see {@link dev.assay.runtime.NativeLinkage}. */
  private static void entry(ModuleText text, String symbol, Function function) {
    var out = text.out();
    out.append("define void @").append(symbol).append("(ptr %ctx, ptr %slots) nounwind ").append(ModuleText.KEEPS_FRAME).append(" {\n");
    out.append("entry:\n");
    out.append("  %sp = call ").append(text.readStackPointer()).append('\n');
    out.append("  %budget.at = getelementptr inbounds i8, ptr %ctx, i64 " + Layout.CONTEXT_STACK_BUDGET + "\n");
    out.append("  %budget = load i64, ptr %budget.at, align 8").append(text.alias(AliasClasses.CONTEXT)).append('\n');
    out.append("  %limit = sub i64 %sp, %budget\n");
    out.append("  %limit.at = getelementptr inbounds i8, ptr %ctx, i64 " + Layout.CONTEXT_STACK_LIMIT + "\n");
    out.append("  store i64 %limit, ptr %limit.at, align 8").append(text.alias(AliasClasses.CONTEXT)).append('\n');
    var types = function.paramTypes();
    for (int i = 0; i < types.size(); i++) {
      out.append("  %slot").append(i).append(" = getelementptr inbounds i64, ptr %slots, i64 ").append(i).append('\n');
      // Little-endian: an i32 or an f32 is the low half of its slot.
      out.append("  %arg").append(i).append(" = load ").append(ModuleText.type(types.get(i))).append(", ptr %slot").append(i);
      out.append(", align 8\n");
    }
    var callee = text.callee(function, out, () -> "%callee");
    // Not inlined, so that the function is found under its own name.
    var result = function.result();
    out.append(result == null ? "  call void " : "  %result = call " + ModuleText.type(result) + " ");
    out.append(callee).append("(ptr %ctx");
    for (int i = 0; i < types.size(); i++) out.append(", ").append(ModuleText.type(types.get(i))).append(" %arg").append(i);
    out.append(") noinline\n");
    if (result != null) storeResult(out, result);
    out.append("  ret void\n}\n\n");
  }

  private static void storeResult(StringBuilder out, Type type) {
    var bits = "%result";
    if (type == Type.F32) {
      out.append("  %bits = bitcast float %result to i32\n");
      bits = "%bits";
    }
    if (type == Type.I32 || type == Type.F32) {
      out.append("  %wide = sext i32 ").append(bits).append(" to i64\n");
      out.append("  store i64 %wide, ptr %slots, align 8\n");
    } else {
      out.append("  store ").append(ModuleText.type(type)).append(" %result, ptr %slots, align 8\n");
    }
  }
}
