package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.filetest.RandomModule;
import dev.assay.passes.Pipelines;
import dev.assay.runtime.GuestThread;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Random modules give on every backend, with and without passes, what the reference interpreter gives without: results, exceptions and
 * their traces. A seed that fails is the whole reproducer.
 */
class RandomModulesTest {
  private static final long SEEDS = Target.LONG ? 3000 : 120;
  private static final long HEAP_BYTES = 16 << 20;
  private static final long[][] ARGUMENTS = {{0, 0}, {1, -1}, {-7, 1L << 40}, {Integer.MIN_VALUE, Long.MIN_VALUE}, {100, 31}};

  private final Map<Long, List<Outcome>> expected = new HashMap<>();

  @TestFactory
  Stream<DynamicNode> likeTheReference() {
    var interpreter = BackendChoice.of("interp");
    var reference = new Target(interpreter.backend(), interpreter.variant(), Pipelines.none());
    var targets = Target.standard();
    targets.addAll(Target.otherwiseCompiled());
    if (Target.LONG) targets.addAll(Target.variants());
    return Target.onEach(targets.stream().distinct().toList(),
        target -> LongStream.range(0, SEEDS).mapToObj(seed -> dynamicTest("seed " + seed, () -> {
          if (!expected.containsKey(seed)) expected.put(seed, outcomes(reference, seed));
          target.announce("random module " + seed);
          assertEquals(expected.get(seed), outcomes(target, seed));
        })));
  }

  /** Of calls one after the other: statics carry over. */
  private static List<Outcome> outcomes(Target target, long seed) throws Refusal {
    var request = new CompileRequest(List.of(RandomModule.ENTRY), HEAP_BYTES, Target.silent());
    try (var executable = target.compile(RandomModule.of(seed), request)) {
      return GuestThread.run(() -> {
        var outcomes = new ArrayList<Outcome>();
        for (long[] args : ARGUMENTS) outcomes.add(executable.call(RandomModule.ENTRY, args));
        return outcomes;
      });
    }
  }
}
