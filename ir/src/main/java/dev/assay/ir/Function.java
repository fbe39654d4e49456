package dev.assay.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A function: parameters are those of the entry block, which is the first. No edge enters the entry block, so that every backend may put
 * its prologue there; a loop at the start has a header of its own.
 *
 * <p>The name of a function built from bytecode is {@code owner.name + descriptor} with the owner's internal name.
 */
public final class Function {
  private final String name;
  private final Type result;
  private final boolean hasReceiver;
  private final List<Block> blocks = new ArrayList<>();
  private int valueCount;
  private int blockCount;

  /**
   * @param result the result's type, or null for none
   */
  public Function(String name, Type result) {
    this(name, result, false);
  }

  /**
   * @param hasReceiver whether the first parameter is a {@code this}: a ref that is never null, as every call guarantees
   */
  public Function(String name, Type result, boolean hasReceiver) {
    this.name = name;
    this.result = result;
    this.hasReceiver = hasReceiver;
  }

  public String name() {
    return name;
  }

  /** The result's type, or null for none. */
  public Type result() {
    return result;
  }

  /** Whether the first parameter is a ref that is never null. */
  public boolean hasReceiver() {
    return hasReceiver;
  }

  /** Mutable; the first is the entry. */
  public List<Block> blocks() {
    return blocks;
  }

  public Block entry() {
    return blocks.getFirst();
  }

  public List<Value> params() {
    return Collections.unmodifiableList(entry().params());
  }

  public List<Type> paramTypes() {
    return entry().params().stream().map(Value::type).toList();
  }

  /** Above every value id: the size of an array indexed by them. */
  public int valueCount() {
    return valueCount;
  }

  /** Above every block id. */
  public int blockCount() {
    return blockCount;
  }

  public Value newValue(Type type) {
    return newValue(type, null);
  }

  /**
   * @param name must be unique in the function, or null
   */
  public Value newValue(Type type, String name) {
    return new Value(valueCount++, type, name);
  }

  /** Appends an empty block. */
  public Block newBlock(String name) {
    var block = detachedBlock(name);
    blocks.add(block);
    return block;
  }

  /** A new block that the caller places in {@link #blocks} itself. */
  public Block detachedBlock(String name) {
    return new Block(blockCount++, name);
  }

  public int insnCount() {
    int count = 0;
    for (var block : blocks) count += block.insns().size();
    return count;
  }

  /**
   * A copy with blocks of its own that shares values and, edges apart, instructions. Ids are the same, so a value or block of the copy is
   * found by the id of the original.
   */
  public Function copy() {
    var copy = new Function(name, result, hasReceiver);
    copy.valueCount = valueCount;
    copy.blockCount = blockCount;
    Map<Block, Block> twin = new HashMap<>();
    for (var block : blocks) {
      var b = new Block(block.id(), block.name());
      b.params().addAll(block.params());
      twin.put(block, b);
      copy.blocks.add(b);
    }
    for (var block : blocks) {
      var insns = twin.get(block).insns();
      for (var insn : block.insns()) {
        if (insn instanceof Terminator t)
          insns.add(t.withEdges(t.edges().stream().map(e -> new Edge(twin.get(e.target()), e.args())).toList()));
        else
          insns.add(insn);
      }
    }
    return copy;
  }

  @Override
  public String toString() {
    return "@" + name;
  }
}
