package dev.assay.spi;

import dev.assay.ir.Insn;
import dev.assay.ir.Level;
import dev.assay.ir.Module;
import java.util.List;
import java.util.Optional;

/** One way to run IR. Found by {@link java.util.ServiceLoader}; adding one is one module and no edit elsewhere. */
public interface Backend {
  /** As given on the command line, e.g. {@code llvm}. */
  String name();

  /** Names of its settings, the default first; never empty. */
  List<String> variants();

  /** Cheap: does not compile anything, and loads native code only if that takes well under a second. */
  Availability availability();

  /** Versions of what it stands on, in one line. */
  String version();

  /** The level of the IR it accepts. */
  Level level();

  /** Why it cannot compile an instruction, or empty. The answer depends on shape, op and types only. */
  Optional<String> unsupported(Insn insn);

  /**
   * Compiles a verified module at {@link #level}. The module is not changed and must not be changed while the result is in use.
   *
   * @param variant one of {@link #variants}
   * @throws Refusal if the module holds something the backend cannot compile
   */
  Executable compile(Module module, String variant, CompileRequest request) throws Refusal;
}
