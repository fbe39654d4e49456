package dev.assay.runtime;

import dev.assay.spi.GuestIo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The guest's standard streams. Printing goes through the host's own {@link PrintStream}, with the charset of the host's, so that text
 * comes out as the host would write it, unpaired surrogates included.
 */
public final class Console {
  private static final int BUFFER_BYTES = 1 << 14;

  private final GuestIo io;
  private OutputStream rawOut;
  private OutputStream rawErr;
  private PrintStream out;
  private PrintStream err;

  public Console(GuestIo io) {
    this.io = io;
  }

  /** The stream of file descriptor 1 or 2, over whatever stream {@link GuestIo} names now. */
  public PrintStream stream(int fd) {
    if (fd == 2) {
      if (err == null || rawErr != io.err()) {
        rawErr = io.err();
        err = new PrintStream(rawErr, true, System.err.charset());
      }
      return err;
    }
    if (out == null || rawOut != io.out()) {
      rawOut = io.out();
      out = new PrintStream(new BufferedOutputStream(rawOut, BUFFER_BYTES), false, System.out.charset());
    }
    return out;
  }

  public void flush() {
    if (out != null) out.flush();
    if (err != null) err.flush();
  }

  /** A byte of standard input, -1 at its end or when it cannot be read. */
  public int read() {
    // A prompt must be seen before the program waits for the answer.
    flush();
    try {
      return io.in().read();
    } catch (IOException e) {
      return -1;
    }
  }
}
