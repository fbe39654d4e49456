package dev.assay.cli;

import dev.assay.harness.CellRunner;
import dev.assay.harness.CellSpec;
import dev.assay.harness.Policy;
import dev.assay.harness.ProgramSpec;
import dev.assay.spi.CompileMode;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Does in one process what the processes of a comparison do, for the JVM to record the classes that Assay uses: the launcher makes the AOT
 * cache of it (JEP 483, 514) that later processes start from.
 */
@Command(name = "train", hidden = true, description = "Runs programs briefly on each backend, for the launcher's AOT cache.")
final class TrainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PROGRAM", arity = "1..*")
  private List<Path> programs;

  @Override
  public Integer call() throws Refusal, IOException {
    var folder = Files.createTempDirectory("assay-train-");
    try {
      for (var program : CompareCommand.specs(programs, Files.createDirectory(folder.resolve("classes"))))
        for (var backend : BackendChoice.all())
          if (backend.availability().available()) cell(program, backend.name(), folder);
      return ExitCode.OK;
    } finally {
      CompareCommand.delete(folder);
    }
  }

  private static void cell(ProgramSpec program, String backend, Path folder) throws IOException {
    var directory = Files.createDirectory(folder.resolve(program.name() + "-" + backend));
    var file = directory.resolve("spec.json");
    new CellSpec(program, backend, Policy.quick(), CompileRequest.DEFAULT_HEAP_BYTES, 0, CompileMode.EAGER, 1, directory).write(file);
    int code = CellRunner.run(file, CellCommand::prepare);
    if (code != CellRunner.OK) throw new Failure(code, program.name() + " on " + backend + " ended with " + code);
  }
}
