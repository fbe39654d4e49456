package dev.assay.cli;

/** Assay's own exit codes. A program that is run may use any. */
final class ExitCode {
  static final int OK = 0;
  /** An uncaught exception of the program, as the java launcher has it. */
  static final int UNCAUGHT = 1;
  /** A wrong result or a crash in a comparison. */
  static final int FAULT = 3;
  static final int USAGE = 64;
  /** The program is missing, unreadable, broken, without main, not compiling, or refused. */
  static final int PROGRAM = 65;
  static final int INTERNAL = 70;
  static final int TIME_OUT = 124;

  private ExitCode() {}
}
