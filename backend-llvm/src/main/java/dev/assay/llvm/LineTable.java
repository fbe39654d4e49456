package dev.assay.llvm;

import dev.assay.ir.CompilerBug;
import dev.assay.runtime.CodeMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The table of lines that LLVM puts beside the code: from addresses to lines, which are sites counted from 1. Line 0 is code without a
 * site.
 *
 * <p>The section {@code .debug_line} has a part per unit (DWARF 5, §6.2.4):
 *
 * <pre>
 * u32  length of what follows                  u8  instruction granularity       u8 operations per instruction
 * u16  version, 5                              u8  default of is_stmt            i8 line base
 * u8   bytes of an address, of a selector      u8  line range                    u8 opcode base
 * u32  length of the header from here on       u8… operands of each opcode from 1 below the base
 *                                              …   directories and files, of which nothing is needed
 * </pre>
 *
 * Then comes a program for a machine with an address and a line. Opcodes from the base on advance both and make a row; the others change
 * one of them, or something that is not needed here. A <b>sequence</b> of rows has ascending addresses and ends with one that is past its
 * code; a row holds up to the next. In an object file the address at which a sequence begins is still to be relocated.
 *
 * <p>Cost: linear, and sorting the sequences, of which a function begins one at most.
 */
final class LineTable {
  private static final int VERSION = 5;

  private static final int EXTENDED = 0;
  private static final int COPY = 1;
  private static final int ADVANCE_PC = 2;
  private static final int ADVANCE_LINE = 3;
  private static final int CONST_ADD_PC = 8;
  private static final int FIXED_ADVANCE_PC = 9;

  private static final int END_SEQUENCE = 1;
  private static final int SET_ADDRESS = 2;

  /** Rows up to an end: addresses, lines, of which the last is 0. */
  private record Sequence(long[] addresses, int[] lines) {}

  private final List<Sequence> sequences = new ArrayList<>();
  private long[] addresses = new long[64];
  private int[] lines = new int[64];
  private int rows;

  private LineTable() {}

  /**
   * @param section the contents of {@code .debug_line}
   * @param relocations addresses by their offsets in the section
   */
  static LineTable read(byte[] section, Map<Long, Long> relocations) {
    var table = new LineTable();
    var in = ByteBuffer.wrap(section).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long length = Integer.toUnsignedLong(in.getInt());
      int end = Math.toIntExact(in.position() + length);
      table.unit(in, end, relocations);
      in.position(end);
    }
    table.sequences.sort(Comparator.comparingLong(s -> s.addresses[0]));
    return table;
  }

  private void unit(ByteBuffer in, int end, Map<Long, Long> relocations) {
    int version = in.getShort();
    if (version != VERSION) throw new CompilerBug("a table of lines of version " + version);
    int addressBytes = in.get();
    int selectorBytes = in.get();
    if (addressBytes != 8 || selectorBytes != 0) throw new CompilerBug("addresses of " + addressBytes + " bytes");
    int program = in.getInt() + in.position();
    int granularity = in.get();
    in.get();
    in.get();
    int lineBase = in.get();
    int lineRange = Byte.toUnsignedInt(in.get());
    int opcodeBase = Byte.toUnsignedInt(in.get());
    byte[] operands = new byte[opcodeBase];
    in.get(operands, 1, opcodeBase - 1);
    in.position(program);

    long address = 0;
    int line = 1;
    while (in.position() < end) {
      int opcode = Byte.toUnsignedInt(in.get());
      if (opcode >= opcodeBase) {
        int advance = opcode - opcodeBase;
        address += (long) (advance / lineRange) * granularity;
        line += lineBase + advance % lineRange;
        row(address, line);
        continue;
      }
      switch (opcode) {
        case EXTENDED -> {
          int next = Math.toIntExact(unsigned(in)) + in.position();
          int extended = in.get();
          if (extended == END_SEQUENCE) {
            row(address, 0);
            endSequence();
            address = 0;
            line = 1;
          } else if (extended == SET_ADDRESS) {
            var relocated = relocations.get((long) in.position());
            address = relocated != null ? relocated : in.getLong();
          }
          in.position(next);
        }
        case COPY -> row(address, line);
        case ADVANCE_PC -> address += unsigned(in) * granularity;
        case ADVANCE_LINE -> line += (int) signed(in);
        case CONST_ADD_PC -> address += (long) ((255 - opcodeBase) / lineRange) * granularity;
        case FIXED_ADVANCE_PC -> address += Short.toUnsignedInt(in.getShort());
        default -> {
          for (int i = 0; i < operands[opcode]; i++) unsigned(in);
        }
      }
    }
  }

  private void row(long address, int line) {
    if (rows == addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * rows);
      lines = Arrays.copyOf(lines, 2 * rows);
    }
    addresses[rows] = address;
    lines[rows++] = line;
  }

  private void endSequence() {
    sequences.add(new Sequence(Arrays.copyOf(addresses, rows), Arrays.copyOf(lines, rows)));
    rows = 0;
  }

  private static long unsigned(ByteBuffer in) {
    long value = 0;
    for (int shift = 0;; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) return value;
    }
  }

  private static long signed(ByteBuffer in) {
    long value = 0;
    for (int shift = 0;; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) return (b & 0x40) == 0 || shift + 7 >= Long.SIZE ? value : value | -1L << shift + 7;
    }
  }

  /** Adds the rows to a map, for code whose section begins at an address. */
  void addTo(CodeMap map, long start) {
    int size = sequences.stream().mapToInt(s -> s.lines.length).sum();
    long[] starts = new long[size];
    int[] sites = new int[size];
    int i = 0;
    for (var sequence : sequences)
      for (int row = 0; row < sequence.lines.length; row++) {
        starts[i] = start + sequence.addresses[row];
        sites[i++] = sequence.lines[row] == 0 ? CodeMap.NO_SITE : sequence.lines[row] - 1;
      }
    map.add(starts, sites);
  }
}
