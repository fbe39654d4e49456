package dev.assay.substitute;

import java.io.InputStream;

/** Standard input. */
public final class ConsoleInput extends InputStream {
  @Override
  public int read() {
    return Host.read();
  }
}
