package dev.assay.cli;

import dev.assay.ir.Block;
import dev.assay.ir.Function;
import dev.assay.ir.Printer;
import dev.assay.ir.Terminator;
import java.util.List;
import java.util.stream.Collectors;

/** The control-flow graph of functions in the language of Graphviz: a cluster per function, a box per block, unwind edges dashed. */
final class DotGraph {
  private DotGraph() {}

  static String of(List<Function> functions) {
    var text = new StringBuilder("digraph program {\n  node [shape=box, fontname=\"monospace\", fontsize=10];\n");
    for (int f = 0; f < functions.size(); f++) {
      var function = functions.get(f);
      text.append("  subgraph cluster_").append(f).append(" {\n    label=").append(quote(function.name())).append(";\n");
      for (var block : function.blocks()) node(text, f, block);
      text.append("  }\n");
    }
    return text.append("}\n").toString();
  }

  private static void node(StringBuilder text, int f, Block block) {
    var params = block.params().stream().map(v -> v + ": " + v.type()).collect(Collectors.joining(", "));
    var label = new StringBuilder(block.toString()).append(params.isEmpty() ? "" : "(" + params + ")").append(":\n");
    for (var insn : block.insns()) label.append(Printer.print(insn).strip()).append('\n');
    // \l ends a line and aligns it to the left.
    text.append("    ").append(id(f, block)).append(" [label=").append(quote(label.toString()).replace("\\n", "\\l")).append("];\n");
    var terminator = block.terminator();
    for (int e = 0; e < terminator.edges().size(); e++) {
      boolean unwind = terminator instanceof Terminator.Try && e == 1;
      text.append("    ").append(id(f, block)).append(" -> ").append(id(f, terminator.edges().get(e).target()));
      var edgeLabel = terminator instanceof Terminator.Branch ? e == 0 ? "true" : "false" : unwind ? "unwind" : "";
      text.append(" [label=").append(quote(edgeLabel)).append(unwind ? ", style=dashed" : "").append("];\n");
    }
  }

  private static String id(int f, Block block) {
    return "f" + f + "_" + block.id();
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
