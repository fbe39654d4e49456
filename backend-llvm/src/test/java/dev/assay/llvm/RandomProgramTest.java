package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.spi.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random programs behave alike whether or not loops are reshaped and LLVM optimises: results, exceptions with traces, statics. */
class RandomProgramTest {
  private static final int FUNCTIONS = 25;
  private static final int[] ARGS = {0, 1, 5, -1, 1023, 2047, Integer.MIN_VALUE, 123456789};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void optimisedAndNotAgree(long seed) {
    var text = new RandomProgram(Long.getLong("assay.seed", 0) + seed).module(FUNCTIONS);
    List<Outcome> expected = null;
    for (var variant : List.of("O0", "O1", "O2", "O3"))
      try (var guest = Guest.of(variant, text)) {
        var outcomes = outcomes(guest);
        if (expected == null) expected = outcomes;
        assertEquals(expected, outcomes, () -> variant + "\n" + text);
      }
  }

  private static List<Outcome> outcomes(Guest guest) {
    var outcomes = new ArrayList<Outcome>();
    for (int f = 0; f < FUNCTIONS; f++)
      for (int i = 0; i < ARGS.length; i++)
        outcomes.add(guest.outcome("C.f" + f, ARGS[i], ARGS[(i + f) % ARGS.length], ARGS[(3 * i + 1) % ARGS.length]));
    return outcomes;
  }
}
