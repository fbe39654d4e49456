package dev.assay.substitute.java.util.concurrent.atomic;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** A number that one thread at a time changes, in plain code: the JDK changes it by its place in memory. */
public class AtomicLong extends Number {
  private static final long serialVersionUID = 1;
  private long value;

  public AtomicLong() {}

  public AtomicLong(long value) {
    this.value = value;
  }

  public final long get() {
    return value;
  }

  public final long getPlain() {
    return value;
  }

  public final long getAcquire() {
    return value;
  }

  public final void set(long to) {
    value = to;
  }

  public final void setPlain(long to) {
    value = to;
  }

  public final void setRelease(long to) {
    value = to;
  }

  public final void lazySet(long to) {
    value = to;
  }

  public final boolean compareAndSet(long from, long to) {
    if (value != from) return false;
    value = to;
    return true;
  }

  public final boolean weakCompareAndSetPlain(long from, long to) {
    return compareAndSet(from, to);
  }

  public final boolean weakCompareAndSetVolatile(long from, long to) {
    return compareAndSet(from, to);
  }

  public final long getAndSet(long to) {
    long before = value;
    value = to;
    return before;
  }

  public final long getAndAdd(long by) {
    return getAndSet(value + by);
  }

  public final long addAndGet(long by) {
    value += by;
    return value;
  }

  public final long getAndIncrement() {
    return getAndAdd(1);
  }

  public final long getAndDecrement() {
    return getAndAdd(-1);
  }

  public final long incrementAndGet() {
    return addAndGet(1);
  }

  public final long decrementAndGet() {
    return addAndGet(-1);
  }

  public final long getAndUpdate(LongUnaryOperator f) {
    long before = value;
    value = f.applyAsLong(before);
    return before;
  }

  public final long updateAndGet(LongUnaryOperator f) {
    value = f.applyAsLong(value);
    return value;
  }

  public final long getAndAccumulate(long x, LongBinaryOperator f) {
    long before = value;
    value = f.applyAsLong(before, x);
    return before;
  }

  public final long accumulateAndGet(long x, LongBinaryOperator f) {
    value = f.applyAsLong(value, x);
    return value;
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }

  @Override
  public int intValue() {
    return (int) value;
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
