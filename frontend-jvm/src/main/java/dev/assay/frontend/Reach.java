package dev.assay.frontend;

import dev.assay.ir.Module;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program reaches, and why.
 *
 * @param reachedFrom by function: the one that was being built when it was first needed; of a virtual call, that may be the call or the
 *     place that makes the objects. Nothing for where the program starts.
 */
public record Reach(Module module, Map<String, String> reachedFrom) {
  public Reach {
    reachedFrom = new HashMap<>(reachedFrom);
  }

  /** The functions from the start of the program to this one. */
  public List<String> path(String function) {
    return path(reachedFrom, function);
  }

  static List<String> path(Map<String, String> reachedFrom, String function) {
    var path = new ArrayDeque<String>();
    for (var at = function; at != null; at = reachedFrom.get(at)) path.addFirst(at);
    return List.copyOf(path);
  }
}
