package dev.assay.llvm;

import dev.assay.ir.HostOp;
import dev.assay.ir.Trait;
import dev.assay.ir.Type;
import dev.assay.runtime.RuntimeCall;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the functions of one LLVM module share: the text, the declarations they need, metadata.
 *
 * <p>Names: {@code fn:NAME} for guest functions (a prefix, so that a guest's {@code fmod} or {@code llvm.trap} means nothing to LLVM),
 * {@code entry.N} for the ways in, {@code rt.CALL} and {@code host.OP} for what Java provides.
 */
final class ModuleText {
  /** Branch weights of a condition that nearly always holds. */
  static final String LIKELY = ", !prof !0";

  private static final int FIRST_FREE_NODE = 4;
  private static final int LENGTH_RANGE_NODE = 2;
  private static final int STACK_POINTER_NODE = 3;

  private final StringBuilder out = new StringBuilder();
  private final Map<String, String> declarations = new LinkedHashMap<>();
  private final Map<String, String> definitions = new LinkedHashMap<>();
  private final Set<RuntimeCall> runtimeCalls = EnumSet.noneOf(RuntimeCall.class);
  private final Set<HostOp> hostOps = EnumSet.noneOf(HostOp.class);
  // Scalar type nodes of type-based alias analysis by name; the access tag is the node after the type.
  private final Map<String, Integer> aliasNodes = new LinkedHashMap<>();
  private final Set<String> constantMemory;

  /**
   * @param constantMemory names of the alias classes whose memory never changes while compiled code runs
   */
  ModuleText(Set<String> constantMemory) {
    this.constantMemory = constantMemory;
  }

  StringBuilder out() {
    return out;
  }

  Set<RuntimeCall> runtimeCalls() {
    return runtimeCalls;
  }

  Set<HostOp> hostOps() {
    return hostOps;
  }

  /** {@code f64} is LLVM's {@code double}, addresses are {@code ptr}; no type is {@code void}. */
  static String type(Type type) {
    if (type == null) return "void";
    return switch (type) {
      case I32 -> "i32";
      case I64 -> "i64";
      case F32 -> "float";
      case F64 -> "double";
      case REF, PTR -> "ptr";
    };
  }

  /** The name of a guest function as LLVM's text has it. */
  static String functionName(String function) {
    return "@\"" + escape("fn:" + function) + '"';
  }

  private static String escape(String name) {
    var text = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      if (b >= ' ' && b < 127 && b != '"' && b != '\\') text.append((char) b);
      else text.append('\\').append(HexFormat.of().toHexDigits(b));
    }
    return text.toString();
  }

  // Declarations

  static String symbol(RuntimeCall call) {
    return "rt." + call.name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  static String symbol(HostOp op) {
    return "host." + op.text();
  }

  /** The name of the function behind a runtime call, with its result type in front. */
  String use(RuntimeCall call) {
    var name = "@" + symbol(call);
    if (runtimeCalls.add(call)) {
      // A class never changes, so the answer depends on the object's header alone, which memory(read) keeps above the call.
      boolean query = call == RuntimeCall.INSTANCE_OF || call == RuntimeCall.CAN_STORE;
      declare(name, call.result(), call.params(), query ? "willreturn memory(read)" : "cold");
    }
    return type(call.result()) + " " + name;
  }

  /** The same for a host function. */
  String use(HostOp op) {
    var name = "@" + symbol(op);
    if (hostOps.add(op)) {
      boolean pure = op.traits().contains(Trait.PURE);
      declare(name, op.result(), op.params(), pure ? "willreturn memory(none)" : op == HostOp.NEW_ARRAY ? "cold" : "");
    }
    return type(op.result()) + " " + name;
  }

  private void declare(String name, Type result, List<Type> params, String attributes) {
    var list = params.stream().map(ModuleText::type).collect(Collectors.joining(", "));
    declarations.put(name, "declare " + type(result) + " " + name + "(" + list + ") nounwind " + attributes);
  }

  /** An LLVM intrinsic over operands and a result of one type, or as the parameters say; the name with the result type in front. */
  String intrinsic(String name, String result, String params) {
    declarations.computeIfAbsent(name, n -> "declare " + result + " @" + n + "(" + params + ")");
    return result + " @" + name;
  }

  /** The intrinsic that reads the stack pointer, with its argument. */
  String readStackPointer() {
    return intrinsic("llvm.read_register.i64", "i64", "metadata") + "(metadata !" + STACK_POINTER_NODE + ")";
  }

  /** Adds a function of our own, once. */
  void define(String name, Function<ModuleText, String> body) {
    if (!definitions.containsKey(name)) definitions.put(name, body.apply(this));
  }

  // Metadata

  /** The access tag of an alias class, as an instruction's suffix: two classes never share memory. */
  String alias(String name) {
    int node = aliasNodes.computeIfAbsent(name, _ -> FIRST_FREE_NODE + 2 * aliasNodes.size());
    return ", !tbaa !" + (node + 1);
  }

  static String lengthRange() {
    return ", !range !" + LENGTH_RANGE_NODE;
  }

  /** Header, functions, declarations, metadata: the whole module. */
  String finish(Llvm llvm, String moduleName) {
    var head = new StringBuilder();
    head.append("source_filename = \"").append(escape(moduleName)).append("\"\n");
    head.append("target datalayout = \"").append(llvm.dataLayout()).append("\"\n");
    head.append("target triple = \"").append(llvm.triple()).append("\"\n\n");
    for (var declaration : declarations.values()) head.append(declaration).append('\n');
    head.append('\n');
    for (var definition : definitions.values()) head.append(definition);
    out.append("!0 = !{!\"branch_weights\", i32 4000, i32 1}\n");
    out.append("!1 = !{!\"assay\"}\n");
    out.append('!').append(LENGTH_RANGE_NODE).append(" = !{i32 0, i32 -2147483648}\n");
    out.append('!').append(STACK_POINTER_NODE).append(" = !{!\"").append(llvm.stackPointer()).append("\"}\n");
    aliasNodes.forEach(
        (name, node) -> {
          out.append('!').append(node).append(" = !{!\"").append(escape(name)).append("\", !1, i64 0}\n");
          out.append('!').append(node + 1).append(" = !{!").append(node).append(", !").append(node).append(", i64 0");
          out.append(constantMemory.contains(name) ? ", i64 1}\n" : "}\n");
        });
    return head.append(out).toString();
  }
}
