package dev.assay.llvm;

import dev.assay.ir.Block;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of one LLVM function: labels, edges, phis.
 *
 * <p>A phi names the LLVM block that an edge leaves from, which is known once the source has been written. So the blocks are written
 * first, and the phis put at their heads when all is known. An IR block becomes one run of LLVM blocks that begins with a <b>head</b>, or
 * several if {@link LoopPlan} wants more:
 *
 * <pre>
 * bID.p    in the first round of a peeled loop
 * bID      otherwise; of a strip-mined loop's header, what is done once in many rounds
 * bID.in   of a strip-mined loop's header, what is done in each round
 * </pre>
 *
 * Cost: linear; each character is copied once more.
 */
final class FlowText {
  /** An edge as the target's phis see it: the LLVM block that it leaves from, and the arguments by their names there. */
  private record Incoming(String from, List<String> args) {}

  /** The end of a round of a strip-mined loop, whose LLVM block is still to be written. */
  private record Round(String label, Block header, List<String> args) {}

  private static final class Head {
    final Block block;
    final String label;
    /** Of the names of the parameters. */
    final String suffix;
    final List<Incoming> incoming = new ArrayList<>();
    int start;
    int end;

    Head(Block block, String label, String suffix) {
      this.block = block;
      this.label = label;
      this.suffix = suffix;
    }
  }

  private final Function function;
  private final FunctionText text;
  private final LoopPlan plan;
  private final StringBuilder out;
  // By block id.
  private final Head[] plain;
  private final Head[] inner;
  private final Head[] peeled;
  private final List<Head> written = new ArrayList<>();
  private final List<Round> rounds = new ArrayList<>();
  private Block block;
  private boolean inFirstRound;
  private String label;

  FlowText(Function function, FunctionText text, LoopPlan plan) {
    this.function = function;
    this.text = text;
    this.plan = plan;
    this.out = text.out;
    plain = new Head[function.blockCount()];
    inner = new Head[function.blockCount()];
    peeled = new Head[function.blockCount()];
    for (var b : function.blocks()) {
      boolean stripped = plan.isStripped(b);
      plain[b.id()] = new Head(b, b == function.entry() ? "entry" : "b" + b.id(), stripped ? ".o" : "");
      if (stripped) inner[b.id()] = new Head(b, "b" + b.id() + ".in", "");
      if (plan.isPeeled(b)) peeled[b.id()] = new Head(b, "b" + b.id() + ".p", ".p");
    }
  }

  /** The label of the LLVM block being written. */
  String label() {
    return label;
  }

  /** The block being written. */
  Block block() {
    return block;
  }

  /** Begins an IR block, as the part of a first round or not. */
  void enter(Block next, boolean firstRound) {
    block = next;
    inFirstRound = firstRound;
    text.enter(next, firstRound);
    begin(firstRound ? peeled[next.id()] : plain[next.id()]);
    text.reload();
    if (!firstRound && inner[next.id()] != null) {
      out.append("  br label %").append(inner[next.id()].label).append('\n');
      written.getLast().end = out.length();
      begin(inner[next.id()]);
    }
  }

  private void begin(Head head) {
    head.start = out.length();
    label = head.label;
    written.add(head);
  }

  /** Ends the IR block, after its terminator. */
  void leave() {
    written.getLast().end = out.length();
  }

  /** Begins an LLVM block between. */
  void start(String newLabel) {
    label = newLabel;
    out.append(newLabel).append(":\n");
  }

  /** Notes that the edge leaves from the present LLVM block; the label to branch to. */
  String arrive(Edge edge) {
    return arrive(edge, label);
  }

  /**
   * @param from the LLVM block that the edge leaves from
   */
  String arrive(Edge edge, String from) {
    var target = edge.target();
    var args = edge.args().stream().map(text::name).toList();
    if (!inFirstRound && plan.isRound(block, target)) {
      var end = text.label();
      rounds.add(new Round(end, target, args));
      return end;
    }
    var head = head(target);
    head.incoming.add(new Incoming(from, args));
    return head.label;
  }

  private Head head(Block target) {
    boolean within = plan.inSamePeeledLoop(block, target);
    boolean firstRound = plan.isPeeledHeader(target) ? !within : within && inFirstRound;
    return firstRound ? peeled[target.id()] : plain[target.id()];
  }

  /** Whether two edges of one terminator to this block need LLVM blocks of their own: a phi has one value per source. */
  boolean needsSeparateEdges(Block target) {
    return !target.params().isEmpty() && (inFirstRound || !plan.isRound(block, target));
  }

  interface PollWriter {
    void write();
  }

  /**
   * Writes the blocks at the ends of rounds: on to the next, or, if enough have passed, to the poll and around the outer loop. The counter
   * is %kID in the header.
   */
  void rounds(PollWriter poll) {
    for (var round : rounds) {
      int id = round.header.id();
      start(round.label);
      text.define("%" + round.label + ".k").append("add nuw nsw i32 %k").append(id).append(", 1\n");
      var goOn = text.temp();
      text.define(goOn).append("icmp ult i32 %").append(round.label).append(".k, " + LoopPlan.ROUNDS + "\n");
      var enough = text.label();
      out.append("  br i1 ").append(goOn).append(", label %").append(inner[id].label).append(", label %").append(enough).append('\n');
      inner[id].incoming.add(new Incoming(round.label, round.args));
      start(enough);
      poll.write();
      out.append("  br label %").append(plain[id].label).append('\n');
      plain[id].incoming.add(new Incoming(label, round.args));
    }
    rounds.clear();
  }

  /** Appends all blocks, with their phis. */
  void assemble(StringBuilder to) {
    for (var head : written) {
      to.append(head.label).append(":\n");
      if (head.block != function.entry()) phis(head, to);
      to.append(out, head.start, head.end);
    }
    to.append(out, written.getLast().end, out.length());
  }

  private void phis(Head head, StringBuilder to) {
    boolean isInner = head == inner[head.block.id()];
    var outer = isInner ? plain[head.block.id()] : null;
    for (int i = 0; i < head.block.params().size(); i++) {
      var param = head.block.params().get(i);
      to.append("  %v").append(param.id()).append(head.suffix).append(" = ");
      phi(param, i, head, outer, to);
    }
    if (!isInner) return;
    to.append("  %k").append(head.block.id()).append(" = phi i32 [0, %").append(outer.label).append(']');
    for (var edge : head.incoming) to.append(", [%").append(edge.from).append(".k, %").append(edge.from).append(']');
    to.append('\n');
  }

  private static void phi(Value param, int index, Head head, Head outer, StringBuilder to) {
    var type = ModuleText.type(param.type());
    if (outer == null && head.incoming.isEmpty()) {
      // Nothing comes here, so any value will do.
      to.append("freeze ").append(type).append(" poison\n");
      return;
    }
    to.append("phi ").append(type).append(' ');
    var separator = "";
    if (outer != null) {
      to.append("[%v").append(param.id()).append(outer.suffix).append(", %").append(outer.label).append(']');
      separator = ", ";
    }
    for (var edge : head.incoming) {
      to.append(separator).append('[').append(edge.args.get(index)).append(", %").append(edge.from).append(']');
      separator = ", ";
    }
    to.append('\n');
  }
}
