/** EnumMap and EnumSet. */
import java.util.EnumMap;
import java.util.EnumSet;

public class EnumCollections {
  enum Day {
    MON, TUE, WED, THU, FRI, SAT, SUN
  }

  public static void main(String[] args) {
    var hours = new EnumMap<Day, Integer>(Day.class);
    hours.put(Day.FRI, 6);
    hours.put(Day.MON, 8);
    hours.merge(Day.FRI, 1, Integer::sum);
    System.out.println(hours + " " + hours.get(Day.SUN) + " " + hours.containsKey(Day.MON));
    for (var e : hours.entrySet()) System.out.println(e.getKey() + "=" + e.getValue());
    var weekend = EnumSet.of(Day.SUN, Day.SAT);
    System.out.println(weekend + " " + EnumSet.complementOf(weekend) + " " + EnumSet.range(Day.TUE, Day.THU));
    weekend.add(Day.FRI);
    weekend.remove(Day.SUN);
    System.out.println(weekend.contains(Day.SUN) + " " + weekend.size() + " " + EnumSet.allOf(Day.class).containsAll(weekend));
    for (Day d : EnumSet.noneOf(Day.class)) System.out.println(d);
    System.out.println(Day.class.getEnumConstants().length);
  }
}
