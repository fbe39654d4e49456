package dev.assay.llvm;

import dev.assay.ir.HostOp;
import dev.assay.ir.Trait;
import dev.assay.ir.Type;
import dev.assay.runtime.LazyCode;
import dev.assay.runtime.RuntimeCall;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
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

  /**
   * What follows the parameters of a function that may be on the stack when an exception is made. Traces are read from frame pointers and
   * return addresses, so a call leaves both. Code stays in one section, which {@link ObjectCode#lineTable} counts from.
   */
  static final String KEEPS_FRAME = "#0 section \".text\"";

  private static final int LENGTH_RANGE_NODE = 2;
  private static final int STACK_POINTER_NODE = 3;
  private static final int UNIT_NODE = 4;
  private static final int FILE_NODE = 5;
  private static final int SUBROUTINE_TYPE_NODE = 6;
  private static final int DEBUG_VERSION_NODE = 7;
  private static final int DWARF_VERSION_NODE = 8;
  private static final int FIRST_FREE_NODE = 9;

  private final StringBuilder out = new StringBuilder();
  private final Map<String, String> declarations = new LinkedHashMap<>();
  private final Map<String, String> definitions = new LinkedHashMap<>();
  private final Set<RuntimeCall> runtimeCalls = EnumSet.noneOf(RuntimeCall.class);
  private final Set<HostOp> hostOps = EnumSet.noneOf(HostOp.class);
  // Scalar type nodes of type-based alias analysis by name; the access tag is the node after the type.
  private final Map<String, Integer> aliasNodes = new LinkedHashMap<>();
  // Names of functions by the nodes that stand for them.
  private final Map<Integer, String> subprograms = new LinkedHashMap<>();
  private int nextNode = FIRST_FREE_NODE;
  private final Set<String> constantMemory;
  private final Linking linking;
  // Null if functions are called by name.
  private final LazyCode lazy;
  // By name; what is called and not defined lies in another module.
  private final Map<String, dev.assay.ir.Function> called = new LinkedHashMap<>();
  private final Set<String> defined = new HashSet<>();

  /** Who calls the module's functions. */
  enum Linking {
    /** Functions of this module, and whoever has got an address from it. */
    ALONE("internal "),
    /** Functions of other modules too, by name. */
    TOGETHER("hidden ");

    private final String linkage;

    Linking(String linkage) {
      this.linkage = linkage;
    }
  }

  /**
   * @param constantMemory names of the alias classes whose memory never changes while compiled code runs
   * @param lazy has the slots through which functions are called, or null if they are called by name
   */
  ModuleText(Set<String> constantMemory, Linking linking, LazyCode lazy) {
    this.constantMemory = constantMemory;
    this.linking = linking;
    this.lazy = lazy;
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

  /** The symbol of a guest function. */
  static String symbol(dev.assay.ir.Function function) {
    return "fn:" + function.name();
  }

  /** The name of a guest function as LLVM's text has it. */
  static String functionName(String function) {
    return "@\"" + escape("fn:" + function) + '"';
  }

  /** Begins the definition of a guest function. */
  StringBuilder define(String function, boolean isCopy) {
    defined.add(function);
    return out.append("define ").append(isCopy ? "available_externally hidden " : linking.linkage);
  }

  /**
   * What a call of a guest function names.
   *
   * @param before takes the instruction that is needed for it, if one is
   * @param temp makes a name for the result of that
   */
  String callee(dev.assay.ir.Function function, StringBuilder before, Supplier<String> temp) {
    if (lazy == null) {
      called.putIfAbsent(function.name(), function);
      return functionName(function.name());
    }
    var address = temp.get();
    before.append("  ").append(address).append(" = load ptr, ptr ").append(FunctionText.address(lazy.slot(function.name())));
    before.append(", align 8").append(alias(AliasClasses.CODE_SLOT)).append('\n');
    return address;
  }

  /** The functions that are called, or whose address is wanted, and not defined, in the order of their first mention. */
  List<dev.assay.ir.Function> undefined() {
    return called.values().stream().filter(f -> !defined.contains(f.name())).toList();
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
      declare(name, op.result(), op.params(), pure ? "willreturn memory(none)" : isSlowPath(op) ? "cold" : "");
    }
    return type(op.result()) + " " + name;
  }

  private static boolean isSlowPath(HostOp op) {
    return op == HostOp.NEW_OBJECT || op == HostOp.NEW_ARRAY || op == HostOp.CLASS_OF;
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
    int node = aliasNodes.computeIfAbsent(name, _ -> (nextNode += 2) - 2);
    return ", !tbaa !" + (node + 1);
  }

  /** A node that stands for a function whose calls have sites. */
  int subprogram(String function) {
    subprograms.put(nextNode, function);
    return nextNode++;
  }

  /** The site of a call as an instruction's suffix; sites become lines, which begin at 1. Two calls never become one. */
  static String site(int site, int subprogram) {
    return " nomerge, !dbg !DILocation(line: " + Integer.toUnsignedString(site + 1) + ", scope: !" + subprogram + ")";
  }

  /** The suffix of a call that no trace shows. Without it, such a call would have the site of what stands before it. */
  static String noSite(int subprogram) {
    return ", !dbg !DILocation(line: 0, scope: !" + subprogram + ")";
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
    for (var function : undefined()) {
      head.append("declare hidden ").append(type(function.result())).append(' ').append(functionName(function.name())).append("(ptr");
      for (var param : function.paramTypes()) head.append(", ").append(type(param));
      head.append(") nounwind\n");
    }
    head.append('\n');
    for (var definition : definitions.values()) head.append(definition);
    out.append("attributes #0 = { \"frame-pointer\"=\"all\" \"disable-tail-calls\"=\"true\" }\n\n");
    out.append("!0 = !{!\"branch_weights\", i32 4000, i32 1}\n");
    out.append("!1 = !{!\"assay\"}\n");
    out.append('!').append(LENGTH_RANGE_NODE).append(" = !{i32 0, i32 -2147483648}\n");
    out.append('!').append(STACK_POINTER_NODE).append(" = !{!\"").append(llvm.stackPointer()).append("\"}\n");
    debugNodes();
    aliasNodes.forEach(
        (name, node) -> {
          out.append('!').append(node).append(" = !{!\"").append(escape(name)).append("\", !1, i64 0}\n");
          out.append('!').append(node + 1).append(" = !{!").append(node).append(", !").append(node).append(", i64 0");
          out.append(constantMemory.contains(name) ? ", i64 1}\n" : "}\n");
        });
    return head.append(out).toString();
  }

  // Only a table of lines comes of it.
  private void debugNodes() {
    out.append("!llvm.dbg.cu = !{!" + UNIT_NODE + "}\n");
    out.append("!llvm.module.flags = !{!" + DEBUG_VERSION_NODE + ", !" + DWARF_VERSION_NODE + "}\n");
    out.append("!" + DEBUG_VERSION_NODE + " = !{i32 2, !\"Debug Info Version\", i32 3}\n");
    out.append("!" + DWARF_VERSION_NODE + " = !{i32 2, !\"Dwarf Version\", i32 5}\n");
    out.append("!" + UNIT_NODE + " = distinct !DICompileUnit(language: DW_LANG_C11, file: !" + FILE_NODE
        + ", emissionKind: LineTablesOnly)\n");
    out.append("!" + FILE_NODE + " = !DIFile(filename: \"sites\", directory: \"\")\n");
    out.append("!" + SUBROUTINE_TYPE_NODE + " = !DISubroutineType(types: !{null})\n");
    subprograms.forEach(
        (node, function) -> out.append('!').append(node).append(" = distinct !DISubprogram(name: \"").append(escape(function))
            .append("\", file: !" + FILE_NODE + ", type: !" + SUBROUTINE_TYPE_NODE + ", spFlags: DISPFlagDefinition, unit: !" + UNIT_NODE)
            .append(")\n"));
  }
}
