package dev.assay.harness.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** Keeps the standard streams, as some programs do. */
public class Echoes {
  private static final InputStream IN = System.in;
  private static final PrintStream OUT = System.out;

  public static void main(String[] args) throws IOException {
    for (var arg : args) OUT.println(arg);
    for (int b = IN.read(); b >= 0; b = IN.read()) OUT.write(b);
    OUT.print("end é");
  }
}
