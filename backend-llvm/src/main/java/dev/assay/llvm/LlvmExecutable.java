package dev.assay.llvm;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Function;
import dev.assay.ir.Module;
import dev.assay.runtime.GuestThread;
import dev.assay.runtime.LazyCode;
import dev.assay.runtime.Machine;
import dev.assay.runtime.MachineExecutable;
import dev.assay.runtime.NativeLinkage;
import dev.assay.runtime.Site;
import dev.assay.spi.Artefact;
import dev.assay.spi.Backend;
import dev.assay.spi.CompileMode;
import dev.assay.spi.CompileReport;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A program as native code. The artefacts are not kept: they are made again when asked for, from the same text. */
final class LlvmExecutable extends MachineExecutable {
  private final Llvm llvm;
  private final ModuleEmitter emitter;
  private final Variant variant;
  private final List<String> exports;
  private final NativeLinkage linkage;
  private final JitCode code;
  private final Map<String, Long> entries = new HashMap<>();
  // The functions of each LLVM module, unless they are compiled lazily.
  private List<List<Function>> parts = List.of();
  private LazyCode lazy;
  private final Map<String, Integer> firstSites = new HashMap<>();
  private CompileReport report = new CompileReport(Map.of(), 0, 0);

  private LlvmExecutable(Llvm llvm, ModuleEmitter emitter, Variant variant, List<String> exports, NativeLinkage linkage) {
    super(linkage.machine());
    this.llvm = llvm;
    this.emitter = emitter;
    this.variant = variant;
    this.exports = exports;
    this.linkage = linkage;
    code = new JitCode(llvm, linkage);
  }

  static LlvmExecutable compile(Backend backend, Module module, Variant variant, CompileRequest request) throws Refusal {
    var exports = new LinkedHashSet<>(request.exports());
    if (module.entry() != null) exports.add(module.entry());
    Llvm llvm;
    try {
      llvm = Llvm.get();
    } catch (LinkageError e) {
      throw new Refusal("llvm: the library is there but cannot be loaded: " + e);
    }
    var machine = new Machine(module, request);
    NativeLinkage linkage = null;
    LlvmExecutable executable = null;
    try {
      linkage = new NativeLinkage(machine);
      var clock = new Clock();
      var emitter = new ModuleEmitter(llvm, backend, module, machine, variant, List.copyOf(exports));
      executable = new LlvmExecutable(llvm, emitter, variant, List.copyOf(exports), linkage);
      if (request.mode() == CompileMode.LAZY) executable.compileLazily(emitter.functions(), clock);
      else executable.compileAll(Partition.of(emitter.functions(), request.compileThreads()), clock);
      return executable;
    } catch (RuntimeException | Error | Refusal e) {
      if (executable != null) {
        executable.close();
      } else {
        if (linkage != null) linkage.close();
        machine.close();
      }
      throw e;
    }
  }

  private void compileAll(List<List<Function>> partition, Clock clock) {
    parts = partition;
    var modules = emitter.emit(parts, linkage::site);
    clock.end("emit");
    add(modules, clock);
    for (var module : modules) {
      module.entries().forEach((function, symbol) -> entries.put(function, code.address(symbol)));
      if (!module.dispatched().isEmpty()) machine.link(code.dispatched(module.dispatched())::get);
    }
    finish(modules, clock);
  }

  /** Now, only the entries; see {@link #compileOne} for the rest. */
  private void compileLazily(List<Function> functions, Clock clock) {
    lazy = linkage.lazyCode(functions, this::compileOne);
    var module = emitter.emitEntries(lazy);
    clock.end("emit");
    add(List.of(module), clock);
    module.entries().forEach((function, symbol) -> entries.put(function, code.address(symbol)));
    finish(List.of(module), clock);
  }

  private long compileOne(Function function) {
    var clock = new Clock();
    var modules = List.of(emitter.emit(function, site -> {
      int number = linkage.site(site);
      firstSites.putIfAbsent(function.name(), number);
      return number;
    }, lazy));
    clock.end("emit");
    add(modules, clock);
    long address = code.address(ModuleText.symbol(function));
    finish(modules, clock);
    return address;
  }

  /** Compiles modules, at the same time if there are several, and links them. */
  private void add(List<ModuleEmitter.Emitted> modules, Clock clock) {
    var compiled = CompileThreads.each(modules, this::compile);
    clock.end(compiled.stream().map(Compiled::phases).toList());
    var objects = compiled.stream().map(Compiled::object).toList();
    clock.codeBytes = objects.stream().mapToLong(ObjectCode::codeBytes).sum();
    clock.skip();
    try {
      code.add(objects, modules);
    } finally {
      objects.forEach(ObjectCode::close);
    }
  }

  private void finish(List<ModuleEmitter.Emitted> modules, Clock clock) {
    clock.end("link");
    int functions = modules.stream().mapToInt(m -> m.functions().size()).sum();
    report = report.plus(new CompileReport(clock.phases, clock.codeBytes, functions));
  }

  private record Compiled(ObjectCode object, Map<String, Long> phases) {}

  private Compiled compile(ModuleEmitter.Emitted emitted) {
    var clock = new Clock();
    try (var module = new LlvmModule(llvm, variant, emitted.generator(), false)) {
      module.parse(emitted.text());
      clock.end("parse");
      module.verify();
      clock.end("verify");
      module.optimise();
      clock.end("optimise");
      var object = module.generate();
      clock.end("codegen");
      return new Compiled(object, clock.phases);
    }
  }

  /** Wall time by phase. */
  private static final class Clock {
    final Map<String, Long> phases = new LinkedHashMap<>();
    long codeBytes;
    private long last = System.nanoTime();

    void end(String phase) {
      long now = System.nanoTime();
      phases.put(phase, now - last);
      last = now;
    }

    /** What has been done since the last phase were these, at the same time: of the wall time, each has its share of their sum. */
    void end(List<Map<String, Long>> parallel) {
      long now = System.nanoTime();
      long all = Math.max(1, parallel.stream().flatMap(p -> p.values().stream()).mapToLong(Long::longValue).sum());
      double share = (now - last) / (double) all;
      for (var part : parallel) part.forEach((phase, nanos) -> phases.merge(phase, (long) (nanos * share), Long::sum));
      last = now;
    }

    /** What has been done since the last phase belongs to none. */
    void skip() {
      last = System.nanoTime();
    }
  }

  @Override
  protected long invoke(Function function, long[] args) {
    var entry = function == null ? null : entries.get(function.name());
    if (entry == null) throw new CompilerBug("call of a function that is not exported: " + function);
    return linkage.invoke(entry, args, function.result());
  }

  @Override
  public CompileReport report() {
    return report;
  }

  @Override
  public Optional<String> artefact(Artefact kind, String function) {
    if (function != null && machine.module().function(function) == null) return Optional.empty();
    return switch (kind) {
      case LLVM -> Optional.of(again(function, module -> llvmText(module, function)));
      case ASM -> Optional.of(again(function, module -> assembly(module, function)));
      case BYTECODE, CLIF -> Optional.empty();
    };
  }

  private interface Rendering {
    /** Null if the module does not have the function that is asked for. */
    String of(LlvmModule module);
  }

  /**
   * Compiles once more, up to the optimised modules. Sites are numbered as they were, without being registered again.
   *
   * @param function what is asked for, or null for all
   */
  private String again(String function, Rendering rendering) {
    var texts = new ArrayList<String>();
    for (var emitted : emittedAgain(function))
      GuestThread.run(
          CompileThreads.STACK_BYTES,
          () -> {
            try (var module = new LlvmModule(llvm, variant, emitted.generator(), true)) {
              module.parse(emitted.text());
              module.optimise();
              var text = rendering.of(module);
              return text != null && texts.add(text);
            }
          });
    return texts.isEmpty() ? absent(function) : String.join("\n", texts);
  }

  private List<ModuleEmitter.Emitted> emittedAgain(String function) {
    if (lazy == null) return emitter.emit(parts, numbersFrom(0));
    return lazy.compiled().stream().filter(f -> function == null || f.name().equals(function))
        .map(f -> emitter.emit(f, numbersFrom(firstSites.getOrDefault(f.name(), 0)), lazy)).toList();
  }

  private static ToIntFunction<Site> numbersFrom(int first) {
    int[] next = {first};
    return _ -> next[0]++;
  }

  private static String llvmText(LlvmModule module, String function) {
    return function == null ? module.text() : module.text("fn:" + function).orElse(null);
  }

  private String assembly(LlvmModule module, String function) {
    try (var object = module.generate();
        var disassembly = new Disassembly(llvm)) {
      var functions = object.functions();
      if (function != null) {
        functions = functions.stream().filter(f -> f.symbol().equals("fn:" + function)).toList();
        if (functions.isEmpty()) return null;
      }
      return disassembly.listing(functions);
    }
  }

  private static String absent(String function) {
    return "; @" + function + " has no code of its own: LLVM inlined it, nothing exported reaches it, or it is yet to be called\n";
  }

  @Override
  public void close() {
    code.close();
    if (lazy != null) lazy.close();
    linkage.close();
    super.close();
  }
}
