package dev.assay.cli;

import dev.assay.frontend.Reach;
import dev.assay.frontend.World;
import dev.assay.ir.Function;
import dev.assay.spi.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what of the program and of the JDK is compiled, and why. */
@Command(name = "reach", mixinStandardHelpOptions = true, description = "Lists the methods that a program reaches, by class, the largest first; sizes in IR instructions, as built.", footer = {
  "",
  "Examples:",
  "  assay reach programs/Sieve.java                        every method",
  "  assay reach --classes programs/Sieve.java              one line per class",
  "  assay reach --why Integer.valueOf programs/Sieve.java  how a method is reached"
})
final class ReachCommand implements Callable<Integer> {
  @Option(names = "--why", paramLabel = "M", description = "The calls from main to one method: name, Class.name or Class.name(descriptor).")
  private String why;

  @Option(names = "--classes", description = "Classes only.")
  private boolean classesOnly;

  @Mixin
  private ProgramOptions program;

  @Parameters(paramLabel = "PROGRAM", arity = "0..*", description = "A .java, .class or .jar file or a folder of classes.")
  private List<Path> paths = List.of();

  @Override
  public Integer call() throws Refusal {
    try (var opened = program.open(program.only(paths))) {
      var reach = World.reach(opened);
      System.out.print(why == null ? table(reach) : why(reach));
    }
    return ExitCode.OK;
  }

  private String why(Reach reach) {
    var text = new StringBuilder();
    for (var function : NamedFunctions.of(reach.module(), why)) {
      var indent = "";
      for (var step : reach.path(function.name())) {
        text.append(indent).append(step.replace('/', '.')).append('\n');
        indent += "  ";
      }
    }
    return text.toString();
  }

  private static int sizeInsns(List<Function> functions) {
    return functions.stream().mapToInt(Function::insnCount).sum();
  }

  private String table(Reach reach) {
    Map<String, List<Function>> byClass = new TreeMap<>();
    for (var function : reach.module().functions()) byClass.computeIfAbsent(className(function), _ -> new ArrayList<>()).add(function);
    var text = new StringBuilder();
    text.append("%d insns in %d methods of %d classes%n".formatted(sizeInsns(List.copyOf(reach.module().functions())),
        reach.module().functions().size(), byClass.size()));
    // Stable, so equal sizes stay in order of their names.
    var largestFirst = Comparator.<Map.Entry<String, List<Function>>>comparingInt(e -> -sizeInsns(e.getValue()));
    for (var entry : byClass.entrySet().stream().sorted(largestFirst).toList()) {
      text.append("%7d %4d  %s%n".formatted(sizeInsns(entry.getValue()), entry.getValue().size(), entry.getKey()));
      if (classesOnly) continue;
      for (var function : entry.getValue().stream().sorted(Comparator.comparingInt(f -> -f.insnCount())).toList())
        text.append("%7d         %s%n".formatted(function.insnCount(), member(function)));
    }
    return text.toString();
  }

  private static String className(Function function) {
    var plain = NamedFunctions.plain(function.name());
    return plain.substring(0, plain.lastIndexOf('.'));
  }

  private static String member(Function function) {
    return function.name().substring(className(function).length() + 1);
  }
}
