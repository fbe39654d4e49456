package dev.assay.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Reader;
import org.junit.jupiter.api.Test;

/** The budgets, at their edges. What inlining does is in the file tests. */
class InlineTest {
  /** A function {@code @callee} of this many instructions. */
  private static String callee(int insns) {
    var text = new StringBuilder("func @callee(%x: i32) -> i32 {\nentry:\n");
    for (int i = 0; i < insns - 1; i++)
      text.append("  %v").append(i).append(": i32 = add %x, ").append(i == 0 ? "%x" : "%v" + (i - 1)).append('\n');
    return text.append("  return %x\n}\n").toString();
  }

  /** How many of the caller's calls are left. */
  private static long callsLeft(String text) {
    Module module = Compilation.optimise(Reader.read("t.ir", text).orThrow(),
        PipelineOptions.of(Pipelines.parse("inline").pipeline().orElseThrow()).withVerify(true));
    return module.function("caller").blocks().stream().flatMap(b -> b.insns().stream()).filter(Insn.Call.class::isInstance).count();
  }

  private static String straight(int calls) {
    var text = new StringBuilder("func @caller(%x: i32) -> i32 {\nentry:\n");
    for (int i = 0; i < calls; i++) text.append("  %r").append(i).append(": i32 = call @callee(%x)\n");
    return text.append("  return %x\n}\n").toString();
  }

  private static final String LOOP = """
      func @caller(%x: i32) -> i32 {
      entry:
        jump loop(%x)
      loop(%i: i32):
        %r: i32 = call @callee(%i)
        branch %r, loop(%r), exit
      exit:
        return %x
      }
      """;

  @Test
  void calleesUpToTheLimit() {
    assertEquals(0, callsLeft(callee(40) + straight(1)));
    assertEquals(1, callsLeft(callee(41) + straight(1)));
  }

  @Test
  void largerCalleesInLoops() {
    assertEquals(0, callsLeft(callee(100) + LOOP));
    assertEquals(1, callsLeft(callee(101) + LOOP));
  }

  @Test
  void callersStayBelowTheirBudget() {
    // 30 calls and a return, and 40 for each callee: 24 make 991.
    assertEquals(30 - 24, callsLeft(callee(40) + straight(30)));
  }
}
