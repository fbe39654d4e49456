package dev.assay.spi;

/** Kinds of text a backend can show of what it made. */
public enum Artefact {
  BYTECODE,
  LLVM,
  CLIF,
  ASM
}
