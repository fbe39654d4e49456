import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * Splits the text of a program into tokens: words, keywords, numbers, strings with escapes, comments, operators of up to three characters.
 * The text is made first, and put together again from the tokens. Here for charAt and substring in tight loops, string hashing and switches,
 * and many small records. The argument is the number of functions in the text.
 */
public class Tokenizer {
  private static final int DEFAULT_FUNCTIONS = 400;

  enum Kind {
    WORD, KEYWORD, INTEGER, DECIMAL, STRING, OPERATOR, COMMENT, SPACE
  }

  record Token(Kind kind, String text, int line, int column) {
    /** The value of a number, or of a string its length without quotes and escapes. */
    double value() {
      return switch (kind) {
        case INTEGER -> text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
        case DECIMAL -> decimal();
        case STRING -> unescaped().length();
        default -> 0;
      };
    }

    private double decimal() {
      long digits = 0;
      double scale = 1;
      boolean fraction = false;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '.') {
          fraction = true;
        } else {
          digits = digits * 10 + (c - '0');
          if (fraction) scale *= 10;
        }
      }
      return digits / scale;
    }

    private String unescaped() {
      var out = new StringBuilder();
      for (int i = 1; i < text.length() - 1; i++) {
        char c = text.charAt(i);
        if (c == '\\') c = switch (text.charAt(++i)) {
          case 'n' -> '\n';
          case 't' -> '\t';
          default -> text.charAt(i);
        };
        out.append(c);
      }
      return out.toString();
    }
  }

  static final class LexicalError extends Exception {
    private static final long serialVersionUID = 1;

    LexicalError(int line, int column, String message) {
      super(line + ":" + column + ": " + message);
    }
  }

  static final class Lexer {
    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    Lexer(String text) {
      this.text = text;
    }

    List<Token> all() throws LexicalError {
      var tokens = new ArrayList<Token>();
      while (at < text.length()) tokens.add(next());
      return tokens;
    }

    private Token next() throws LexicalError {
      int start = at;
      int column = at - lineStart + 1;
      int startLine = line;
      var kind = scan(text.charAt(at));
      var token = text.substring(start, at);
      if (kind == Kind.WORD && isKeyword(token)) kind = Kind.KEYWORD;
      return new Token(kind, token, startLine, column);
    }

    private Kind scan(char c) throws LexicalError {
      if (Character.isWhitespace(c)) {
        while (Character.isWhitespace(peek(0))) advance();
        return Kind.SPACE;
      }
      if (Character.isLetter(c) || c == '_') {
        while (Character.isLetterOrDigit(peek(0)) || peek(0) == '_') advance();
        return Kind.WORD;
      }
      if (Character.isDigit(c)) return number();
      if (c == '"') return string();
      if (c == '/' && peek(1) == '/') {
        while (at < text.length() && peek(0) != '\n') advance();
        return Kind.COMMENT;
      }
      if (c == '/' && peek(1) == '*') {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) throw error("comment without end");
        while (at < end + 2) advance();
        return Kind.COMMENT;
      }
      for (int length = Math.min(3, text.length() - at); length > 0; length--) {
        if (!isOperator(text.substring(at, at + length))) continue;
        at += length;
        return Kind.OPERATOR;
      }
      throw error("unexpected '" + c + "'");
    }

    private Kind number() {
      if (peek(0) == '0' && peek(1) == 'x') {
        at += 2;
        while (Character.digit(peek(0), 16) >= 0) advance();
        return Kind.INTEGER;
      }
      while (Character.isDigit(peek(0))) advance();
      if (peek(0) != '.' || !Character.isDigit(peek(1))) return Kind.INTEGER;
      advance();
      while (Character.isDigit(peek(0))) advance();
      return Kind.DECIMAL;
    }

    private Kind string() throws LexicalError {
      advance();
      while (peek(0) != '"') {
        if (at >= text.length() || peek(0) == '\n') throw error("string without end");
        if (peek(0) == '\\') advance();
        advance();
      }
      advance();
      return Kind.STRING;
    }

    private char peek(int ahead) {
      return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    private void advance() {
      if (peek(0) == '\n') {
        line++;
        lineStart = at + 1;
      }
      at++;
    }

    private LexicalError error(String message) {
      return new LexicalError(line, at - lineStart + 1, message);
    }

    private static boolean isKeyword(String word) {
      return switch (word) {
        case "if", "else", "while", "for", "return", "function", "var", "const", "new", "null", "true", "false" -> true;
        default -> false;
      };
    }

    private static boolean isOperator(String s) {
      return switch (s) {
        case "(", ")", "{", "}", "[", "]", ";", ",", ".", ":", "?", "+", "-", "*", "/", "%", "=", "<", ">", "!", "&", "|", "^" -> true;
        case "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "->", "<<", ">>" -> true;
        case ">>>", "<<=", ">>=", "..." -> true;
        default -> false;
      };
    }
  }

  private static String source(int functions) {
    var out = new StringBuilder();
    int random = 11;
    for (int i = 0; i < functions; i++) {
      random = random * 1103515245 + 12345;
      int draw = random >>> 16 & 0x7fff;
      out.append("// Function ").append(i).append(" of the text.\n");
      out.append("function f").append(draw % 97).append("_").append(i).append("(a, b...) {\n");
      out.append("\tvar x = a * 0x").append(Integer.toHexString(draw)).append(" + ").append(draw / 8.0).append(";\n");
      if (draw % 3 == 0) out.append("  /* twice\n     as long */ x += b[").append(draw % 10).append("] >>> 2;\n");
      out.append("  while (x <= ").append(draw).append(" && !done) x -= -").append(i).append(";\n");
      out.append("  return new Pair(\"name\\t\\\"").append(draw).append("\\\"\\n\", x == null ? f1 : x -> x);\n}\n\n");
    }
    return out.toString();
  }

  public static void main(String[] args) throws LexicalError {
    var text = source(args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_FUNCTIONS);
    var tokens = new Lexer(text).all();
    var counts = new EnumMap<Kind, Integer>(Kind.class);
    var words = new HashMap<String, Integer>();
    var again = new StringBuilder();
    double values = 0;
    long positions = 0;
    for (var token : tokens) {
      counts.merge(token.kind, 1, Integer::sum);
      if (token.kind == Kind.WORD) words.merge(token.text, 1, Integer::sum);
      again.append(token.text);
      values += token.value();
      positions = positions * 31 + token.line * 1000L + token.column;
    }
    if (!again.toString().equals(text)) throw new IllegalStateException("the tokens are not the text");
    String most = null;
    for (Map.Entry<String, Integer> entry : words.entrySet()) {
      int c = most == null ? 1 : entry.getValue() - words.get(most);
      if (c > 0 || c == 0 && entry.getKey().compareTo(most) < 0) most = entry.getKey();
    }
    System.out.println(text.length() + " characters, " + tokens.size() + " tokens " + counts);
    System.out.println(words.size() + " words, most often " + most + ", values " + values + ", positions " + Long.toHexString(positions));
    for (var wrong : List.of("x = \"open\n", "a\n  /* open", "one # two")) {
      try {
        System.out.println(new Lexer(wrong).all());
      } catch (LexicalError e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
