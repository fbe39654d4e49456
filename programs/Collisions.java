import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * Balls in a box that bounce off each other and the walls; who may touch whom is found by a quadtree and by a grid of hashed cells, and both
 * must name the same pairs. Here for double arithmetic on fields of objects, short-lived vectors as records, and trees rebuilt in every step.
 * The argument is the number of balls.
 */
public class Collisions {
  private static final int DEFAULT_BALLS = 1_200;
  private static final int STEPS = 12;
  private static final double SIDE = 1000;
  private static final double STEP = 0.5;

  record Vector(double x, double y) {
    Vector plus(Vector v) {
      return new Vector(x + v.x, y + v.y);
    }

    Vector minus(Vector v) {
      return new Vector(x - v.x, y - v.y);
    }

    Vector times(double f) {
      return new Vector(x * f, y * f);
    }

    double dot(Vector v) {
      return x * v.x + y * v.y;
    }
  }

  static final class Ball {
    final int id;
    final double radius;
    Vector position;
    Vector velocity;
    int hits;

    Ball(int id, double radius, Vector position, Vector velocity) {
      this.id = id;
      this.radius = radius;
      this.position = position;
      this.velocity = velocity;
    }

    double mass() {
      return radius * radius;
    }

    void move() {
      position = position.plus(velocity.times(STEP));
      velocity = new Vector(bounced(position.x, velocity.x), bounced(position.y, velocity.y));
    }

    private double bounced(double at, double speed) {
      if (at < radius) return Math.abs(speed);
      if (at > SIDE - radius) return -Math.abs(speed);
      return speed;
    }

    boolean touches(Ball other) {
      var apart = position.minus(other.position);
      double reach = radius + other.radius;
      return apart.dot(apart) < reach * reach;
    }

    void collide(Ball other) {
      var apart = position.minus(other.position);
      double approach = velocity.minus(other.velocity).dot(apart);
      double square = apart.dot(apart);
      if (approach >= 0 || square == 0) return;
      var impulse = apart.times(2 * approach / (square * (mass() + other.mass())));
      velocity = velocity.minus(impulse.times(other.mass()));
      other.velocity = other.velocity.plus(impulse.times(mass()));
      hits++;
      other.hits++;
    }
  }

  @FunctionalInterface
  interface PairVisitor {
    void visit(Ball a, Ball b);
  }

  /** Tells every pair that touches, the one with the smaller id first, in any order. */
  interface Index {
    void insert(Ball ball);

    void pairs(PairVisitor visitor);
  }

  static final class QuadTree implements Index {
    private static final int CAPACITY = 6;
    private final double x;
    private final double y;
    private final double size;
    private List<Ball> balls = new ArrayList<>();
    private QuadTree[] quarters;

    QuadTree(double x, double y, double size) {
      this.x = x;
      this.y = y;
      this.size = size;
    }

    @Override
    public void insert(Ball ball) {
      var quarter = quarters == null ? null : quarterOf(ball);
      if (quarter != null) {
        quarter.insert(ball);
        return;
      }
      balls.add(ball);
      if (quarters == null && balls.size() > CAPACITY && size > 4) split();
    }

    private void split() {
      double half = size / 2;
      quarters = new QuadTree[] {
        new QuadTree(x, y, half), new QuadTree(x + half, y, half), new QuadTree(x, y + half, half), new QuadTree(x + half, y + half, half)
      };
      var before = balls;
      balls = new ArrayList<>();
      before.forEach(this::insert);
    }

    /** The quarter that holds the ball whole, or null. */
    private QuadTree quarterOf(Ball ball) {
      for (var q : quarters) if (q.holds(ball)) return q;
      return null;
    }

    private boolean holds(Ball b) {
      var p = b.position;
      return p.x - b.radius >= x && p.x + b.radius < x + size && p.y - b.radius >= y && p.y + b.radius < y + size;
    }

    @Override
    public void pairs(PairVisitor visitor) {
      for (int i = 0; i < balls.size(); i++) {
        var ball = balls.get(i);
        for (int j = 0; j < i; j++) report(balls.get(j), ball, visitor);
        if (quarters != null) for (var q : quarters) q.against(ball, visitor);
      }
      if (quarters != null) for (var q : quarters) q.pairs(visitor);
    }

    private void against(Ball ball, PairVisitor visitor) {
      var p = ball.position;
      if (p.x + ball.radius < x || p.x - ball.radius > x + size || p.y + ball.radius < y || p.y - ball.radius > y + size) return;
      for (var other : balls) report(ball, other, visitor);
      if (quarters != null) for (var q : quarters) q.against(ball, visitor);
    }
  }

  static final class Grid implements Index {
    private static final double CELL = 24;

    record Cell(int column, int row) {}

    private final Map<Cell, List<Ball>> cells = new HashMap<>();

    private static Cell cellOf(Vector p) {
      return new Cell((int) Math.floor(p.x / CELL), (int) Math.floor(p.y / CELL));
    }

    @Override
    public void insert(Ball ball) {
      cells.computeIfAbsent(cellOf(ball.position), _ -> new ArrayList<>()).add(ball);
    }

    @Override
    public void pairs(PairVisitor visitor) {
      for (var entry : cells.entrySet()) {
        var at = entry.getKey();
        for (var ball : entry.getValue())
          for (int row = at.row - 1; row <= at.row + 1; row++)
            for (int column = at.column - 1; column <= at.column + 1; column++)
              for (var other : cells.getOrDefault(new Cell(column, row), List.of())) if (ball.id < other.id) report(ball, other, visitor);
      }
    }
  }

  private static void report(Ball a, Ball b, PairVisitor visitor) {
    if (!a.touches(b)) return;
    if (a.id < b.id) visitor.visit(a, b);
    else visitor.visit(b, a);
  }

  record Pair(Ball a, Ball b) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      return a.id != other.a.id ? a.id - other.a.id : b.id - other.b.id;
    }
  }

  /** Sorted, since the order of collisions decides what comes of them. */
  private static List<Pair> touching(Index index, List<Ball> balls) {
    var pairs = new ArrayList<Pair>();
    balls.forEach(index::insert);
    index.pairs((a, b) -> pairs.add(new Pair(a, b)));
    pairs.sort(null);
    return pairs;
  }

  public static void main(String[] args) {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_BALLS;
    var balls = new ArrayList<Ball>();
    long random = 7;
    for (int id = 0; id < count; id++) {
      double[] draw = new double[5];
      for (int i = 0; i < draw.length; i++) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        draw[i] = (random >>> 33) / (double) (1L << 31);
      }
      double radius = 3 + 8 * draw[0];
      double room = SIDE - 2 * radius;
      balls.add(new Ball(id, radius, new Vector(radius + draw[1] * room, radius + draw[2] * room),
          new Vector(20 * draw[3] - 10, 20 * draw[4] - 10)));
    }
    int collisions = 0;
    for (int step = 0; step < STEPS; step++) {
      for (var ball : balls) ball.move();
      var pairs = touching(new QuadTree(0, 0, SIDE), balls);
      if (!pairs.equals(touching(new Grid(), balls))) throw new IllegalStateException("step " + step);
      for (var pair : pairs) pair.a.collide(pair.b);
      collisions += pairs.size();
    }
    double energy = 0;
    int hits = 0;
    var centre = new Vector(0, 0);
    for (var ball : balls) {
      energy += ball.mass() * ball.velocity.dot(ball.velocity) / 2;
      hits = Math.max(hits, ball.hits);
      centre = centre.plus(ball.position.times(1.0 / count));
    }
    System.out.println(collisions + " contacts, most hits of one ball " + hits);
    System.out.println("energy " + energy);
    System.out.println("centre " + centre);
  }
}
