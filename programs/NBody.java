/*
 * The Sun and the four giant planets under mutual gravity, integrated with a fixed step of 0.01 years.
 * Here for scalar double arithmetic with square roots and divisions on a long dependency chain: little parallelism,
 * many live values, and a result whose last digit changes if an operation is reordered, fused or rounded differently.
 */
public class NBody {
  private static final int BODIES = 5;
  private static final int STEPS = 300_000;
  private static final double STEP = 0.01;
  private static final double SOLAR_MASS = 4 * Math.PI * Math.PI; // makes G = 1 in au, years and solar masses
  private static final double DAYS_PER_YEAR = 365.24;

  /** Per body: position in au, velocity in au per day, mass in solar masses. From the JPL ephemerides. */
  private static final double[][] INITIAL = {
    {0, 0, 0, 0, 0, 0, 1},
    {4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01,
      1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05, 9.54791938424326609e-04},
    {8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01,
      -2.76742510726411269e-03, 4.99852801234917238e-03, 2.30417297573763929e-05, 2.85885980666130812e-04},
    {1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01,
      2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05, 4.36624404335156298e-05},
    {1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01,
      2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05, 5.15138902046611451e-05},
  };

  // One array per coordinate: there are no objects here, and this is the layout a vectoriser would want anyway.
  private static final double[] x = new double[BODIES];
  private static final double[] y = new double[BODIES];
  private static final double[] z = new double[BODIES];
  private static final double[] vx = new double[BODIES];
  private static final double[] vy = new double[BODIES];
  private static final double[] vz = new double[BODIES];
  private static final double[] mass = new double[BODIES];

  static void reset() {
    for (int i = 0; i < BODIES; i++) {
      double[] body = INITIAL[i];
      x[i] = body[0];
      y[i] = body[1];
      z[i] = body[2];
      vx[i] = body[3] * DAYS_PER_YEAR;
      vy[i] = body[4] * DAYS_PER_YEAR;
      vz[i] = body[5] * DAYS_PER_YEAR;
      mass[i] = body[6] * SOLAR_MASS;
    }
  }

  /** Gives the Sun the velocity that makes the total momentum zero, so that the system does not drift away. */
  static void cancelMomentum() {
    double px = 0;
    double py = 0;
    double pz = 0;
    for (int i = 0; i < BODIES; i++) {
      px += vx[i] * mass[i];
      py += vy[i] * mass[i];
      pz += vz[i] * mass[i];
    }
    vx[0] = -px / SOLAR_MASS;
    vy[0] = -py / SOLAR_MASS;
    vz[0] = -pz / SOLAR_MASS;
  }

  static void advance(double step) {
    for (int i = 0; i < BODIES; i++) {
      for (int j = i + 1; j < BODIES; j++) {
        attract(i, j, step);
      }
    }
    for (int i = 0; i < BODIES; i++) {
      x[i] += step * vx[i];
      y[i] += step * vy[i];
      z[i] += step * vz[i];
    }
  }

  /** Changes both velocities by the mutual pull over one step. */
  static void attract(int i, int j, double step) {
    double dx = x[i] - x[j];
    double dy = y[i] - y[j];
    double dz = z[i] - z[j];
    double squared = dx * dx + dy * dy + dz * dz;
    double pull = step / (squared * Math.sqrt(squared));
    double pullOfJ = mass[j] * pull;
    double pullOfI = mass[i] * pull;
    vx[i] -= dx * pullOfJ;
    vy[i] -= dy * pullOfJ;
    vz[i] -= dz * pullOfJ;
    vx[j] += dx * pullOfI;
    vy[j] += dy * pullOfI;
    vz[j] += dz * pullOfI;
  }

  static double energy() {
    double energy = 0;
    for (int i = 0; i < BODIES; i++) {
      energy += 0.5 * mass[i] * (vx[i] * vx[i] + vy[i] * vy[i] + vz[i] * vz[i]);
      for (int j = i + 1; j < BODIES; j++) {
        double dx = x[i] - x[j];
        double dy = y[i] - y[j];
        double dz = z[i] - z[j];
        energy -= mass[i] * mass[j] / Math.sqrt(dx * dx + dy * dy + dz * dz);
      }
    }
    return energy;
  }

  public static void main(String[] args) {
    reset();
    cancelMomentum();
    System.out.print("energy at the start, -0.169075164: ");
    System.out.println(energy());
    for (int i = 0; i < 1000; i++) {
      advance(STEP);
    }
    System.out.print("energy after 1000 steps, -0.169087605: ");
    System.out.println(energy());
    for (int i = 1000; i < STEPS; i++) {
      advance(STEP);
    }
    System.out.print("energy after 300000 steps: ");
    System.out.println(energy());
    System.out.print("Jupiter's x: ");
    System.out.println(x[1]);
    System.out.print("bits of the Sun's vz: ");
    System.out.println(Double.doubleToRawLongBits(vz[0]));
  }
}
