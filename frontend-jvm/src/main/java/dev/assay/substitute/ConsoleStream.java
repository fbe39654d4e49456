package dev.assay.substitute;

import dev.assay.substitute.java.io.PrintStream;

/** Standard output or error. Numbers become text on the host, in the host's own words. */
public final class ConsoleStream extends PrintStream {
  private final int fd;

  public ConsoleStream(int fd) {
    super(null);
    this.fd = fd;
  }

  @Override
  public void write(int value) {
    Host.write(fd, new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
    Host.write(fd, bytes, offset, length);
  }

  @Override
  public void flush() {
    Host.flush(fd);
  }

  @Override
  public void close() {
    Host.flush(fd);
  }

  @Override
  public void print(boolean value) {
    Host.print(fd, value);
  }

  @Override
  public void print(char value) {
    Host.print(fd, value);
  }

  @Override
  public void print(int value) {
    Host.print(fd, value);
  }

  @Override
  public void print(long value) {
    Host.print(fd, value);
  }

  @Override
  public void print(float value) {
    Host.print(fd, value);
  }

  @Override
  public void print(double value) {
    Host.print(fd, value);
  }

  @Override
  public void print(char[] text) {
    for (char c : text) Host.print(fd, c);
  }

  @Override
  public void print(String text) {
    Host.print(fd, text);
  }
}
