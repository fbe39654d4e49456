package dev.assay.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The tables of ops as Markdown, from the rows of the enums, so that docs/ir.md cannot drift from them. */
public final class OpPages {
  private OpPages() {}

  public static String tables() {
    return String.join("\n",
        table("Unary ops", "The operand has the result's type. All are pure.", List.of("op", "types", "meaning"), UnaryOp.values(),
            op -> List.of(code(op.text()), types(op::accepts), op.meaning())),
        table("Binary ops", "Both operands have the result's type, but a shift's count is `i32`.",
            List.of("op", "types", "traits", "meaning"),
            BinaryOp.values(), op -> List.of(code(op.text()), types(op::accepts), traits(op.traits()), op.meaning())),
        table("Comparisons", "Both operands have one type, the result is `i32`. All are pure.", List.of("op", "operand types", "meaning"),
            CompareOp.values(), op -> List.of(code(op.text()), types(op::accepts), op.meaning())),
        table("Conversions", "The result's declared type is the target. All are pure.", List.of("op", "from → to", "meaning"),
            ConvertOp.values(), op -> List.of(code(op.text()), conversions(op), op.meaning())),
        table("Checks", "Each yields its first operand or throws. Trait: THROWS.", List.of("op", "operands", "throws", "meaning"),
            CheckOp.values(), op -> List.of(code(op.text()), operands(op), code(op.exception()), op.meaning())),
        table("Symbols", "Constants that linking resolves. All are pure.", List.of("op", "type", "level", "meaning"),
            SymbolOp.values(), op -> List.of(code(op.text()), code(op.type().toString()), level(op.level()), op.meaning())),
        table("Host functions", "Called as `host OP(…)`.", List.of("op", "signature", "traits", "meaning"),
            HostOp.values(), op -> List.of(code(op.text()), signature(op), traits(op.traits()), op.meaning())));
  }

  private static <T> String table(String title, String intro, List<String> columns, T[] rows, Function<T, List<String>> cells) {
    var lines = new ArrayList<String>();
    lines.add("### " + title);
    lines.add("");
    lines.add(intro);
    lines.add("");
    lines.add(row(columns));
    lines.add(row(columns.stream().map(_ -> "---").toList()));
    for (var op : rows) lines.add(row(cells.apply(op)));
    lines.add("");
    return String.join("\n", lines);
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String types(Predicate<Type> accepts) {
    return Arrays.stream(Type.values()).filter(accepts).map(t -> code(t.toString())).collect(Collectors.joining(" "));
  }

  private static String traits(Set<Trait> traits) {
    return traits.stream().sorted().map(Trait::name).collect(Collectors.joining(" "));
  }

  private static String level(Level level) {
    return switch (level) {
      case HIGH -> "both";
      case LOW -> "low";
    };
  }

  private static String conversions(ConvertOp op) {
    var pairs = new ArrayList<String>();
    for (var from : Type.values()) for (var to : Type.values()) if (op.accepts(from, to)) pairs.add(code(from + "→" + to));
    return String.join(" ", pairs);
  }

  private static String operands(CheckOp op) {
    var operands = new ArrayList<String>();
    for (int i = 0; i < op.arity(); i++) {
      int operand = i;
      operands
          .add(Arrays.stream(Type.values()).filter(t -> op.accepts(operand, t)).map(Type::toString).collect(Collectors.joining(" or ")));
    }
    if (op == CheckOp.NULL) operands.add("[message]");
    if (op == CheckOp.CAST) operands.add("class");
    return String.join(", ", operands);
  }

  private static String signature(HostOp op) {
    var params = op.params().stream().map(Type::toString).collect(Collectors.joining(", "));
    return code("(" + params + ")" + (op.result() == null ? "" : " → " + op.result()));
  }
}
