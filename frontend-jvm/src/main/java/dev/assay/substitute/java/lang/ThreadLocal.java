package dev.assay.substitute.java.lang;

import java.util.Objects;
import java.util.function.Supplier;

/** There is one thread. */
public class ThreadLocal<T> {
  private boolean isSet;
  private T value;

  protected T initialValue() {
    return null;
  }

  public static <S> ThreadLocal<S> withInitial(Supplier<? extends S> supplier) {
    Objects.requireNonNull(supplier);
    return new ThreadLocal<>() {
      @Override
      protected S initialValue() {
        return supplier.get();
      }
    };
  }

  public T get() {
    if (!isSet) set(initialValue());
    return value;
  }

  public void set(T to) {
    value = to;
    isSet = true;
  }

  public void remove() {
    value = null;
    isSet = false;
  }
}
