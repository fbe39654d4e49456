package dev.assay.substitute.java.io;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Formatter;

/** Text as UTF-8 to another stream. Errors are remembered, not thrown. */
public class PrintStream extends FilterOutputStream implements Appendable, Closeable {
  private boolean trouble;

  public PrintStream(OutputStream out) {
    super(out);
  }

  public PrintStream(OutputStream out, boolean autoFlush) {
    super(out);
  }

  @Override
  public void write(int value) {
    try {
      out.write(value);
    } catch (IOException e) {
      trouble = true;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      trouble = true;
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      trouble = true;
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      trouble = true;
    }
  }

  public boolean checkError() {
    flush();
    return trouble;
  }

  public void print(boolean value) {
    print(String.valueOf(value));
  }

  public void print(char value) {
    print(String.valueOf(value));
  }

  public void print(int value) {
    print(String.valueOf(value));
  }

  public void print(long value) {
    print(String.valueOf(value));
  }

  public void print(float value) {
    print(String.valueOf(value));
  }

  public void print(double value) {
    print(String.valueOf(value));
  }

  public void print(char[] text) {
    print(String.valueOf(text));
  }

  public void print(String text) {
    var bytes = String.valueOf(text).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    write(bytes, 0, bytes.length);
  }

  public void print(Object value) {
    print(String.valueOf(value));
  }

  public void println() {
    print(System.lineSeparator());
  }

  public void println(boolean value) {
    print(value);
    println();
  }

  public void println(char value) {
    print(value);
    println();
  }

  public void println(int value) {
    print(value);
    println();
  }

  public void println(long value) {
    print(value);
    println();
  }

  public void println(float value) {
    print(value);
    println();
  }

  public void println(double value) {
    print(value);
    println();
  }

  public void println(char[] text) {
    print(text);
    println();
  }

  public void println(String text) {
    print(text);
    println();
  }

  public void println(Object value) {
    // The text first: its making may print.
    var text = String.valueOf(value);
    print(text);
    println();
  }

  public PrintStream printf(String format, Object... args) {
    return format(format, args);
  }

  public PrintStream format(String format, Object... args) {
    print(new Formatter().format(format, args).toString());
    return this;
  }

  @Override
  public PrintStream append(CharSequence text) {
    print(String.valueOf(text));
    return this;
  }

  @Override
  public PrintStream append(CharSequence text, int start, int end) {
    print((text == null ? "null" : text).subSequence(start, end).toString());
    return this;
  }

  @Override
  public PrintStream append(char value) {
    print(value);
    return this;
  }
}
