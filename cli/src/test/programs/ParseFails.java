// args: 12x
// stderr: first line
/** What parsing throws, uncaught. The frames inside the JDK are those of the host only. */
class ParseFails {
  public static void main(String[] args) {
    System.out.println("parsing " + args[0]);
    System.out.println(Integer.parseInt(args[0]));
  }
}
