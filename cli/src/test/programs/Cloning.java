/** clone of objects: shallow, protected, refused without Cloneable. */
public class Cloning {
  static class Sheep implements Cloneable {
    String name = "Dolly";
    int[] legs = {1, 2, 3, 4};
    long id = 1L << 40;
    double weight = 0.5;
    boolean woolly = true;

    @Override
    public Sheep clone() {
      try {
        return (Sheep) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  static class Lamb extends Sheep {
    byte small = 7;
  }

  static class Stone {
    Object copy() throws CloneNotSupportedException {
      return clone();
    }
  }

  public static void main(String[] args) {
    var s = new Lamb();
    s.name = "Molly";
    var c = (Lamb) s.clone();
    System.out.println(c.name + c.id + c.weight + c.woolly + c.small + (c != s) + (c.legs == s.legs) + c.getClass().getName());
    try {
      new Stone().copy();
    } catch (CloneNotSupportedException e) {
      System.out.println(e);
    }
    int[][] deep = {{1}, {2}};
    int[][] copy = deep.clone();
    copy[0][0] = 9;
    copy[1] = new int[] {8};
    System.out.println(deep[0][0] + " " + deep[1][0] + " " + copy.getClass().getName());
    String[] words = {"a"};
    Object[] objects = words.clone();
    System.out.println(objects.getClass().getSimpleName() + objects[0]);
  }
}
