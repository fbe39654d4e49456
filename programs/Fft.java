/*
 * Radix-2 fast Fourier transform, in place on separate real and imaginary arrays, forward and back; it also multiplies
 * two long integers. Here for double arithmetic with power-of-two strides, bit reversal, and casts from double to int.
 * Twiddle factors come from half-angle formulas over sqrt: sin and cos may differ in the last bit between backends.
 */
public class Fft {
  private static final int LOG_SIZE = 14;
  private static final int SIZE = 1 << LOG_SIZE;
  private static final int ROUNDS = 20;

  private static final double[] cosine = new double[SIZE / 2];
  private static final double[] sine = new double[SIZE / 2];

  /** Fills cos and sin of 2 pi i / SIZE for the first half turn, each angle as a sum of two known ones. */
  static void fillTwiddles() {
    cosine[0] = 1;
    sine[0] = 0;
    double c = 0; // a quarter turn, index SIZE / 4
    double s = 1;
    for (int step = SIZE / 4; step >= 1; step /= 2) {
      cosine[step] = c;
      sine[step] = s;
      double half = Math.sqrt((1 + c) / 2);
      s = s / (2 * half); // not sqrt((1 - c) / 2): that one cancels as the angle shrinks
      c = half;
    }
    for (int base = 2; base < SIZE / 2; base *= 2) {
      for (int i = 1; i < base; i++) {
        cosine[base + i] = cosine[base] * cosine[i] - sine[base] * sine[i];
        sine[base + i] = sine[base] * cosine[i] + cosine[base] * sine[i];
      }
    }
  }

  static void permute(double[] re, double[] im, int logSize) {
    int size = 1 << logSize;
    for (int i = 0; i < size; i++) {
      int j = Integer.reverse(i) >>> (32 - logSize);
      if (i < j) {
        double swap = re[i];
        re[i] = re[j];
        re[j] = swap;
        swap = im[i];
        im[i] = im[j];
        im[j] = swap;
      }
    }
  }

  /** direction is -1 for the forward transform, +1 for the inverse without its scaling. */
  static void transform(double[] re, double[] im, int logSize, int direction) {
    permute(re, im, logSize);
    int size = 1 << logSize;
    for (int half = 1; half < size; half *= 2) {
      int stride = SIZE / (2 * half);
      for (int start = 0; start < size; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          double wr = cosine[k * stride];
          double wi = direction * sine[k * stride];
          int even = start + k;
          int odd = even + half;
          double tr = re[odd] * wr - im[odd] * wi;
          double ti = re[odd] * wi + im[odd] * wr;
          re[odd] = re[even] - tr;
          im[odd] = im[even] - ti;
          re[even] += tr;
          im[even] += ti;
        }
      }
    }
  }

  static void scale(double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  static double largestDifference(double[] left, double[] right) {
    double largest = 0;
    for (int i = 0; i < left.length; i++) {
      largest = Math.max(largest, Math.abs(left[i] - right[i]));
    }
    return largest;
  }

  static double energy(double[] re, double[] im) {
    double sum = 0;
    for (int i = 0; i < re.length; i++) {
      sum += re[i] * re[i] + im[i] * im[i];
    }
    return sum;
  }

  static double[] noise(int size) {
    double[] values = new double[size];
    int state = 12345;
    for (int i = 0; i < size; i++) {
      state = state * 1103515245 + 12345;
      values[i] = (state >> 8) * 0x1p-23; // 24 bits, in [-1, 1)
    }
    return values;
  }

  /** There and back, again and again: the error grows, the signal must not. Prints energy and error. */
  static void roundTrips() {
    double[] signal = noise(SIZE);
    double[] re = signal.clone();
    double[] im = new double[SIZE];
    double before = energy(re, im);
    double spectrum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      transform(re, im, LOG_SIZE, -1);
      spectrum = energy(re, im) / SIZE;
      transform(re, im, LOG_SIZE, 1);
      scale(re, 1.0 / SIZE);
      scale(im, 1.0 / SIZE);
    }
    System.out.print("energy of the signal: ");
    System.out.println(before);
    System.out.print("energy of the spectrum (Parseval): ");
    System.out.println(spectrum);
    System.out.print("error after 20 round trips: ");
    System.out.println(largestDifference(signal, re));
  }

  /** A pure tone has one line, of height SIZE / 2. */
  static int loudestLine(int frequency) {
    double[] re = new double[SIZE];
    double[] im = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      int angle = (int) ((long) i * frequency % SIZE);
      re[i] = angle < SIZE / 2 ? cosine[angle] : -cosine[angle - SIZE / 2];
    }
    transform(re, im, LOG_SIZE, -1);
    int loudest = 0;
    double height = 0;
    for (int i = 0; i < SIZE / 2; i++) {
      double power = re[i] * re[i] + im[i] * im[i];
      if (power > height) {
        height = power;
        loudest = i;
      }
    }
    return loudest;
  }

  /** Squares the number with {@code digits} ones; its digits climb and fall: 12345678987654321 for nine. */
  static void printRepunitSquared(int digits) {
    int logSize = 5;
    int size = 1 << logSize;
    double[] re = new double[size];
    double[] im = new double[size];
    for (int i = 0; i < digits; i++) {
      re[i] = 1;
    }
    transform(re, im, logSize, -1);
    for (int i = 0; i < size; i++) {
      double real = re[i] * re[i] - im[i] * im[i];
      im[i] = 2 * re[i] * im[i];
      re[i] = real;
    }
    transform(re, im, logSize, 1);
    byte[] product = new byte[size];
    int carry = 0;
    for (int i = 0; i < size; i++) {
      int digit = (int) (re[i] / size + 0.5) + carry; // the sums are integers up to rounding error
      product[i] = (byte) (digit % 10);
      carry = digit / 10;
    }
    int top = size - 1;
    while (top > 0 && product[top] == 0) {
      top--;
    }
    for (int i = top; i >= 0; i--) {
      System.out.print((char) ('0' + product[i]));
    }
    System.out.println();
  }

  public static void main(String[] args) {
    fillTwiddles();
    roundTrips();
    System.out.print("line of a tone at 1234: ");
    System.out.println(loudestLine(1234));
    System.out.print("111111111 squared: ");
    printRepunitSquared(9);
    System.out.print("111111111111 squared: ");
    printRepunitSquared(12);
  }
}
