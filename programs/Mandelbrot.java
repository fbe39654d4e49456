/*
 * Escape times of the Mandelbrot set: a picture, an estimate of the area and a census of escape times in a short[][].
 * Here for a floating-point loop whose trip count cannot be predicted: compare and branch sit on the critical path,
 * neighbouring points leave at different times, and doubles meet a narrow integer array.
 */
public class Mandelbrot {
  private static final int WIDTH = 448;
  private static final int HEIGHT = 288;
  private static final int MAX_STEPS = 250;
  private static final double LEFT = -2.0;
  private static final double TOP = -1.25;
  private static final double SPAN_X = 2.5;
  private static final double SPAN_Y = 2.5;

  /** Steps until |z| > 2, or MAX_STEPS if the point stays. */
  static int escapeTime(double cx, double cy) {
    double x = 0;
    double y = 0;
    int steps = 0;
    while (steps < MAX_STEPS) {
      double xx = x * x;
      double yy = y * y;
      if (xx + yy > 4.0) {
        break;
      }
      y = 2.0 * x * y + cy;
      x = xx - yy + cx;
      steps++;
    }
    return steps;
  }

  static short[][] render(int width, int height) {
    short[][] image = new short[height][width];
    for (int row = 0; row < height; row++) {
      // Centres of pixels, so that no point falls exactly on the real axis and the picture is symmetric.
      double cy = TOP + (row + 0.5) * SPAN_Y / height;
      for (int column = 0; column < width; column++) {
        double cx = LEFT + (column + 0.5) * SPAN_X / width;
        image[row][column] = (short) escapeTime(cx, cy);
      }
    }
    return image;
  }

  static int[] census(short[][] image) {
    int[] counts = new int[MAX_STEPS + 1];
    for (short[] row : image) {
      for (short steps : row) {
        counts[steps]++;
      }
    }
    return counts;
  }

  static int asymmetricPixels(short[][] image) {
    int count = 0;
    for (int row = 0; row < image.length / 2; row++) {
      short[] upper = image[row];
      short[] lower = image[image.length - 1 - row];
      for (int column = 0; column < upper.length; column++) {
        if (upper[column] != lower[column]) {
          count++;
        }
      }
    }
    return count;
  }

  static char shade(int steps) {
    switch (steps) {
      case 0:
      case 1:
      case 2:
        return ' ';
      case 3:
        return '.';
      case 4:
      case 5:
        return ':';
      case 6:
      case 7:
      case 8:
        return '+';
      case MAX_STEPS:
        return '#';
      default:
        return '*';
    }
  }

  static void print(short[][] image, int rowStride, int columnStride) {
    for (int row = rowStride / 2; row < image.length; row += rowStride) {
      for (int column = columnStride / 2; column < image[row].length; column += columnStride) {
        System.out.print(shade(image[row][column]));
      }
      System.out.println();
    }
  }

  public static void main(String[] args) {
    short[][] image = render(WIDTH, HEIGHT);
    print(image, 24, 9);

    int[] counts = census(image);
    long totalSteps = 0;
    for (int steps = 0; steps < counts.length; steps++) {
      totalSteps += (long) steps * counts[steps];
    }
    System.out.print("points that stay: ");
    System.out.println(counts[MAX_STEPS]);
    System.out.print("area, near 1.51: ");
    System.out.println(counts[MAX_STEPS] * SPAN_X * SPAN_Y / (WIDTH * HEIGHT));
    System.out.print("total steps: ");
    System.out.println(totalSteps);
    System.out.print("asymmetric pixels: ");
    System.out.println(asymmetricPixels(image));
  }
}
