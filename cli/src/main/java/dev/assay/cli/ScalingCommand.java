package dev.assay.cli;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Function;
import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Reader;
import dev.assay.ir.Verifier;
import dev.assay.passes.Compilation;
import dev.assay.passes.PipelineOptions;
import dev.assay.passes.Pipelines;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How compile time grows with size. Generated modules of one function and doubling size go through reader, verifier, passes, lowering and
 * every backend; each stage is timed on its own, and its growth is the exponent between the two largest sizes: 1 is linear, and n log n
 * stays below 1.1 at these sizes. One run after a warm-up, so the figures are a shape, not a measurement.
 */
@Command(name = "scaling", mixinStandardHelpOptions = true, description = "Generates IR of growing size and reports how the time of each stage of a compile grows.", footer = {
  "", "Examples:", "  assay scaling --max 16384", "  assay scaling --backends jvm,cranelift --csv scaling.csv"})
final class ScalingCommand implements Callable<Integer> {
  private static final int WARM_UP_SIZE = 512;
  private static final int FIRST_SIZE = 1;

  @Option(names = "--max", paramLabel = "N", defaultValue = "65536", description = "The largest size. Default: 65536.")
  private int max;

  @Option(names = "--backends", paramLabel = "LIST", defaultValue = "interp,jvm,cranelift:none,cranelift:speed,llvm:O0,llvm:O2", description = "Separated by commas. Default: interp,jvm,cranelift:none,cranelift:speed,llvm:O0,llvm:O2.")
  private String backends;

  @Option(names = "--csv", paramLabel = "FILE", description = "Also writes one row per shape, size and stage: shape,size,stage,ns.")
  private Path csv;

  @Option(names = "--limit", paramLabel = "D", defaultValue = "5s", description = "A stage that took longer is left out of larger sizes. Default: 5s.")
  private String limit;

  /** What is generated: a function whose size is its number of these. */
  private enum Shape {
    /** Diamonds in a row. */
    BLOCKS,
    /** One straight line of arithmetic. */
    VALUES,
    /** Calls in a row. */
    CALLS,
    /** The targets of one switch. */
    SWITCH,
    /** Loops side by side. */
    LOOPS;

    String text(int size) {
      var t = new StringBuilder("entry @f\nfunc @leaf(%x: i32) -> i32 {\nentry:\n  %r: i32 = mul %x, %x\n  return %r\n}\n");
      t.append("func @f() {\nentry:\n  %v0: i32 = host read()\n  %k: i32 = const 3\n");
      switch (this) {
        case BLOCKS -> {
          t.append("  jump c0(%v0)\n");
          for (int i = 0; i < size; i++)
            t.append("c%d(%%a%d: i32):\n  %%t%d: i32 = lt %%a%d, %%k\n  branch %%t%d, l%d, r%d\n".formatted(i, i, i, i, i, i, i))
                .append("l%d:\n  %%x%d: i32 = add %%a%d, %%k\n  jump c%d(%%x%d)\n".formatted(i, i, i, i + 1, i))
                .append("r%d:\n  %%y%d: i32 = xor %%a%d, %%k\n  jump c%d(%%y%d)\n".formatted(i, i, i, i + 1, i));
          t.append("c%d(%%a%d: i32):\n  host print.int(%%k, %%a%d)\n  return\n".formatted(size, size, size));
        }
        case VALUES -> {
          for (int i = 0; i < size; i++)
            t.append("  %%v%d: i32 = %s %%v%d, %%k\n".formatted(i + 1, i % 3 == 0 ? "mul" : i % 3 == 1 ? "add" : "xor", i));
          t.append("  host print.int(%%k, %%v%d)\n  return\n".formatted(size));
        }
        case CALLS -> {
          for (int i = 0; i < size; i++) t.append("  %%v%d: i32 = call @leaf(%%v%d)\n".formatted(i + 1, i));
          t.append("  host print.int(%%k, %%v%d)\n  return\n".formatted(size));
        }
        case SWITCH -> {
          t.append("  switch %v0, [");
          for (int i = 0; i < size; i++) t.append(i == 0 ? "" : ", ").append(i * 3).append(": s").append(i);
          t.append("] end(%k)\n");
          for (int i = 0; i < size; i++) t.append("s%d:\n  %%w%d: i32 = const %d\n  jump end(%%w%d)\n".formatted(i, i, i * 7, i));
          t.append("end(%e: i32):\n  host print.int(%k, %e)\n  return\n");
        }
        case LOOPS -> {
          t.append("  %one: i32 = const 1\n  jump h0(%v0)\n");
          for (int i = 0; i < size; i++)
            t.append("h%d(%%i%d: i32):\n  %%t%d: i32 = gt %%i%d, %%k\n  branch %%t%d, b%d, e%d\n".formatted(i, i, i, i, i, i, i))
                .append("b%d:\n  %%n%d: i32 = sub %%i%d, %%one\n  jump h%d(%%n%d)\n".formatted(i, i, i, i, i))
                .append("e%d:\n  jump h%d(%%v0)\n".formatted(i, i + 1));
          t.append("h%d(%%i%d: i32):\n  host print.int(%%k, %%i%d)\n  return\n".formatted(size, size, size));
        }
      }
      return t.append("}\n").toString();
    }
  }

  /** The least of several times: collections of the host and its JIT only ever add. */
  private static final int REPETITIONS = 3;
  /** What takes longer is done once. */
  private static final long REPEATED_NANOS = 2_000_000_000L;
  private static final int GROWTH_FACTOR = 16;

  private final Map<Shape, Map<String, TreeMap<Integer, Long>>> nanos = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();
  private Map<String, TreeMap<Integer, Long>> stages;
  private int size;
  private boolean counts;

  @Override
  public Integer call() throws IOException {
    if (max < FIRST_SIZE || max > 1 << 20) throw new Failure(ExitCode.USAGE, "--max wants a size from 1 to 1048576; got " + max);
    var choices = new ArrayList<BackendChoice>();
    for (var name : backends.split(",", -1)) {
      var choice = BackendChoice.of(name.strip());
      if (choice.isHost()) throw new Failure(ExitCode.USAGE, "the host compiles no IR; leave it out of --backends");
      if (choice.backend().availability().available()) choices.add(choice);
      else remarks.add(name + " is left out: " + choice.backend().availability().reason());
    }
    long limitNanos = Units.duration("--limit", limit).toNanos();
    for (var shape : Shape.values()) {
      stages = new LinkedHashMap<>();
      nanos.put(shape, stages);
      System.err.println("assay: " + shape.name().toLowerCase(Locale.ROOT) + " …");
      counts = false;
      size = WARM_UP_SIZE;
      compileAll(shape, choices, limitNanos);
      counts = true;
      for (size = FIRST_SIZE; size <= max; size *= 4)
        for (int i = 0; i < REPETITIONS; i++) compileAll(shape, choices, i == 0 ? limitNanos : Math.min(limitNanos, REPEATED_NANOS));
      print(shape);
    }
    remarks.stream().distinct().forEach(System.out::println);
    if (csv != null) Files.writeString(csv, csv());
    return ExitCode.OK;
  }

  private <T> T timed(String stage, Supplier<T> body) {
    long start = System.nanoTime();
    var result = body.get();
    record(stage, System.nanoTime() - start);
    return result;
  }

  private void record(String stage, long time) {
    if (counts) stages.computeIfAbsent(stage, _ -> new TreeMap<>()).merge(size, time, Math::min);
  }

  private void compileAll(Shape shape, List<BackendChoice> choices, long limitNanos) {
    var text = shape.text(size);
    var module = timed("read", () -> Reader.read(shape + ".ir", text).orThrow());
    var errors = timed("verify", () -> Verifier.verify(module, Level.HIGH));
    if (!errors.isEmpty()) throw new Failure(ExitCode.INTERNAL, "generated IR does not verify: " + errors.getFirst());
    var optimised = timed("optimise", () -> Compilation.optimise(module, PipelineOptions.of(Pipelines.defaults())));
    var high = timed("polls", () -> Compilation.prepare(module, Level.HIGH));
    var low = timed("polls and lowering", () -> Compilation.prepare(module, Level.LOW));
    if (optimised.functions().stream().mapToInt(Function::insnCount).sum() == 0)
      throw new Failure(ExitCode.INTERNAL, "nothing is left of " + shape);
    for (var choice : choices) {
      var done = stages.getOrDefault(choice.text() + " total", new TreeMap<>());
      if (!done.isEmpty() && done.lastEntry().getValue() > limitNanos) continue;
      compile(shape, choice, choice.backend().level() == Level.HIGH ? high : low);
    }
  }

  private void compile(Shape shape, BackendChoice choice, Module module) {
    var io = new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    long start = System.nanoTime();
    try (var executable = choice.backend().compile(module, choice.variant(), new CompileRequest(List.of(), 1 << 20, io))) {
      record(choice.text() + " total", System.nanoTime() - start);
      executable.report().phaseNanos().forEach((phase, time) -> record(choice.text() + " " + phase, time));
    } catch (Refusal | CompilerBug e) {
      if (counts)
        remarks.add(choice.text() + (e instanceof Refusal ? " refuses " : " fails on ") + size + " " + shape.name().toLowerCase(Locale.ROOT)
            + ": " + e.getMessage());
    }
  }

  private void print(Shape shape) {
    System.out.println(shape.name().toLowerCase(Locale.ROOT) + ", milliseconds by size, the least of " + REPETITIONS
        + " times; growth = exponent over the last factor of " + GROWTH_FACTOR);
    var sizes = stages.get("read").navigableKeySet();
    System.out.println("  %-26s".formatted("stage") + String.join("", sizes.stream().map("%10d"::formatted).toList()) + "    growth");
    stages.forEach((stage, times) -> {
      var line = new StringBuilder("  %-26s".formatted(stage));
      for (int s : sizes) line.append(times.containsKey(s) ? "%10.2f".formatted(times.get(s) / 1e6) : "%10s".formatted("–"));
      System.out.println(line + growth(times));
    });
  }

  private static String growth(TreeMap<Integer, Long> times) {
    if (times.size() < 2) return "";
    int last = times.lastKey();
    int before = times.ceilingKey(last / GROWTH_FACTOR);
    if (before == last) before = times.lowerKey(last);
    return "%10.2f".formatted(Math.log((double) times.get(last) / times.get(before)) / Math.log((double) last / before));
  }

  private String csv() {
    var text = new StringBuilder("shape,size,stage,ns\n");
    nanos.forEach((shape, rows) -> rows.forEach((stage, times) -> times.forEach(
        (n, time) -> text.append(shape.name().toLowerCase(Locale.ROOT)).append(',').append(n).append(',').append(stage).append(',')
            .append(time).append('\n'))));
    return text.toString();
  }
}
