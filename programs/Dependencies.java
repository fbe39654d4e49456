import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/*
 * A resolver of package versions: parses requirements, picks versions by backtracking, newest first, reports conflicts and cycles, and orders
 * what it picked. Here for nested collections of records, checked exceptions as answers, sorting with composed comparators, and strings
 * taken apart. The argument is the number of packages in the registry.
 */
public class Dependencies {
  private static final int DEFAULT_PACKAGES = 80;
  private static final int MOST_ATTEMPTS = 300;

  record Version(int major, int minor, int patch) implements Comparable<Version> {
    private static final Comparator<Version> ORDER =
        Comparator.comparingInt(Version::major).thenComparingInt(Version::minor).thenComparingInt(Version::patch);

    Version {
      if (major < 0 || minor < 0 || patch < 0) throw new IllegalArgumentException(major + "." + minor + "." + patch);
    }

    static Version parse(String text) {
      int first = text.indexOf('.');
      int second = text.indexOf('.', first + 1);
      return new Version(Integer.parseInt(text.substring(0, first)), Integer.parseInt(text.substring(first + 1, second)),
          Integer.parseInt(text.substring(second + 1)));
    }

    @Override
    public int compareTo(Version other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return major + "." + minor + "." + patch;
    }
  }

  sealed interface Range {
    boolean allows(Version version);

    static Range parse(String text) {
      if (text.equals("*")) return new Any();
      var version = Version.parse(text.substring(1));
      return switch (text.charAt(0)) {
        case '^' -> new Compatible(version);
        case '<' -> new Below(version);
        case '=' -> new Exactly(version);
        default -> throw new IllegalArgumentException("range " + text);
      };
    }
  }

  record Any() implements Range {
    @Override
    public boolean allows(Version version) {
      return true;
    }
  }

  record Compatible(Version from) implements Range {
    @Override
    public boolean allows(Version version) {
      return version.major == from.major && version.compareTo(from) >= 0;
    }
  }

  record Below(Version limit) implements Range {
    @Override
    public boolean allows(Version version) {
      return version.compareTo(limit) < 0;
    }
  }

  record Exactly(Version wanted) implements Range {
    @Override
    public boolean allows(Version version) {
      return version.equals(wanted);
    }
  }

  record Requirement(String name, Range range) {
    static Requirement parse(String text) {
      int space = text.indexOf(' ');
      return new Requirement(text.substring(0, space), Range.parse(text.substring(space + 1)));
    }
  }

  record Release(String name, Version version, List<Requirement> requirements) {
    @Override
    public String toString() {
      return name + "-" + version;
    }
  }

  static final class Conflict extends Exception {
    private static final long serialVersionUID = 1;

    Conflict(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Backtracking takes exponential time in the worst case. */
  static final class GaveUp extends RuntimeException {
    private static final long serialVersionUID = 1;

    GaveUp(int attempts) {
      super("gave up after " + attempts + " attempts");
    }
  }

  static final class Cycle extends Exception {
    private static final long serialVersionUID = 1;

    Cycle(List<Release> path) {
      super(text(path));
    }

    private static String text(List<Release> path) {
      var names = new ArrayList<String>();
      path.forEach(release -> names.add(release.toString()));
      return String.join(" -> ", names);
    }
  }

  static final class Registry {
    private final Map<String, List<Release>> releases = new HashMap<>();

    void add(String name, String version, String... requirements) {
      var parsed = new ArrayList<Requirement>();
      for (var text : requirements) parsed.add(Requirement.parse(text));
      releases.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Release(name, Version.parse(version), List.copyOf(parsed)));
    }

    void sort() {
      for (var list : releases.values()) list.sort(Comparator.comparing(Release::version).reversed());
    }

    List<Release> of(String name) {
      return releases.getOrDefault(name, List.of());
    }
  }

  static final class Resolver {
    private final Registry registry;
    private final Map<String, Release> chosen = new TreeMap<>();
    int attempts;
    int conflicts;

    Resolver(Registry registry) {
      this.registry = registry;
    }

    Map<String, Release> resolve(List<Requirement> roots) throws Conflict {
      var open = new ArrayDeque<Requirement>(roots);
      resolve(open);
      return chosen;
    }

    /** Takes the first requirement away and, if it fails, puts it back. */
    private void resolve(Deque<Requirement> open) throws Conflict {
      if (open.isEmpty()) return;
      var requirement = open.removeFirst();
      boolean done = false;
      try {
        var present = chosen.get(requirement.name);
        if (present != null) {
          if (!requirement.range.allows(present.version)) throw conflict(requirement, present + " is chosen", null);
          resolve(open);
        } else {
          choose(requirement, open);
        }
        done = true;
      } finally {
        if (!done) open.addFirst(requirement);
      }
    }

    private void choose(Requirement requirement, Deque<Requirement> open) throws Conflict {
      Conflict last = null;
      for (var release : registry.of(requirement.name)) {
        if (!requirement.range.allows(release.version)) continue;
        if (attempts == MOST_ATTEMPTS) throw new GaveUp(attempts);
        attempts++;
        chosen.put(release.name, release);
        for (var next : release.requirements) open.addLast(next);
        try {
          resolve(open);
          return;
        } catch (Conflict e) {
          last = e;
          for (var _ : release.requirements) open.removeLast();
          chosen.remove(release.name);
        }
      }
      throw conflict(requirement, last == null ? "no release" : "none of its releases", last);
    }

    private Conflict conflict(Requirement requirement, String reason, Conflict cause) {
      conflicts++;
      return new Conflict(requirement.name + " " + requirement.range + ": " + reason, cause);
    }
  }

  /** Releases after what they require, by depth-first search. */
  static List<Release> order(Map<String, Release> chosen) throws Cycle {
    var done = new HashSet<String>();
    var path = new ArrayList<Release>();
    var result = new ArrayList<Release>();
    for (var release : chosen.values()) visit(release, chosen, done, path, result);
    return result;
  }

  private static void visit(Release release, Map<String, Release> chosen, Set<String> done, List<Release> path, List<Release> result)
      throws Cycle {
    if (done.contains(release.name)) return;
    int start = path.indexOf(release);
    path.add(release);
    if (start >= 0) throw new Cycle(path.subList(start, path.size()));
    for (var requirement : release.requirements) visit(chosen.get(requirement.name), chosen, done, path, result);
    path.removeLast();
    done.add(release.name);
    result.add(release);
  }

  /** Packages that require a few of a smaller number, some of them only in old versions. */
  private static Registry registry(int packages) {
    var registry = new Registry();
    int random = 3;
    for (int p = 0; p < packages; p++) {
      for (int v = 0; v < 6; v++) {
        var requirements = new String[p == 0 ? 0 : 3];
        for (int i = 0; i < requirements.length; i++) {
          random = random * 1103515245 + 12345;
          int draw = random >>> 16 & 0x7fff;
          var range = switch (draw % 400) {
            case 0 -> "<1." + v % 3 + ".0";
            case 1 -> "=1.1." + draw % 2;
            case 2, 3 -> "^0.1.0";
            case 4, 5, 6, 7, 8, 9 -> "^1." + v % 3 + ".0";
            default -> "*";
          };
          requirements[i] = "p" + Math.max(0, p - 1 - draw / 7 % 40) + " " + range;
        }
        registry.add("p" + p, v / 3 + "." + v % 3 + "." + (v * p & 1), requirements);
      }
    }
    registry.add("a", "1.0.0", "b *");
    registry.add("b", "2.0.0", "c ^1.0.0");
    registry.add("c", "1.4.0", "a <2.0.0");
    registry.add("old", "1.0.0", "p0 ^7.0.0");
    registry.sort();
    return registry;
  }

  public static void main(String[] args) {
    int packages = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_PACKAGES;
    var registry = registry(packages);
    int resolved = 0;
    int attempts = 0;
    int conflicts = 0;
    long checksum = 0;
    for (int p = 0; p < packages; p++) {
      var resolver = new Resolver(registry);
      try {
        for (var release : order(resolver.resolve(List.of(new Requirement("p" + p, new Any())))))
          checksum = checksum * 31 + release.toString().hashCode();
        resolved++;
      } catch (Conflict | Cycle | GaveUp e) {
        checksum = checksum * 31 + e.getMessage().hashCode();
      }
      attempts += resolver.attempts;
      conflicts += resolver.conflicts;
    }
    System.out.println(resolved + " of " + packages + " resolved, " + attempts + " attempts, " + conflicts + " conflicts");
    System.out.println("checksum " + Long.toHexString(checksum));
    for (var root : List.of("a *", "old *", "nothing ^1.0.0", "p0 ~1.0.0")) {
      try {
        System.out.println(order(new Resolver(registry).resolve(List.of(Requirement.parse(root)))));
      } catch (Conflict e) {
        for (Throwable t = e; t != null; t = t.getCause()) System.out.println(t.getMessage());
      } catch (Cycle | IllegalArgumentException e) {
        System.out.println(e);
      }
    }
  }
}
