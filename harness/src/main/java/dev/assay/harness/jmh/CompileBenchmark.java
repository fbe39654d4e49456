package dev.assay.harness.jmh;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.spi.Backend;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Executable;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Refusal;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of a backend's compile by the size of one function: a chain of diamonds, each of {@value #INSNS_PER_DIAMOND}
 * instructions over {@code i64}. Only ops that stand at both levels, so that no lowering is needed and that of none
 * is measured. The comparison measures whole programs; here the same work grows sixteenfold from step to step, and
 * what is worse than linear shows.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class CompileBenchmark {
  static final int INSNS_PER_DIAMOND = 9;
  private static final String FUNCTION = "chain";
  private static final long HEAP_BYTES = 1 << 20;

  /** As on the command line of {@code assay}. */
  @Param({"interp", "jvm", "llvm:O2", "cranelift:speed"})
  public String backend;

  @Param({"1", "16", "256"})
  public int diamonds;

  private Backend found;
  private String variant;
  private Module module;
  private CompileRequest request;

  @Setup
  public void setUp() {
    var name = backend.split(":")[0];
    found = ServiceLoader.load(Backend.class).stream().map(ServiceLoader.Provider::get)
        .filter(b -> b.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalStateException("no backend " + name + " on the class path"));
    if (!found.availability().available())
      throw new IllegalStateException(name + " is not available: " + found.availability().reason());
    variant = backend.contains(":") ? backend.substring(name.length() + 1) : found.variants().getFirst();
    module = chain(diamonds);
    request = new CompileRequest(List.of(FUNCTION), HEAP_BYTES,
        new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
  }

  @Benchmark
  public long compile() throws Refusal {
    try (Executable executable = found.compile(module, variant, request)) {
      return executable.report().codeBytes();
    }
  }

  /** The module with the one function, of {@code diamonds * INSNS_PER_DIAMOND + 1} instructions. */
  static Module chain(int diamonds) {
    var function = new Function(FUNCTION, Type.I64);
    var block = function.newBlock("entry");
    var x = function.newValue(Type.I64, "x");
    block.params().add(x);
    for (int i = 0; i < diamonds; i++) {
      var factor = function.newValue(Type.I64);
      var product = binary(function, BinaryOp.MUL, x, factor);
      var bit = binary(function, BinaryOp.XOR, product.result(), x);
      var condition = function.newValue(Type.I32);
      var odd = function.newBlock(null);
      var even = function.newBlock(null);
      var join = function.newBlock(null);
      var joined = function.newValue(Type.I64);
      block.insns().addAll(List.of(new Insn.Const(Position.NONE, factor, 2L * i + 3), product, bit,
          new Insn.Compare(Position.NONE, condition, CompareOp.LT, bit.result(), x),
          new Terminator.Branch(Position.NONE, condition, Edge.to(odd), Edge.to(even))));
      var sum = binary(function, BinaryOp.ADD, bit.result(), factor);
      var difference = binary(function, BinaryOp.SUB, product.result(), x);
      odd.insns().addAll(List.of(sum, new Terminator.Jump(Position.NONE, Edge.to(join, sum.result()))));
      even.insns().addAll(List.of(difference, new Terminator.Jump(Position.NONE, Edge.to(join, difference.result()))));
      join.params().add(joined);
      block = join;
      x = joined;
    }
    block.insns().add(new Terminator.Return(Position.NONE, x));
    var module = new Module("chain");
    module.add(function);
    return module;
  }

  private static Insn.Binary binary(Function function, BinaryOp op, Value lhs, Value rhs) {
    return new Insn.Binary(Position.NONE, function.newValue(Type.I64), op, lhs, rhs);
  }
}
