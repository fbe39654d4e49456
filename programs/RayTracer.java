/*
 * A ray tracer: spheres, a chequered floor, point lights with shadows, mirrors and glass, in records of doubles. Here for double arithmetic
 * in objects that live for a few instructions, so for escape analysis where there is one, and for allocation and collection where there
 * is none. Prints a picture in characters and a checksum; the argument is the width in pixels.
 */
public class RayTracer {
  private static final int DEFAULT_WIDTH = 96;
  private static final int DEEPEST = 5;
  private static final double CLOSE = 1e-6;

  record Vec(double x, double y, double z) {
    static final Vec ZERO = new Vec(0, 0, 0);

    Vec plus(Vec v) {
      return new Vec(x + v.x, y + v.y, z + v.z);
    }

    Vec minus(Vec v) {
      return new Vec(x - v.x, y - v.y, z - v.z);
    }

    Vec times(double f) {
      return new Vec(x * f, y * f, z * f);
    }

    Vec times(Vec v) {
      return new Vec(x * v.x, y * v.y, z * v.z);
    }

    double dot(Vec v) {
      return x * v.x + y * v.y + z * v.z;
    }

    Vec cross(Vec v) {
      return new Vec(y * v.z - z * v.y, z * v.x - x * v.z, x * v.y - y * v.x);
    }

    Vec unit() {
      return times(1 / Math.sqrt(dot(this)));
    }

    Vec mirroredAt(Vec normal) {
      return minus(normal.times(2 * dot(normal)));
    }
  }

  record Ray(Vec from, Vec direction) {
    Vec at(double distance) {
      return from.plus(direction.times(distance));
    }

    static Ray leaving(Vec point, Vec direction) {
      return new Ray(point.plus(direction.times(CLOSE)), direction);
    }
  }

  record Material(Vec colour, double mirror, double glass, double shine) {}

  record Hit(double distance, Vec point, Vec normal, Material material) {}

  sealed interface Shape {
    /** The distance along the ray, or NaN. */
    double meet(Ray ray);

    Vec normalAt(Vec point);

    Material materialAt(Vec point);
  }

  record Sphere(Vec centre, double radius, Material material) implements Shape {
    @Override
    public double meet(Ray ray) {
      var offset = ray.from.minus(centre);
      double b = offset.dot(ray.direction);
      double root = b * b - offset.dot(offset) + radius * radius;
      if (root < 0) return Double.NaN;
      double s = Math.sqrt(root);
      if (-b - s > CLOSE) return -b - s;
      return -b + s > CLOSE ? -b + s : Double.NaN;
    }

    @Override
    public Vec normalAt(Vec point) {
      return point.minus(centre).times(1 / radius);
    }

    @Override
    public Material materialAt(Vec point) {
      return material;
    }
  }

  record Floor(double height, Material even, Material odd) implements Shape {
    private static final Vec UP = new Vec(0, 1, 0);

    @Override
    public double meet(Ray ray) {
      double distance = (height - ray.from.y) / ray.direction.y;
      return distance > CLOSE && distance < 60 ? distance : Double.NaN;
    }

    @Override
    public Vec normalAt(Vec point) {
      return UP;
    }

    @Override
    public Material materialAt(Vec point) {
      int tile = (int) Math.floor(point.x) + (int) Math.floor(point.z);
      return (tile & 1) == 0 ? even : odd;
    }
  }

  record Light(Vec position, Vec colour) {}

  record Scene(Shape[] shapes, Light[] lights) {
    Hit nearest(Ray ray) {
      Shape nearest = null;
      double least = Double.POSITIVE_INFINITY;
      for (var shape : shapes) {
        double distance = shape.meet(ray);
        if (distance < least) {
          least = distance;
          nearest = shape;
        }
      }
      if (nearest == null) return null;
      var point = ray.at(least);
      return new Hit(least, point, nearest.normalAt(point), nearest.materialAt(point));
    }

    boolean blocked(Ray ray, double distance) {
      for (var shape : shapes) if (shape.meet(ray) < distance) return true;
      return false;
    }

    Vec colour(Ray ray, int depth) {
      var hit = nearest(ray);
      if (hit == null) {
        double height = 0.5 * (ray.direction.y + 1);
        return new Vec(1 - 0.5 * height, 1 - 0.3 * height, 1).times(0.6);
      }
      var material = hit.material;
      boolean inside = ray.direction.dot(hit.normal) > 0;
      var normal = inside ? hit.normal.times(-1) : hit.normal;
      var result = material.colour.times(0.1);
      for (var light : lights) {
        var to = light.position.minus(hit.point);
        double distance = Math.sqrt(to.dot(to));
        var direction = to.times(1 / distance);
        double slope = direction.dot(normal);
        if (slope <= 0 || blocked(Ray.leaving(hit.point, direction), distance)) continue;
        result = result.plus(material.colour.times(light.colour).times(slope));
        double gloss = ray.direction.mirroredAt(normal).dot(direction);
        if (gloss > 0) result = result.plus(light.colour.times(material.shine * power(gloss, 32)));
      }
      if (depth == DEEPEST) return result;
      if (material.mirror > 0)
        result = result.plus(colour(Ray.leaving(hit.point, ray.direction.mirroredAt(normal)), depth + 1).times(material.mirror));
      if (material.glass > 0) {
        var bent = refract(ray.direction, normal, inside ? 1.5 : 1 / 1.5);
        result = result.plus(colour(Ray.leaving(hit.point, bent), depth + 1).times(material.glass));
      }
      return result;
    }

    /** By Snell's law; where no light leaves, the mirrored direction. */
    private static Vec refract(Vec direction, Vec normal, double ratio) {
      double cosine = -direction.dot(normal);
      double rest = 1 - ratio * ratio * (1 - cosine * cosine);
      if (rest < 0) return direction.mirroredAt(normal);
      return direction.times(ratio).plus(normal.times(ratio * cosine - Math.sqrt(rest))).unit();
    }

    private static double power(double x, int n) {
      double result = 1;
      for (; n > 0; n >>= 1, x *= x) if ((n & 1) != 0) result *= x;
      return result;
    }
  }

  private static Scene scene() {
    var shapes = new Shape[14];
    shapes[0] = new Floor(-1, new Material(new Vec(0.9, 0.9, 0.9), 0.1, 0, 0), new Material(new Vec(0.2, 0.25, 0.3), 0.2, 0, 0));
    shapes[1] = new Sphere(new Vec(-1.3, 0, 4), 1, new Material(new Vec(0.1, 0.1, 0.1), 0.8, 0, 0.6));
    shapes[2] = new Sphere(new Vec(1.1, -0.2, 3.2), 0.8, new Material(new Vec(0.05, 0.1, 0.05), 0.1, 0.8, 0.9));
    for (int i = 3; i < shapes.length; i++) {
      double x = (i * 5 % 11 - 5) * 0.7;
      double z = 2.5 + i * 3 % 7 * 0.8;
      var colour = new Vec(i % 3 * 0.4, i % 4 * 0.3, i % 5 * 0.2);
      shapes[i] = new Sphere(new Vec(x, -0.8, z), 0.2, new Material(colour, 0.05, 0, 0.4));
    }
    return new Scene(shapes,
        new Light[] { new Light(new Vec(-4, 6, -1), new Vec(0.8, 0.8, 0.7)), new Light(new Vec(5, 3, 0), new Vec(0.3, 0.3, 0.4)) });
  }

  public static void main(String[] args) {
    int width = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_WIDTH;
    int height = width * 5 / 8;
    var scene = scene();
    var eye = new Vec(0, 0.6, -2);
    var forward = new Vec(0, -0.15, 1).unit();
    var right = new Vec(0, 1, 0).cross(forward).unit();
    var up = forward.cross(right);
    var total = Vec.ZERO;
    var picture = new StringBuilder();
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double dx = (column + 0.5 - width / 2.0) / width * 1.6;
        double dy = (height / 2.0 - row - 0.5) / width * 1.6;
        var colour = scene.colour(new Ray(eye, forward.plus(right.times(dx)).plus(up.times(dy)).unit()), 0);
        total = total.plus(colour);
        if (row % 4 == 0 && column % 2 == 0) {
          double grey = Math.min(1, (colour.x + colour.y + colour.z) / 3);
          picture.append(" .:-=+*#%@".charAt((int) (grey * 9)));
        }
      }
      if (row % 4 == 0) picture.append('\n');
    }
    System.out.print(picture);
    System.out.println(total);
  }
}
