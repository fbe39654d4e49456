package dev.assay.interp;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Function;
import dev.assay.ir.Names;
import dev.assay.ir.Position;
import dev.assay.ir.Type;
import dev.assay.runtime.GuestThrowable.Frame;
import dev.assay.runtime.ObjectModel;
import dev.assay.runtime.Unwinding;

/** A function in executable form. It is decoded at its first call, if not before. */
final class Code {
  /**
   * @param frame a new frame: constants in their slots, the parameters first, a scratch slot last
   * @param segments of each block the first segment, by block id
   * @param slotOf by value id, -1 for a value the function does not define
   */
  record Decoded(long[] frame, Segment entry, Segment[] segments, int[] slotOf) {}

  private final Function function;
  private final Program program;
  private Decoded decoded;
  private long frameBytes;
  // For frame states only.
  private Names names;

  Code(Function function, Program program) {
    this.function = function;
    this.program = program;
  }

  void decode(ObjectModel objects) {
    long start = System.nanoTime();
    decoded = new Decoder(function, program, objects).decode();
    program.decoded(System.nanoTime() - start);
    frameBytes = Run.FRAME_BYTES + 8L * decoded.frame.length;
  }

  private Decoded decoded(Run run) {
    if (decoded == null) decode(run.objects);
    return decoded;
  }

  /** A frame in which only the arguments are missing, from slot 0 on. */
  long[] newFrame(Run run) {
    return decoded(run).frame.clone();
  }

  /**
   * Runs the function from its start.
   *
   * @return raw bits of the result, 0 for none
   */
  long call(long[] frame, Run run) {
    return continueAt(frame, decoded.entry, 0, run);
  }

  /** Runs from an instruction, by its index in the block, to the end of the function. */
  long continueAt(long[] slots, Segment segment, int index, Run run) {
    long outer = run.stackBytes;
    run.poll();
    if (outer + frameBytes > run.stackLimit) throw stackOverflow(run);
    run.stackBytes = outer + frameBytes;
    run.push(slots);
    try {
      return execute(slots, segment, index, run);
    } finally {
      run.pop();
      run.stackBytes = outer;
    }
  }

  private static long execute(long[] slots, Segment first, int index, Run run) {
    var segment = first;
    int node = first.nodeAt(index);
    run.executedInsns -= index - first.firstIndex;
    try {
      while (true) {
        run.executedInsns += segment.sizeInsns;
        var nodes = segment.nodes;
        for (; node < nodes.length; node++) nodes[node].execute(slots, run);
        segment = segment.end.next(slots, run);
        if (segment == null) return run.returned;
        node = 0;
      }
    } catch (Unwinding u) {
      run.executedInsns -= segment.sizeAfter(node);
      throw u;
    }
  }

  /** As the callee of a call that finds no room: the innermost frame is at its entry. */
  Unwinding.Thrown stackOverflow(Run run) {
    Position pos = function.entry().insns().getFirst().pos();
    // Of an inlined instruction, the frame of this function alone: what was inlined had not begun.
    while (pos.inlinedAt() != null) pos = pos.inlinedAt();
    int depth = run.enter(new Frame(function.name(), pos));
    try {
      return run.objects.exception("java/lang/StackOverflowError", null);
    } finally {
      run.leave(depth);
    }
  }

  // Frame states

  void bind(long[] slots, String name, long bits) {
    var value = names().valueNamed(name)
        .orElseThrow(() -> new CompilerBug("@" + function.name() + " has no value %" + name));
    slots[decoded.slotOf[value.id()]] = value.type() == Type.I32 || value.type() == Type.F32 ? (int) bits : bits;
  }

  /** The segment that holds an instruction. */
  Segment segment(String block, int index, Run run) {
    var segments = decoded(run).segments;
    var found = names().blockNamed(block)
        .orElseThrow(() -> new CompilerBug("@" + function.name() + " has no block " + block));
    return segments[found.id()].holding(index);
  }

  private Names names() {
    if (names == null) names = Names.of(function);
    return names;
  }

  /** Goes on after a call returned that no frame of ours made. */
  long continueAfter(long[] slots, Segment segment, int index, long result, Run run) {
    int node = segment.nodeAt(index);
    if (node < segment.nodes.length) {
      slots[call(segment.nodes[node], function).result()] = result;
      return continueAt(slots, segment, index + 1, run);
    }
    var end = tryEnd(segment);
    slots[call(end.body(), function).result()] = result;
    return continueAt(slots, end.normal().take(slots), 0, run);
  }

  /** Goes on after a call threw that no frame of ours made. */
  long continueUnwinding(long[] slots, Segment segment, int index, Unwinding.Thrown thrown, Run run) {
    int node = segment.nodeAt(index);
    if (node < segment.nodes.length) throw thrown;
    return continueAt(slots, tryEnd(segment).unwind(slots, thrown), 0, run);
  }

  /** The frame that is in the middle of the call at an instruction. */
  Frame frameAt(Segment segment, int index) {
    int node = segment.nodeAt(index);
    return call(node < segment.nodes.length ? segment.nodes[node] : tryEnd(segment).body(), function).frame();
  }

  private static ThrowingNodes.CallNode call(Node node, Function function) {
    if (node instanceof ThrowingNodes.CallNode call) return call;
    throw new CompilerBug("a frame state of @" + function.name() + " as caller names no call");
  }

  private End.Try tryEnd(Segment segment) {
    if (segment.end instanceof End.Try end) return end;
    throw new CompilerBug("a frame state of @" + function.name() + " as caller names no call");
  }
}
