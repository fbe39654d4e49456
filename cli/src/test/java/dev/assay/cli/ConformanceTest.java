package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.ir.Level;
import dev.assay.ir.OpSamples;
import dev.assay.spi.Backend;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds every backend to the {@link ConformanceKit}. */
class ConformanceTest {
  @TestFactory
  Stream<DynamicNode> everyBackend() {
    var groups = ConformanceKit.groups();
    var targets = Target.variants();
    targets.add(Target.optimised());
    return Target.onEach(targets, target -> groups.stream().filter(group -> target.takes(group.level()))
        .map(group -> dynamicTest(group.name(), () -> assertEquals(List.of(), ConformanceKit.run(target, group)))));
  }

  @Test
  void everyRowOfEveryEnumHasItsProbes() {
    var subjects = new HashSet<String>();
    for (var group : ConformanceKit.groups()) subjects.addAll(group.subjects());
    var known = new HashSet<String>();
    var missing = new ArrayList<String>();
    for (var level : Level.values())
      for (var sample : OpSamples.at(level)) if (known.add(sample.name()) && !subjects.contains(sample.name())) missing.add(sample.name());
    assertEquals(List.of(), missing);
    subjects.removeAll(known);
    assertEquals(new HashSet<String>(), subjects, "subjects that are no op");
  }

  @Test
  void everyBackendIsFound() {
    assertEquals(List.of("cranelift", "interp", "jvm", "llvm"), BackendChoice.all().stream().map(Backend::name).toList());
  }
}
