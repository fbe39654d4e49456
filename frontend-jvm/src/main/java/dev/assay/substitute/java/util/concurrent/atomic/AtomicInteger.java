package dev.assay.substitute.java.util.concurrent.atomic;

import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/** A number that one thread at a time changes, in plain code: the JDK changes it by its place in memory. */
public class AtomicInteger extends Number {
  private static final long serialVersionUID = 1;
  private int value;

  public AtomicInteger() {}

  public AtomicInteger(int value) {
    this.value = value;
  }

  public final int get() {
    return value;
  }

  public final int getPlain() {
    return value;
  }

  public final int getAcquire() {
    return value;
  }

  public final void set(int to) {
    value = to;
  }

  public final void setPlain(int to) {
    value = to;
  }

  public final void setRelease(int to) {
    value = to;
  }

  public final void lazySet(int to) {
    value = to;
  }

  public final boolean compareAndSet(int from, int to) {
    if (value != from) return false;
    value = to;
    return true;
  }

  public final boolean weakCompareAndSetPlain(int from, int to) {
    return compareAndSet(from, to);
  }

  public final boolean weakCompareAndSetVolatile(int from, int to) {
    return compareAndSet(from, to);
  }

  public final int getAndSet(int to) {
    int before = value;
    value = to;
    return before;
  }

  public final int getAndAdd(int by) {
    return getAndSet(value + by);
  }

  public final int addAndGet(int by) {
    value += by;
    return value;
  }

  public final int getAndIncrement() {
    return getAndAdd(1);
  }

  public final int getAndDecrement() {
    return getAndAdd(-1);
  }

  public final int incrementAndGet() {
    return addAndGet(1);
  }

  public final int decrementAndGet() {
    return addAndGet(-1);
  }

  public final int getAndUpdate(IntUnaryOperator f) {
    int before = value;
    value = f.applyAsInt(before);
    return before;
  }

  public final int updateAndGet(IntUnaryOperator f) {
    value = f.applyAsInt(value);
    return value;
  }

  public final int getAndAccumulate(int x, IntBinaryOperator f) {
    int before = value;
    value = f.applyAsInt(before, x);
    return before;
  }

  public final int accumulateAndGet(int x, IntBinaryOperator f) {
    value = f.applyAsInt(value, x);
    return value;
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }

  @Override
  public int intValue() {
    return value;
  }

  @Override
  public long longValue() {
    return value;
  }

  @Override
  public float floatValue() {
    return value;
  }

  @Override
  public double doubleValue() {
    return value;
  }
}
