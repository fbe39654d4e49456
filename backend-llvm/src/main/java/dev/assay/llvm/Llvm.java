package dev.assay.llvm;

import dev.assay.ir.CompilerBug;
import dev.assay.spi.Availability;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.llvm.LLVM.LLVMDiagnosticHandler;
import org.bytedeco.llvm.LLVM.LLVMDiagnosticInfoRef;
import org.bytedeco.llvm.LLVM.LLVMErrorRef;
import org.bytedeco.llvm.LLVM.LLVMOrcErrorReporterFunction;
import org.bytedeco.llvm.LLVM.LLVMTargetMachineRef;
import org.bytedeco.llvm.LLVM.LLVMTargetRef;
import org.bytedeco.llvm.global.LLVM;

/**
 * LLVM's library in this process and what it says of the machine. Loaded at first use: about 0.3 s through javacpp, seconds the very
 * first time, when javacpp unpacks the library to its cache.
 */
final class Llvm {
  private static final class Loaded {
    static final Llvm LLVM = new Llvm();
  }

  private final LLVMTargetRef target = new LLVMTargetRef();
  private final String triple;
  private final String cpu;
  private final String features;
  private final String dataLayout;
  // javacpp has ten callbacks of a type per process, so one serves all; the number that LLVM hands back says whose text it is.
  private final Map<Long, StringBuilder> logs = new ConcurrentHashMap<>();
  private final AtomicLong lastLog = new AtomicLong();
  private final LLVMDiagnosticHandler diagnosticHandler = new LLVMDiagnosticHandler() {
    @Override
    public void call(LLVMDiagnosticInfoRef diagnostic, Pointer log) {
      // Remarks and warnings are about speed; only an error says that the code is wrong.
      if (LLVM.LLVMGetDiagInfoSeverity(diagnostic) == LLVM.LLVMDSError)
        write(log, takeMessage(LLVM.LLVMGetDiagInfoDescription(diagnostic)));
    }
  };
  private final LLVMOrcErrorReporterFunction errorReporter = new LLVMOrcErrorReporterFunction() {
    @Override
    public void call(Pointer log, LLVMErrorRef error) {
      write(log, message(error));
    }
  };

  private Llvm() {
    LLVM.LLVMInitializeNativeTarget();
    LLVM.LLVMInitializeNativeAsmPrinter();
    LLVM.LLVMInitializeNativeDisassembler();
    triple = takeMessage(LLVM.LLVMGetDefaultTargetTriple());
    cpu = takeMessage(LLVM.LLVMGetHostCPUName());
    features = takeMessage(LLVM.LLVMGetHostCPUFeatures());
    try (var name = new BytePointer(triple); var error = new BytePointer()) {
      if (LLVM.LLVMGetTargetFromTriple(name, target, error) != 0)
        throw new CompilerBug("LLVM has no target " + triple + ": " + takeMessage(error));
    }
    var machine = newTargetMachine(Variant.O2);
    var layout = LLVM.LLVMCreateTargetDataLayout(machine);
    dataLayout = takeMessage(LLVM.LLVMCopyStringRepOfTargetData(layout));
    LLVM.LLVMDisposeTargetData(layout);
    LLVM.LLVMDisposeTargetMachine(machine);
  }

  static Llvm get() {
    settleJavacpp();
    return Loaded.LLVM;
  }

  /**
   * javacpp counts the whole process against its limits, a guest heap too, and collects Java's garbage when they are passed. All that we
   * take from it is freed by hand, so neither the limits nor its reference queue are wanted.
   */
  private static void settleJavacpp() {
    for (var property : new String[] {"maxbytes", "maxphysicalbytes"}) {
      var name = "org.bytedeco.javacpp." + property;
      if (System.getProperty(name) == null) System.setProperty(name, "0");
    }
    if (System.getProperty("org.bytedeco.javacpp.nopointergc") == null)
      System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
  }

  /** Whether the native libraries are there; they are not loaded. */
  static Availability availability(ClassLoader loader) {
    settleJavacpp();
    String platform;
    try {
      platform = Loader.getPlatform();
    } catch (LinkageError e) {
      return Availability.no("javacpp cannot say what platform this is: " + e);
    }
    if (!library(loader, "javacpp", "jnijavacpp", platform)) return missing("javacpp", platform);
    if (!library(loader, "llvm", "jniLLVM", platform)) return missing("llvm", platform);
    return Availability.YES;
  }

  private static Availability missing(String artifact, String platform) {
    return Availability.no("org.bytedeco:" + artifact + " with classifier " + platform
        + " is not on the class path; a Maven build on this machine puts it there, if there is one for the platform");
  }

  private static boolean library(ClassLoader loader, String project, String name, String platform) {
    return loader.getResource("org/bytedeco/" + project + "/" + platform + "/" + System.mapLibraryName(name)) != null;
  }

  /** LLVM's and the binding's, as the binding's jar says it: reading it loads nothing native. */
  static String version() {
    var versions = String.valueOf(org.bytedeco.llvm.presets.LLVM.class.getPackage().getImplementationVersion());
    int dash = versions.indexOf('-');
    if (dash < 0) return "LLVM " + versions;
    return "LLVM " + versions.substring(0, dash) + " (javacpp-presets " + versions.substring(dash + 1) + ")";
  }

  String triple() {
    return triple;
  }

  String dataLayout() {
    return dataLayout;
  }

  String cpu() {
    return cpu;
  }

  String features() {
    return features;
  }

  /** The name under which {@code llvm.read_register} knows the stack pointer. */
  String stackPointer() {
    return triple.startsWith("x86_64") ? "rsp" : "sp";
  }

  /** To be disposed of by the caller. Position-independent and the small code model: what JITLink expects, and the shortest code. */
  LLVMTargetMachineRef newTargetMachine(Variant variant) {
    return LLVM.LLVMCreateTargetMachine(target, triple, cpu, features, variant.codegenLevel(), LLVM.LLVMRelocPIC, LLVM.LLVMCodeModelSmall);
  }

  LLVMDiagnosticHandler diagnosticHandler() {
    return diagnosticHandler;
  }

  LLVMOrcErrorReporterFunction errorReporter() {
    return errorReporter;
  }

  /** What LLVM reports about one context or session, errors only; pass {@link #pointer} as the callback's argument. */
  final class Log implements AutoCloseable {
    private final long number = lastLog.incrementAndGet();

    Log() {
      logs.put(number, new StringBuilder());
    }

    Pointer pointer() {
      return new Number(number);
    }

    String text() {
      var text = logs.get(number);
      synchronized (text) {
        return text.toString();
      }
    }

    @Override
    public void close() {
      logs.remove(number);
    }
  }

  /** A number that travels where C says {@code void *}. */
  private static final class Number extends Pointer {
    Number(long number) {
      super((Pointer) null);
      address = number;
    }
  }

  private void write(Pointer log, String message) {
    var text = logs.get(log.address());
    if (text == null) return;
    synchronized (text) {
      text.append(text.isEmpty() ? "" : "\n").append(message);
    }
  }

  /** The text of an error, which is consumed; null if there is none. */
  static String message(LLVMErrorRef error) {
    if (error == null || error.isNull()) return null;
    var message = LLVM.LLVMGetErrorMessage(error);
    var text = message.getString();
    LLVM.LLVMDisposeErrorMessage(message);
    return text;
  }

  static void check(LLVMErrorRef error, String what) {
    var message = message(error);
    if (message != null) throw new CompilerBug(what + ": " + message);
  }

  /** The text of a message of LLVM's, which is freed. */
  static String takeMessage(BytePointer message) {
    if (message == null || message.isNull()) return "";
    var text = message.getString();
    LLVM.LLVMDisposeMessage(message);
    return text;
  }
}
