package dev.assay.cli;

import dev.assay.spi.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Every failure is one line on standard error that begins with {@code assay: }, and an exit code. */
@Command(name = "assay", mixinStandardHelpOptions = true, description = "Runs the bytecode of a real program on interchangeable backends and reports what each costs and what it gives.", subcommands = {
  RunCommand.class, CompareCommand.class, EmitCommand.class, ReachCommand.class, BackendsCommand.class, ScalingCommand.class,
  CellCommand.class, TrainCommand.class, GenerateCompletion.class,
  CommandLine.HelpCommand.class}, versionProvider = Main.Version.class, synopsisSubcommandLabel = "COMMAND", footer = {
    "",
    "Examples:",
    "  assay compare                                all bundled programs on all backends",
    "  assay run --backend llvm programs/Sieve.java one program on one backend",
    "  assay emit --as ir programs/Fib.java         what the compiler makes of it",
    "  source <(assay generate-completion)          completion in bash and zsh",
    "",
    "Exit codes: that of the program; 3 wrong result or crash in a comparison; 64 unknown command or option;",
    "65 program missing, broken or refused; 70 internal error; 124 time-out."
  })
public final class Main {
  private Main() {}

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var implementation = Main.class.getPackage().getImplementationVersion();
      return new String[] {"assay " + (implementation == null ? "(unpackaged)" : implementation) + ", JDK " + Runtime.version()};
    }
  }

  private static String[] arguments = {};

  /** The arguments of this process. */
  static String[] arguments() {
    return arguments.clone();
  }

  public static void main(String[] args) {
    arguments = args.clone();
    int code = execute(args);
    System.out.flush();
    System.exit(code);
  }

  /** One invocation; returns the exit code. */
  static int execute(String... args) {
    var line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(110);
    for (var command : line.getSubcommands().values()) command.getCommandSpec().versionProvider(new Version());
    line.setParameterExceptionHandler((e, _) -> usageError(e));
    line.setExecutionExceptionHandler((e, _, _) -> failure(e));
    // Options end where the program begins: what follows belongs to it.
    line.getSubcommands().get("run").setStopAtPositional(true);
    if (args.length == 0) {
      line.usage(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
      return ExitCode.USAGE;
    }
    return line.execute(args);
  }

  private static int usageError(ParameterException e) {
    var message = e.getMessage();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      var first = unmatched.getUnmatched().getFirst();
      boolean command = e.getCommandLine().getParent() == null && !first.startsWith("-");
      message = (command ? "unknown command '" : "unknown option or argument '") + first + "'";
      var suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) message += "; did you mean " + String.join(" or ", suggestions) + "?";
    }
    System.err.println(
        "assay: " + oneLine(message).replaceAll("\\.$", "") + "; see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static int failure(Exception e) {
    System.out.flush();
    return switch (e) {
      case Failure f -> {
        System.err.println("assay: " + oneLine(f.getMessage()));
        yield f.exitCode();
      }
      case Refusal r -> {
        System.err.println("assay: " + oneLine(r.getMessage()));
        yield ExitCode.PROGRAM;
      }
      default -> {
        System.err
            .println("assay: internal error: " + oneLine(String.valueOf(e.getMessage() == null ? e : e.getMessage())) + writeDetails(e));
        yield ExitCode.INTERNAL;
      }
    };
  }

  private static String writeDetails(Exception e) {
    try {
      Path file = Files.createTempFile("assay-error-", ".txt");
      try (var writer = new PrintWriter(Files.newBufferedWriter(file))) {
        e.printStackTrace(writer);
      }
      return "; details in " + file;
    } catch (IOException _) {
      return "";
    }
  }

  static String oneLine(String message) {
    return message.lines().map(String::strip).filter(l -> !l.isEmpty()).reduce((a, b) -> a + "; " + b).orElse(message);
  }
}
