package dev.assay.ir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@link Reader} made of a text.
 *
 * @param module present exactly if there are no diagnostics
 * @param source where its functions and instructions stand in the text
 */
public record ReadResult(Optional<Module> module, List<Diagnostic> diagnostics, SourceMap source) {
  public ReadResult {
    diagnostics = List.copyOf(diagnostics);
  }

  /** For texts that must be right, as those of our own tests and resources. */
  public Module orThrow() {
    return module.orElseThrow(
        () -> new CompilerBug(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n"))));
  }
}
