package dev.assay.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PipelinesTest {
  private static List<String> names(Pipeline pipeline) {
    return pipeline.steps().stream().map(PipelineStep::name).toList();
  }

  private static String message(String text) {
    var parsed = Pipelines.parse(text);
    assertTrue(parsed.pipeline().isEmpty());
    assertEquals(1, parsed.diagnostics().size());
    return parsed.diagnostics().getFirst().message();
  }

  @Test
  void namedPipelines() {
    assertEquals(List.of(), names(Pipelines.none()));
    assertEquals(List.of(), names(Pipelines.parse(" none ").pipeline().orElseThrow()));
    assertEquals(names(Pipelines.defaults()), names(Pipelines.parse("default").pipeline().orElseThrow()));
    assertTrue(names(Pipelines.defaults()).contains("inline"));
  }

  @Test
  void lists() {
    assertEquals(List.of("dead-code", "inline", "dead-code"),
        names(Pipelines.parse("dead-code, inline,dead-code").pipeline().orElseThrow()));
    var all = names(Pipelines.parse("default,insert-polls,lowering").pipeline().orElseThrow());
    assertEquals("lowering", all.getLast());
    assertEquals(Pipelines.defaults().steps().size() + 2, all.size());
  }

  @Test
  void everyPassIsFoundByItsName() {
    for (var name : Pipelines.passNames()) assertEquals(List.of(name), names(Pipelines.parse(name).pipeline().orElseThrow()));
  }

  @Test
  void saysWhichNamesThereAre() {
    var message = message("dead-code,deadcode");
    assertTrue(message.startsWith("found pass 'deadcode', expected one of devirtualise, inline, "), message);
    assertTrue(message.endsWith(", none, default"), message);
    assertTrue(message("").startsWith("found pass ''"));
  }

  @Test
  void saysWhyAnOrderIsWrong() {
    assertEquals("found inline after lowering, expected it before: no pass knows the low ops, only backends do",
        message("lowering,inline"));
    assertTrue(message("insert-polls,simplify-cfg").startsWith("found simplify-cfg after insert-polls, expected it before: "));
  }
}
