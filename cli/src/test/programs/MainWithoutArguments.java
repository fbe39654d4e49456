/** main need not take arguments. */
class MainWithoutArguments {
  static void main() {
    System.out.println("static void main()");
    throw new IllegalStateException("and out");
  }
}
