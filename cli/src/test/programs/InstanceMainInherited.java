/** Main is declared by a superclass and runs on an object of the class that is launched. */
class InstanceMainInherited extends BaseOfInstanceMain {
  @Override
  String name() {
    return "the launched class";
  }
}

class BaseOfInstanceMain {
  String name() {
    return "base";
  }

  void main(String[] args) {
    System.out.println(name() + " " + args.length);
  }
}
