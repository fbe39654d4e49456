package dev.assay.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a cell's process measured, in its directory: {@code log.jsonl}, one event per line, and {@code texts/}, what
 * the program wrote, each text once. An event is in the system's hands as soon as it is recorded, so a crash loses
 * nothing but the run it happened in.
 */
final class CellLog {
  /** A program that writes something else each time must not fill the disk. */
  private static final int MAX_TEXTS = 64;
  private static final long MAX_TEXT_BYTES = 32L << 20;

  private final Path directory;
  private int texts;
  private long textBytes;

  CellLog(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory.resolve("texts"));
    Files.write(file(directory), new byte[0]);
  }

  private static Path file(Path directory) {
    return directory.resolve("log.jsonl");
  }

  synchronized void prepared(Preparation.Closure closure, Map<String, Long> phaseNanos) {
    event("prepared", "functions", closure.functions(), "irInsns", closure.insns(), "phaseNanos", phaseNanos);
  }

  synchronized void compiled(Compile compile) {
    event("compiled", "nanos", compile.nanos(), "codeBytes", compile.codeBytes(), "phaseNanos", compile.phaseNanos());
  }

  /** What a run added to the compile before it: functions that were compiled when they were called. */
  synchronized void compiledInRun(Compile compile) {
    event("compiledInRun", "nanos", compile.nanos(), "codeBytes", compile.codeBytes(), "phaseNanos", compile.phaseNanos());
  }

  synchronized void ran(Run run) {
    event("ran", run.toMap());
  }

  synchronized void ended(End end) {
    event("ended", "status", end.status(), "reason", end.reason());
  }

  /** Keeps a text under its hash, within limits. */
  synchronized void text(String sha256, byte[] text) {
    var file = directory.resolve("texts").resolve(sha256);
    if (texts >= MAX_TEXTS || textBytes + text.length > MAX_TEXT_BYTES || Files.exists(file)) return;
    texts++;
    textBytes += text.length;
    try {
      Files.write(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void event(String event, Object... fields) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < fields.length; i += 2) map.put((String) fields[i], fields[i + 1]);
    event(event, map);
  }

  private void event(String event, Map<String, Object> fields) {
    var map = new LinkedHashMap<String, Object>();
    map.put("event", event);
    map.putAll(fields);
    try {
      Files.writeString(file(directory), Json.write(map) + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One compile, from optimised high IR to callable code.
   *
   * @param phaseNanos in order: lower, emit, link …
   */
  record Compile(long nanos, long codeBytes, Map<String, Long> phaseNanos) {
    Compile plus(Compile other) {
      var phases = new LinkedHashMap<>(phaseNanos);
      other.phaseNanos.forEach((phase, n) -> phases.merge(phase, n, Long::sum));
      return new Compile(nanos + other.nanos, codeBytes + other.codeBytes, phases);
    }
  }

  /** How the process itself says that it ended. */
  record End(String status, String reason) {
    static final String OK = "ok";
    static final String REFUSED = "refused";
    static final String FAILED = "failed";
  }

  /**
   * All that was recorded.
   *
   * @param closure null if the program was not prepared
   * @param compiles the cold one first
   * @param end null if the process did not get that far
   */
  record Content(Preparation.Closure closure, Map<String, Long> preparationNanos, List<Compile> compiles, List<Run> runs, End end) {}

  /** Reads what there is; a last line cut short is left out. */
  static Content read(Path directory) throws IOException {
    Preparation.Closure closure = null;
    Map<String, Long> preparation = Map.of();
    var compiles = new ArrayList<Compile>();
    var runs = new ArrayList<Run>();
    End end = null;
    if (Files.exists(file(directory))) {
      // Not readAllLines: it fails on bytes that are no text, which a dying process may leave.
      for (var line : new String(Files.readAllBytes(file(directory)), StandardCharsets.UTF_8).split("\n")) {
        Map<String, Object> map;
        try {
          map = Json.readObject(line);
        } catch (IOException e) {
          continue;
        }
        switch ((String) map.get("event")) {
          case "prepared" -> {
            closure = new Preparation.Closure((Long) map.get("functions"), (Long) map.get("irInsns"));
            preparation = nanos(map.get("phaseNanos"));
          }
          case "compiled" -> compiles.add(compile(map));
          case "compiledInRun" -> compiles.set(compiles.size() - 1, compiles.getLast().plus(compile(map)));
          case "ran" -> runs.add(Run.of(map));
          case "ended" -> end = new End((String) map.get("status"), (String) map.get("reason"));
          default -> throw new IOException(file(directory) + ": unknown event " + map.get("event"));
        }
      }
    }
    return new Content(closure, preparation, compiles, runs, end);
  }

  /** The beginning of a text, if it was kept. */
  static Optional<byte[]> text(Path directory, String sha256) throws IOException {
    var file = directory.resolve("texts").resolve(sha256);
    return sha256.isEmpty() || !Files.exists(file) ? Optional.empty() : Optional.of(Files.readAllBytes(file));
  }

  private static Compile compile(Map<String, Object> map) {
    return new Compile((Long) map.get("nanos"), (Long) map.get("codeBytes"), nanos(map.get("phaseNanos")));
  }

  private static Map<String, Long> nanos(Object map) {
    var nanos = new LinkedHashMap<String, Long>();
    ((Map<?, ?>) map).forEach((phase, value) -> nanos.put((String) phase, (Long) value));
    return nanos;
  }
}
