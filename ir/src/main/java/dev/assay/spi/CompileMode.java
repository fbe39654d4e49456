package dev.assay.spi;

/** When the functions of a program are compiled. */
public enum CompileMode {
  /** All before the program starts. */
  EAGER,
  /** Each at its first call. */
  LAZY
}
