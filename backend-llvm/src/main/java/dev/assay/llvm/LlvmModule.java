package dev.assay.llvm;

import dev.assay.ir.CompilerBug;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMMemoryBufferRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMTargetMachineRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;

/** An LLVM module in a context of its own, from text to object code. One thread; closing frees all of it. */
final class LlvmModule implements AutoCloseable {
  private final Variant variant;
  private final boolean keepNames;
  private final Llvm.Log log;
  private final LLVMContextRef context;
  private final LLVMTargetMachineRef machine;
  private final LLVMModuleRef module = new LLVMModuleRef();

  /**
   * @param variant whose passes run
   * @param generator whose code generator is used
   * @param keepNames whether values that LLVM makes get names, for a reader; the code is the same
   */
  LlvmModule(Llvm llvm, Variant variant, Variant generator, boolean keepNames) {
    this.variant = variant;
    this.keepNames = keepNames;
    log = llvm.new Log();
    context = LLVM.LLVMContextCreate();
    LLVM.LLVMContextSetDiagnosticHandler(context, llvm.diagnosticHandler(), log.pointer());
    machine = llvm.newTargetMachine(generator);
  }

  void parse(String text) {
    // All names are escaped, so the text is ASCII. The parser wants a 0 after the end.
    var bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    try (var memory = new BytePointer(bytes.length + 1L); var name = new BytePointer("module.ll"); var error = new BytePointer()) {
      memory.put(bytes, 0, bytes.length).put(bytes.length, (byte) 0);
      // Consumed by the parser.
      var buffer = LLVM.LLVMCreateMemoryBufferWithMemoryRange(memory, bytes.length, name, 1);
      if (LLVM.LLVMParseIRInContext(context, buffer, module, error) != 0)
        throw new CompilerBug("LLVM cannot parse what was emitted: " + Llvm.takeMessage(error));
    }
    // Not before: the parser refuses to read text without keeping its names.
    LLVM.LLVMContextSetDiscardValueNames(context, keepNames ? 0 : 1);
  }

  void verify() {
    try (var error = new BytePointer()) {
      int broken = LLVM.LLVMVerifyModule(module, LLVM.LLVMReturnStatusAction, error);
      var message = Llvm.takeMessage(error);
      if (broken != 0) throw new CompilerBug("LLVM's verifier rejects what was emitted: " + message);
    }
  }

  void optimise() {
    var options = LLVM.LLVMCreatePassBuilderOptions();
    try {
      boolean vectorise = variant == Variant.O2 || variant == Variant.O3;
      LLVM.LLVMPassBuilderOptionsSetLoopVectorization(options, vectorise ? 1 : 0);
      LLVM.LLVMPassBuilderOptionsSetSLPVectorization(options, vectorise ? 1 : 0);
      Llvm.check(LLVM.LLVMRunPasses(module, variant.passes(), machine, options), "LLVM's passes failed");
    } finally {
      LLVM.LLVMDisposePassBuilderOptions(options);
    }
  }

  ObjectCode generate() {
    var object = new LLVMMemoryBufferRef();
    try (var error = new BytePointer()) {
      if (LLVM.LLVMTargetMachineEmitToMemoryBuffer(machine, module, LLVM.LLVMObjectFile, error, object) != 0)
        throw new CompilerBug("LLVM cannot generate code: " + Llvm.takeMessage(error));
    }
    var code = new ObjectCode(object);
    var reported = log.text();
    if (!reported.isEmpty()) {
      code.close();
      throw new CompilerBug("LLVM cannot generate code: " + reported);
    }
    return code;
  }

  /** The module's text. */
  String text() {
    return Llvm.takeMessage(LLVM.LLVMPrintModuleToString(module));
  }

  /** The text of one function, or empty if the module has none of this symbol, or only a declaration. */
  Optional<String> text(String symbol) {
    LLVMValueRef function;
    try (var name = new BytePointer(symbol, java.nio.charset.StandardCharsets.UTF_8)) {
      function = LLVM.LLVMGetNamedFunction(module, name);
    }
    if (function == null || function.isNull() || LLVM.LLVMIsDeclaration(function) != 0) return Optional.empty();
    return Optional.of(Llvm.takeMessage(LLVM.LLVMPrintValueToString(function)));
  }

  @Override
  public void close() {
    if (!module.isNull()) LLVM.LLVMDisposeModule(module);
    LLVM.LLVMDisposeTargetMachine(machine);
    LLVM.LLVMContextDispose(context);
    log.close();
  }
}
