package dev.assay.substitute;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;

/** The numbers that a bounds check is about, on their way to its message. A list of the library brings all that lists can do. */
final class NumberList implements List<Number> {
  private final Number[] numbers;

  private NumberList(Number[] numbers) {
    this.numbers = numbers;
  }

  /** In place of {@code List.of}. */
  static List<Number> of(Object[] numbers) {
    return new NumberList((Number[]) numbers);
  }

  @Override
  public Number get(int index) {
    return numbers[index];
  }

  @Override
  public int size() {
    return numbers.length;
  }

  private static UnsupportedOperationException never() {
    return new UnsupportedOperationException();
  }

  @Override
  public boolean isEmpty() {
    throw never();
  }

  @Override
  public boolean contains(Object o) {
    throw never();
  }

  @Override
  public Iterator<Number> iterator() {
    throw never();
  }

  @Override
  public Object[] toArray() {
    throw never();
  }

  @Override
  public <T> T[] toArray(T[] a) {
    throw never();
  }

  @Override
  public boolean add(Number e) {
    throw never();
  }

  @Override
  public boolean remove(Object o) {
    throw never();
  }

  @Override
  public boolean containsAll(Collection<?> c) {
    throw never();
  }

  @Override
  public boolean addAll(Collection<? extends Number> c) {
    throw never();
  }

  @Override
  public boolean addAll(int index, Collection<? extends Number> c) {
    throw never();
  }

  @Override
  public boolean removeAll(Collection<?> c) {
    throw never();
  }

  @Override
  public boolean retainAll(Collection<?> c) {
    throw never();
  }

  @Override
  public void clear() {
    throw never();
  }

  @Override
  public Number set(int index, Number element) {
    throw never();
  }

  @Override
  public void add(int index, Number element) {
    throw never();
  }

  @Override
  public Number remove(int index) {
    throw never();
  }

  @Override
  public int indexOf(Object o) {
    throw never();
  }

  @Override
  public int lastIndexOf(Object o) {
    throw never();
  }

  @Override
  public ListIterator<Number> listIterator() {
    throw never();
  }

  @Override
  public ListIterator<Number> listIterator(int index) {
    throw never();
  }

  @Override
  public List<Number> subList(int from, int to) {
    throw never();
  }
}
