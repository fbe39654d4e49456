package dev.assay.ir;

/**
 * What is wrong with an input, as a value: found, expected, where.
 *
 * @param file name of the input, or of the function when there is no text
 * @param line 1-based, 0 if there is no text
 * @param column 1-based, 0 if there is no text
 * @param message one line
 */
public record Diagnostic(String file, int line, int column, String message) {
  @Override
  public String toString() {
    return line > 0 ? file + ":" + line + ":" + column + ": " + message : file + ": " + message;
  }
}
