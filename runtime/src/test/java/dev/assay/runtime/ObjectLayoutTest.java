package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.ir.MemType;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ObjectLayoutTest {
  private static ObjectLayout.Field field(String name, MemType mem) {
    return new ObjectLayout.Field(name, mem);
  }

  private static String text(ObjectLayout layout) {
    return layout.fields().stream().map(f -> f.name() + "@" + f.offset()).collect(Collectors.joining(" ")) + " = " + layout.instanceBytes();
  }

  @Test
  void noFields() {
    assertEquals(" = 16", text(ObjectLayout.EMPTY));
    assertArrayEquals(new int[0], ObjectLayout.EMPTY.referenceOffsets());
  }

  @Test
  void aNarrowFieldFillsTheGapBehindTheHeader() {
    assertEquals("i@12 = 16", text(ObjectLayout.of(ObjectLayout.EMPTY, List.of(field("i", MemType.I32)))));
    assertEquals("i@12 a@16 b@24 = 32",
        text(ObjectLayout.of(ObjectLayout.EMPTY, List.of(field("a", MemType.REF), field("i", MemType.I32), field("b", MemType.I64)))));
    assertEquals("s@12 b@14 l@16 = 24",
        text(ObjectLayout.of(ObjectLayout.EMPTY, List.of(field("b", MemType.BOOL), field("s", MemType.I16), field("l", MemType.I64)))));
  }

  @Test
  void wideFieldsAloneLeaveAGap() {
    assertEquals("l@16 r@24 = 32", text(ObjectLayout.of(ObjectLayout.EMPTY, List.of(field("l", MemType.I64), field("r", MemType.REF)))));
  }

  @Test
  void inheritedFieldsKeepTheirPlaces() {
    var base = ObjectLayout.of(ObjectLayout.EMPTY, List.of(field("x", MemType.I8), field("next", MemType.REF)));
    assertEquals("x@12 next@16 = 24", text(base));
    var derived = ObjectLayout.of(base, List.of(field("y", MemType.I32), field("x", MemType.REF), field("c", MemType.U16)));
    assertEquals("x@12 next@16 x@24 y@32 c@36 = 40", text(derived));
    assertEquals(OptionalInt.of(24), derived.offset("x"), "the nearest hides the others");
    assertEquals(OptionalInt.empty(), derived.offset("z"));
    assertArrayEquals(new int[] {16, 24}, derived.referenceOffsets());
  }

  @Test
  void fieldsAreAlignedAndDoNotOverlap() {
    var random = new Random(1);
    var types = Arrays.stream(MemType.values()).filter(m -> m != MemType.PTR).toList();
    for (int n = 0; n < 2000; n++) {
      var layout = ObjectLayout.EMPTY;
      int declared = 0;
      for (int depth = random.nextInt(1, 4); depth > 0; depth--) {
        var fields = random.ints(random.nextInt(6), 0, types.size()).mapToObj(i -> field("f" + i, types.get(i))).toList();
        declared += fields.size();
        var inherited = layout.fields();
        layout = ObjectLayout.of(layout, fields);
        assertEquals(inherited, layout.fields().subList(0, inherited.size()));
      }
      assertEquals(declared, layout.fields().size());
      boolean[] taken = new boolean[layout.instanceBytes()];
      for (var f : layout.fields()) {
        assertEquals(0, f.offset() % f.mem().sizeBytes());
        for (int i = f.offset(); i < f.offset() + f.mem().sizeBytes(); i++) {
          assertEquals(false, taken[i] || i < Layout.FIELDS_OFFSET);
          taken[i] = true;
        }
      }
    }
  }
}
