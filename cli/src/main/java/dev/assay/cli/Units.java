package dev.assay.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. */
final class Units {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)?");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kKmMgG]?)[bB]?");
  private static final long MIN_HEAP_BYTES = 64 << 10;

  private Units() {}

  /** Reads {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}; a bare number is seconds. */
  static Duration duration(String option, String text) {
    var matcher = DURATION.matcher(text);
    if (!matcher.matches()) throw new Failure(ExitCode.USAGE, option + " wants a duration such as 500ms, 10s or 2m; got '" + text + "'");
    double value = Double.parseDouble(matcher.group(1));
    double seconds = switch (matcher.group(2)) {
      case "ms" -> value / 1000;
      case "m" -> value * 60;
      case "h" -> value * 3600;
      case null -> value;
      default -> value;
    };
    if (seconds <= 0) throw new Failure(ExitCode.USAGE, option + " wants a duration above zero; got '" + text + "'");
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /** Ends the command if a number of events that something is done at is negative; 0 is never. */
  static void requireInterval(String option, int interval) {
    if (interval < 0) throw new Failure(ExitCode.USAGE, option + " wants a number of allocations that is not negative; got " + interval);
  }

  /** Reads {@code 64m}, {@code 1g}, {@code 512k} or a number of bytes. */
  static long bytes(String option, String text) {
    var matcher = SIZE.matcher(text);
    if (!matcher.matches()) throw new Failure(ExitCode.USAGE, option + " wants a size such as 64m or 1g; got '" + text + "'");
    int shift = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
      case "k" -> 10;
      case "m" -> 20;
      case "g" -> 30;
      default -> 0;
    };
    long bytes = Long.parseLong(matcher.group(1)) << shift;
    if (bytes < MIN_HEAP_BYTES || bytes > 1L << 46)
      throw new Failure(ExitCode.USAGE, option + " wants a size from 64k to 65536g; got '" + text + "'");
    return bytes;
  }
}
