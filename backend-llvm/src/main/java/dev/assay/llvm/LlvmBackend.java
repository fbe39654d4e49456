package dev.assay.llvm;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Native code through LLVM. This class touches no class of LLVM's Java binding before it must, so that the backend can be found, and say
 * what is missing, without it.
 */
public final class LlvmBackend implements Backend {
  private static final String BINDING_CLASS = "org.bytedeco.llvm.global.LLVM";

  @Override
  public String name() {
    return "llvm";
  }

  @Override
  public List<String> variants() {
    return Arrays.stream(Variant.values()).map(Variant::name).toList();
  }

  @Override
  public Availability availability() {
    if (!NativeLinkage.availability().available()) return NativeLinkage.availability();
    var loader = LlvmBackend.class.getClassLoader();
    try {
      Class.forName(BINDING_CLASS, false, loader);
      Class.forName("org.bytedeco.javacpp.Loader", false, loader);
    } catch (ClassNotFoundException | LinkageError _) {
      return Availability.no("org.bytedeco:llvm and org.bytedeco:javacpp are not on the class path; a Maven build puts them there");
    }
    return Llvm.availability(loader);
  }

  @Override
  public String version() {
    return availability().available() ? Llvm.version() : "LLVM is not available";
  }

  @Override
  public Level level() {
    return Level.LOW;
  }

  @Override
  public Optional<String> unsupported(Insn insn) {
    var body = insn instanceof Terminator.Try t ? t.body() : insn;
    if (body.onlyAt() == Level.HIGH) return Optional.of(body.getClass().getSimpleName() + " stands above the lowering only");
    return Optional.empty();
  }

  @Override
  public Executable compile(Module module, String variant, CompileRequest request) throws Refusal {
    var available = availability();
    if (!available.available()) throw new Refusal("llvm: " + available.reason());
    var setting = Arrays.stream(Variant.values()).filter(v -> v.name().equals(variant)).findFirst();
    if (setting.isEmpty()) throw new Refusal("llvm has no variant " + variant + "; it has " + String.join(", ", variants()));
    return LlvmExecutable.compile(this, module, setting.get(), request);
  }
}
