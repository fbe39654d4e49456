package dev.assay.cli;

import static dev.assay.cli.ConformanceKit.bits;
import static dev.assay.cli.ConformanceKit.f32;
import static dev.assay.cli.ConformanceKit.f64;
import static dev.assay.cli.ConformanceKit.literal;
import static dev.assay.cli.ConformanceKit.product;
import static dev.assay.ir.Type.F32;
import static dev.assay.ir.Type.F64;
import static dev.assay.ir.Type.I32;
import static dev.assay.ir.Type.I64;

import dev.assay.ir.HostOp;
import dev.assay.ir.Level;
import dev.assay.ir.Type;
import dev.assay.spi.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** Host functions. */
final class HostProbes {
  private static final List<String> TEXTS = List.of("", "a", "null", " 5 ", "\u0663", "\ud83d\ude00\u00e4\n\"\\");

  private HostProbes() {}

  static List<ConformanceKit.Group> groups() {
    var groups = new ArrayList<ConformanceKit.Group>();
    for (var op : HostOp.values()) {
      var group = group(op);
      if (group != null) groups.add(group);
    }
    return groups;
  }

  /** One group per row, or null for a row that another part of the kit has. */
  private static ConformanceKit.Group group(HostOp op) {
    return switch (op) {
      case PRINT_BOOLEAN -> print(op, I32, a -> Boolean.toString(a != 0));
      case PRINT_CHAR -> print(op, I32, a -> printable((char) (long) a));
      case PRINT_INT -> print(op, I32, a -> Long.toString(a));
      case PRINT_LONG -> print(op, I64, a -> Long.toString(a));
      case PRINT_FLOAT -> print(op, F32, a -> Float.toString(f32(a)));
      case PRINT_DOUBLE -> print(op, F64, a -> Double.toString(f64(a)));
      case STRING_FLOAT -> string(op, F32, a -> Float.toString(f32(a)));
      case STRING_DOUBLE -> string(op, F64, a -> Double.toString(f64(a)));
      case PRINT_STRING -> strings(op);
      case FLUSH, READ, NANO_TIME, MILLI_TIME -> simple(op);
      case EXIT -> exit(op);
      case SIN -> math(op, Math::sin);
      case COS -> math(op, Math::cos);
      case TAN -> math(op, Math::tan);
      case SINH -> math(op, Math::sinh);
      case TANH -> math(op, Math::tanh);
      case CBRT -> math(op, Math::cbrt);
      case EXP -> math(op, Math::exp);
      case LOG -> math(op, Math::log);
      case LOG10 -> math(op, Math::log10);
      case POW -> math(op, Math::pow);
      case ARRAY_CLONE -> arrayClone(op);
      case ARRAY_COPY -> arrayCopy(op);
      case WRITE, STRING_INTERN, CHARACTER_DIGIT, IDENTITY_HASH, CLASS_NAME, CLASS_MODIFIERS, CLASS_SUPERCLASS, CLASS_COMPONENT,
          CLASS_IS_INSTANCE, CLASS_IS_ASSIGNABLE, CLASS_PRIMITIVE, TRACE_CAPTURE, TRACE_DEPTH, TRACE_CLASS, TRACE_METHOD, TRACE_FILE,
          TRACE_MODULE, TRACE_LINE, UNCAUGHT -> ObjectProbes.host(op);
      case NEW_ARRAY, NEW_OBJECT, CLASS_OF -> null;
    };
  }

  private static String subject(HostOp op) {
    return "host " + op.text();
  }

  /** A lone surrogate is written as the charset has it. */
  private static String printable(char c) {
    return Character.isSurrogate(c) ? "?" : String.valueOf(c);
  }

  private static ConformanceKit.Group print(HostOp op, Type type, Function<Long, String> java) {
    var group = new ConformanceKit.Builder();
    var values = op == HostOp.PRINT_BOOLEAN ? List.of(0L, 1L) : EdgeValues.of(type);
    group.probe("f", List.of(I32, type), null, product(List.of(List.of(1L, 2L), values)), "  host " + op.text() + "(%a, %b)\n  return\n",
        (a, out) -> {
          out.append(java.apply(a[1]));
          return 0;
        });
    return group.group(Level.HIGH, subject(op));
  }

  private static ConformanceKit.Group string(HostOp op, Type type, Function<Long, String> java) {
    var group = new ConformanceKit.Builder();
    group.probe("f", List.of(type), null, product(List.of(EdgeValues.of(type))), "  %s: ref = host " + op.text() + "(%a)\n" + PRINT,
        (a, out) -> {
          out.append(java.apply(a[0]));
          return 0;
        });
    return group.group(Level.HIGH, subject(op));
  }

  private static final String PRINT = """
        %fd: i32 = const 1
        host print.string(%fd, %s)
        return
      """;

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (char c : text.toCharArray())
      quoted.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
    return quoted.append('"').toString();
  }

  private static ConformanceKit.Group strings(HostOp op) {
    var group = new ConformanceKit.Builder();
    int k = 0;
    for (var text : TEXTS)
      group.probe("text" + k++, List.of(), null, product(List.of()), "  %s: ref = string " + quoted(text) + "\n" + PRINT, (_, out) -> {
        out.append(text);
        return 0;
      });
    group.probe("null", List.of(), null, product(List.of()), "  %s: ref = const null\n" + PRINT, (_, out) -> {
      out.append("null");
      return 0;
    });
    // Equal literals are one object.
    group.probe("interned", List.of(), I32, product(List.of()),
        "  %x: ref = string \"q\"\n  %y: ref = string \"q\"\n  %r: i32 = eq %x, %y\n  return %r\n",
        (_, _) -> 1);
    return group.group(Level.HIGH, subject(op), "string");
  }

  private static ConformanceKit.Group simple(HostOp op) {
    var group = new ConformanceKit.Builder();
    switch (op) {
      case FLUSH -> group.probe("f", List.of(I32), null, product(List.of(List.of(1L, 2L))), "  host flush(%a)\n  return\n", (_, _) -> 0);
      case READ -> group.probe("f", List.of(), I32, product(List.of()), "  %r: i32 = host read()\n  return %r\n", (_, _) -> -1);
      default -> group.probe("f", List.of(), I32, product(List.of()), """
            %x: i64 = host OP()
            %y: i64 = host OP()
            %r: i32 = le %x, %y
            return %r
          """.replace("OP", op.text()), (_, _) -> 1);
    }
    return group.group(Level.HIGH, subject(op));
  }

  private static ConformanceKit.Group exit(HostOp op) {
    var group = new ConformanceKit.Builder();
    group.probe("f", List.of(I32), null, product(List.of(EdgeValues.I32)), "  host exit(%a)\n  return\n", (a, _) -> {
      throw new ConformanceKit.Ends(new Outcome.Exited((int) a[0]));
    });
    return group.group(Level.HIGH, subject(op));
  }

  // Math

  private static ConformanceKit.Group math(HostOp op, DoubleUnaryOperator java) {
    var group = new ConformanceKit.Builder();
    var values = new ArrayList<>(EdgeValues.F64);
    for (double x = -10; x < 10; x += 0.37) values.add(bits(x));
    var line = "  %r: f64 = host " + op.text() + "(%a)\n  return %r\n";
    group.probe("f", List.of(F64), F64, product(List.of(values)), line, (a, _) -> bits(java.applyAsDouble(f64(a[0]))));
    int k = 0;
    for (long value : EdgeValues.few(F64))
      group.probe("k" + k++, List.of(), F64, product(List.of()), "  %a: f64 = const " + literal(F64, value) + "\n" + line,
          (_, _) -> bits(java.applyAsDouble(f64(value))));
    return group.group(Level.HIGH, subject(op));
  }

  private static ConformanceKit.Group math(HostOp op, DoubleBinaryOperator java) {
    var group = new ConformanceKit.Builder();
    group.probe("f", List.of(F64, F64), F64, product(List.of(EdgeValues.F64, EdgeValues.F64)),
        "  %r: f64 = host " + op.text() + "(%a, %b)\n  return %r\n", (a, _) -> bits(java.applyAsDouble(f64(a[0]), f64(a[1]))));
    int k = 0;
    // Powers that a code generator might write as products or roots.
    for (double y : new double[] {-1, -0.5, 0, 0.5, 1, 2, 3, 10})
      group.probe("k" + k++, List.of(F64), F64, product(List.of(EdgeValues.F64)),
          "  %b: f64 = const " + y + "\n  %r: f64 = host " + op.text() + "(%a, %b)\n  return %r\n",
          (a, _) -> bits(java.applyAsDouble(f64(a[0]), y)));
    return group.group(Level.HIGH, subject(op));
  }

  // Arrays

  private static final String FILLED = """
        %n: i32 = const 6
        %x: ref = new.array "[I", %n
        %zero: i32 = const 0
        %one: i32 = const 1
        jump head(%zero)
      head(%k: i32):
        %more: i32 = lt %k, %n
        branch %more, fill, done
      fill:
        %kx: i32 = check.bounds %k, %n
        array.store i32 %x, %kx, %k
        %next: i32 = add %k, %one
        jump head(%next)
      done:
      """;

  private static ConformanceKit.Group arrayClone(HostOp op) {
    var group = new ConformanceKit.Builder();
    group.probe("f", List.of(I32, I32), I32, product(List.of(List.of(0L, 3L, 5L), List.of(0L, 3L, 5L, 6L))), FILLED + """
          %y: ref = host array.clone(%x)
          %i: i32 = check.bounds %a, %n
          %seven: i32 = const 77
          array.store i32 %x, %i, %seven
          %l: i32 = array.length %y
          %j: i32 = check.bounds %b, %l
          %r: i32 = array.load i32 %y, %j
          return %r
        """, (a, _) -> {
      int[] x = {0, 1, 2, 3, 4, 5};
      int[] y = x.clone();
      x[(int) a[0]] = 77;
      return y[(int) a[1]];
    });
    for (var arrayClass : List.of("[Z", "[B", "[C", "[S", "[J", "[F", "[D", "[[I", "[Ljava/lang/String;"))
      group.probe("length" + arrayClass.replaceAll("[\\[;/]", "_"), List.of(I32), I32, product(List.of(List.of(0L, 1L, 9L))), """
            %n: i32 = check.size %a
            %x: ref = new.array "CLASS", %n
            %y: ref = host array.clone(%x)
            %is: i32 = instanceof %y, "CLASS"
            %l: i32 = array.length %y
            %r: i32 = add %l, %is
            return %r
          """.replace("CLASS", arrayClass), (a, _) -> a[0] + 1);
    return group.group(Level.HIGH, subject(op));
  }

  private static ConformanceKit.Group arrayCopy(HostOp op) {
    var group = new ConformanceKit.Builder();
    var places = List.of(-1L, 0L, 1L, 2L, 5L, 6L, 7L, (long) Integer.MAX_VALUE);
    // Within one array, overlapping both ways; the result is its digits.
    group.probe("within", List.of(I32, I32, I32), I32, product(List.of(places, places, places)), FILLED + """
          host array.copy(%x, %a, %x, %b, %c)
          jump sum(%zero, %zero)
        sum(%i: i32, %s: i32):
          %on: i32 = lt %i, %n
          branch %on, add, end
        add:
          %ix: i32 = check.bounds %i, %n
          %v: i32 = array.load i32 %x, %ix
          %ten: i32 = const 10
          %t: i32 = mul %s, %ten
          %u: i32 = add %t, %v
          %j: i32 = add %i, %one
          jump sum(%j, %u)
        end:
          return %s
        """, (a, _) -> {
      int[] x = {0, 1, 2, 3, 4, 5};
      System.arraycopy(x, (int) a[0], x, (int) a[1], (int) a[2]);
      int s = 0;
      for (int v : x) s = s * 10 + v;
      return s;
    });
    group.probe("null", List.of(), null, product(List.of()), """
          %null: ref = const null
          %zero: i32 = const 0
          host array.copy(%null, %zero, %null, %zero, %zero)
          return
        """, (_, _) -> {
      throw new NullPointerException();
    });
    group.probe("mismatch", List.of(), null, product(List.of()), """
          %n: i32 = const 1
          %x: ref = new.array "[I", %n
          %y: ref = new.array "[J", %n
          %zero: i32 = const 0
          host array.copy(%x, %zero, %y, %zero, %n)
          return
        """, (_, _) -> {
      arraycopy(new int[1], new long[1]);
      return 0;
    });
    return group.group(Level.HIGH, subject(op));
  }

  @SuppressWarnings("SuspiciousSystemArraycopy")
  private static void arraycopy(Object from, Object to) {
    System.arraycopy(from, 0, to, 0, 1);
  }
}
