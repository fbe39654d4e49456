package dev.assay.cli;

import dev.assay.frontend.JavaProgram;
import dev.assay.frontend.World;
import dev.assay.ir.Module;
import dev.assay.spi.Refusal;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The two ways to name a program: by one path, or by class path and class. */
final class ProgramOptions {
  @Option(names = "--cp", paramLabel = "PATH", description = "Class path of folders and jars, with --main.")
  private String classPath;

  @Option(names = "--main", paramLabel = "CLASS", description = "The class to run from --cp.")
  private String mainClass;

  String classPath() {
    return classPath;
  }

  String mainClass() {
    return mainClass;
  }

  /** Whether class and class path are given. Says what is wrong if only one is, or if there is no program at all. */
  boolean hasClassPath(boolean hasPath) {
    if ((classPath == null) != (mainClass == null)) throw new Failure(ExitCode.USAGE, "--cp and --main go together");
    if (classPath == null && !hasPath) throw new Failure(ExitCode.USAGE, "no program given; expected PROGRAM, or --cp PATH --main CLASS");
    return classPath != null;
  }

  /**
   * @param path what is run if there is no class path
   */
  JavaProgram open(Path path) throws Refusal {
    if (classPath == null) return JavaProgram.open(path);
    return JavaProgram.open(Stream.of(classPath.split(File.pathSeparator)).filter(e -> !e.isEmpty()).map(Path::of).toList(), mainClass);
  }

  /** The verified module; the path may be that of a text, too. */
  Module load(Path path) throws Refusal {
    if (classPath == null) return GuestProgram.load(path);
    try (var program = open(path)) {
      return World.build(program);
    }
  }

  /** For a command that takes no arguments for the program: the path, or null if there is a class path. */
  Path only(List<Path> paths) {
    if (hasClassPath(!paths.isEmpty())) {
      if (!paths.isEmpty())
        throw new Failure(ExitCode.USAGE, "found " + paths.getFirst() + " besides --cp and --main; expected one program");
      return null;
    }
    if (paths.size() > 1) throw new Failure(ExitCode.USAGE, "found " + paths.size() + " programs; expected one");
    return paths.getFirst();
  }
}
