/** Does nothing. */
class NoOutput {
  public static void main(String[] args) {}
}
