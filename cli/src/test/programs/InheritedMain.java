/** The class that is run has its main from a superclass, which is initialised first. */
class InheritedMain extends InheritedMainBase {
  static int own = say("own");
}

class InheritedMainBase {
  static int base = say("base");

  static int say(String what) {
    System.out.println("init " + what);
    return 1;
  }

  public static void main(String[] args) {
    System.out.println("main " + args.length + " " + base);
    throw new IllegalStateException("out");
  }
}
