package dev.assay.llvm;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.HostOp;
import dev.assay.runtime.Memory;
import dev.assay.runtime.NativeLinkage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final NativeLinkage linkage;
  private final Llvm.Log log;
  private final LLVMOrcLLJITRef jit = new LLVMOrcLLJITRef();
  private final Set<String> callsIntoJava = new HashSet<>();

  JitCode(Llvm llvm, NativeLinkage linkage) {
    this.linkage = linkage;
    log = llvm.new Log();
    check(LLVM.LLVMOrcCreateLLJIT(jit, null), "cannot start a JIT session");
    LLVM.LLVMOrcExecutionSessionSetErrorReporter(LLVM.LLVMOrcLLJITGetExecutionSession(jit), llvm.errorReporter(), log.pointer());
  }

  /**
   * Links objects with each other, with what was added before, and with the calls into Java that their modules declare.
   *
   * @param objects consumed
   */
  void add(List<ObjectCode> objects, List<ModuleEmitter.Emitted> modules) {
    var lines = new ArrayList<LineTable>();
    var offsets = new ArrayList<Long>();
    var main = LLVM.LLVMOrcLLJITGetMainJITDylib(jit);
    for (int i = 0; i < objects.size(); i++) {
      var object = objects.get(i);
      var module = modules.get(i);
      var addresses = new LinkedHashMap<String, Long>();
      for (var call : module.runtimeCalls()) addresses.put(ModuleText.symbol(call), linkage.address(call));
      for (HostOp op : module.hostOps()) addresses.put(ModuleText.symbol(op), linkage.address(op));
      addresses.keySet().removeIf(symbol -> !callsIntoJava.add(symbol));
      define(addresses);
      lines.add(object.lineTable());
      // Any function says where the code is.
      offsets.add(module.anchor() == null ? 0 : object.offset(module.anchor()));
      check(LLVM.LLVMOrcLLJITAddObjectFile(jit, main, object.release()), "cannot add the object");
    }
    for (int i = 0; i < objects.size(); i++) {
      var anchor = modules.get(i).anchor();
      // The first look-up links.
      if (anchor != null) lines.get(i).addTo(linkage.codeMap(), address(anchor) - offsets.get(i));
    }
  }

  /** The addresses of the functions whose table a module has. */
  Map<String, Long> dispatched(List<String> functions) {
    long array = address(ModuleEmitter.DISPATCHED);
    var addresses = new HashMap<String, Long>();
    for (int i = 0; i < functions.size(); i++) addresses.put(functions.get(i), Memory.getLong(array + 8L * i));
    return addresses;
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

  /** Where a function's code is. */
  long address(String symbol) {
    long[] address = {0};
    try (var name = new BytePointer(symbol, StandardCharsets.UTF_8)) {
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
