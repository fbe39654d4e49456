package dev.assay.cli;

import dev.assay.ir.Function;
import dev.assay.ir.Module;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions that a user means by a method's name: {@code name}, {@code Class.name} with or without its package, or {@code
 * Class.name(descriptor)}.
 */
final class NamedFunctions {
  private static final int SHOWN = 20;

  private NamedFunctions() {}

  /** All that match; there is one at least. */
  static List<Function> of(Module module, String method) {
    var found = new ArrayList<Function>();
    for (var function : module.functions()) if (matches(method, function.name())) found.add(function);
    if (found.isEmpty()) {
      var names = module.functions().stream().map(f -> plain(f.name())).distinct().sorted().limit(SHOWN).toList();
      throw new Failure(ExitCode.USAGE, "no method '" + method + "' in the program; it has " + String.join(", ", names));
    }
    return found;
  }

  private static boolean matches(String method, String function) {
    var wanted = method.replace('/', '.');
    var dotted = function.replace('/', '.');
    var plain = plain(function);
    return wanted.equals(dotted) || ("." + plain).endsWith("." + wanted);
  }

  /** A function's name as users write it, without its descriptor. */
  static String plain(String function) {
    int paren = function.indexOf('(');
    return (paren < 0 ? function : function.substring(0, paren)).replace('/', '.');
  }
}
