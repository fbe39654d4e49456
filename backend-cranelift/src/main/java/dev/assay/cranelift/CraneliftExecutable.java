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
import dev.assay.runtime.Machine;
import dev.assay.runtime.MachineExecutable;
import dev.assay.runtime.NativeLinkage;
import dev.assay.spi.Artefact;
import dev.assay.spi.CompileReport;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Refusal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A program compiled by Cranelift, with its machine. */
final class CraneliftExecutable extends MachineExecutable {
  /** A function in CLIF and assembly text. */
  private static final Pattern FUNCTION = Pattern.compile("u0:(\\d+)");

  private final NativeLinkage linkage;
  private final NativeProgram program;
  private final Map<String, Long> entries;
  private final boolean optimise;
  private final CompileReport report;

  private CraneliftExecutable(NativeLinkage linkage, NativeProgram program, Map<String, Long> entries, boolean optimise,
      CompileReport report) {
    super(linkage.machine());
    this.linkage = linkage;
    this.program = program;
    this.entries = entries;
    this.optimise = optimise;
    this.report = report;
  }

  static CraneliftExecutable compile(Module module, boolean optimise, CompileRequest request) throws Refusal {
    var exports = new LinkedHashSet<>(request.exports());
    if (module.entry() != null) exports.add(module.entry());
    for (var export : exports) if (module.function(export) == null) throw new Refusal("no function " + export + " to export");
    var machine = new Machine(module, request.heapBytes(), request.io());
    var linkage = new NativeLinkage(machine);
    try {
      return compile(linkage, List.copyOf(exports), optimise);
    } catch (Refusal | RuntimeException | Error e) {
      linkage.close();
      machine.close();
      throw e;
    }
  }

  private static CraneliftExecutable compile(NativeLinkage linkage, List<String> exports, boolean optimise) throws Refusal {
    var functions = List.copyOf(linkage.machine().module().functions());
    long start = System.nanoTime();
    var encoder = new Encoder(linkage.machine(), linkage::site);
    encoder.encodeBodies(_ -> true);
    int[] exported = exports.stream().mapToInt(encoder::indexOf).toArray();
    long encoded = System.nanoTime();
    var words = encoder.finish(flags(optimise), exported, linkage::address, linkage::address).toArray();
    long finished = System.nanoTime();
    var program = NativeProgram.compile(words, i -> functions.get(i).name());

    var phases = new LinkedHashMap<String, Long>();
    phases.put("encode", encoded - start);
    phases.put("build", program.phaseNanos(ASSAY_CRANELIFT_BUILD()));
    phases.put("codegen", program.phaseNanos(ASSAY_CRANELIFT_CODEGEN()));
    // Of the tables' time nearly all goes to making the addresses that native code calls Java by.
    phases.put("link", finished - encoded + program.phaseNanos(ASSAY_CRANELIFT_LINK()));
    var entries = new HashMap<String, Long>();
    for (int i = 0; i < exports.size(); i++) entries.put(exports.get(i), program.address(functions.size() + i));
    return new CraneliftExecutable(linkage, program, entries, optimise, new CompileReport(phases, program.codeBytes()));
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
    var functions = List.copyOf(machine.module().functions());
    if (function != null && machine.module().function(function) == null) return Optional.empty();
    var sites = new int[1];
    var encoder = new Encoder(machine, _ -> sites[0]++);
    encoder.encodeBodies(f -> function == null || f.name().equals(function));
    var words = encoder.finish(flags(optimise) | ASSAY_CRANELIFT_TEXT(), new int[0], linkage::address, linkage::address).toArray();
    try (var texts = NativeProgram.compile(words, i -> functions.get(i).name())) {
      var all = new StringBuilder();
      for (int i = 0; i < functions.size(); i++) {
        var text = texts.text(i, kind);
        if (text.isEmpty()) continue;
        all.append("; ").append(functions.get(i)).append('\n');
        text.lines().forEach(line -> all.append(withName(line, functions)).append('\n'));
        all.append('\n');
      }
      return Optional.of(all.toString());
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
    program.close();
    linkage.close();
    super.close();
  }
}
