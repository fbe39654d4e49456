// args: 42
/** Generators whose every bit depends on wrapping arithmetic. */
class RandomNumbers {
  static long state;

  static int xorshift(int x) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x;
  }

  static long splitmix() {
    long z = state += 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  static int lcg(int bits) {
    state = state * 0x5DEECE66DL + 0xBL & (1L << 48) - 1;
    return (int) (state >>> 48 - bits);
  }

  static int crc(byte[] data) {
    int crc = -1;
    for (byte b : data) {
      crc ^= b & 0xff;
      for (int k = 0; k < 8; k++) crc = crc >>> 1 ^ 0xedb88320 & -(crc & 1);
    }
    return ~crc;
  }

  static long fnv(byte[] data) {
    long h = 0xcbf29ce484222325L;
    for (byte b : data) h = (h ^ b & 0xff) * 0x100000001b3L;
    return h;
  }

  public static void main(String[] args) {
    int seed = Integer.parseInt(args[0]);
    int x = seed;
    for (int i = 0; i < 10; i++) System.out.print((x = xorshift(x)) + " ");
    System.out.println();
    state = seed;
    for (int i = 0; i < 5; i++) System.out.print(splitmix() + " ");
    System.out.println();
    state = (seed ^ 0x5DEECE66DL) & (1L << 48) - 1;
    for (int i = 0; i < 5; i++) System.out.print(lcg(32) + " " + lcg(24) / (float) (1 << 24) + " " + (((long) lcg(26) << 27) + lcg(27)) * 0x1.0p-53 + " ");
    System.out.println();
    byte[] data = new byte[1000];
    for (int i = 0; i < data.length; i++) data[i] = (byte) (i * i);
    System.out.println(crc(data) + " " + fnv(data));
  }
}
