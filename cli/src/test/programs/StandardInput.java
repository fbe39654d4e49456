// stdin: hello 12 wörld\n\n345 end
/** Reads bytes to the end and beyond. */
class StandardInput {
  public static void main(String[] args) throws java.io.IOException {
    int words = 0;
    int lines = 0;
    int number = 0;
    int hash = 0;
    boolean inWord = false;
    for (int c = System.in.read(); c >= 0; c = System.in.read()) {
      hash = hash * 31 + c;
      if (c == '\n') lines++;
      if (c >= '0' && c <= '9') number = number * 10 + c - '0';
      boolean letter = c > ' ';
      if (letter && !inWord) words++;
      inWord = letter;
    }
    System.out.println(words + " " + lines + " " + number + " " + hash);
    System.out.println(System.in.read() + " " + System.in.read());
  }
}
