package dev.assay.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpPagesTest {
  private static final Path PAGE = Path.of("../docs/ir.md");
  private static final String BEGIN = "<!-- ops: generated -->\n";
  private static final String END = "<!-- ops: end -->";

  @Test
  void page_holds_the_tables_of_ops() throws IOException {
    var page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    assertTrue(begin >= 0 && end > begin, PAGE + " has lost its markers " + BEGIN + END);
    var wanted = page.substring(0, begin) + BEGIN + "\n" + OpPages.tables() + "\n" + page.substring(end);
    if ("write".equals(System.getProperty("assay.docs"))) Files.writeString(PAGE, wanted);
    else assertEquals(wanted, page, "docs/ir.md differs from the ops; mvn -pl ir test -Dassay.docs=write -Dtest=OpPagesTest writes it");
  }

  @Test
  void page_names_every_shape_and_rule() throws IOException {
    var page = Files.readString(PAGE);
    var shapes = Stream.concat(Stream.of(Insn.class.getPermittedSubclasses()), Stream.of(Terminator.class.getPermittedSubclasses()));
    assertEquals(List.of(),
        shapes.map(Class::getSimpleName).filter(s -> !s.equals("Terminator") && !page.contains("| " + s + " |")).toList());
  }

  /** The examples of the page are right, and each is a whole module. */
  @Test
  void examples_verify() throws IOException {
    var parts = Files.readString(PAGE).split("```ir\n");
    assertTrue(parts.length > 3);
    for (int i = 1; i < parts.length; i++) {
      var text = parts[i].substring(0, parts[i].indexOf("```"));
      var level = text.startsWith("; low") ? Level.LOW : Level.HIGH;
      var read = Reader.read("docs/ir.md example " + i, text);
      assertEquals(List.of(), Verifier.verify(read.orThrow(), level, read.source()));
    }
  }
}
