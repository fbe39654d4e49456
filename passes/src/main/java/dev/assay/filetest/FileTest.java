package dev.assay.filetest;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Diagnostic;
import dev.assay.ir.Insn;
import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Printer;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Reader;
import dev.assay.ir.Type;
import dev.assay.ir.Verifier;
import dev.assay.passes.Compilation;
import dev.assay.passes.Pipeline;
import dev.assay.passes.PipelineOptions;
import dev.assay.passes.Pipelines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of IR that says in comments what is to be done with it and what comes out.
 *
 * <pre>
 *   ; run: dead-code                          the pipeline; without it the file is read and verified only
 *   ; call: @f(7, 2) == 3                     a call of every backend, before and after; floats and longs as in constants
 *   ; call: @f(7, 0) throws java.lang.ArithmeticException: / by zero        the message may be left out
 *   ; call: @g(1) prints "1\n"                a void function, or behind the above; what it writes
 *   ; expect:                                 the function above as the passes leave it, in the lines that follow
 *   ;| func @f(%x: i32, %y: i32) -> i32 {
 *   ; expect: unchanged                       the passes leave the function above as it is
 *   %d: i32 = div %x, %y  ; error: divisor    the line is rejected with a message that holds this; then nothing else may be asked for
 * </pre>
 *
 * <p>Calls run in order on one compiled program, so statics persist from one to the next. Expected IR is read and printed again before it
 * is compared, so only its meaning and its names count.
 */
public final class FileTest {
  private static final Pattern CALL = Pattern.compile("@(?:\"(?<quoted>[^\"]+)\"|(?<bare>[^\\s(]+))\\((?<args>[^)]*)\\)\\s*"
      + "(?:==\\s*(?<result>\\S+)|throws\\s+(?<class>[\\w.$]+)(?::\\s*(?<message>.*?))?)?"
      + "(?:\\s*prints\\s+\"(?<prints>.*)\")?\\s*");

  /**
   * @param function the last function before the block, or null
   * @param at index of its {@code ; expect:} line
   * @param end index of the line after the block
   * @param text null for unchanged
   */
  private record Expectation(String function, int at, int end, String text) {}

  private record Rejection(int line, String message) {}

  private final Path file;
  private final List<String> lines;
  private final List<Diagnostic> malformed = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<Expectation> expectations = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final ReadResult read;
  private Pipeline pipeline = Pipelines.none();
  private Module after;

  private FileTest(Path file, String text) {
    this.file = file;
    lines = text.lines().toList();
    read = Reader.read(file.getFileName().toString(), text);
    directives();
  }

  public static FileTest read(Path file) {
    try {
      return new FileTest(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path file() {
    return file;
  }

  /** The file's name. */
  public String name() {
    return file.getFileName().toString();
  }

  /** Whether the file is one that must be rejected; it has no module and no calls. */
  public boolean isRejection() {
    return !rejections.isEmpty();
  }

  /** The level of the module in the file. */
  public Level level() {
    return Compilation.levelOf(before());
  }

  /** The module in the file. */
  public Module before() {
    return read.orThrow();
  }

  /** The module after the passes, which are verified one by one. */
  public Module after() {
    if (after == null) after = Compilation.optimise(before(), PipelineOptions.of(pipeline).withLevel(level()).withVerify(true));
    return after;
  }

  /** In file order. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The names of the functions called, each once. */
  public List<String> exports() {
    return calls.stream().map(Call::function).distinct().toList();
  }

  /** What is wrong without running anything: the file itself, what is rejected, what the passes leave. Empty if all is right. */
  public List<String> check() {
    if (!malformed.isEmpty()) return malformed.stream().map(Diagnostic::toString).toList();
    var diagnostics = new ArrayList<>(read.diagnostics());
    read.module().ifPresent(module -> diagnostics.addAll(Verifier.verify(module, Compilation.levelOf(module), read.source())));
    var problems = new ArrayList<String>();
    if (isRejection() || !diagnostics.isEmpty()) {
      compare(diagnostics, problems);
      return problems;
    }
    try {
      after();
    } catch (CompilerBug e) {
      return List.of(name() + ": " + e.getMessage());
    }
    for (var expectation : expectations) compare(expectation, problems);
    return problems;
  }

  private void compare(List<Diagnostic> diagnostics, List<String> problems) {
    var open = new ArrayList<>(rejections);
    for (var diagnostic : diagnostics) {
      var match = open.stream().filter(r -> r.line == diagnostic.line() && diagnostic.message().contains(r.message)).findFirst();
      if (match.isPresent()) open.remove(match.get());
      else problems.add("not expected: " + diagnostic);
    }
    for (var rejection : open) problems.add(name() + ":" + rejection.line + ": expected an error with '" + rejection.message + "'");
  }

  private void compare(Expectation expectation, List<String> problems) {
    var where = name() + ":" + (expectation.at + 1) + ": ";
    var got = Printer.print(after().function(expectation.function));
    if (expectation.text == null) {
      if (!got.equals(Printer.print(before().function(expectation.function)))) problems.add(where + "expected no change, got\n" + got);
      return;
    }
    var expected = Reader.read("expected", expectation.text);
    var function = expected.module().map(module -> module.function(expectation.function));
    if (function.isEmpty()) problems.add(where + "the block does not hold @" + expectation.function + " " + expected.diagnostics());
    else if (!Printer.print(function.get()).equals(got)) problems.add(where + "expected\n" + expectation.text + "got\n" + got);
  }

  /** The text of the file with each {@code expect} block replaced by what the passes give now. */
  public String blessed() {
    var out = new ArrayList<String>();
    int from = 0;
    for (var expectation : expectations) {
      if (expectation.text == null) continue;
      out.addAll(lines.subList(from, expectation.at + 1));
      Printer.print(after().function(expectation.function)).lines().forEach(line -> out.add(";| " + line));
      from = expectation.end;
    }
    out.addAll(lines.subList(from, lines.size()));
    return String.join("\n", out) + "\n";
  }

  // Reading the comments

  private void directives() {
    String function = null;
    boolean run = false;
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      int error = line.indexOf("; error:");
      if (error >= 0) rejections.add(new Rejection(i + 1, line.substring(error + "; error:".length()).strip()));
      if (line.startsWith("func @")) function = functionName(line);
      if (line.startsWith("; run:")) {
        if (run) malformed(i, "a second run");
        run = true;
        var parsed = Pipelines.parse(line.substring("; run:".length()));
        for (var diagnostic : parsed.diagnostics()) malformed(i, diagnostic.message());
        parsed.pipeline().ifPresent(p -> pipeline = p);
      } else if (line.startsWith("; call:")) {
        call(i, line.substring("; call:".length()).strip());
      } else if (line.startsWith("; expect:")) {
        i = expectation(i, line.substring("; expect:".length()).strip(), function);
      }
    }
    if (isRejection() && (run || !calls.isEmpty() || !expectations.isEmpty())) malformed(0, "a file with errors cannot be run");
  }

  private static String functionName(String line) {
    var name = line.substring("func @".length());
    return name.startsWith("\"") ? name.substring(1, name.indexOf('"', 1)) : name.substring(0, name.indexOf('('));
  }

  private int expectation(int at, String rest, String function) {
    if (function == null) malformed(at, "no function stands before this");
    if (!rest.isEmpty()) {
      if (!rest.equals("unchanged")) malformed(at, "found '" + rest + "', expected unchanged or nothing");
      expectations.add(new Expectation(function, at, at + 1, null));
      return at;
    }
    var text = new StringBuilder();
    int end = at + 1;
    for (; end < lines.size() && lines.get(end).startsWith(";|"); end++) text.append(lines.get(end).substring(2)).append('\n');
    expectations.add(new Expectation(function, at, end, text.toString()));
    return end - 1;
  }

  private void call(int at, String text) {
    var match = CALL.matcher(text);
    if (!match.matches()) {
      malformed(at, "found '" + text + "', expected @f(1, 2) == 3, @f(1, 2) throws class, @f(1, 2) prints \"text\"");
      return;
    }
    if (read.module().isEmpty()) return;
    var name = match.group("quoted") != null ? match.group("quoted") : match.group("bare");
    var function = read.module().get().function(name);
    if (function == null) {
      malformed(at, "no function @" + name);
      return;
    }
    var texts = match.group("args").isBlank() ? new String[0] : match.group("args").split(",");
    var types = function.paramTypes();
    if (texts.length != types.size()) {
      malformed(at, "found " + texts.length + " arguments, expected " + types.size());
      return;
    }
    var args = new ArrayList<Long>();
    for (int i = 0; i < texts.length; i++) literal(at, types.get(i), texts[i].strip()).ifPresent(args::add);
    expected(at, match, function.result()).ifPresent(expected -> {
      var prints = match.group("prints");
      calls.add(new Call(at + 1, name, args, expected, prints == null ? null : prints.translateEscapes()));
    });
  }

  private Optional<Call.Expected> expected(int at, Matcher match, Type result) {
    if (match.group("class") != null) return Optional.of(new Call.Expected.Throws(match.group("class"), match.group("message")));
    var value = match.group("result");
    if (value == null) return Optional.of(new Call.Expected.Returns(null, 0));
    if (result != null) return literal(at, result, value).map(bits -> new Call.Expected.Returns(result, bits));
    malformed(at, "found a result of a function that gives none");
    return Optional.empty();
  }

  /** By the reader of the IR, so that a literal means here what it means in a constant. */
  private Optional<Long> literal(int at, Type type, String text) {
    var constant = "func @f() -> " + type + " {\ne:\n  %c: " + type + " = const " + text + "\n  return %c\n}\n";
    var parsed = Reader.read("literal", constant);
    if (parsed.module().isPresent() && parsed.module().get().function("f").entry().insns().getFirst() instanceof Insn.Const c)
      return Optional.of(c.bits());
    malformed(at, "found '" + text + "', expected " + type);
    return Optional.empty();
  }

  private void malformed(int at, String message) {
    malformed.add(new Diagnostic(name(), at + 1, 1, message));
  }
}
