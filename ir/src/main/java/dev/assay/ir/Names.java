package dev.assay.ir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names under which the text form of a function shows its values and blocks: unique, and the same at each call for the same function.
 * Frame states and profiles refer to a baseline by these names.
 *
 * <p>A given name is kept by the first, in program order, that has it; a later one gets a suffix {@code .1}, {@code .2} … A value or
 * block without a name is called {@code v<id>} or {@code b<id>}, with a suffix if such a name was given to another. Once read back, all
 * names are given and unique, so printing again changes nothing. Cost: linear, one hash entry per name.
 */
public final class Names {
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Block> blocks = new HashMap<>();
  // By id, with the owner beside it: a value or block of another function, which only a wrong function holds, has no name here.
  private final Value[] valueOwner;
  private final String[] valueName;
  private final Block[] blockOwner;
  private final String[] blockName;

  private Names(Function function) {
    valueOwner = new Value[function.valueCount()];
    valueName = new String[function.valueCount()];
    blockOwner = new Block[function.blockCount()];
    blockName = new String[function.blockCount()];
    // Names that are kept come first, so that no suffixed name takes them.
    for (boolean keep : List.of(true, false)) {
      var suffixes = new HashMap<String, Integer>();
      for (var block : function.blocks()) {
        for (var param : block.params()) claim(param, keep, suffixes);
        for (var insn : block.insns()) {
          if (insn.result() != null) claim(insn.result(), keep, suffixes);
          if (insn instanceof Terminator.Try t) claim(t.exception(), keep, suffixes);
        }
      }
    }
    for (boolean keep : List.of(true, false)) {
      var suffixes = new HashMap<String, Integer>();
      for (var block : function.blocks()) claim(block, keep, suffixes);
    }
  }

  public static Names of(Function function) {
    return new Names(function);
  }

  /** Without the {@code %}. A value the function does not define is called by its own name or id. */
  public String value(Value value) {
    int id = value.id();
    if (id < valueOwner.length && valueOwner[id] == value) return valueName[id];
    return value.name() != null ? value.name() : "v" + id;
  }

  /** A block that is not in the function is called by its own name or id. */
  public String block(Block block) {
    int id = block.id();
    return id < blockOwner.length && blockOwner[id] == block ? blockName[id] : block.toString();
  }

  public Optional<Value> valueNamed(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public Optional<Block> blockNamed(String name) {
    return Optional.ofNullable(blocks.get(name));
  }

  // A value defined twice is wrong but must print: it keeps its first name.
  private void claim(Value value, boolean keep, Map<String, Integer> suffixes) {
    int id = value.id();
    if (id >= valueOwner.length || valueOwner[id] != null) return;
    var name = keep ? kept(values, value, value.name()) : suffixed(values, value, value.name() != null ? value.name() : "v" + id, suffixes);
    if (name == null) return;
    valueOwner[id] = value;
    valueName[id] = name;
  }

  private void claim(Block block, boolean keep, Map<String, Integer> suffixes) {
    int id = block.id();
    if (id >= blockOwner.length || blockOwner[id] != null) return;
    var name = keep ? kept(blocks, block, block.name()) : suffixed(blocks, block, block.toString(), suffixes);
    if (name == null) return;
    blockOwner[id] = block;
    blockName[id] = name;
  }

  private static <T> String kept(Map<String, T> taken, T owner, String given) {
    return given != null && taken.putIfAbsent(given, owner) == null ? given : null;
  }

  // The suffix counts on per wanted name, so that many equal names cost linear and not quadratic time.
  private static <T> String suffixed(Map<String, T> taken, T owner, String wanted, Map<String, Integer> suffixes) {
    var name = wanted;
    while (taken.putIfAbsent(name, owner) != null) name = wanted + "." + suffixes.merge(wanted, 1, Integer::sum);
    return name;
  }
}
