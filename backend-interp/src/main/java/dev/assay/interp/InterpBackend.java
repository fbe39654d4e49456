package dev.assay.interp;

import dev.assay.ir.Insn;
import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.spi.Availability;
import dev.assay.spi.Backend;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Executable;
import dev.assay.spi.Refusal;
import java.util.List;
import java.util.Optional;

/** The backend {@code interp}: executes IR as it is. Its one variant is the reference that decides what IR means. */
public final class InterpBackend implements Backend {
  @Override
  public String name() {
    return "interp";
  }

  @Override
  public List<String> variants() {
    return List.of("reference");
  }

  @Override
  public Availability availability() {
    return Availability.YES;
  }

  @Override
  public String version() {
    return "on JDK " + Runtime.version();
  }

  /** High, since that needs no lowering; {@link ReferenceInterpreter#of} takes both levels. */
  @Override
  public Level level() {
    return Level.HIGH;
  }

  @Override
  public Optional<String> unsupported(Insn insn) {
    return Optional.empty();
  }

  @Override
  public Executable compile(Module module, String variant, CompileRequest request) throws Refusal {
    if (!variants().contains(variant))
      throw new Refusal("interp has no variant " + variant + "; it has " + String.join(", ", variants()));
    return ReferenceInterpreter.of(module, request);
  }
}
