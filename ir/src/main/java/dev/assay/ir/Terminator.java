package dev.assay.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The last instruction of a block. */
public sealed interface Terminator extends Insn {
  /** The outgoing edges, in text order. */
  List<Edge> edges();

  @Override
  Terminator map(UnaryOperator<Value> f);

  /** The same terminator with other edges, as many and in the same order. */
  Terminator withEdges(List<Edge> edges);

  @Override
  default Value result() {
    return null;
  }

  private static List<Edge> map(List<Edge> edges, UnaryOperator<Value> f) {
    List<Edge> changed = null;
    for (int i = 0; i < edges.size(); i++) {
      var mapped = edges.get(i).map(f);
      if (changed == null && mapped != edges.get(i)) changed = new ArrayList<>(edges.subList(0, i));
      if (changed != null) changed.add(mapped);
    }
    return changed == null ? edges : changed;
  }

  Set<Trait> NONE = Trait.of();

  /** {@code jump EDGE}. */
  record Jump(Position pos, Edge target) implements Terminator {
    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Set<Trait> traits() {
      return NONE;
    }

    @Override
    public List<Edge> edges() {
      return List.of(target);
    }

    @Override
    public Terminator map(UnaryOperator<Value> f) {
      var mapped = target.map(f);
      return mapped == target ? this : new Jump(pos, mapped);
    }

    @Override
    public Terminator withEdges(List<Edge> edges) {
      return new Jump(pos, edges.getFirst());
    }
  }

  /** {@code branch %condition, EDGE, EDGE}: the first edge if the i32 condition is not 0. */
  record Branch(Position pos, Value condition, Edge ifTrue, Edge ifFalse) implements Terminator {
    @Override
    public List<Value> operands() {
      return List.of(condition);
    }

    @Override
    public Set<Trait> traits() {
      return NONE;
    }

    @Override
    public List<Edge> edges() {
      return List.of(ifTrue, ifFalse);
    }

    @Override
    public Terminator map(UnaryOperator<Value> f) {
      var c = f.apply(condition);
      var t = ifTrue.map(f);
      var e = ifFalse.map(f);
      return c == condition && t == ifTrue && e == ifFalse ? this : new Branch(pos, c, t, e);
    }

    @Override
    public Terminator withEdges(List<Edge> edges) {
      return new Branch(pos, condition, edges.get(0), edges.get(1));
    }
  }

  /** {@code switch %value, [K: EDGE, …] EDGE}: the edge of the equal key, else the last edge. Keys ascend strictly. */
  final class Switch implements Terminator {
    private final Position pos;
    private final Value value;
    private final int[] keys;
    private final List<Edge> edges;

    /**
     * @param keys strictly ascending
     * @param edges one per key, then the default
     */
    public Switch(Position pos, Value value, int[] keys, List<Edge> edges) {
      this.pos = Objects.requireNonNull(pos);
      this.value = Objects.requireNonNull(value);
      this.keys = keys.clone();
      this.edges = List.copyOf(edges);
      if (edges.size() != keys.length + 1) throw new CompilerBug("switch with " + keys.length + " keys and " + edges.size() + " edges");
    }

    @Override
    public Position pos() {
      return pos;
    }

    public Value value() {
      return value;
    }

    public int size() {
      return keys.length;
    }

    public int key(int i) {
      return keys[i];
    }

    /** A copy. */
    public int[] keys() {
      return keys.clone();
    }

    public Edge defaultEdge() {
      return edges.getLast();
    }

    /** The edge taken for this value. */
    public Edge select(int v) {
      int i = Arrays.binarySearch(keys, v);
      return i >= 0 ? edges.get(i) : edges.getLast();
    }

    @Override
    public List<Value> operands() {
      return List.of(value);
    }

    @Override
    public Set<Trait> traits() {
      return NONE;
    }

    @Override
    public List<Edge> edges() {
      return edges;
    }

    @Override
    public Terminator map(UnaryOperator<Value> f) {
      var v = f.apply(value);
      var mapped = Terminator.map(edges, f);
      return v == value && mapped == edges ? this : new Switch(pos, v, keys, mapped);
    }

    @Override
    public Terminator withEdges(List<Edge> edges) {
      return new Switch(pos, value, keys, edges);
    }
  }

  /** {@code return [%value]}; the value is null in a void function. */
  record Return(Position pos, Value value) implements Terminator {
    @Override
    public List<Value> operands() {
      return value == null ? List.of() : List.of(value);
    }

    @Override
    public Set<Trait> traits() {
      return NONE;
    }

    @Override
    public List<Edge> edges() {
      return List.of();
    }

    @Override
    public Terminator map(UnaryOperator<Value> f) {
      var v = value == null ? null : f.apply(value);
      return v == value ? this : new Return(pos, v);
    }

    @Override
    public Terminator withEdges(List<Edge> edges) {
      return this;
    }
  }

  /** {@code throw %exception}: leaves the function; inside a try region the builder jumps to the handler instead. Not null. */
  record Throw(Position pos, Value exception) implements Terminator {
    @Override
    public List<Value> operands() {
      return List.of(exception);
    }

    @Override
    public Set<Trait> traits() {
      return THROWS;
    }

    @Override
    public List<Edge> edges() {
      return List.of();
    }

    @Override
    public Terminator map(UnaryOperator<Value> f) {
      var e = f.apply(exception);
      return e == exception ? this : new Throw(pos, e);
    }

    @Override
    public Terminator withEdges(List<Edge> edges) {
      return this;
    }
  }

  /**
   * {@code BODY to EDGE unwind %exception: EDGE}: an instruction that may throw, inside a try region. Its result exists on the normal
   * edge only and the exception on the unwind edge only, so each may be used solely as a block argument of its edge; a successor takes it
   * as a parameter.
   *
   * @param body has the trait THROWS and is no terminator
   * @param exception a new {@code ref}
   */
  record Try(Position pos, Insn body, Edge normal, Value exception, Edge unwind) implements Terminator {
    @Override
    public List<Value> operands() {
      return body.operands();
    }

    @Override
    public Set<Trait> traits() {
      return body.traits();
    }

    /** The body's result; it may be used on the normal edge only. */
    @Override
    public Value result() {
      return body.result();
    }

    @Override
    public List<Edge> edges() {
      return List.of(normal, unwind);
    }

    @Override
    public Level onlyAt() {
      return body.onlyAt();
    }

    @Override
    public Terminator map(UnaryOperator<Value> f) {
      var b = body.map(f);
      var n = normal.map(f);
      var u = unwind.map(f);
      return b == body && n == normal && u == unwind ? this : new Try(pos, b, n, exception, u);
    }

    @Override
    public Terminator withEdges(List<Edge> edges) {
      return new Try(pos, body, edges.get(0), exception, edges.get(1));
    }
  }
}
