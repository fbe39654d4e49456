package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.ir.Function;
import dev.assay.ir.Names;
import dev.assay.ir.Reader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColdCodeTest {
  /** The functions that hardly ever run, in order. */
  private static List<String> cold(String text) {
    var module = Reader.read("test.ir", text).orThrow();
    var cold = ColdCode.of(module, List.of("main"), List.of());
    return module.functions().stream().filter(cold::test).map(Function::name).toList();
  }

  private static String function(String name, String body) {
    return "func @\"" + name + "\"() {\nentry:\n" + body + "}\n";
  }

  private static final String LEAF = "  return\n";

  @Test
  void whatIsCalledOnTheWayToAThrowOnly() {
    assertEquals(List.of("coldMessage", "coldPart"), cold("""
        entry @main
        func @main(%a: ref) {
        entry:
          %n: i32 = array.length %a
          call @warmWork()
          branch %n, fine, wrong
        fine:
          return
        wrong:
          call @coldMessage()
          branch %n, one, two
        one:
          call @coldMessage()
          throw %a
        two:
          jump three
        three:
          throw %a
        }
        """ + function("warmWork", LEAF) + function("coldMessage", "  call @coldPart()\n  return\n") + function("coldPart", LEAF)));
  }

  @Test
  void oneWarmCallIsEnough() {
    assertEquals(List.of(), cold("""
        entry @main
        func @main(%a: ref) {
        entry:
          %n: i32 = array.length %a
          call @warmBoth()
          branch %n, head, wrong
        head:
          call @warmLoop()
          branch %n, head, wrong
        wrong:
          call @warmBoth()
          throw %a
        }
        """ + function("warmBoth", LEAF) + function("warmLoop", LEAF)));
  }

  @Test
  void aHandlerMayBeTakenOften() {
    var handler = """
        func @NAME(%a: ref) {
        entry:
          call @warmBody() to out unwind %e: handler
        handler:
          call @warmHandler()
          return
        out:
          return
        }
        """;
    var callees = function("warmBody", LEAF) + function("warmHandler", LEAF);
    assertEquals(List.of(), cold(handler.replace("NAME", "inner") + callees
        + "entry @main\nfunc @main(%a: ref) {\nentry:\n  call @inner(%a)\n  return\n}\n"));
    // But the entry is run once.
    assertEquals(List.of("warmHandler"), cold("entry @main\n" + handler.replace("NAME", "main") + callees));
  }

  @Test
  void initialisersRunOnceUnlessTheyLoop() {
    assertEquals(List.of("A.<clinit>()V"),
        cold("entry @main\n" + function("main", "  call @\"A.<clinit>()V\"()\n  call @\"B.<clinit>()V\"()\n  return\n")
            + function("A.<clinit>()V", "  call @warmTable()\n  return\n") + function("warmTable", LEAF)
            + function("B.<clinit>()V", "  %c: i32 = const 1\n  jump l\nl:\n  branch %c, l, out\nout:\n  return\n")));
  }

  /** Paths as long as a method of a class file allows, and longer. */
  @Test
  void longChains() {
    int length = 100_000;
    var text = new StringBuilder("entry @main\nfunc @main(%a: ref) {\nentry:\n  %n: i32 = array.length %a\n  branch %n, fine0, wrong0\n");
    for (int i = 0; i < length; i++)
      text.append("fine").append(i).append(":\n  jump fine").append(i + 1).append("\nwrong").append(i).append(":\n  jump wrong")
          .append(i + 1)
          .append('\n');
    text.append("fine" + length + ":\n  call @warm()\n  return\nwrong" + length + ":\n  call @cold()\n  throw %a\n}\n");
    assertEquals(List.of("cold"), cold(text + function("warm", LEAF) + function("cold", LEAF)));
  }

  private static List<String> coldBlocks(String text, String function) {
    var module = Reader.read("test.ir", text).orThrow();
    var blocks = ColdCode.of(module, List.of()).blocks(module.function(function));
    var names = Names.of(module.function(function));
    return module.function(function).blocks().stream().filter(b -> blocks.get(b.id())).map(names::block).toList();
  }

  private static final String LOOP = """
      {
      entry:
        %n: i32 = const 3
        jump head(%n)
      head(%i: i32):
        %one: i32 = const 1
        %less: i32 = sub %i, %one
        call @"inLoop"()
        branch %less, head(%less), after
      after:
        call @"once"()
        return
      }
      """;

  @Test
  void ofWhatRunsOnceOnlyTheLoopsMatter() {
    var text = "entry @main\nfunc @main() " + LOOP + "func @\"once\"() " + LOOP.replace("@\"once\"", "@\"leaf\"") + function("inLoop", LEAF)
        + function("leaf", LEAF);
    assertEquals(List.of("entry", "after"), coldBlocks(text, "main"));
    assertEquals(List.of("entry", "after"), coldBlocks(text, "once"));
    assertEquals(List.of(), coldBlocks(text, "inLoop"));
    assertEquals(List.of("entry"), coldBlocks(text, "leaf"));
  }

  @Test
  void whatIsCalledTwiceOrAskedForDoesNotRunOnce() {
    var twice = "entry @main\nfunc @main() " + LOOP.replace("@\"inLoop\"", "@\"once\"") + "func @\"once\"() "
        + LOOP.replace("@\"once\"", "@\"leaf\"").replace("@\"inLoop\"", "@\"leaf\"") + function("leaf", LEAF);
    assertEquals(List.of(), coldBlocks(twice, "once"));
    var noEntry = "func @f() " + LOOP + function("once", LEAF) + function("inLoop", LEAF);
    assertEquals(List.of(), coldBlocks(noEntry, "f"));
  }
}
