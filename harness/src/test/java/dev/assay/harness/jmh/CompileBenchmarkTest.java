package dev.assay.harness.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.ir.Level;
import dev.assay.ir.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompileBenchmarkTest {
  @Test
  void theModuleIsValidAtBothLevels() {
    for (int diamonds : List.of(1, 256)) {
      var module = CompileBenchmark.chain(diamonds);
      assertEquals(List.of(), Verifier.verify(module, Level.HIGH));
      assertEquals(List.of(), Verifier.verify(module, Level.LOW));
      assertEquals(diamonds * CompileBenchmark.INSNS_PER_DIAMOND + 1, module.functions().iterator().next().insnCount());
    }
  }
}
