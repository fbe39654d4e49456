/** An exception made below more frames than the host keeps, and thrown far above them. */
class DeepCreation {
  static RuntimeException down(int n) {
    if (n > 0) {
      if (n % 3 == 0) return down(n - 1);
      return down(
          n - 1);
    }
    return new UnsupportedOperationException("deep");
  }

  public static void main(String[] args) {
    RuntimeException e = down(1500);
    System.out.println(e.getMessage());
    throw e;
  }
}
