package dev.assay.cli;

import dev.assay.ir.Function;
import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Printer;
import dev.assay.passes.Compilation;
import dev.assay.spi.Artefact;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Refusal;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the compiler makes of a program at each stage. */
@Command(name = "emit", mixinStandardHelpOptions = true, description = "Prints what the compiler makes of a program, without running it.", footer = {
  "",
  "Examples:",
  "  assay emit --as ir --passes none programs/Fib.java          the IR as built",
  "  assay emit --as ir --after value-numbering programs/Fib.java the IR after one pass",
  "  assay emit --as asm --backend cranelift --method fib programs/Fib.java",
  "  assay emit --as dot --method fib programs/Fib.java | dot -Tsvg > fib.svg"
})
final class EmitCommand implements Callable<Integer> {
  @Option(names = "--as", paramLabel = "FORM", required = true, description = "ir, ir-low, bytecode, llvm, clif, asm or dot.")
  private String form;

  @Option(names = "--method", paramLabel = "M", description = "One method: name, Class.name or Class.name(descriptor). Default: all.")
  private String method;

  @Option(names = "--after", paramLabel = "PASS", description = "Stops the pipeline after this pass.")
  private String after;

  @Option(names = "--backend", paramLabel = "B[:VARIANT]", description = "Whose code to show. Default: the backend that has the form; llvm for asm.")
  private String backend;

  @Mixin
  private PassOptions passes;

  @Mixin
  private ProgramOptions program;

  @Parameters(paramLabel = "PROGRAM", arity = "0..*", description = "A .java, .class, .jar or .ir file or a folder of classes.")
  private List<Path> paths = List.of();

  @Override
  public Integer call() throws Refusal {
    var options = passes.options();
    if (after != null) {
      var steps = options.pipeline().steps().stream().map(s -> s.name()).distinct().toList();
      if (!steps.contains(after))
        throw new Failure(ExitCode.USAGE, "the pipeline has no pass '" + after + "'; "
            + (steps.isEmpty() ? "it has none at all" : "expected one of " + String.join(", ", steps)));
    }
    var text = switch (form) {
      case "ir" -> ir(optimised());
      case "ir-low" -> ir(Compilation.prepare(optimised(), Level.LOW));
      case "dot" -> dot(optimised());
      case "bytecode" -> artefact(Artefact.BYTECODE, "jvm");
      case "llvm" -> artefact(Artefact.LLVM, "llvm");
      case "clif" -> artefact(Artefact.CLIF, "cranelift");
      case "asm" -> artefact(Artefact.ASM, "llvm");
      default -> throw new Failure(ExitCode.USAGE, "unknown form '" + form + "'; expected ir, ir-low, bytecode, llvm, clif, asm or dot");
    };
    System.out.print(text.endsWith("\n") ? text : text + "\n");
    return ExitCode.OK;
  }

  private Module optimised() throws Refusal {
    var module = program.load(program.only(paths));
    var options = passes.options().withLevel(Compilation.levelOf(module));
    return Compilation.optimise(module, after == null ? options : options.withStopAfter(after));
  }

  private String ir(Module module) {
    if (method == null) return Printer.print(module);
    var text = new StringBuilder();
    for (var function : chosen(module)) text.append(Printer.print(function));
    return text.toString();
  }

  private String dot(Module module) {
    return DotGraph.of(chosen(module));
  }

  private String artefact(Artefact kind, String standard) throws Refusal {
    var choice = BackendChoice.of(backend == null ? standard : backend);
    if (choice.isHost()) throw new Failure(ExitCode.USAGE, "the host does not show its code; choose a backend");
    choice.requireAvailable();
    var module = Compilation.prepare(optimised(), choice.backend().level());
    // What nobody calls may be removed by a code generator: the chosen functions are kept as entries.
    var chosen = method == null ? List.<Function>of() : chosen(module);
    var io = new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    var exports = chosen.stream().map(Function::name).toList();
    try (var executable = choice.backend().compile(module, choice.variant(),
        new CompileRequest(exports, CompileRequest.DEFAULT_HEAP_BYTES, io))) {
      var text = new StringBuilder();
      if (method == null) text.append(executable.artefact(kind, null).orElseThrow(() -> hasNo(choice)));
      for (var function : chosen) text.append(executable.artefact(kind, function.name()).orElseThrow(() -> hasNo(choice)));
      return text.toString();
    }
  }

  private Failure hasNo(BackendChoice choice) {
    return new Failure(ExitCode.USAGE, "backend " + choice.text() + " has no " + form + " to show");
  }

  /** The functions that {@code --method} means. */
  private List<Function> chosen(Module module) {
    if (method == null) return List.copyOf(module.functions());
    return NamedFunctions.of(module, method);
  }
}
