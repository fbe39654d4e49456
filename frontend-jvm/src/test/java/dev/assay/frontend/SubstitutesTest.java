package dev.assay.frontend;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.LineNumberNode;

final class SubstitutesTest {
  private static ClassPath empty() throws Exception {
    return new ClassPath(Map.of(), List.of());
  }

  @Test
  void theTableIsRightForThisJdk() {
    assertDoesNotThrow(() -> new Substitutes(empty()).check());
  }

  @Test
  void cutsAreByPrefixAndSparesSubstitutes() throws Exception {
    var substitutes = new Substitutes(empty());
    var classes = new Classes(empty(), substitutes);
    assertEquals("threads", classes.cut(classes.method("java/lang/Thread", "yield", "()V")));
    assertNull(classes.cut(classes.method("java/lang/reflect/Array", "newInstance", "(Ljava/lang/Class;I)Ljava/lang/Object;")));
    assertNotNull(classes.cut(classes.method("java/lang/reflect/Modifier", "isPublic", "(I)Z")));
  }

  @Test
  void aSubstituteHasTheLineOfTheFirstCallInWhatItReplaces() throws Exception {
    var classes = new Classes(empty(), new Substitutes(empty()));
    var println = classes.method("java/io/PrintStream", "println", "(Ljava/lang/Object;)V").node();
    var lines = new java.util.TreeSet<Integer>();
    for (var insn : println.instructions) if (insn instanceof LineNumberNode number) lines.add(number.line);
    // String.valueOf, whose frame a user sees when a toString throws.
    var shown = new StackTraceElement[1];
    try {
      new java.io.PrintStream(java.io.OutputStream.nullOutputStream()).println(new Object() {
        @Override
        public String toString() {
          shown[0] = new Exception().getStackTrace()[2];
          return "";
        }
      });
    } finally {
      assertEquals("println", shown[0].getMethodName());
    }
    assertEquals(List.of(shown[0].getLineNumber()), List.copyOf(lines));
  }
}
