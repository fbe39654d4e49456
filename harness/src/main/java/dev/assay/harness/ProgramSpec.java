package dev.assay.harness;

import java.util.List;

/**
 * A program to measure.
 *
 * @param name short, unique in a comparison, e.g. {@code Sieve}
 * @param file what the user named: source, class file or jar; its hash goes into the results
 * @param mainClass binary name
 * @param classPath folders and jars that hold its class files
 * @param args arguments of each run
 * @param stdinFile standard input, supplied again to each run; null for none
 * @param why one line: what it is there for; may be empty
 */
public record ProgramSpec(String name, String file, String mainClass, List<String> classPath, List<String> args,
    String stdinFile, String why) {
  public ProgramSpec {
    classPath = List.copyOf(classPath);
    args = List.copyOf(args);
  }
}
