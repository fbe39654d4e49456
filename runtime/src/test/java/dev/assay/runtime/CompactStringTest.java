package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CompactStringTest {
  private static void holds(String text, int coder, int... bytes) {
    var compact = CompactString.of(text);
    var expected = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) expected[i] = (byte) bytes[i];
    assertArrayEquals(expected, compact.value());
    assertEquals(coder, compact.coder());
    assertEquals(text, compact.text());
  }

  @Test
  void oneByteForEachUnitIfAllFit() {
    holds("", 0);
    holds("a\u00ff", 0, 'a', 0xff);
  }

  @Test
  void twoBytesForEachUnitIfOneDoesNot() {
    holds("a\u0100", 1, 'a', 0, 0, 1);
  }

  /** No charset has these. */
  @Test
  void unpairedSurrogatesStay() {
    holds("\ud800", 1, 0, 0xd8);
    holds("\udc00\ud800", 1, 0, 0xdc, 0, 0xd8);
  }
}
