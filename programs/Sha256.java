/*
 * SHA-256 over byte arrays, checked against the published digests of "abc", of the empty message and of a million 'a'.
 * Here for 32-bit integer work with no branch to speak of: rotations, xor, wrapping sums, bytes that must be widened
 * without their sign. One wrong bit anywhere changes every digit of the output.
 */
public class Sha256 {
  private static final int MILLION = 1_000_000;
  private static final int CHAIN_LENGTH = 20_000;

  /** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
  private static final int[] ROUND_CONSTANTS = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  };

  /** First 32 bits of the fractional parts of the square roots of the first 8 primes. */
  private static final int[] INITIAL_STATE = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  };

  private static final int[] DIGEST_OF_ABC = {
    0xba7816bf, 0x8f01cfea, 0x414140de, 0x5dae2223, 0xb00361a3, 0x96177a9c, 0xb410ff61, 0xf20015ad,
  };

  private static final int[] DIGEST_OF_MILLION = {
    0xcdc76e5c, 0x9914fb92, 0x81a1c7e2, 0x84d73e67, 0xf1809a48, 0xa497200e, 0x046d39cc, 0xc7112cd0,
  };

  private static final char[] HEX_DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
  };

  private static final int[] schedule = new int[64];

  /** Adds one block of 64 bytes to the state. */
  static void compress(int[] state, byte[] data, int offset) {
    for (int i = 0; i < 16; i++) {
      int at = offset + 4 * i;
      schedule[i] = (data[at] & 0xff) << 24 | (data[at + 1] & 0xff) << 16 | (data[at + 2] & 0xff) << 8
          | data[at + 3] & 0xff;
    }
    for (int i = 16; i < 64; i++) {
      schedule[i] = schedule[i - 16] + smallSigma0(schedule[i - 15]) + schedule[i - 7] + smallSigma1(schedule[i - 2]);
    }
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    for (int i = 0; i < 64; i++) {
      int choose = e & f ^ ~e & g;
      int majority = a & b ^ a & c ^ b & c;
      int t1 = h + bigSigma1(e) + choose + ROUND_CONSTANTS[i] + schedule[i];
      int t2 = bigSigma0(a) + majority;
      h = g;
      g = f;
      f = e;
      e = d + t1;
      d = c;
      c = b;
      b = a;
      a = t1 + t2;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }

  static int bigSigma0(int x) {
    return Integer.rotateRight(x, 2) ^ Integer.rotateRight(x, 13) ^ Integer.rotateRight(x, 22);
  }

  static int bigSigma1(int x) {
    return Integer.rotateRight(x, 6) ^ Integer.rotateRight(x, 11) ^ Integer.rotateRight(x, 25);
  }

  static int smallSigma0(int x) {
    return Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ x >>> 3;
  }

  static int smallSigma1(int x) {
    return Integer.rotateRight(x, 17) ^ Integer.rotateRight(x, 19) ^ x >>> 10;
  }

  /** Digest as eight words, most significant first. */
  static int[] digest(byte[] message) {
    int[] state = INITIAL_STATE.clone();
    int offset = 0;
    for (; offset + 64 <= message.length; offset += 64) {
      compress(state, message, offset);
    }
    // The rest, a one bit, zeros, and the length in bits: one block, or two if fewer than nine bytes are left.
    int rest = message.length - offset;
    byte[] tail = new byte[rest + 9 <= 64 ? 64 : 128];
    System.arraycopy(message, offset, tail, 0, rest);
    tail[rest] = (byte) 0x80;
    long bits = message.length * 8L;
    for (int i = 0; i < 8; i++) {
      tail[tail.length - 1 - i] = (byte) (bits >>> 8 * i);
    }
    for (int at = 0; at < tail.length; at += 64) {
      compress(state, tail, at);
    }
    return state;
  }

  static void toBytes(int[] words, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (words[i >> 2] >>> 24 - 8 * (i & 3));
    }
  }

  /** The digest of the digest of ... of 32 zero bytes: short messages, so padding counts. */
  static int[] chain(int length) {
    byte[] message = new byte[32];
    int[] words = INITIAL_STATE;
    for (int i = 0; i < length; i++) {
      words = digest(message);
      toBytes(words, message);
    }
    return words;
  }

  static boolean equal(int[] left, int[] right) {
    for (int i = 0; i < left.length; i++) {
      if (left[i] != right[i]) {
        return false;
      }
    }
    return true;
  }

  static void printHex(int[] words) {
    for (int word : words) {
      for (int shift = 28; shift >= 0; shift -= 4) {
        System.out.print(HEX_DIGITS[word >>> shift & 15]);
      }
    }
    System.out.println();
  }

  public static void main(String[] args) {
    byte[] abc = {'a', 'b', 'c'};
    byte[] million = new byte[MILLION];
    for (int i = 0; i < MILLION; i++) {
      million[i] = 'a';
    }
    int[] digestOfAbc = digest(abc);
    int[] digestOfMillion = digest(million);

    System.out.print("empty: ");
    printHex(digest(new byte[0]));
    System.out.print("abc: ");
    printHex(digestOfAbc);
    System.out.print("million a: ");
    printHex(digestOfMillion);
    System.out.print("20000 times over: ");
    printHex(chain(CHAIN_LENGTH));
    System.out.print("abc as published: ");
    System.out.println(equal(digestOfAbc, DIGEST_OF_ABC));
    System.out.print("million a as published: ");
    System.out.println(equal(digestOfMillion, DIGEST_OF_MILLION));
  }
}
