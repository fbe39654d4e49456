/** An exception that ends the program and has others with it, of closing what it left, is printed with those. */
public class UncaughtSuppressed {
  record Resource(String name, RuntimeException onClose) implements AutoCloseable {
    @Override
    public void close() {
      if (onClose != null) throw onClose;
    }
  }

  static void use() {
    try (var outer = new Resource("outer", new IllegalStateException("outer", new RuntimeException("its cause")));
        var inner = new Resource("inner", new UnsupportedOperationException("inner"))) {
      throw new IllegalArgumentException(outer.name + " and " + inner.name);
    }
  }

  public static void main(String[] args) {
    use();
  }
}
