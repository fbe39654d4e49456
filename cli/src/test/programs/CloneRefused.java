/** An object of a class that is not Cloneable says so from within its native clone. */
public class CloneRefused {
  Object copy() throws CloneNotSupportedException {
    return clone();
  }

  public static void main(String[] args) throws CloneNotSupportedException {
    try {
      new CloneRefused().copy();
    } catch (CloneNotSupportedException e) {
      System.out.println(e.getMessage() + " " + e.getStackTrace()[0]);
    }
    new CloneRefused().copy();
  }
}
