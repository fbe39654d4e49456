/** printf, String.format and formatted. */
public class Formatting {
  public static void main(String[] args) {
    System.out.printf("%d|%5d|%-5d|%05d|%+d|%,d|%(d|%x|%X|%o|%08x%n", 42, 42, 42, 42, 42, 1234567, -5, 255, 255, 8, 48879);
    System.out.printf("%s|%10s|%-10s|%.2s|%S|%c|%b|%B|%n", "text", "text", "text", "text", "text", 'c', true, null);
    System.out.printf("%f|%.2f|%8.3f|%-8.1f|%e|%.3e|%g|%,.2f|%+.1f%n", 3.14159, 2.675, -1.5, 2.25, 12345.678, 0.00012, 0.5, 9876543.215, 1.0);
    System.out.println(String.format("%2$s %1$s %<s %s", "a", "b") + "%d%%".formatted(50) + String.format("%h %s", "hi", new int[0].length));
    System.out.println(String.format("%.0f %.1f %.3f %s", 0.5, 0.25, 1e10, 1.0f) + String.format("%10.3e|%5c|%-5b|", 123.456, 'x', false));
    System.out.println(String.format("%s %s", Double.NaN, Float.NEGATIVE_INFINITY) + String.format("%f %.2f", Double.POSITIVE_INFINITY, Double.NaN));
    System.out.println(String.format("%d %d %d", (byte) -1, (short) 5, 1L << 40) + String.format("%x %x", (byte) -1, -1L));
    for (String bad : new String[] {"%d", "%q", "%.2d", "%-d", "%s %s"}) {
      try {
        System.out.println(String.format(bad, "x"));
      } catch (IllegalArgumentException e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
    }
  }
}
