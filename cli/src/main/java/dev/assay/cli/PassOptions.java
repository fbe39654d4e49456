package dev.assay.cli;

import dev.assay.ir.Module;
import dev.assay.passes.Pipeline;
import dev.assay.passes.PipelineOptions;
import dev.assay.passes.Pipelines;
import dev.assay.passes.Compilation;
import picocli.CommandLine.Option;

/** The options of the pass runner that several commands share. */
final class PassOptions {
  @Option(names = "--passes", paramLabel = "LIST", defaultValue = "default", description = "none, default, or names of passes separated by commas. Default: default.")
  private String passes;

  @Option(names = "--print", paramLabel = "WHAT", description = "changed: the IR of each function that a pass changed, as a diff; all: everything after each pass.")
  private String print;

  @Option(names = "--verify", paramLabel = "WHEN", description = "each: verifies the IR after each pass.")
  private String verify;

  @Option(names = "--fuel", paramLabel = "N", description = "Stops optimising after N changes: halve N to find the change that breaks a program.")
  private Long fuel;

  Pipeline pipeline() {
    var parsed = Pipelines.parse(passes);
    return parsed.pipeline().orElseThrow(() -> new Failure(ExitCode.USAGE, parsed.diagnostics().getFirst().message()));
  }

  /** The options for the pass runner; listings go to standard error. */
  PipelineOptions options() {
    var options = PipelineOptions.of(pipeline());
    if (print != null)
      options = switch (print) {
        case "changed" -> options.withPrint(PipelineOptions.Print.DIFF, System.err::print);
        case "all" -> options.withPrint(PipelineOptions.Print.ALL, System.err::print);
        default -> throw new Failure(ExitCode.USAGE, "unknown value '" + print + "' of --print; expected changed or all");
      };
    if (verify != null) {
      if (!verify.equals("each")) throw new Failure(ExitCode.USAGE, "unknown value '" + verify + "' of --verify; expected each");
      options = options.withVerify(true);
    }
    if (fuel != null) {
      if (fuel < 0) throw new Failure(ExitCode.USAGE, "--fuel wants a number of changes that is not negative; got " + fuel);
      options = options.withFuel(fuel);
    }
    return options;
  }

  /** A module that is already low is run as it is: it is what a lowering made, or a test of one. */
  Module optimise(Module module) {
    var options = options().withLevel(Compilation.levelOf(module));
    return Compilation.optimise(module, options);
  }
}
