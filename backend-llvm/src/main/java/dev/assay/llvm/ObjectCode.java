package dev.assay.llvm;

import dev.assay.ir.CompilerBug;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.llvm.LLVM.LLVMBinaryRef;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMMemoryBufferRef;
import org.bytedeco.llvm.LLVM.LLVMSectionIteratorRef;
import org.bytedeco.llvm.global.LLVM;

/** An object file in memory. Owned until it is closed or {@link #release released}. */
final class ObjectCode implements AutoCloseable {
  /**
   * A function's code.
   *
   * @param symbol as in the LLVM module
   * @param offset in its section
   * @param relocations name of what the bytes at an offset of the section will refer to
   */
  record Code(String symbol, byte[] bytes, long offset, Map<Long, String> relocations) {}

  private static final String LINES = ".debug_line";

  // An entry of ELF64's relocations with addend: offset, symbol and type, addend.
  private static final int RELOCATION_BYTES = 24;
  private static final int ADDEND_OFFSET = 16;

  private LLVMMemoryBufferRef buffer;

  ObjectCode(LLVMMemoryBufferRef buffer) {
    this.buffer = buffer;
  }

  /** The buffer, now the caller's. */
  LLVMMemoryBufferRef release() {
    var released = buffer;
    buffer = null;
    return released;
  }

  /** Bytes of machine code. */
  long codeBytes() {
    long[] bytes = {0};
    withSections((_, section) -> bytes[0] += isCode(section) ? LLVM.LLVMGetSectionSize(section) : 0);
    return bytes[0];
  }

  private static boolean isCode(LLVMSectionIteratorRef section) {
    var name = name(section);
    return name.startsWith(".text") || name.startsWith("__text");
  }

  private static String name(LLVMSectionIteratorRef section) {
    var name = LLVM.LLVMGetSectionName(section);
    return name == null || name.isNull() ? "" : name.getString();
  }

  /** The functions in order of their addresses. */
  List<Code> functions() {
    // ELF keeps the relocations of .text in a section .rela.text; elsewhere a section has its own.
    var relocations = new HashMap<String, Map<Long, String>>();
    withSections(
        (_, section) -> {
          var target = name(section).replaceFirst("^\\.rela?(?=\\.)", "");
          relocations.computeIfAbsent(target, _ -> new HashMap<>()).putAll(relocations(section));
        });
    var functions = new ArrayList<Code>();
    withSections(
        (binary, section) -> {
          if (isCode(section)) functions.addAll(functionsOf(binary, section, relocations.get(name(section))));
        });
    return functions;
  }

  private static List<Code> functionsOf(LLVMBinaryRef binary, LLVMSectionIteratorRef section, Map<Long, String> relocations) {
    var functions = new ArrayList<Code>();
    long start = LLVM.LLVMGetSectionAddress(section);
    var contents = LLVM.LLVMGetSectionContents(section);
    var symbol = LLVM.LLVMObjectFileCopySymbolIterator(binary);
    try {
      for (; LLVM.LLVMObjectFileIsSymbolIteratorAtEnd(binary, symbol) == 0; LLVM.LLVMMoveToNextSymbol(symbol)) {
        long size = LLVM.LLVMGetSymbolSize(symbol);
        if (size == 0 || LLVM.LLVMGetSectionContainsSymbol(section, symbol) == 0) continue;
        long offset = LLVM.LLVMGetSymbolAddress(symbol) - start;
        var bytes = new byte[Math.toIntExact(size)];
        new BytePointer(contents).position(offset).get(bytes);
        functions.add(new Code(LLVM.LLVMGetSymbolName(symbol).getString(), bytes, offset, relocations));
      }
    } finally {
      LLVM.LLVMDisposeSymbolIterator(symbol);
    }
    functions.sort(Comparator.comparingLong(Code::offset));
    return functions;
  }

  private static Map<Long, String> relocations(LLVMSectionIteratorRef section) {
    var names = new HashMap<Long, String>();
    var relocation = LLVM.LLVMGetRelocations(section);
    try {
      for (; LLVM.LLVMIsRelocationIteratorAtEnd(section, relocation) == 0; LLVM.LLVMMoveToNextRelocation(relocation)) {
        var symbol = LLVM.LLVMGetRelocationSymbol(relocation);
        var name = LLVM.LLVMGetSymbolName(symbol);
        names.put(LLVM.LLVMGetRelocationOffset(relocation), name == null || name.isNull() ? "" : name.getString());
        LLVM.LLVMDisposeSymbolIterator(symbol);
      }
    } finally {
      LLVM.LLVMDisposeRelocationIterator(relocation);
    }
    return names;
  }

  /** The lines of the code, by offsets in the section that holds all of it. */
  LineTable lineTable() {
    int[] codeSections = {0};
    byte[][] lines = {{}};
    var relocations = new HashMap<Long, Long>();
    withSections(
        (_, section) -> {
          var name = name(section);
          if (isCode(section) && LLVM.LLVMGetSectionSize(section) > 0) codeSections[0]++;
          if (name.equals(LINES)) lines[0] = contents(section);
          if (name.equals(".rela" + LINES)) {
            // What is relocated here is the start of the section, or in the header something that is not read.
            var entries = ByteBuffer.wrap(contents(section)).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at < entries.limit(); at += RELOCATION_BYTES)
              relocations.put(entries.getLong(at), entries.getLong(at + ADDEND_OFFSET));
          }
        });
    if (codeSections[0] > 1) throw new CompilerBug("LLVM's code lies in " + codeSections[0] + " sections");
    return LineTable.read(lines[0], relocations);
  }

  /** Where the code of a function begins in its section. */
  long offset(String symbol) {
    long[] offset = {-1};
    withSections(
        (binary, section) -> {
          if (!isCode(section)) return;
          var at = LLVM.LLVMObjectFileCopySymbolIterator(binary);
          for (; LLVM.LLVMObjectFileIsSymbolIteratorAtEnd(binary, at) == 0; LLVM.LLVMMoveToNextSymbol(at))
            if (LLVM.LLVMGetSymbolName(at).getString().equals(symbol))
              offset[0] = LLVM.LLVMGetSymbolAddress(at) - LLVM.LLVMGetSectionAddress(section);
          LLVM.LLVMDisposeSymbolIterator(at);
        });
    if (offset[0] < 0) throw new CompilerBug("the object has no " + symbol);
    return offset[0];
  }

  private static byte[] contents(LLVMSectionIteratorRef section) {
    var bytes = new byte[Math.toIntExact(LLVM.LLVMGetSectionSize(section))];
    new BytePointer(LLVM.LLVMGetSectionContents(section)).get(bytes);
    return bytes;
  }

  private interface SectionVisitor {
    void visit(LLVMBinaryRef binary, LLVMSectionIteratorRef section);
  }

  private void withSections(SectionVisitor visitor) {
    withBinary(
        binary -> {
          var section = LLVM.LLVMObjectFileCopySectionIterator(binary);
          // Null when the file has none.
          if (section == null || section.isNull()) return;
          try {
            for (; LLVM.LLVMObjectFileIsSectionIteratorAtEnd(binary, section) == 0; LLVM.LLVMMoveToNextSection(section))
              visitor.visit(binary, section);
          } finally {
            LLVM.LLVMDisposeSectionIterator(section);
          }
        });
  }

  private void withBinary(Consumer<LLVMBinaryRef> visitor) {
    try (var error = new BytePointer()) {
      var binary = LLVM.LLVMCreateBinary(buffer, (LLVMContextRef) null, error);
      if (binary == null || binary.isNull()) throw new CompilerBug("LLVM cannot read its own object file: " + Llvm.takeMessage(error));
      try {
        visitor.accept(binary);
      } finally {
        LLVM.LLVMDisposeBinary(binary);
      }
    }
  }

  @Override
  public void close() {
    if (buffer != null) LLVM.LLVMDisposeMemoryBuffer(buffer);
    buffer = null;
  }
}
