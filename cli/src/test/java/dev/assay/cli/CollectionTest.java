package dev.assay.cli;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.frontend.JavaProgram;
import dev.assay.frontend.World;
import dev.assay.ir.Module;
import dev.assay.passes.Pipelines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that make garbage, many times a heap of 4 MB or with a collection at every allocation, or every 97th. Output and exit code are
 * those of the host.
 */
class CollectionTest {
  private static final Path PROGRAMS = Path.of("src", "test", "garbage");
  private static final long HEAP_BYTES = 4 << 20;

  /** The same program gets smaller work where each allocation costs a collection. */
  private record Setting(String program, String argument, int gcStress) {
    @Override
    public String toString() {
      return program + " " + argument + (gcStress == 0 ? "" : " stress " + gcStress);
    }
  }

  private static final List<Setting> SETTINGS = List.of(
      new Setting("HeapTrees", "14", 0), new Setting("HeapTrees", "10", 97), new Setting("HeapTrees", "6", 1),
      new Setting("HeapLists", "20000", 0), new Setting("HeapLists", "5000", 97), new Setting("HeapLists", "600", 1),
      new Setting("HeapMatrices", "60", 0), new Setting("HeapMatrices", "20", 97), new Setting("HeapMatrices", "9", 1),
      new Setting("HeapLoops", "3000", 0), new Setting("HeapLoops", "300", 97), new Setting("HeapLoops", "60", 1),
      new Setting("HeapFull", "3", 0));

  @TempDir
  static Path folder;

  private static final Map<String, Module> MODULES = new HashMap<>();
  private static final Map<Setting, Ended> EXPECTED = new HashMap<>();

  @TestFactory
  Stream<DynamicNode> likeTheHost() {
    var targets = new ArrayList<Target>();
    for (var backend : BackendChoice.all()) {
      // A heap of its own is what is tested.
      if (backend.name().equals("jvm")) continue;
      for (var variant : backend.variants()) targets.add(new Target(backend, variant, Pipelines.defaults()));
      targets.add(new Target(backend, backend.variants().getFirst(), Pipelines.none()));
      targets.add(new Target(backend, backend.variants().getFirst(), Pipelines.defaults()).lazily());
    }
    return Target.onEach(targets, target -> SETTINGS.stream().map(s -> dynamicTest(s.toString(), () -> check(target, s))));
  }

  /** Code that is not optimised at all keeps what it once put on the stack, and the collector believes it. */
  @TestFactory
  Stream<DynamicNode> deadReferences() {
    var targets = new ArrayList<Target>();
    for (var backend : BackendChoice.all())
      if (!backend.name().equals("jvm")) targets.add(new Target(backend, backend.variants().getFirst(), Pipelines.defaults()));
    var interpreter = BackendChoice.of("interp");
    targets.add(new Target(interpreter.backend(), interpreter.variant(), Pipelines.none()));
    var setting = new Setting("DeadReferences", "", 0);
    return Target.onEach(targets, target -> Stream.of(dynamicTest(setting.toString(), () -> check(target, setting))));
  }

  private static void check(Target target, Setting setting) throws Exception {
    var classes = folder.resolve(setting.program);
    if (!MODULES.containsKey(setting.program)) {
      try (var program = JavaProgram.open(PROGRAMS.resolve(setting.program + ".java"))) {
        program.exportClassPath(Files.createDirectories(classes));
        MODULES.put(setting.program, Target.verified(World.build(program)));
      }
    }
    if (!EXPECTED.containsKey(setting))
      EXPECTED.put(setting, Ended.onHost(List.of(classes), setting.program, List.of(setting.argument), new byte[0]));
    target.announce(setting.toString());
    Ended.on(target, MODULES.get(setting.program), HEAP_BYTES, setting.gcStress, List.of(setting.argument), new byte[0])
        .assertSameAs(EXPECTED.get(setting));
  }
}
