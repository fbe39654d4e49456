package dev.assay.cranelift;

import dev.assay.cranelift.ffi.assay_cranelift_h;
import dev.assay.ir.Insn;
import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Terminator;
import dev.assay.runtime.NativeLinkage;
import dev.assay.spi.Availability;
import dev.assay.spi.Backend;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Executable;
import dev.assay.spi.Refusal;
import java.util.List;
import java.util.Optional;

/** Native code by Cranelift, through a library of our own written in Rust. */
public final class CraneliftBackend implements Backend {
  private static final String SPEED = "speed";
  private static final String NONE = "none";

  @Override
  public String name() {
    return "cranelift";
  }

  @Override
  public List<String> variants() {
    return List.of(SPEED, NONE);
  }

  @Override
  public Availability availability() {
    return NativeLinkage.availability().available() ? NativeLibrary.availability() : NativeLinkage.availability();
  }

  @Override
  public String version() {
    return availability().available() ? "Cranelift " + assay_cranelift_h.assay_cranelift_version().getString(0) : "Cranelift";
  }

  @Override
  public Level level() {
    return Level.LOW;
  }

  @Override
  public Optional<String> unsupported(Insn insn) {
    var body = insn instanceof Terminator.Try t ? t.body() : insn;
    return body.onlyAt() == Level.HIGH ? Optional.of("is of the high level") : Optional.empty();
  }

  @Override
  public Executable compile(Module module, String variant, CompileRequest request) throws Refusal {
    if (!variants().contains(variant)) throw new Refusal("cranelift has no variant " + variant + ", only " + variants());
    if (!availability().available()) throw new Refusal("cranelift is not available: " + availability().reason());
    return CraneliftExecutable.compile(module, variant.equals(SPEED), request);
  }
}
