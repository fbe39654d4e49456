package dev.assay.cranelift;

import static dev.assay.cranelift.ffi.assay_cranelift_h.ASSAY_CRANELIFT_ASM;
import static dev.assay.cranelift.ffi.assay_cranelift_h.ASSAY_CRANELIFT_BUILD;
import static dev.assay.cranelift.ffi.assay_cranelift_h.ASSAY_CRANELIFT_CLIF;
import static dev.assay.cranelift.ffi.assay_cranelift_h.ASSAY_CRANELIFT_CODEGEN;
import static dev.assay.cranelift.ffi.assay_cranelift_h.ASSAY_CRANELIFT_LINK;
import static dev.assay.cranelift.ffi.assay_cranelift_h.ASSAY_CRANELIFT_OPTIMISE;
import static dev.assay.cranelift.ffi.assay_cranelift_h.ASSAY_CRANELIFT_TEXT;
import static dev.assay.cranelift.ffi.assay_cranelift_h.ASSAY_CRANELIFT_VERIFY;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Function;
import dev.assay.ir.Module;
import dev.assay.runtime.CannotThrow;
import dev.assay.runtime.LazyCode;
import dev.assay.runtime.Machine;
import dev.assay.runtime.MachineExecutable;
import dev.assay.runtime.NativeLinkage;
import dev.assay.runtime.Reachable;
import dev.assay.spi.Artefact;
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
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A program compiled by Cranelift, with its machine. Compiled lazily, each function is a program of the native library by itself. */
final class CraneliftExecutable extends MachineExecutable {
  /** A function in CLIF and assembly text. */
  private static final Pattern FUNCTION = Pattern.compile("u0:(\\d+)");

  private final NativeLinkage linkage;
  private final CannotThrow cannotThrow;
  private final List<Function> functions;
  private final boolean optimise;
  private final List<NativeProgram> programs = new ArrayList<>();
  private final Map<String, Long> entries = new HashMap<>();
  private final Map<String, Integer> firstSites = new HashMap<>();
  private LazyCode lazy;
  private CompileReport report = new CompileReport(Map.of(), 0, 0);

  private CraneliftExecutable(NativeLinkage linkage, List<Function> functions, boolean optimise) {
    super(linkage.machine());
    this.linkage = linkage;
    this.cannotThrow = CannotThrow.of(machine.module());
    this.functions = functions;
    this.optimise = optimise;
  }

  static CraneliftExecutable compile(Module module, boolean optimise, CompileRequest request) throws Refusal {
    var exports = new LinkedHashSet<>(request.exports());
    if (module.entry() != null) exports.add(module.entry());
    for (var export : exports) if (module.function(export) == null) throw new Refusal("no function " + export + " to export");
    var machine = new Machine(module, request);
    NativeLinkage linkage = null;
    CraneliftExecutable executable = null;
    try {
      linkage = new NativeLinkage(machine);
      long start = System.nanoTime();
      var functions = Reachable.of(module, exports, machine.records().dispatched());
      executable = new CraneliftExecutable(linkage, functions, optimise);
      if (request.mode() == CompileMode.EAGER) executable.compileAll(List.copyOf(exports), start);
      else executable.compileLazily(List.copyOf(exports), start);
      return executable;
    } catch (Refusal | RuntimeException | Error e) {
      if (executable != null) {
        executable.close();
      } else {
        if (linkage != null) linkage.close();
        machine.close();
      }
      throw e;
    }
  }

  private void compileAll(List<String> exports, long start) throws Refusal {
    var encoder = new Encoder(machine, cannotThrow, functions, linkage::site);
    encoder.encodeBodies(_ -> true);
    var program = compile(encoder, functions, exports.stream().mapToInt(encoder::indexOf).toArray(), start);
    machine.link(function -> program.address(encoder.indexOf(function)));
    for (int i = 0; i < exports.size(); i++) entries.put(exports.get(i), program.address(functions.size() + i));
  }

  /** Now, only ways to the exported functions; see {@link #compileOne} for the rest. */
  private void compileLazily(List<String> exports, long start) throws Refusal {
    lazy = linkage.lazyCode(functions, this::compileOne);
    var targets = exports.stream().map(machine.module()::function).toList();
    var encoder = new Encoder(machine, cannotThrow, targets, linkage::site, lazy);
    encoder.encodeForwarders();
    var program = compile(encoder, targets, IntStream.range(0, targets.size()).toArray(), start);
    for (int i = 0; i < exports.size(); i++) entries.put(exports.get(i), program.address(targets.size() + i));
  }

  private long compileOne(Function function) throws Refusal {
    long start = System.nanoTime();
    var encoder = new Encoder(machine, cannotThrow, List.of(function), site -> {
      int number = linkage.site(site);
      firstSites.putIfAbsent(function.name(), number);
      return number;
    }, lazy);
    encoder.encodeBodies(_ -> true);
    return compile(encoder, List.of(function), new int[0], start).address(0);
  }

  /** Compiles what has been encoded, and adds it to the report and to what is freed in the end. */
  private NativeProgram compile(Encoder encoder, List<Function> encodedFunctions, int[] exported, long start) throws Refusal {
    long encoded = System.nanoTime();
    var words = encoder.finish(flags(optimise), exported, linkage::address, linkage::address).toArray();
    long finished = System.nanoTime();
    var program = NativeProgram.compile(words, i -> encodedFunctions.get(i).name());
    programs.add(program);
    program.mapCalls(linkage.codeMap());
    var phases = new LinkedHashMap<String, Long>();
    phases.put("encode", encoded - start);
    phases.put("build", program.phaseNanos(ASSAY_CRANELIFT_BUILD()));
    phases.put("codegen", program.phaseNanos(ASSAY_CRANELIFT_CODEGEN()));
    // Of the tables' time nearly all goes to making the addresses that native code calls Java by.
    phases.put("link", finished - encoded + program.phaseNanos(ASSAY_CRANELIFT_LINK()));
    // Forwarders are none of the program's functions.
    int count = exported.length > 0 && lazy != null ? 0 : encodedFunctions.size();
    report = report.plus(new CompileReport(phases, program.codeBytes(), count));
    return program;
  }

  private static int flags(boolean optimise) {
    // The verifier costs little against the hours that ill-typed code costs, which Cranelift compiles without a word.
    return ASSAY_CRANELIFT_VERIFY() | (optimise ? ASSAY_CRANELIFT_OPTIMISE() : 0);
  }

  /** The address of an exported function's entry. */
  long entry(String function) {
    var entry = entries.get(function);
    if (entry == null) throw new IllegalArgumentException("@" + function + " is not exported");
    return entry;
  }

  @Override
  protected long invoke(Function function, long[] args) {
    return linkage.invoke(entry(function.name()), args, function.result());
  }

  @Override
  public CompileReport report() {
    return report;
  }

  @Override
  public Optional<String> artefact(Artefact kind, String function) {
    return switch (kind) {
      case CLIF -> text(ASSAY_CRANELIFT_CLIF(), function);
      case ASM -> text(ASSAY_CRANELIFT_ASM(), function);
      case BYTECODE, LLVM -> Optional.empty();
    };
  }

  /** Compiles once more, for the text. Addresses are the same; so are site numbers, unless it is one function of several. */
  private Optional<String> text(int kind, String function) {
    if (function != null && machine.module().function(function) == null) return Optional.empty();
    if (function != null && functions.stream().noneMatch(f -> f.name().equals(function)))
      return Optional.of("; @" + function + " has no code: nothing exported reaches it\n");
    if (lazy != null) return Optional.of(lazyText(kind, function));
    var sites = new int[1];
    var encoder = new Encoder(machine, cannotThrow, functions, _ -> sites[0]++);
    encoder.encodeBodies(f -> function == null || f.name().equals(function));
    return Optional.of(text(encoder, functions, kind));
  }

  /** Of what has been called, each function by itself, with the site numbers that it has. */
  private String lazyText(int kind, String function) {
    var all = new StringBuilder();
    for (var f : lazy.compiled()) {
      if (function != null && !f.name().equals(function)) continue;
      var next = new int[] {firstSites.getOrDefault(f.name(), 0)};
      var encoder = new Encoder(machine, cannotThrow, List.of(f), _ -> next[0]++, lazy);
      encoder.encodeBodies(_ -> true);
      all.append(text(encoder, List.of(f), kind));
    }
    if (function != null && all.isEmpty()) all.append("; @").append(function).append(" has no code: it has not been called\n");
    return all.toString();
  }

  private String text(Encoder encoder, List<Function> encodedFunctions, int kind) {
    var words = encoder.finish(flags(optimise) | ASSAY_CRANELIFT_TEXT(), new int[0], linkage::address, linkage::address).toArray();
    try (var texts = NativeProgram.compile(words, i -> encodedFunctions.get(i).name())) {
      var all = new StringBuilder();
      for (int i = 0; i < encodedFunctions.size(); i++) {
        var text = texts.text(i, kind);
        if (text.isEmpty()) continue;
        all.append("; ").append(encodedFunctions.get(i)).append('\n');
        text.lines().forEach(line -> all.append(withName(line, encodedFunctions)).append('\n'));
        all.append('\n');
      }
      return all.toString();
    } catch (Refusal e) {
      throw new CompilerBug("compiled once, but not again", e);
    }
  }

  private static String withName(String line, List<Function> functions) {
    var match = FUNCTION.matcher(line);
    if (!match.find()) return line;
    int number = Integer.parseInt(match.group(1));
    return line + " ; " + (number < functions.size() ? functions.get(number) : "poll");
  }

  @Override
  public void close() {
    programs.forEach(NativeProgram::close);
    if (lazy != null) lazy.close();
    linkage.close();
    super.close();
  }
}
