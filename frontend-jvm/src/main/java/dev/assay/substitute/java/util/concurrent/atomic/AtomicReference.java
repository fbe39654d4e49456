package dev.assay.substitute.java.util.concurrent.atomic;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** A reference that one thread at a time changes. */
public class AtomicReference<V> {
  private V value;

  public AtomicReference() {}

  public AtomicReference(V value) {
    this.value = value;
  }

  public final V get() {
    return value;
  }

  public final void set(V to) {
    value = to;
  }

  public final boolean compareAndSet(V from, V to) {
    if (value != from) return false;
    value = to;
    return true;
  }

  public final V getAndSet(V to) {
    V before = value;
    value = to;
    return before;
  }

  public final V getAndUpdate(UnaryOperator<V> f) {
    V before = value;
    value = f.apply(before);
    return before;
  }

  public final V updateAndGet(UnaryOperator<V> f) {
    value = f.apply(value);
    return value;
  }

  public final V getAndAccumulate(V x, BinaryOperator<V> f) {
    V before = value;
    value = f.apply(before, x);
    return before;
  }

  public final V accumulateAndGet(V x, BinaryOperator<V> f) {
    value = f.apply(value, x);
    return value;
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
