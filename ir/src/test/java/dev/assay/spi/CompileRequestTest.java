package dev.assay.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompileRequestTest {
  private static final GuestIo IO = new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(),
      OutputStream.nullOutputStream());

  /** In parts of 512. */
  @ParameterizedTest
  @CsvSource({"0, 512", "1, 16", "16, 16", "17, 17", "97, 97", "511, 511", "512, 512", "2147483647, 512"})
  void stressTakesOfTheStack(int gcStress, int parts) {
    long part = 1L << 15;
    assertEquals(parts * part, new CompileRequest(List.of(), 1 << 20, gcStress, IO).stackBytes(512 * part, 16 * part));
  }
}
