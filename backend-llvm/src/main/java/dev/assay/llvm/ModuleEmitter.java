package dev.assay.llvm;

import dev.assay.ir.Function;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.runtime.CannotThrow;
import dev.assay.runtime.Layout;
import dev.assay.runtime.Machine;
import dev.assay.runtime.RuntimeCall;
import dev.assay.runtime.Site;
import dev.assay.spi.Backend;
import dev.assay.spi.Refusal;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Writes the functions that the exported ones reach, and an entry for each exported one, as one LLVM module. The same module, machine and
 * site numbers give the same text. Cost: linear.
 */
final class ModuleEmitter {
  /**
   * @param text LLVM IR
   * @param entries symbol of the entry by exported function
   * @param generator the variant whose code generator is to be used
   */
  record Emitted(String text, Map<String, String> entries, Set<RuntimeCall> runtimeCalls, Set<HostOp> hostOps, Variant generator) {}

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

  private final Llvm llvm;
  private final Backend backend;
  private final Module module;
  private final Machine machine;
  private final Variant variant;

  ModuleEmitter(Llvm llvm, Backend backend, Module module, Machine machine, Variant variant) {
    this.llvm = llvm;
    this.backend = backend;
    this.module = module;
    this.machine = machine;
    this.variant = variant;
  }

  /**
   * @param exports names of functions, without repetition
   * @param sites gives the next number, in order of the calls
   */
  Emitted emit(List<String> exports, ToIntFunction<Site> sites) throws Refusal {
    var text = new ModuleText(AliasClasses.CONSTANT);
    var cannotThrow = CannotThrow.of(module);
    var generator = variant;
    for (var function : reachable(exports)) {
      int blocks = function.blocks().size();
      boolean huge = blocks > MAX_OPTIMISED_BLOCKS;
      if (blocks > MAX_GENERATED_BLOCKS) generator = Variant.O0;
      // Reshaped loops are of use to an optimiser only.
      var plan = variant == Variant.O0 || huge ? LoopPlan.none(function) : LoopPlan.of(function);
      new FunctionEmitter(text, machine, cannotThrow, sites, function, plan).emit(huge ? "nounwind noinline optnone" : "nounwind");
    }
    var entries = new LinkedHashMap<String, String>();
    for (var name : exports) {
      var symbol = "entry." + entries.size();
      entries.put(name, symbol);
      entry(text, symbol, module.function(name));
    }
    return new Emitted(text.finish(llvm, module.name()), entries, text.runtimeCalls(), text.hostOps(), generator);
  }

  /** In order of the module, so that the text does not depend on who calls whom. */
  private List<Function> reachable(List<String> exports) throws Refusal {
    Set<String> seen = new LinkedHashSet<>();
    var pending = new ArrayDeque<String>();
    for (var name : exports) if (seen.add(name)) pending.add(name);
    while (!pending.isEmpty()) {
      var name = pending.remove();
      var function = module.function(name);
      if (function == null) throw new Refusal("llvm: the module has no function @" + name);
      for (var block : function.blocks())
        for (var insn : block.insns()) {
          var reason = backend.unsupported(insn);
          if (reason.isPresent()) throw new Refusal("llvm: @" + name + ": " + reason.get());
          var body = insn instanceof Terminator.Try t ? t.body() : insn;
          if (body instanceof Insn.Call call && seen.add(call.function())) pending.add(call.function());
        }
    }
    return module.functions().stream().filter(f -> seen.contains(f.name())).toList();
  }

  /** {@code void entry(context, slots)}, see {@link dev.assay.runtime.NativeLinkage}. */
  private static void entry(ModuleText text, String symbol, Function function) {
    var out = text.out();
    out.append("define void @").append(symbol).append("(ptr %ctx, ptr %slots) nounwind {\n");
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
    // Not inlined, so that the function is found under its own name.
    var result = function.result();
    out.append(result == null ? "  call void " : "  %result = call " + ModuleText.type(result) + " ");
    out.append(ModuleText.functionName(function.name())).append("(ptr %ctx");
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
