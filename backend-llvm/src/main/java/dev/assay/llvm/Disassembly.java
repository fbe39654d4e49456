package dev.assay.llvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.bytedeco.llvm.LLVM.LLVMDisasmContextRef;
import org.bytedeco.llvm.LLVM.LLVMOpInfoCallback;
import org.bytedeco.llvm.LLVM.LLVMSymbolLookupCallback;
import org.bytedeco.llvm.global.LLVM;

/**
 * Machine code as text: Intel syntax, a label at each jump target, names where the linker will put addresses. It shows the bytes that were
 * generated, not what an assembler would make of a listing. Cost: linear.
 */
final class Disassembly implements AutoCloseable {
  private static final int TEXT_BYTES = 256;

  private record Line(long offset, int size, String text) {}

  private final LLVMDisasmContextRef context;

  Disassembly(Llvm llvm) {
    context = LLVM.LLVMCreateDisasmCPUFeatures(
        llvm.triple(), llvm.cpu(), llvm.features(), null, 0, (LLVMOpInfoCallback) null, (LLVMSymbolLookupCallback) null);
    LLVM.LLVMSetDisasmOptions(context, LLVM.LLVMDisassembler_Option_AsmPrinterVariant);
  }

  /** A listing of functions of one object file. */
  String listing(List<ObjectCode.Code> functions) {
    var names = new HashMap<Long, String>();
    for (var function : functions) names.put(function.offset(), plain(function.symbol()));
    var out = new StringBuilder();
    for (var function : functions) listing(function, names, out);
    return out.toString();
  }

  private void listing(ObjectCode.Code function, Map<Long, String> names, StringBuilder out) {
    var lines = decode(function);
    var targets = new TreeSet<Long>();
    long end = function.offset() + function.bytes().length;
    for (var line : lines) {
      var target = relocation(line, function) == null ? jumpTarget(line) : null;
      if (target != null && target >= function.offset() && target < end) targets.add(target);
    }
    var labels = new HashMap<Long, String>();
    for (long target : targets) labels.put(target, "L" + (labels.size() + 1));

    out.append(plain(function.symbol())).append(": ; ").append(function.bytes().length).append(" bytes\n");
    for (var line : lines) {
      var label = labels.get(line.offset);
      if (label != null) out.append(label).append(":\n");
      out.append("  ").append(named(line, function, labels, names)).append('\n');
    }
    out.append('\n');
  }

  private List<Line> decode(ObjectCode.Code function) {
    var lines = new ArrayList<Line>();
    var code = function.bytes();
    var text = new byte[TEXT_BYTES];
    try (var bytes = new org.bytedeco.javacpp.BytePointer(code);
        var buffer = new org.bytedeco.javacpp.BytePointer(TEXT_BYTES)) {
      for (int at = 0; at < code.length;) {
        long offset = function.offset() + at;
        int size = (int) LLVM.LLVMDisasmInstruction(context, bytes.position(at), code.length - at, offset, buffer, TEXT_BYTES);
        if (size == 0) {
          lines.add(new Line(offset, 1, String.format(Locale.ROOT, ".byte 0x%02x", code[at])));
          at++;
          continue;
        }
        buffer.position(0).get(text);
        int length = 0;
        while (text[length] != 0) length++;
        lines.add(new Line(offset, size, new String(text, 0, length, java.nio.charset.StandardCharsets.US_ASCII).strip()));
        at += size;
      }
      bytes.position(0);
    }
    return lines;
  }

  // The printer shows the distance from the end of the instruction.
  private static Long jumpTarget(Line line) {
    int space = line.text.indexOf('\t');
    if (space < 0 || !(line.text.startsWith("j") || line.text.startsWith("call"))) return null;
    try {
      return line.offset + line.size + Long.parseLong(line.text.substring(space + 1).strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String named(Line line, ObjectCode.Code function, Map<Long, String> labels, Map<Long, String> names) {
    var text = line.text.replace('\t', ' ');
    var symbol = relocation(line, function);
    if (symbol != null) {
      if (text.startsWith("call") || text.startsWith("j")) return text.substring(0, text.indexOf(' ') + 1) + plain(symbol);
      return text + " ; " + (symbol.isEmpty() ? "constant" : plain(symbol));
    }
    var target = jumpTarget(line);
    if (target == null) return text;
    var name = labels.getOrDefault(target, names.get(target));
    return name == null ? text : text.substring(0, text.indexOf(' ') + 1) + name;
  }

  /** What the linker will put into the instruction, or null. */
  private static String relocation(Line line, ObjectCode.Code function) {
    for (long at = line.offset; at < line.offset + line.size; at++) {
      var symbol = function.relocations().get(at);
      if (symbol != null) return symbol;
    }
    return null;
  }

  private static String plain(String symbol) {
    return symbol.startsWith("fn:") ? "@" + symbol.substring("fn:".length()) : symbol;
  }

  @Override
  public void close() {
    LLVM.LLVMDisasmDispose(context);
  }
}
