package dev.assay.spi;

import java.io.InputStream;
import java.io.OutputStream;

/** The standard streams of the program that is run. A harness may exchange the streams between repetitions. */
public final class GuestIo {
  private InputStream in;
  private OutputStream out;
  private OutputStream err;

  public GuestIo(InputStream in, OutputStream out, OutputStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  public InputStream in() {
    return in;
  }

  public OutputStream out() {
    return out;
  }

  public OutputStream err() {
    return err;
  }

  public void replace(InputStream in, OutputStream out, OutputStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }
}
