package dev.assay.harness.guest;

/** An instance main method without parameters, inherited. */
public class NoArgs extends NoArgsBase {}
