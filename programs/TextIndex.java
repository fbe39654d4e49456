import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * An index of words over generated documents, with queries of several words, phrases and prefixes, ranked. Here for HashMap and ArrayList of
 * many small objects, strings made and compared, sorting with composed comparators, and iterators. The argument is the number of
 * documents.
 */
public class TextIndex {
  private static final int DEFAULT_DOCUMENTS = 260;

  record Posting(int document, List<Integer> positions) {}

  record Match(int document, double score) {}

  sealed interface Query {
    record Word(String text) implements Query {}

    record Prefix(String text) implements Query {}

    record Phrase(List<String> words) implements Query {}

    record All(List<Query> parts) implements Query {}

    record Either(List<Query> parts) implements Query {}

    record Without(Query wanted, Query unwanted) implements Query {}
  }

  static final class Index {
    private final Map<String, List<Posting>> postings = new HashMap<>();
    private final List<String> sorted = new ArrayList<>();
    private int documents;
    private int words;

    void add(String text) {
      int document = documents++;
      int position = 0;
      for (var word : words(text)) {
        var list = postings.computeIfAbsent(word, _ -> new ArrayList<>());
        if (list.isEmpty() || list.getLast().document != document) list.add(new Posting(document, new ArrayList<>(2)));
        list.getLast().positions.add(position++);
      }
      words += position;
    }

    void close() {
      sorted.addAll(postings.keySet());
      Collections.sort(sorted);
    }

    private static List<String> words(String text) {
      var result = new ArrayList<String>();
      var word = new StringBuilder();
      for (char c : text.toCharArray()) {
        if (Character.isLetter(c)) {
          word.append(Character.toLowerCase(c));
        } else if (!word.isEmpty()) {
          result.add(word.toString());
          word.setLength(0);
        }
      }
      if (!word.isEmpty()) result.add(word.toString());
      return result;
    }

    /** Scores by document. */
    Map<Integer, Double> find(Query query) {
      return switch (query) {
        case Query.Word(var text) -> {
          var result = new HashMap<Integer, Double>();
          var list = postings.getOrDefault(text, List.of());
          for (var posting : list) result.put(posting.document, posting.positions.size() * rarity(list.size()));
          yield result;
        }
        case Query.Prefix(var text) -> {
          int at = Collections.binarySearch(sorted, text);
          var result = new HashMap<Integer, Double>();
          for (int i = at < 0 ? -at - 1 : at; i < sorted.size() && sorted.get(i).startsWith(text); i++)
            find(new Query.Word(sorted.get(i))).forEach((document, score) -> result.merge(document, score, Double::sum));
          yield result;
        }
        case Query.Phrase(var words) -> phrase(words);
        case Query.All(var parts) -> {
          var result = find(parts.getFirst());
          for (var part : parts.subList(1, parts.size())) {
            var more = find(part);
            result.keySet().retainAll(more.keySet());
            result.replaceAll((document, score) -> score + more.get(document));
          }
          yield result;
        }
        case Query.Either(var parts) -> {
          var result = new HashMap<Integer, Double>();
          for (var part : parts) find(part).forEach((document, score) -> result.merge(document, score, Math::max));
          yield result;
        }
        case Query.Without(var wanted, var unwanted) -> {
          var result = find(wanted);
          for (int document : find(unwanted).keySet()) result.remove(document);
          yield result;
        }
      };
    }

    private Map<Integer, Double> phrase(List<String> words) {
      var result = new HashMap<Integer, Double>();
      var first = postings.getOrDefault(words.getFirst(), List.of());
      for (var posting : first) {
        int count = 0;
        for (int position : posting.positions) if (follow(words, posting.document, position)) count++;
        if (count > 0) result.put(posting.document, 3.0 * count);
      }
      return result;
    }

    private boolean follow(List<String> words, int document, int position) {
      for (int i = 1; i < words.size(); i++) {
        var list = postings.getOrDefault(words.get(i), List.of());
        int at = Collections.binarySearch(list, new Posting(document, List.of()), Comparator.comparingInt(Posting::document));
        if (at < 0 || Collections.binarySearch(list.get(at).positions, position + i) < 0) return false;
      }
      return true;
    }

    private double rarity(int in) {
      return (double) documents / (1 + in);
    }

    List<Match> best(Query query, int count) {
      var matches = new ArrayList<Match>();
      find(query).forEach((document, score) -> matches.add(new Match(document, score)));
      matches.sort(Comparator.comparingDouble(Match::score).reversed().thenComparing(Match::document));
      return matches.subList(0, Math.min(count, matches.size()));
    }
  }

  private static final String[] SYLLABLES = { "ba", "ko", "ri", "tel", "sun", "mar", "o", "qui", "dan", "fle", "ge", "hu" };

  /** Small numbers give the words that come up most. */
  private static String word(int number) {
    var word = new StringBuilder();
    for (int n = number; n > 0 || word.isEmpty(); n /= SYLLABLES.length) word.append(SYLLABLES[n % SYLLABLES.length]);
    return word.toString();
  }

  private static String document(int seed) {
    var text = new StringBuilder();
    int random = seed * 7919 + 1;
    int length = 40 + seed % 90;
    boolean start = true;
    for (int i = 0; i < length; i++) {
      random = random * 1103515245 + 12345;
      int a = random >>> 20 & 0xff;
      int b = random >>> 12 & 0xff;
      var word = word(a * b / 90);
      text.append(start ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
      start = (random & 0x700) == 0;
      text.append(start ? ". " : " ");
    }
    return text.toString();
  }

  public static void main(String[] args) {
    int documents = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_DOCUMENTS;
    var index = new Index();
    for (int i = 0; i < documents; i++) index.add(document(i));
    index.close();
    System.out.println(index.words + " words, " + index.sorted.size() + " different, " + index.sorted.getFirst() + " to " + index.sorted.getLast());
    var queries = List.<Query>of(
        new Query.Word(word(3)),
        new Query.Word("nowhere"),
        new Query.Prefix("tel"),
        new Query.Phrase(List.of(word(0), word(1))),
        new Query.All(List.of(new Query.Word(word(0)), new Query.Prefix("sun"), new Query.Prefix("ri"))),
        new Query.Without(new Query.Either(List.of(new Query.Word(word(5)), new Query.Word(word(40)))), new Query.Prefix("ko")));
    long checksum = 0;
    for (int round = 0; round < 4; round++) {
      for (var query : queries) {
        var best = index.best(query, 3);
        for (var match : best) checksum = checksum * 31 + match.document + Double.hashCode(match.score);
        if (round == 0) {
          var text = new StringBuilder();
          for (var match : best) text.append(String.format(" %d (%.3f)", match.document, match.score));
          System.out.println(query + ":" + text);
        }
      }
    }
    for (int i = 0; i < 200; i++) {
      var pair = new Query.All(List.of(new Query.Word(word(i)), new Query.Word(word(200 - i))));
      for (var match : index.best(pair, 5)) checksum = checksum * 31 + match.document;
    }
    System.out.println("checksum " + Long.toHexString(checksum));
  }
}
