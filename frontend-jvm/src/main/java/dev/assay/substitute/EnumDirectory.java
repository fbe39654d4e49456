package dev.assay.substitute;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The constants of an enum by name, for its {@code valueOf}, without the hash map of the JDK. */
public final class EnumDirectory implements Map<String, Object> {
  private final Object[] values;

  public EnumDirectory(Object[] values) {
    this.values = values;
  }

  @Override
  public Object get(Object name) {
    for (var value : values) if (((Enum<?>) value).name().equals(name)) return value;
    return null;
  }

  private static UnsupportedOperationException never() {
    return new UnsupportedOperationException();
  }

  @Override
  public int size() {
    throw never();
  }

  @Override
  public boolean isEmpty() {
    throw never();
  }

  @Override
  public boolean containsKey(Object key) {
    throw never();
  }

  @Override
  public boolean containsValue(Object value) {
    throw never();
  }

  @Override
  public Object put(String key, Object value) {
    throw never();
  }

  @Override
  public Object remove(Object key) {
    throw never();
  }

  @Override
  public void putAll(Map<? extends String, ?> map) {
    throw never();
  }

  @Override
  public void clear() {
    throw never();
  }

  @Override
  public Set<String> keySet() {
    throw never();
  }

  @Override
  public Collection<Object> values() {
    throw never();
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    throw never();
  }
}
