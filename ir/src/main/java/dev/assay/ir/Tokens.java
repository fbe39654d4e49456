package dev.assay.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The tokens of a text, one at a time, and what every part of the reader asks of them. Lines matter: an instruction, a label and a header
 * each stand on one line, so after an error the reader goes on at the next line.
 *
 * <p>Only the current token is kept; {@link #mark} and {@link #reset} read a stretch twice. Cost: linear in the text for each reading.
 */
final class Tokens {
  /** VALUE is {@code %name}, NUMBER also {@code -Infinity}, PUNCT one of {@code ( ) [ ] { } : , = + * ! < @ ->}. */
  enum Kind {
    WORD, VALUE, NUMBER, STRING, PUNCT, NEWLINE, END, BAD
  }

  /** The rest of the line is of no use; the diagnostic has been recorded. Without a stack trace: it is control flow. */
  static final class LineFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private LineFailure() {
      super(null, null, false, false);
    }
  }

  /** There are so many errors that reading on is pointless. */
  static final class TooManyErrors extends RuntimeException {
    private static final long serialVersionUID = 1;

    private TooManyErrors() {
      super(null, null, false, false);
    }
  }

  /** The start of a token. */
  record Mark(int start, int line, int lineStart) {}

  private static final int MAX_ERRORS = 100;
  private static final int MAX_SHOWN = 40;

  private final String file;
  private final String source;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int position;
  private int line = 1;
  private int lineStart;

  private Kind kind;
  private int start;
  private int tokenLine;
  private int tokenLineStart;
  private String problem;

  Tokens(String file, String source) {
    this.file = file;
    this.source = source;
    next();
  }

  Kind kind() {
    return kind;
  }

  int line() {
    return tokenLine;
  }

  int column() {
    return start - tokenLineStart + 1;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  Mark mark() {
    return new Mark(start, tokenLine, tokenLineStart);
  }

  void reset(Mark mark) {
    position = mark.start;
    line = mark.line;
    lineStart = mark.lineStart;
    next();
  }

  /** The name of a word or value, the content of a string, else the token as it stands. */
  String text() {
    return switch (kind) {
      case VALUE -> source.charAt(start + 1) == '"' ? unquote(start + 1, position) : source.substring(start + 1, position);
      case STRING -> unquote(start, position);
      case WORD, NUMBER, PUNCT, NEWLINE, END, BAD -> source.substring(start, position);
    };
  }

  boolean is(String text) {
    return (kind == Kind.PUNCT || kind == Kind.WORD) && position - start == text.length() && source.startsWith(text, start);
  }

  boolean atLineEnd() {
    return kind == Kind.NEWLINE || kind == Kind.END;
  }

  // --- asking for things

  boolean accept(String text) {
    if (!is(text)) return false;
    next();
    return true;
  }

  void expect(String text) {
    if (!accept(text)) throw unexpected("'" + text + "'");
  }

  void expectLineEnd() {
    if (!atLineEnd()) throw unexpected("end of line");
    skipLine();
  }

  String word(String expected) {
    if (kind != Kind.WORD) throw unexpected(expected);
    return take();
  }

  /** A bare or quoted name. */
  String symbol(String expected) {
    if (kind != Kind.WORD && kind != Kind.STRING) throw unexpected(expected);
    return take();
  }

  String string(String expected) {
    if (kind != Kind.STRING) throw unexpected(expected);
    return take();
  }

  String value(String expected) {
    if (kind != Kind.VALUE) throw unexpected(expected);
    return take();
  }

  int integer(String expected) {
    return (int) integer(expected, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  long integer(String expected, long min, long max) {
    if (kind == Kind.NUMBER) {
      try {
        long n = Long.parseLong(text());
        if (n >= min && n <= max) {
          next();
          return n;
        }
      } catch (NumberFormatException _) {
        // Not an integer or out of range: the message below says what was found.
      }
    }
    throw unexpected(expected);
  }

  Type type() {
    var type = kind == Kind.WORD ? Type.of(text()) : Optional.<Type>empty();
    if (type.isEmpty()) throw unexpected("a type (i32, i64, f32, f64, ref, ptr)");
    next();
    return type.get();
  }

  MemType memType() {
    var type = kind == Kind.WORD ? MemType.of(text()) : Optional.<MemType>empty();
    if (type.isEmpty()) throw unexpected("a memory type (bool, i8, u16, i16, i32, i64, f32, f64, ref, ptr)");
    next();
    return type.get();
  }

  /** The raw bits of a constant of this type. */
  long literal(Type type) {
    return switch (type) {
      case I32 -> integer("an i32 constant");
      case I64 -> integer("an i64 constant", Long.MIN_VALUE, Long.MAX_VALUE);
      case F32 -> accept("nan") ? nan("an f32 NaN", 8, bits -> Float.isNaN(Float.intBitsToFloat((int) bits)))
          : floating("an f32 constant", text -> Float.floatToRawIntBits(Float.parseFloat(text)));
      case F64 -> accept("nan") ? nan("an f64 NaN", 16, bits -> Double.isNaN(Double.longBitsToDouble(bits)))
          : floating("an f64 constant", text -> Double.doubleToRawLongBits(Double.parseDouble(text)));
      case REF -> {
        expect("null");
        yield 0;
      }
      case PTR -> hex("a ptr constant 0x…", 16, _ -> true);
    };
  }

  private interface ToBits {
    long bits(String text);
  }

  private long floating(String expected, ToBits parse) {
    boolean named = is("NaN") || is("Infinity");
    if (kind == Kind.NUMBER || named) {
      var text = text();
      char last = text.charAt(text.length() - 1);
      // Java's parser also takes hexadecimal floats and the suffixes f and d; one spelling is enough here.
      if (named || text.equals("-Infinity") || last >= '0' && last <= '9' && !text.contains("x")) {
        try {
          long bits = parse.bits(text);
          next();
          return bits;
        } catch (NumberFormatException _) {
          // The message below says what was found.
        }
      }
    }
    throw unexpected(expected);
  }

  private long nan(String what, int maxDigits, LongPredicate isNan) {
    expect(":");
    long bits = hex(what + " 0x…", maxDigits, isNan);
    return maxDigits == 8 ? (int) bits : bits;
  }

  private long hex(String expected, int maxDigits, LongPredicate accepts) {
    if (kind == Kind.NUMBER && source.startsWith("0x", start) && position - start - 2 <= maxDigits) {
      try {
        long bits = Long.parseUnsignedLong(source, start + 2, position, 16);
        if (accepts.test(bits)) {
          next();
          return bits;
        }
      } catch (NumberFormatException _) {
        // The message below says what was found.
      }
    }
    throw unexpected(expected);
  }

  private String take() {
    var text = text();
    next();
    return text;
  }

  // --- errors

  /** Records what stands here instead of what should; to be thrown. */
  LineFailure unexpected(String expected) {
    return fail(kind == Kind.BAD ? problem : "found " + shown() + ", expected " + expected);
  }

  /** Records an error at the current token; to be thrown. */
  LineFailure fail(String message) {
    report(mark(), message);
    return new LineFailure();
  }

  /** For an error that has been reported. */
  LineFailure skip() {
    return new LineFailure();
  }

  void report(Mark where, String message) {
    if (diagnostics.size() == MAX_ERRORS) {
      diagnostics.add(new Diagnostic(file, where.line, where.start - where.lineStart + 1,
          "more than " + MAX_ERRORS + " errors, the rest is not shown"));
      throw new TooManyErrors();
    }
    diagnostics.add(new Diagnostic(file, where.line, where.start - where.lineStart + 1, message));
  }

  private String shown() {
    return switch (kind) {
      case NEWLINE -> "end of line";
      case END -> "end of input";
      case WORD, VALUE, NUMBER, STRING, PUNCT, BAD -> position - start <= MAX_SHOWN ? "'" + source.substring(start, position) + "'"
          : "'" + source.substring(start, start + MAX_SHOWN) + "…'";
    };
  }

  // --- lexing

  /** Goes to the first token of the next line that has one. */
  void skipLine() {
    while (!atLineEnd()) {
      // A bad escape may have swallowed the line's end.
      if (kind == Kind.BAD) {
        int end = source.indexOf('\n', start);
        position = end < 0 ? source.length() : end;
      }
      next();
    }
    if (kind == Kind.NEWLINE) next();
  }

  void next() {
    skipBlanks();
    start = position;
    tokenLine = line;
    tokenLineStart = lineStart;
    if (position == source.length()) {
      kind = Kind.END;
      return;
    }
    char c = source.charAt(position++);
    switch (c) {
      case '\n' -> newline();
      case '(', ')', '[', ']', '{', '}', ':', ',', '=', '+', '*', '!', '<', '@' -> kind = Kind.PUNCT;
      case '"' -> {
        kind = Kind.STRING;
        lexString();
      }
      case '%' -> lexValue();
      case '-' -> lexMinus();
      default -> {
        if (Quoting.isFirst(c)) {
          kind = Kind.WORD;
          skipParts();
        } else if (c >= '0' && c <= '9') {
          lexNumber();
        } else {
          bad("found a character that starts nothing: " + Quoting.quote(String.valueOf(c)));
        }
      }
    }
  }

  private void skipBlanks() {
    for (; position < source.length(); position++) {
      char c = source.charAt(position);
      if (c == ';') {
        int end = source.indexOf('\n', position);
        position = end < 0 ? source.length() : end;
        return;
      }
      if (c != ' ' && c != '\t' && c != '\r') return;
    }
  }

  // Blank and comment lines join into one line end.
  private void newline() {
    kind = Kind.NEWLINE;
    while (true) {
      line++;
      lineStart = position;
      skipBlanks();
      if (position == source.length() || source.charAt(position) != '\n') return;
      position++;
    }
  }

  private void skipParts() {
    while (position < source.length() && Quoting.isPart(source.charAt(position))) position++;
  }

  private void lexValue() {
    kind = Kind.VALUE;
    if (position < source.length() && source.charAt(position) == '"') {
      position++;
      lexString();
      return;
    }
    skipParts();
    if (position == start + 1) bad("found '%', expected a name after it");
  }

  private void lexMinus() {
    char c = position < source.length() ? source.charAt(position) : ' ';
    if (c == '>') {
      position++;
      kind = Kind.PUNCT;
    } else if (c >= '0' && c <= '9') {
      lexNumber();
    } else if (source.startsWith("Infinity", position)) {
      position += "Infinity".length();
      kind = Kind.NUMBER;
    } else {
      bad("found '-', expected a number or '>' after it");
    }
  }

  private void lexNumber() {
    kind = Kind.NUMBER;
    boolean hex = source.startsWith("0x", start);
    for (; position < source.length(); position++) {
      char c = source.charAt(position);
      boolean exponentSign = (c == '-' || c == '+') && !hex && Character.toLowerCase(source.charAt(position - 1)) == 'e';
      if (!Quoting.isPart(c) && !exponentSign) return;
    }
  }

  private void lexString() {
    while (position < source.length()) {
      char c = source.charAt(position++);
      if (c == '"') return;
      if (c == '\n') {
        position--;
        break;
      }
      if (c == '\\' && !skipEscape()) return;
    }
    bad("found a string without its closing '\"'");
  }

  private boolean skipEscape() {
    char c = position < source.length() ? source.charAt(position++) : ' ';
    if (c == 'u') {
      for (int i = 0; i < 4; i++, position++) {
        if (position >= source.length() || Character.digit(source.charAt(position), 16) < 0) {
          bad("found \\u, expected four hexadecimal digits after it");
          return false;
        }
      }
    } else if ("\"\\nrtbf'".indexOf(c) < 0) {
      bad("found an unknown escape, expected one of \\\" \\\\ \\n \\r \\t \\b \\f \\uXXXX");
      return false;
    }
    return true;
  }

  private String unquote(int from, int to) {
    int escape = source.indexOf('\\', from, to);
    if (escape < 0) return source.substring(from + 1, to - 1);
    var out = new StringBuilder(to - from);
    for (int i = from + 1; i < to - 1; i++) {
      char c = source.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      c = source.charAt(++i);
      out.append(switch (c) {
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'u' -> {
          i += 4;
          yield (char) Integer.parseInt(source, i - 3, i + 1, 16);
        }
        default -> c;
      });
    }
    return out.toString();
  }

  private void bad(String message) {
    kind = Kind.BAD;
    problem = message;
  }
}
