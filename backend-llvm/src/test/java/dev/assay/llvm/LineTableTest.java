package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.ir.CompilerBug;
import dev.assay.runtime.CodeMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineTableTest {
  private static final long START = 0x7000_0000_0000L;
  private static final int NO_SITE = CodeMap.NO_SITE;

  /** Calls of {@code @site.N} are on line N, those of {@code @none.…} on line 0 or on none. */
  private static final String MODULE = """
      declare void @site.1()
      declare void @site.2()
      declare void @site.300()
      declare void @site.16777217()
      declare void @site.2147483647()
      declare void @none.zero()
      declare void @none.plain()

      define void @first(i1 %c) #0 section ".text" !dbg !4 {
        call void @none.zero(), !dbg !DILocation(line: 0, scope: !4)
        call void @site.2(), !dbg !DILocation(line: 2, scope: !4)
        call void @site.2(), !dbg !DILocation(line: 2, scope: !4)
        call void @none.zero(), !dbg !DILocation(line: 0, scope: !4)
        br i1 %c, label %a, label %b
      a:
        call void @site.2147483647(), !dbg !DILocation(line: 2147483647, scope: !4)
        ret void
      b:
        call void @site.1(), !dbg !DILocation(line: 1, scope: !4)
        call void @site.16777217(), !dbg !DILocation(line: 16777217, scope: !4)
        ret void
      }
      define void @without() #0 section ".text" {
        call void @none.plain()
        ret void
      }
      define void @cold() cold #0 section ".text" !dbg !5 {
        call void @site.300(), !dbg !DILocation(line: 300, scope: !5)
        ret void
      }
      attributes #0 = { noinline "disable-tail-calls"="true" }
      !llvm.dbg.cu = !{!0}
      !llvm.module.flags = !{!6, !7}
      !0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, emissionKind: LineTablesOnly)
      !1 = !DIFile(filename: "f", directory: "")
      !2 = !DISubroutineType(types: !{null})
      !4 = distinct !DISubprogram(name: "first", file: !1, type: !2, spFlags: DISPFlagDefinition, unit: !0)
      !5 = distinct !DISubprogram(name: "cold", file: !1, type: !2, spFlags: DISPFlagDefinition, unit: !0)
      !6 = !{i32 2, !"Debug Info Version", i32 3}
      !7 = !{i32 2, !"Dwarf Version", i32 5}
      """;

  @ParameterizedTest
  @EnumSource(Variant.class)
  void callsHaveTheirLines(Variant variant) {
    try (var module = new LlvmModule(Llvm.get(), variant, variant, false)) {
      module.parse(MODULE);
      module.verify();
      module.optimise();
      try (var object = module.generate()) {
        var map = new CodeMap();
        object.lineTable().addTo(map, START);
        var seen = new TreeMap<String, Integer>();
        for (var function : object.functions())
          new TreeMap<>(function.relocations()).subMap(function.offset(), function.offset() + function.bytes().length)
              .forEach((at, symbol) -> {
                // What is relocated is the distance, the last four bytes of a call.
                int expected = symbol.startsWith("site.") ? Integer.parseInt(symbol.substring("site.".length())) - 1 : NO_SITE;
                assertEquals(expected, map.site(START + at + 4), symbol);
                seen.merge(symbol, 1, Integer::sum);
              });
        assertEquals(
            Map.of("none.plain", 1, "none.zero", 2, "site.1", 1, "site.2", 2, "site.300", 1, "site.16777217", 1, "site.2147483647", 1),
            seen);
      }
    }
  }

  // Made by hand

  private final ByteBuffer out = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);

  private LineTableTest bytes(int... values) {
    for (int value : values) out.put((byte) value);
    return this;
  }

  /** A unit: lines advance by -3 to 8, opcodes from 14 on are special; 13 has two operands that nobody knows. */
  private void unit(int version, Runnable program) {
    int start = out.position();
    out.putInt(0).putShort((short) version);
    bytes(8, 0);
    out.putInt(0);
    int header = out.position();
    bytes(1, 1, 1, -3, 12, 14, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1, 2);
    // Directories and files, not to be read.
    bytes(1, 2, 3, 4, 5);
    out.putInt(header - 4, out.position() - header);
    program.run();
    out.putInt(start, out.position() - start - 4);
  }

  private void setAddress(long address) {
    bytes(0, 9, 2);
    out.putLong(address);
  }

  private CodeMap map(Map<Long, Long> relocations) {
    var section = new byte[out.position()];
    out.get(0, section);
    var map = new CodeMap();
    LineTable.read(section, relocations).addTo(map, START);
    return map;
  }

  private static void assertRow(CodeMap map, int site, long from, long to) {
    assertEquals(site, map.site(START + from + 1));
    assertEquals(site, map.site(START + to));
  }

  @Test
  void everyOpcode() {
    unit(
        5, () -> {
          setAddress(0x100);
          // Line 1 + 300, through two bytes of a signed number; discriminator, column, statement, block, prologue and epilogue end.
          bytes(3, 0xac, 0x02, 0, 2, 4, 9, 5, 77, 6, 7, 10, 11, 12, 3, 13, 0x80, 1, 5);
          bytes(1);
          // Address + 2, line - 3.
          bytes(14 + 2 * 12);
          // Address + 0x81, line - 128: a number with its sign in the second byte.
          bytes(2, 0x81, 1, 3, 0x80, 0x7f, 1);
          // Address + (255 - 14) / 12, then + 0x1234.
          bytes(8, 9, 0x34, 0x12, 4, 1, 1);
          // An extended opcode that nobody knows.
          bytes(0, 4, 0x80, 1, 2, 3);
          bytes(2, 1, 0, 1, 1);
        });
    var map = map(Map.of());
    assertRow(map, 300, 0x100, 0x102);
    assertRow(map, 297, 0x102, 0x183);
    assertRow(map, 169, 0x183, 0x183 + 20 + 0x1234);
    assertRow(map, 169, 0x183 + 20 + 0x1234, 0x183 + 20 + 0x1235);
    assertRow(map, NO_SITE, 0x183 + 20 + 0x1235, 0x10000);
    assertRow(map, NO_SITE, 0, 0x100);
  }

  @Test
  void sequencesAndUnitsInAnyOrder() {
    unit(
        5, () -> {
          setAddress(0x200);
          bytes(3, 4, 1, 2, 8, 0, 1, 1);
          setAddress(0x100);
          bytes(3, 6, 1, 2, 8, 3, 0x79, 1, 2, 8, 3, 2, 1, 2, 8, 0, 1, 1);
        });
    unit(
        5, () -> {
          setAddress(0);
          bytes(3, 9, 1, 2, 16, 0, 1, 1);
          // Without rows of its own.
          setAddress(0x300);
          bytes(0, 1, 1);
        });
    long unit1 = 4 + out.getInt(0);
    // The second unit's first sequence belongs at 0x180. Its operand: length, 8 bytes of head, 24 of header, 3 of opcode.
    var map = map(Map.of(unit1 + 4 + 8 + 24 + 3, 0x180L, 2L, 0x999L));
    assertRow(map, 6, 0x100, 0x108);
    assertRow(map, NO_SITE, 0x108, 0x110);
    assertRow(map, 1, 0x110, 0x118);
    assertRow(map, NO_SITE, 0x118, 0x180);
    assertRow(map, 9, 0x180, 0x190);
    assertRow(map, NO_SITE, 0x190, 0x200);
    assertRow(map, 4, 0x200, 0x208);
    assertRow(map, NO_SITE, 0x208, 0x1000);
  }

  @Test
  void nothing() {
    assertEquals(NO_SITE, map(Map.of()).site(START + 1));
  }

  @Test
  void otherVersionsAreRefused() {
    unit(4, () -> {});
    assertThrows(CompilerBug.class, () -> map(Map.of()));
  }
}
