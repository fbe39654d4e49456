package dev.assay.llvm;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Function;
import dev.assay.ir.Module;
import dev.assay.runtime.GuestThread;
import dev.assay.runtime.Machine;
import dev.assay.runtime.MachineExecutable;
import dev.assay.runtime.NativeLinkage;
import dev.assay.runtime.Site;
import dev.assay.spi.Artefact;
import dev.assay.spi.Backend;
import dev.assay.spi.CompileReport;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Refusal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A program as native code. The artefacts are not kept: they are made again when asked for, from the same text. */
final class LlvmExecutable extends MachineExecutable {
  /** LLVM recurses over what it compiles; on a thread of the default size a large function would overflow it, and end the process. */
  private static final long COMPILE_STACK_BYTES = 256L << 20;

  private final Llvm llvm;
  private final ModuleEmitter emitter;
  private final Variant variant;
  private final List<String> exports;
  private final NativeLinkage linkage;
  private final JitCode code;
  private final CompileReport report;

  private LlvmExecutable(Llvm llvm, ModuleEmitter emitter, Variant variant, List<String> exports, Machine machine, NativeLinkage linkage,
      JitCode code, CompileReport report) {
    super(machine);
    this.llvm = llvm;
    this.emitter = emitter;
    this.variant = variant;
    this.exports = exports;
    this.linkage = linkage;
    this.code = code;
    this.report = report;
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
    var machine = new Machine(module, request.heapBytes(), request.io());
    NativeLinkage linkage = null;
    try {
      linkage = new NativeLinkage(machine);
      var emitter = new ModuleEmitter(llvm, backend, module, machine, variant);
      return compile(llvm, emitter, variant, List.copyOf(exports), machine, linkage);
    } catch (RuntimeException | Error | Refusal e) {
      if (linkage != null) linkage.close();
      machine.close();
      throw e;
    }
  }

  private static LlvmExecutable compile(Llvm llvm, ModuleEmitter emitter, Variant variant, List<String> exports, Machine machine,
      NativeLinkage linkage) throws Refusal {
    var clock = new Clock();
    var emitted = emitter.emit(exports, linkage::site);
    clock.end("emit");
    return GuestThread.run(
        COMPILE_STACK_BYTES,
        () -> {
          try (var module = new LlvmModule(llvm, variant, emitted.generator(), false)) {
            module.parse(emitted.text());
            clock.end("parse");
            module.verify();
            clock.end("verify");
            module.optimise();
            clock.end("optimise");
            try (var object = module.generate()) {
              clock.end("codegen");
              long codeBytes = object.codeBytes();
              clock.skip();
              var code = JitCode.link(llvm, object, emitted, linkage);
              clock.end("link");
              var report = new CompileReport(clock.phases, codeBytes);
              return new LlvmExecutable(llvm, emitter, variant, exports, machine, linkage, code, report);
            }
          }
        });
  }

  /** Wall time by phase. */
  private static final class Clock {
    final Map<String, Long> phases = new LinkedHashMap<>();
    private long last = System.nanoTime();

    void end(String phase) {
      long now = System.nanoTime();
      phases.put(phase, now - last);
      last = now;
    }

    /** What has been done since the last phase belongs to none. */
    void skip() {
      last = System.nanoTime();
    }
  }

  @Override
  protected long invoke(Function function, long[] args) {
    var entry = function == null ? null : code.entries().get(function.name());
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
      case LLVM -> Optional.of(again(module -> llvmText(module, function)));
      case ASM -> Optional.of(again(module -> assembly(module, function)));
      case BYTECODE, CLIF -> Optional.empty();
    };
  }

  private interface Rendering {
    String of(LlvmModule module);
  }

  /** Compiles once more, up to the optimised module. Sites are numbered as they were, without being registered again. */
  private String again(Rendering rendering) {
    int[] next = {0};
    ToIntFunction<Site> sameNumbers = _ -> next[0]++;
    ModuleEmitter.Emitted emitted;
    try {
      emitted = emitter.emit(exports, sameNumbers);
    } catch (Refusal e) {
      throw new CompilerBug("refused what was compiled before", e);
    }
    return GuestThread.run(
        COMPILE_STACK_BYTES,
        () -> {
          try (var module = new LlvmModule(llvm, variant, emitted.generator(), true)) {
            module.parse(emitted.text());
            module.optimise();
            return rendering.of(module);
          }
        });
  }

  private static String llvmText(LlvmModule module, String function) {
    return function == null ? module.text() : module.text("fn:" + function).orElseGet(() -> absent(function));
  }

  private String assembly(LlvmModule module, String function) {
    try (var object = module.generate();
        var disassembly = new Disassembly(llvm)) {
      var functions = object.functions();
      if (function != null) {
        functions = functions.stream().filter(f -> f.symbol().equals("fn:" + function)).toList();
        if (functions.isEmpty()) return absent(function);
      }
      return disassembly.listing(functions);
    }
  }

  private static String absent(String function) {
    return "; @" + function + " has no code of its own: LLVM inlined it, or nothing exported reaches it\n";
  }

  @Override
  public void close() {
    code.close();
    linkage.close();
    super.close();
  }
}
