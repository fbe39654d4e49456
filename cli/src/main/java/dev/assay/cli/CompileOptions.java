package dev.assay.cli;

import dev.assay.spi.CompileMode;
import dev.assay.spi.CompileRequest;
import picocli.CommandLine.Option;

/** How a backend is to compile, for the commands that run programs. */
final class CompileOptions {
  @Option(names = "--compile", paramLabel = "WHEN", defaultValue = "eager", description = "eager: the whole program before it starts; lazy: each function at its first call. No effect on host. Default: eager.")
  private String when;

  @Option(names = "--compile-threads", paramLabel = "N", description = "How many threads compile at once; for llvm, compiling eagerly. Default: 1.")
  private Integer threads;

  CompileMode mode() {
    return switch (when) {
      case "eager" -> CompileMode.EAGER;
      case "lazy" -> CompileMode.LAZY;
      default -> throw new Failure(ExitCode.USAGE, "unknown value '" + when + "' of --compile; expected eager or lazy");
    };
  }

  int threads() {
    if (threads == null) return CompileRequest.DEFAULT_THREADS;
    if (threads < 1 || threads > 256) throw new Failure(ExitCode.USAGE, "--compile-threads wants a number from 1 to 256; got " + threads);
    return threads;
  }
}
