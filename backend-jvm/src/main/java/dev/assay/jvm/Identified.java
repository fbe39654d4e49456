package dev.assay.jvm;

/** An object with a place for its identity hash; 0 is none yet. Public only for generated classes. */
public interface Identified {
  int identityHash();

  void identityHash(int hash);
}
