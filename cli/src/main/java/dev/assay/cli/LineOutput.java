package dev.assay.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Knows whether the last line is unfinished, so that a line of ours does not go on where the program's left off. */
final class LineOutput extends FilterOutputStream {
  private volatile boolean unfinished;

  LineOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    unfinished = b != '\n';
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    if (length > 0) unfinished = bytes[offset + length - 1] != '\n';
  }

  boolean isUnfinished() {
    return unfinished;
  }
}
