package dev.assay.ir;

import java.util.ArrayList;
import java.util.List;

/** A node of the control-flow graph: parameters, then instructions of which the last, and only the last, is a terminator. */
public final class Block {
  private final int id;
  private final String name;
  private final List<Value> params = new ArrayList<>();
  private final List<Insn> insns = new ArrayList<>();

  Block(int id, String name) {
    this.id = id;
    this.name = name;
  }

  /** Dense within the function; not an order. */
  public int id() {
    return id;
  }

  /** The given name, or null. */
  public String name() {
    return name;
  }

  /** Mutable. */
  public List<Value> params() {
    return params;
  }

  /** Mutable. */
  public List<Insn> insns() {
    return insns;
  }

  /** The last instruction; a block under construction has none, which is a bug of the caller. */
  public Terminator terminator() {
    return (Terminator) insns.getLast();
  }

  @Override
  public String toString() {
    return name != null ? name : "b" + id;
  }
}
