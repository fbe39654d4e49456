/** An instance main method without arguments, of a class made by its constructor. */
class InstanceMain {
  private final String name;

  InstanceMain() {
    name = "made";
    System.out.println("constructor");
  }

  void main() {
    System.out.println("main of " + name);
  }
}
