package dev.assay.llvm;

import dev.assay.ir.Function;
import dev.assay.spi.CompileRequest;
import java.util.ArrayList;
import java.util.List;

/** Divides a program into LLVM modules that are compiled at the same time. */
final class Partition {
  private Partition() {}

  /**
   * Parts of about equal size, each a row of functions that stand together in the program, so that those of a class stay together.
   *
   * @param threads how many parts there may be; {@link CompileRequest#DEFAULT_THREADS} gives one
   */
  static List<List<Function>> of(List<Function> functions, int threads) {
    if (threads <= 1 || functions.size() <= 1) return List.of(functions);
    long all = functions.stream().mapToLong(Function::insnCount).sum();
    var parts = new ArrayList<List<Function>>();
    long done = 0;
    int first = 0;
    for (int i = 0; i < functions.size(); i++) {
      done += functions.get(i).insnCount();
      boolean isFull = done * threads >= all * (parts.size() + 1);
      if (!isFull && i + 1 < functions.size()) continue;
      parts.add(functions.subList(first, i + 1));
      first = i + 1;
    }
    return parts;
  }
}
