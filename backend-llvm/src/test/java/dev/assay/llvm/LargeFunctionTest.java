package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.Reader;
import dev.assay.runtime.Machine;
import dev.assay.spi.GuestIo;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeFunctionTest {
  /** A chain of blocks, each with a check, two edges and values of its own; every fourth is a loop. */
  private static String chain(int blocks) {
    var text = new StringBuilder("func @f(%a: i32, %b: i32) -> i32 {\nentry:\n  %one: i32 = const 1\n  jump b0(%a, %b)\n");
    for (int i = 0; i < blocks; i++) {
      text.append("b@(%x@: i32, %y@: i32):\n".replace("@", "" + i));
      if (i % 4 == 1) {
        text.append("  poll\n  %s@: i32 = ushr %x@, %one\n  %c@: i32 = gt %s@, %one\n  branch %c@, b@(%s@, %x@), ".replace("@", "" + i));
      } else {
        text.append("  %d@: i32 = check.nonzero %y@ !0:@\n  %s@: i32 = rem %x@, %d@\n".replace("@", "" + i));
        text.append(
            "  %c@: i32 = lt %s@, %x@\n  branch %c@, b#(%y@, %s@), ".replace("@", "" + i).replace("#", "" + Math.min(blocks, i + 2)));
      }
      text.append("b#(%s@, %y@)\n".replace("@", "" + i).replace("#", "" + (i + 1)));
    }
    return text.append("b").append(blocks).append("(%x: i32, %y: i32):\n  %r: i32 = xor %x, %y\n  return %r\n}\n").toString();
  }

  @Test
  void emitsLinearTextForManyBlocks() throws Exception {
    int small = emit(8_000);
    int large = emit(64_000);
    // Longer numbers make the names a little longer.
    assertTrue(large < 10 * small, small + " and " + large);
  }

  private static int emit(int blocks) throws Exception {
    var module = Reader.read("chain.ir", chain(blocks)).orThrow();
    var io = new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    try (var machine = new Machine(module, 4096, io)) {
      var emitter = new ModuleEmitter(Llvm.get(), new LlvmBackend(), module, machine, Variant.O2, List.of("f"));
      return emitter.emit(List.of(List.copyOf(module.functions())), _ -> 0).getFirst().text().length();
    }
  }

  @Test
  void compilesWhatIsTooLargeToOptimise() throws Exception {
    try (var plain = Guest.of("O0", chain(2_600));
        var optimised = Guest.of("O2", chain(2_600))) {
      for (long a : new long[] {0, 5, 1_000_000, -7})
        assertEquals(plain.outcome("f", a, 1_000_003), optimised.outcome("f", a, 1_000_003));
    }
  }
}
