package dev.assay.llvm;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.HostOp;
import dev.assay.runtime.NativeLinkage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.llvm.LLVM.LLVMErrorRef;
import org.bytedeco.llvm.LLVM.LLVMJITSymbolFlags;
import org.bytedeco.llvm.LLVM.LLVMOrcCSymbolMapPair;
import org.bytedeco.llvm.LLVM.LLVMOrcLLJITRef;
import org.bytedeco.llvm.LLVM.LLVMOrcMaterializationUnitRef;
import org.bytedeco.llvm.global.LLVM;

/**
 * Object code linked into the process by a JIT session of its own, so that closing it frees every page. JITLink writes code, then makes it
 * executable and no longer writable. Functions of C's library that LLVM calls by itself (fmod, memset …) come from the process.
 */
final class JitCode implements AutoCloseable {
  private final Llvm.Log log;
  private final LLVMOrcLLJITRef jit = new LLVMOrcLLJITRef();

  private final Map<String, Long> entries = new HashMap<>();

  private JitCode(Llvm llvm) {
    log = llvm.new Log();
    check(LLVM.LLVMOrcCreateLLJIT(jit, null), "cannot start a JIT session");
    LLVM.LLVMOrcExecutionSessionSetErrorReporter(LLVM.LLVMOrcLLJITGetExecutionSession(jit), llvm.errorReporter(), log.pointer());
  }

  /** Links the object, which is consumed, against the calls into Java that the module declares. */
  static JitCode link(Llvm llvm, ObjectCode object, ModuleEmitter.Emitted module, NativeLinkage linkage) {
    var code = new JitCode(llvm);
    try {
      var addresses = new LinkedHashMap<String, Long>();
      for (var call : module.runtimeCalls()) addresses.put(ModuleText.symbol(call), linkage.address(call));
      for (HostOp op : module.hostOps()) addresses.put(ModuleText.symbol(op), linkage.address(op));
      code.define(addresses);
      var main = LLVM.LLVMOrcLLJITGetMainJITDylib(code.jit);
      code.check(LLVM.LLVMOrcLLJITAddObjectFile(code.jit, main, object.release()), "cannot add the object");
      // The first look-up links.
      module.entries().forEach((function, symbol) -> code.entries.put(function, code.address(symbol)));
      return code;
    } catch (RuntimeException | Error e) {
      code.close();
      throw e;
    }
  }

  private void define(Map<String, Long> addresses) {
    if (addresses.isEmpty()) return;
    try (var symbols = new LLVMOrcCSymbolMapPair(addresses.size());
        var flags = new LLVMJITSymbolFlags()) {
      flags.GenericFlags((byte) (LLVM.LLVMJITSymbolGenericFlagsExported | LLVM.LLVMJITSymbolGenericFlagsCallable)).TargetFlags((byte) 0);
      int i = 0;
      for (var symbol : addresses.entrySet()) {
        symbols.position(i++).Name(LLVM.LLVMOrcLLJITMangleAndIntern(jit, symbol.getKey()));
        symbols.Sym().Address(symbol.getValue()).Flags(flags);
      }
      LLVMOrcMaterializationUnitRef unit = LLVM.LLVMOrcAbsoluteSymbols(symbols.position(0), addresses.size());
      check(LLVM.LLVMOrcJITDylibDefine(LLVM.LLVMOrcLLJITGetMainJITDylib(jit), unit), "cannot define the calls into Java");
    }
  }

  /** Addresses of the entries by exported function. */
  Map<String, Long> entries() {
    return entries;
  }

  private long address(String symbol) {
    long[] address = {0};
    try (var name = new BytePointer(symbol)) {
      check(LLVM.LLVMOrcLLJITLookup(jit, address, name), "cannot link " + symbol);
    }
    return address[0];
  }

  // What went wrong is in the report; the error itself says only which symbols it cost.
  private void check(LLVMErrorRef error, String what) {
    var message = Llvm.message(error);
    if (message == null) return;
    var reported = log.text();
    throw new CompilerBug("LLVM " + what + ": " + message + (reported.isEmpty() ? "" : "\n" + reported));
  }

  @Override
  public void close() {
    if (!jit.isNull()) Llvm.message(LLVM.LLVMOrcDisposeLLJIT(jit));
    jit.setNull();
    log.close();
  }
}
