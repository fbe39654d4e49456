package dev.assay.jvm;

import dev.assay.ir.ConvertOp;
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
import org.objectweb.asm.ClassWriter;

/** Compiles to class files and runs them in this JVM, whose own compilers then do the rest. */
public final class JvmBackend implements Backend {
  private static final String DEFAULT = "default";

  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public List<String> variants() {
    return List.of(DEFAULT);
  }

  @Override
  public Availability availability() {
    return Availability.YES;
  }

  @Override
  public String version() {
    var asm = ClassWriter.class.getPackage().getImplementationVersion();
    return System.getProperty("java.vm.name") + " " + Runtime.version() + ", ASM" + (asm == null ? "" : " " + asm);
  }

  @Override
  public Level level() {
    return Level.HIGH;
  }

  @Override
  public Optional<String> unsupported(Insn insn) {
    boolean low = insn.onlyAt() == Level.LOW || insn instanceof Insn.Convert c && c.op() == ConvertOp.ASREF;
    return low ? Optional.of("it takes IR of the high level") : Optional.empty();
  }

  @Override
  public Executable compile(Module module, String variant, CompileRequest request) throws Refusal {
    if (!variants().contains(variant)) throw new Refusal("jvm has no variant " + variant + "; it has " + String.join(", ", variants()));
    var compiled = new ProgramCompiler(module, request.mode());
    return new JvmExecutable(compiled, new LoadedProgram(compiled, request.io()));
  }
}
