// args: 12 -7 2147483647 9223372036854775807 2.5e3 ä "two words"
/** Arguments of the program, parsed and not. */
class ParseArguments {
  public static void main(String[] args) {
    System.out.println(args.length);
    for (String arg : args) System.out.println("<" + arg + ">");
    System.out.println(Integer.parseInt(args[0]) + Integer.parseInt(args[1]));
    System.out.println(Integer.parseInt(args[2]) + 1);
    System.out.println(Long.parseLong(args[3]));
    System.out.println(Double.parseDouble(args[4]) / 3);
    try {
      System.out.println(Integer.parseInt(args[3]));
    } catch (NumberFormatException e) {
      System.out.println(e.getMessage());
    }
    try {
      System.out.println(Long.parseLong(args[5]));
    } catch (IllegalArgumentException e) {
      System.out.println(e);
    }
    try {
      System.out.println(Double.parseDouble(args[6]));
    } catch (NumberFormatException e) {
      System.out.println(e.getMessage());
    }
    System.out.println(args[7]);
  }
}
