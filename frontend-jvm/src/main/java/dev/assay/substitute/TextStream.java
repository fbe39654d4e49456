package dev.assay.substitute;

import dev.assay.substitute.java.io.PrintStream;

/** Keeps what is printed to it. */
final class TextStream extends PrintStream {
  private final StringBuilder text = new StringBuilder();

  TextStream() {
    super(null);
  }

  @Override
  public void print(String value) {
    text.append(value);
  }

  @Override
  public void print(char value) {
    text.append(value);
  }

  @Override
  public void write(int value) {
    text.append((char) value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    text.append(new String(bytes, offset, length, java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
