package dev.assay.frontend;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.Block;
import dev.assay.ir.CompilerBug;
import dev.assay.ir.CheckOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;
import dev.assay.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Builds the SSA form of one method. Data flow over types first (ASM), then block parameters ({@link FlowGraph}), then one walk
 * down the dominator tree that renames locals and stack entries to values (Cytron et al. 1991, Fig. 12, with an explicit stack of states
 * in place of recursion).
 */
final class MethodBuilder {
  private final World world;
  private final LoadedMethod method;
  private final AbstractInsnNode[] insns;
  private final Frame<SlotValue>[] frames;
  private final FlowGraph graph;
  private final NullMessages nullMessages;
  private final Emitter emit;
  private final CallBuilder calls;
  private final int[] lineOf;
  private final Block[] blocks;
  private final Value[] exceptions;
  private final Value[][] exitLocals;
  private final Value[][] exitStacks;
  private Value[] locals;
  private Value[] stack;
  private int depth;

  static Function build(World world, LoadedMethod method) {
    return new MethodBuilder(world, method).build();
  }

  private MethodBuilder(World world, LoadedMethod method) {
    this.world = world;
    this.method = method;
    MethodNode node = method.node();
    world.classes().prepare(method);
    var analyzer = new Analyzer<SlotValue>(new SlotInterpreter(world.classes()));
    try {
      if (!world.classes().isOfJdk(method.owner())) BytecodeVerifier.verify(world.classes(), method.owner(), node);
      world.desugaring().apply(method);
      ConstantArrays.apply(node);
      this.insns = node.instructions.toArray();
      this.frames = analyzer.analyze(method.owner(), node);
    } catch (AnalyzerException e) {
      throw new Unsupported("bytecode that does not verify (" + e.getMessage() + ")");
    } catch (RuntimeException | AssertionError e) {
      // What ASM meets in constants that are of no kind it knows of at their place.
      if (e instanceof Unsupported || e instanceof World.Broken || e instanceof CompilerBug) throw e;
      throw new Unsupported("bytecode that does not verify (" + e + ")");
    }
    var reachable = new BitSet();
    for (int i = 0; i < frames.length; i++) if (frames[i] != null) reachable.set(i);
    int parameterLocals = org.objectweb.asm.Type.getArgumentsAndReturnSizes(node.desc) >> 2;
    if ((node.access & Opcodes.ACC_STATIC) != 0) parameterLocals--;
    this.graph = new FlowGraph(insns, reachable, i -> handlers(analyzer.getHandlers(i)), node.maxLocals, parameterLocals);
    this.nullMessages = new NullMessages(node, frames);
    this.emit = new Emitter(newFunction(method, method.functionName()));
    this.calls = new CallBuilder(world, method, emit, nullMessages);
    this.lineOf = lines();
    this.blocks = new Block[graph.nodeCount()];
    this.exceptions = new Value[graph.nodeCount()];
    this.exitLocals = new Value[graph.nodeCount()][];
    this.exitStacks = new Value[graph.nodeCount()][];
  }

  private static Function newFunction(LoadedMethod method, String name) {
    return new Function(name, CallBuilder.resultType(method), !method.isStatic());
  }

  /** The parameters of a function for a method, as the values of an entry block. */
  private static List<Value> addParams(Function function, Block entry, LoadedMethod method) {
    if (!method.isStatic()) entry.params().add(function.newValue(Type.REF));
    for (var type : org.objectweb.asm.Type.getArgumentTypes(method.node().desc))
      entry.params().add(function.newValue(SlotValue.ofDescriptor(type, null).type()));
    return entry.params();
  }

  /** The function of a native method: what it becomes when it is called directly, for those who call it by dispatch. */
  static Function buildNative(World world, LoadedMethod method) {
    var intrinsic = Intrinsics.of(method);
    if (intrinsic == null) throw new Unsupported("the native method " + World.shortName(method.functionName()));
    var emit = new Emitter(newFunction(method, method.functionName()));
    var entry = emit.function().newBlock("entry");
    var params = addParams(emit.function(), entry, method);
    emit.moveTo(entry);
    if (!method.isStatic()) emit.setNonNull(params.getFirst());
    var result = new CallBuilder(world, method, emit, null).intrinsic(intrinsic, method.node().desc, List.copyOf(params));
    emit.end(new Terminator.Return(Position.NONE, result));
    return emit.function();
  }

  /** A method of the JDK that cannot be built, but may never be called: a throw that says so. */
  static Function buildUnsupported(World world, LoadedMethod method, String what) {
    return buildThrow(world, method, method.functionName(), "unsupported",
        what + " is not supported yet, in " + World.shortName(method.functionName()));
  }

  /**
   * A function with the parameters of a method that throws.
   *
   * @param support the method of {@link Vm#SUPPORT} that makes the exception from a text
   */
  static Function buildThrow(World world, LoadedMethod method, String name, String support, String text) {
    var emit = new Emitter(newFunction(method, name));
    var entry = emit.function().newBlock("entry");
    addParams(emit.function(), entry, method);
    emit.moveTo(entry);
    emit.end(new Terminator.Throw(Position.NONE, exception(world, emit, support, text)));
    return emit.function();
  }

  private static Value exception(World world, Emitter emit, String support, String text) {
    var maker = world.classes().method(Vm.SUPPORT, support, "(Ljava/lang/String;)Ljava/lang/Throwable;");
    return emit.call(world.requireMethod(maker), Type.REF, List.of(emit.string(text)));
  }

  /** The handlers that can be reached: those after a handler for everything cannot. */
  private static List<TryCatchBlockNode> handlers(List<TryCatchBlockNode> all) {
    if (all == null) return List.of();
    var reached = new ArrayList<TryCatchBlockNode>();
    for (var handler : all) {
      reached.add(handler);
      if (catchesAll(handler)) break;
    }
    return reached;
  }

  private static boolean catchesAll(TryCatchBlockNode handler) {
    return handler.type == null || handler.type.equals("java/lang/Throwable");
  }

  private int[] lines() {
    int[] lines = new int[insns.length];
    int line = -1;
    for (int i = 0; i < insns.length; i++) {
      if (insns[i] instanceof LineNumberNode number) line = number.line;
      lines[i] = line;
    }
    return lines;
  }

  private int firstLine() {
    for (int line : lineOf) if (line >= 0) return line;
    return -1;
  }

  private Function build() {
    var function = emit.function();
    var entryBlock = function.newBlock("entry");
    for (var node : graph.bytecodeOrder()) {
      if (node == graph.entry()) blocks[0] = entryBlock;
      else blocks[node.id] = newBlock(node);
    }
    for (var node : graph.dominatorOrder()) {
      emit.moveTo(blocks[node.id]);
      emit.unwindTo(null);
      enter(node);
      // Where a stack overflow at the entry is said to be.
      if (node == graph.entry()) end(new Terminator.Jump(Position.at(0, firstLine()), edge(node.successors.getFirst())));
      else if (node.isDispatch()) dispatch(node);
      else code(node);
      exitLocals[node.id] = locals;
      exitStacks[node.id] = Arrays.copyOf(stack, depth);
    }
    return function;
  }

  private Block newBlock(FlowGraph.Node node) {
    var function = emit.function();
    var block = function.newBlock(null);
    if (node.isDispatch()) {
      exceptions[node.id] = function.newValue(Type.REF);
      block.params().add(exceptions[node.id]);
    }
    for (int local : node.paramLocals) block.params().add(function.newValue(localType(node, local)));
    if (!node.isDispatch() && node.isMerge()) {
      var frame = frames[node.from];
      for (int i = 0; i < frame.getStackSize(); i++) block.params().add(function.newValue(frame.getStack(i).type()));
    }
    return block;
  }

  private Type localType(FlowGraph.Node node, int local) {
    // The handlers of a dispatch agree on a local's type, for any of them may read it.
    SlotValue value = SlotValue.UNUSABLE;
    if (node.isDispatch()) {
      for (var handler : node.successors) if (value.type() == null) value = frames[handler.from].getLocal(local);
    } else {
      value = frames[node.from].getLocal(local);
    }
    if (value.type() == null) throw new Unsupported("bytecode that does not verify (local " + local + " is read where it has no one type)");
    return value.type();
  }

  /** Sets locals and stack as they are at the start of a node. */
  private void enter(FlowGraph.Node node) {
    int maxStack = Math.max(1, method.node().maxStack);
    if (node == graph.entry()) {
      locals = new Value[method.node().maxLocals];
      stack = new Value[maxStack];
      depth = 0;
      int local = 0;
      for (var param : addParams(emit.function(), blocks[0], method)) {
        locals[local] = param;
        local += isWide(param) ? 2 : 1;
      }
      if (!method.isStatic()) emit.setNonNull(locals[0]);
      return;
    }
    var dominator = graph.immediateDominator(node);
    locals = exitLocals[dominator.id].clone();
    stack = new Value[maxStack];
    depth = 0;
    var params = blocks[node.id].params();
    int next = 0;
    if (node.isDispatch()) push(params.get(next++));
    for (int local : node.paramLocals) locals[local] = params.get(next++);
    if (node.isDispatch()) return;
    if (node.isMerge()) {
      while (next < params.size()) push(params.get(next++));
    } else {
      for (var value : exitStacks[dominator.id]) push(value);
    }
  }

  /** The edge to a successor with the present values. */
  private Edge edge(FlowGraph.Node to) {
    var args = new ArrayList<Value>();
    for (int local : to.paramLocals) args.add(locals[local]);
    if (to.isMerge()) for (int i = 0; i < depth; i++) args.add(stack[i]);
    return new Edge(blocks[to.id], args);
  }

  /** The unwind edge to a dispatch; the given edge holds the exception. */
  private Edge unwindEdge(FlowGraph.Node dispatch, Edge exception) {
    var args = new ArrayList<>(exception.args());
    for (int local : dispatch.paramLocals) args.add(locals[local]);
    return new Edge(blocks[dispatch.id], args);
  }

  private void dispatch(FlowGraph.Node node) {
    var exception = stack[0];
    for (var handler : node.handlers) {
      var target = edge(graph.at(handler.handler));
      if (catchesAll(handler)) {
        end(new Terminator.Jump(Position.NONE, target));
        return;
      }
      world.requireClass(handler.type);
      var matches = emit.emit(new Insn.InstanceOf(Position.NONE, emit.function().newValue(Type.I32), exception, handler.type));
      var next = emit.function().newBlock(null);
      end(new Terminator.Branch(Position.NONE, matches, target, Edge.to(next)));
      emit.moveTo(next);
    }
    end(new Terminator.Throw(Position.NONE, exception));
  }

  private void end(Terminator terminator) {
    emit.end(terminator);
  }

  private void code(FlowGraph.Node node) {
    boolean ended = false;
    for (int i = node.from; i < node.to; i++) {
      var insn = insns[i];
      if (insn.getOpcode() < 0) continue;
      emit.at(Position.at(method.bytecodeIndex(insn), lineOf[i]));
      boolean last = i == node.to - 1;
      if (last && node.dispatch != null) emit.unwindTo(exception -> unwindEdge(node.dispatch, exception));
      int fused = fusedBranch(node, i);
      if (fused > 0) {
        comparedBranch(insn, (JumpInsnNode) insns[fused], fused);
        return;
      }
      try {
        ended = instruction(insn, i, node);
      } catch (Unsupported e) {
        if (!isFailurePath(node)) throw e;
        throwUnsupported(e);
        return;
      }
    }
    if (!ended) end(new Terminator.Jump(emit.pos(), edge(graph.nodeFrom(node.to))));
  }

  /** Whether a node of a JDK method does nothing but make and throw an exception: mostly its message is what cannot be built. */
  private boolean isFailurePath(FlowGraph.Node node) {
    return world.classes().isOfJdk(method.owner()) && node.dispatch == null && insns[node.to - 1].getOpcode() == Opcodes.ATHROW;
  }

  /** What cannot be built but may never be reached is a throw that says so. */
  private void throwUnsupported(Unsupported what) {
    var text = what.getMessage() + " is not supported yet, in " + World.shortName(method.functionName());
    end(new Terminator.Throw(emit.pos(), exception(world, emit, "unsupported", text)));
  }

  // Operand stack. Entries are values whatever their size; only the dup family looks at sizes.

  private void push(Value value) {
    stack[depth++] = value;
  }

  private Value pop() {
    return stack[--depth];
  }

  private static boolean isWide(Value value) {
    return value.type() == Type.I64 || value.type() == Type.F64;
  }

  /** The index of the branch that follows a three-way comparison in the same node, or 0. */
  private int fusedBranch(FlowGraph.Node node, int i) {
    int op = insns[i].getOpcode();
    if (op != Opcodes.LCMP && op != Opcodes.FCMPL && op != Opcodes.FCMPG && op != Opcodes.DCMPL && op != Opcodes.DCMPG) return 0;
    for (int j = i + 1; j < node.to; j++) {
      int next = insns[j].getOpcode();
      if (next >= 0) return next >= Opcodes.IFEQ && next <= Opcodes.IFLE ? j : 0;
    }
    return 0;
  }

  /** A three-way comparison and its branch as one comparison. NaN decides which way round it must be asked. */
  private void comparedBranch(AbstractInsnNode comparison, JumpInsnNode branch, int branchIndex) {
    var b = pop();
    var a = pop();
    var op = condition(branch.getOpcode());
    int kind = comparison.getOpcode();
    boolean nanIsLess = kind == Opcodes.FCMPL || kind == Opcodes.DCMPL;
    boolean nanIsMore = kind == Opcodes.FCMPG || kind == Opcodes.DCMPG;
    boolean nanJumps = nanIsLess && (op == CompareOp.LT || op == CompareOp.LE) || nanIsMore && (op == CompareOp.GT || op == CompareOp.GE);
    var target = edge(graph.at(branch.label));
    var next = edge(graph.nodeFrom(branchIndex + 1));
    if (nanJumps) {
      // An ordered comparison is false for NaN: ask for the opposite and swap the edges.
      end(new Terminator.Branch(emit.pos(), emit.compare(op.negated(Type.I32).orElseThrow(), a, b), next, target));
    } else {
      end(new Terminator.Branch(emit.pos(), emit.compare(op, a, b), target, next));
    }
  }

  private static CompareOp condition(int opcode) {
    return switch (opcode) {
      case Opcodes.IFEQ, Opcodes.IF_ICMPEQ, Opcodes.IF_ACMPEQ, Opcodes.IFNULL -> CompareOp.EQ;
      case Opcodes.IFNE, Opcodes.IF_ICMPNE, Opcodes.IF_ACMPNE, Opcodes.IFNONNULL -> CompareOp.NE;
      case Opcodes.IFLT, Opcodes.IF_ICMPLT -> CompareOp.LT;
      case Opcodes.IFGE, Opcodes.IF_ICMPGE -> CompareOp.GE;
      case Opcodes.IFGT, Opcodes.IF_ICMPGT -> CompareOp.GT;
      case Opcodes.IFLE, Opcodes.IF_ICMPLE -> CompareOp.LE;
      default -> throw new IllegalArgumentException("opcode " + opcode);
    };
  }

  /** Builds one instruction; true if it ended the block. */
  private boolean instruction(AbstractInsnNode insn, int index, FlowGraph.Node node) {
    int op = insn.getOpcode();
    switch (op) {
      case Opcodes.NOP -> {}
      case Opcodes.ACONST_NULL -> push(emit.nullRef());
      case Opcodes.ICONST_M1, Opcodes.ICONST_0, Opcodes.ICONST_1, Opcodes.ICONST_2, Opcodes.ICONST_3, Opcodes.ICONST_4,
          Opcodes.ICONST_5 -> push(emit.i32(op - Opcodes.ICONST_0));
      case Opcodes.LCONST_0, Opcodes.LCONST_1 -> push(emit.constant(Type.I64, op - Opcodes.LCONST_0));
      case Opcodes.FCONST_0, Opcodes.FCONST_1,
          Opcodes.FCONST_2 -> push(emit.constant(Type.F32, Float.floatToRawIntBits(op - Opcodes.FCONST_0)));
      case Opcodes.DCONST_0, Opcodes.DCONST_1 -> push(emit.constant(Type.F64, Double.doubleToRawLongBits(op - Opcodes.DCONST_0)));
      case Opcodes.BIPUSH, Opcodes.SIPUSH -> push(emit.i32(((IntInsnNode) insn).operand));
      case Opcodes.LDC -> push(constant(((LdcInsnNode) insn).cst));
      case Opcodes.ILOAD, Opcodes.LLOAD, Opcodes.FLOAD, Opcodes.DLOAD, Opcodes.ALOAD -> push(local(((VarInsnNode) insn).var));
      case Opcodes.ISTORE, Opcodes.LSTORE, Opcodes.FSTORE, Opcodes.DSTORE, Opcodes.ASTORE -> locals[((VarInsnNode) insn).var] = pop();
      case Opcodes.IINC -> {
        var inc = (IincInsnNode) insn;
        locals[inc.var] = emit.binary(BinaryOp.ADD, local(inc.var), emit.i32(inc.incr));
      }
      case Opcodes.POP -> pop();
      case Opcodes.POP2 -> {
        if (!isWide(pop())) pop();
      }
      case Opcodes.DUP, Opcodes.DUP_X1, Opcodes.DUP_X2, Opcodes.DUP2, Opcodes.DUP2_X1, Opcodes.DUP2_X2 -> dup(op);
      case Opcodes.SWAP -> {
        var b = pop();
        var a = pop();
        push(b);
        push(a);
      }
      case Opcodes.IADD, Opcodes.LADD, Opcodes.FADD, Opcodes.DADD -> binary(BinaryOp.ADD);
      case Opcodes.ISUB, Opcodes.LSUB, Opcodes.FSUB, Opcodes.DSUB -> binary(BinaryOp.SUB);
      case Opcodes.IMUL, Opcodes.LMUL, Opcodes.FMUL, Opcodes.DMUL -> binary(BinaryOp.MUL);
      case Opcodes.FDIV, Opcodes.DDIV -> binary(BinaryOp.DIV);
      case Opcodes.FREM, Opcodes.DREM -> binary(BinaryOp.REM);
      case Opcodes.IDIV, Opcodes.LDIV -> division(BinaryOp.DIV);
      case Opcodes.IREM, Opcodes.LREM -> division(BinaryOp.REM);
      case Opcodes.INEG, Opcodes.LNEG, Opcodes.FNEG, Opcodes.DNEG -> push(emit.unary(UnaryOp.NEG, pop()));
      case Opcodes.ISHL, Opcodes.LSHL -> binary(BinaryOp.SHL);
      case Opcodes.ISHR, Opcodes.LSHR -> binary(BinaryOp.SHR);
      case Opcodes.IUSHR, Opcodes.LUSHR -> binary(BinaryOp.USHR);
      case Opcodes.IAND, Opcodes.LAND -> binary(BinaryOp.AND);
      case Opcodes.IOR, Opcodes.LOR -> binary(BinaryOp.OR);
      case Opcodes.IXOR, Opcodes.LXOR -> binary(BinaryOp.XOR);
      case Opcodes.I2L -> convert(ConvertOp.SEXT, Type.I64);
      case Opcodes.I2F, Opcodes.L2F -> convert(ConvertOp.ITOF, Type.F32);
      case Opcodes.I2D, Opcodes.L2D -> convert(ConvertOp.ITOF, Type.F64);
      case Opcodes.L2I -> convert(ConvertOp.TRUNC, Type.I32);
      case Opcodes.F2I, Opcodes.D2I -> convert(ConvertOp.FTOI, Type.I32);
      case Opcodes.F2L, Opcodes.D2L -> convert(ConvertOp.FTOI, Type.I64);
      case Opcodes.F2D -> convert(ConvertOp.FEXT, Type.F64);
      case Opcodes.D2F -> convert(ConvertOp.FTRUNC, Type.F32);
      case Opcodes.I2B -> convert(ConvertOp.SEXT8, Type.I32);
      case Opcodes.I2C -> convert(ConvertOp.ZEXT16, Type.I32);
      case Opcodes.I2S -> convert(ConvertOp.SEXT16, Type.I32);
      case Opcodes.LCMP -> compare(CompareOp.CMP);
      case Opcodes.FCMPL, Opcodes.DCMPL -> compare(CompareOp.CMPL);
      case Opcodes.FCMPG, Opcodes.DCMPG -> compare(CompareOp.CMPG);
      case Opcodes.IALOAD, Opcodes.LALOAD, Opcodes.FALOAD, Opcodes.DALOAD, Opcodes.AALOAD, Opcodes.BALOAD, Opcodes.CALOAD,
          Opcodes.SALOAD -> arrayLoad(insn, index);
      case Opcodes.IASTORE, Opcodes.LASTORE, Opcodes.FASTORE, Opcodes.DASTORE, Opcodes.AASTORE, Opcodes.BASTORE, Opcodes.CASTORE,
          Opcodes.SASTORE -> arrayStore(insn, index);
      case Opcodes.ARRAYLENGTH -> {
        var array = emit.nonNull(pop(), nullMessages.message(insn, 0));
        push(emit.emit(new Insn.ArrayLength(emit.pos(), emit.function().newValue(Type.I32), array)));
      }
      case Opcodes.NEWARRAY -> push(emit.newArray(Bytecode.primitiveArray(((IntInsnNode) insn).operand), pop()));
      case Opcodes.ANEWARRAY -> {
        world.requireClass(((TypeInsnNode) insn).desc);
        push(emit.newArray(Bytecode.arrayOf(((TypeInsnNode) insn).desc), pop()));
      }
      case Opcodes.MULTIANEWARRAY -> multiArray((MultiANewArrayInsnNode) insn);
      case Opcodes.CHECKCAST -> checkCast(((TypeInsnNode) insn).desc, stackValue(index, 0));
      case Opcodes.INSTANCEOF -> {
        var className = ((TypeInsnNode) insn).desc;
        world.requireClass(className);
        push(emit.emit(new Insn.InstanceOf(emit.pos(), emit.function().newValue(Type.I32), pop(), className)));
      }
      case Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> emit.nonNull(pop(), nullMessages.message(insn, 0));
      case Opcodes.GETSTATIC, Opcodes.PUTSTATIC, Opcodes.GETFIELD, Opcodes.PUTFIELD, Opcodes.NEW, Opcodes.INVOKEVIRTUAL,
          Opcodes.INVOKESPECIAL, Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE -> call(insn, index);
      case Opcodes.INVOKEDYNAMIC -> throw new Unsupported("this kind of invokedynamic");
      case Opcodes.IFEQ, Opcodes.IFNE, Opcodes.IFLT, Opcodes.IFGE, Opcodes.IFGT, Opcodes.IFLE -> {
        var value = pop();
        // A zero test of an int needs no comparison.
        if (op == Opcodes.IFNE) branch((JumpInsnNode) insn, value, index, false);
        else if (op == Opcodes.IFEQ) branch((JumpInsnNode) insn, value, index, true);
        else branch((JumpInsnNode) insn, emit.compare(condition(op), value, emit.i32(0)), index, false);
        return true;
      }
      case Opcodes.IFNULL, Opcodes.IFNONNULL -> {
        branch((JumpInsnNode) insn, emit.compare(condition(op), pop(), emit.nullRef()), index, false);
        return true;
      }
      case Opcodes.IF_ICMPEQ, Opcodes.IF_ICMPNE, Opcodes.IF_ICMPLT, Opcodes.IF_ICMPGE, Opcodes.IF_ICMPGT, Opcodes.IF_ICMPLE,
          Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> {
        var b = pop();
        var a = pop();
        branch((JumpInsnNode) insn, emit.compare(condition(op), a, b), index, false);
        return true;
      }
      case Opcodes.GOTO -> {
        end(new Terminator.Jump(emit.pos(), edge(graph.at(((JumpInsnNode) insn).label))));
        return true;
      }
      case Opcodes.TABLESWITCH -> {
        var table = (TableSwitchInsnNode) insn;
        var keys = new ArrayList<Integer>();
        for (int k = 0; k < table.labels.size(); k++) keys.add(table.min + k);
        selection(keys, table.labels, table.dflt);
        return true;
      }
      case Opcodes.LOOKUPSWITCH -> {
        var lookup = (LookupSwitchInsnNode) insn;
        selection(lookup.keys, lookup.labels, lookup.dflt);
        return true;
      }
      case Opcodes.IRETURN, Opcodes.LRETURN, Opcodes.FRETURN, Opcodes.DRETURN, Opcodes.ARETURN -> {
        end(new Terminator.Return(emit.pos(), narrowed(pop())));
        return true;
      }
      case Opcodes.RETURN -> {
        end(new Terminator.Return(emit.pos(), null));
        return true;
      }
      case Opcodes.ATHROW -> {
        throwException(emit.nonNull(pop(), nullMessages.message(insn, 0)), node);
        return true;
      }
      default -> throw new Unsupported("opcode " + op);
    }
    return false;
  }

  private Value constant(Object constant) {
    return switch (constant) {
      case Integer i -> emit.i32(i);
      case Long l -> emit.constant(Type.I64, l);
      case Float f -> emit.constant(Type.F32, Float.floatToRawIntBits(f));
      case Double d -> emit.constant(Type.F64, Double.doubleToRawLongBits(d));
      case String s -> emit.string(s);
      case org.objectweb.asm.Type t when t.getSort() != org.objectweb.asm.Type.METHOD -> {
        world.requireClass(t.getInternalName());
        yield emit.classObject(t.getInternalName());
      }
      default -> throw new Unsupported("the constant " + constant);
    };
  }

  private Value local(int local) {
    if (locals[local] == null) throw new Unsupported("bytecode that does not verify (local " + local + " is read before it is written)");
    return locals[local];
  }

  private SlotValue stackValue(int index, int fromTop) {
    var frame = frames[index];
    return frame.getStack(frame.getStackSize() - 1 - fromTop);
  }

  private void dup(int op) {
    // Take the values that are copied, then those they are put below.
    var copied = new ArrayList<Value>();
    copied.addFirst(pop());
    boolean two = op == Opcodes.DUP2 || op == Opcodes.DUP2_X1 || op == Opcodes.DUP2_X2;
    if (two && !isWide(copied.getFirst())) copied.addFirst(pop());
    int below = switch (op) {
      case Opcodes.DUP_X1, Opcodes.DUP2_X1 -> 1;
      case Opcodes.DUP_X2, Opcodes.DUP2_X2 -> 2;
      default -> 0;
    };
    var kept = new ArrayList<Value>();
    if (below > 0) kept.addFirst(pop());
    if (below == 2 && !isWide(kept.getFirst())) kept.addFirst(pop());
    copied.forEach(this::push);
    kept.forEach(this::push);
    copied.forEach(this::push);
  }

  private void binary(BinaryOp op) {
    var b = pop();
    var a = pop();
    push(emit.binary(op, a, b));
  }

  private void division(BinaryOp op) {
    var b = pop();
    var a = pop();
    push(emit.binary(op, a, emit.check(CheckOp.NONZERO, "", b)));
  }

  private void convert(ConvertOp op, Type to) {
    push(emit.convert(op, to, pop()));
  }

  private void compare(CompareOp op) {
    var b = pop();
    var a = pop();
    push(emit.compare(op, a, b));
  }

  private void arrayLoad(AbstractInsnNode insn, int bytecode) {
    var mem = Bytecode.elementType(insn.getOpcode(), stackValue(bytecode, 1).className());
    var index = pop();
    var array = emit.nonNull(pop(), nullMessages.message(insn, 1));
    var checked = emit.check(CheckOp.BOUNDS, "", index, length(array));
    push(emit.emit(new Insn.ArrayLoad(emit.pos(), emit.function().newValue(mem.type()), mem, array, checked)));
  }

  private void arrayStore(AbstractInsnNode insn, int bytecode) {
    var arrayClass = stackValue(bytecode, 2).className();
    var mem = Bytecode.elementType(insn.getOpcode(), arrayClass);
    var stored = stackValue(bytecode, 0);
    var value = pop();
    var index = pop();
    var array = emit.nonNull(pop(), nullMessages.message(insn, 2));
    var checked = emit.check(CheckOp.BOUNDS, "", index, length(array));
    if (mem == MemType.REF && !storeCannotFail(arrayClass, stored)) value = emit.check(CheckOp.STORE, "", value, array);
    // JVMS §6.5 bastore: the low bit for boolean[].
    if (mem == MemType.BOOL) value = emit.binary(BinaryOp.AND, value, emit.i32(1));
    emit.emit(new Insn.ArrayStore(emit.pos(), mem, array, checked, value));
  }

  /** Arrays of arrays of primitives have no subclasses, so the static class of the array is its class. */
  private boolean storeCannotFail(String arrayClass, SlotValue stored) {
    if (SlotValue.NULL.equals(stored.className())) return true;
    var element = Bytecode.elementClass(arrayClass);
    return isFinal(element) && element.equals(stored.className());
  }

  private boolean isFinal(String className) {
    if (!className.startsWith("[")) return world.classes().load(className).isFinal();
    var element = className.replace("[", "");
    return !element.startsWith("L") || world.classes().load(element.substring(1, element.length() - 1)).isFinal();
  }

  private Value length(Value array) {
    return emit.emit(new Insn.ArrayLength(emit.pos(), emit.function().newValue(Type.I32), array));
  }

  private void multiArray(MultiANewArrayInsnNode insn) {
    // All dimensions are checked, in order, before anything is allocated.
    Value[] sizes = new Value[insn.dims];
    for (int i = insn.dims - 1; i >= 0; i--) sizes[i] = pop();
    for (int i = 0; i < insn.dims; i++) sizes[i] = emit.check(CheckOp.SIZE, "", sizes[i]);
    push(emit.call(world.synthetics().requireMultiArray(insn.desc, insn.dims), Type.REF, List.of(sizes)));
  }

  private void checkCast(String className, SlotValue operand) {
    if (world.classes().isSubclass(operand.className(), className)) return;
    world.requireClass(className);
    push(emit.check(CheckOp.CAST, className, pop()));
  }

  private void call(AbstractInsnNode insn, int index) {
    var frame = frames[index];
    var args = Arrays.asList(stack).subList(0, depth);
    var built = calls.build(insn, frame, args);
    depth -= built.popped();
    if (built.result() != null) push(built.result());
  }

  private void branch(JumpInsnNode insn, Value condition, int index, boolean negated) {
    var target = edge(graph.at(insn.label));
    var next = edge(graph.nodeFrom(index + 1));
    end(new Terminator.Branch(emit.pos(), condition, negated ? next : target, negated ? target : next));
  }

  private void selection(List<Integer> keys, List<LabelNode> labels, LabelNode dflt) {
    var value = pop();
    var sorted = new TreeMap<Integer, Edge>();
    for (int i = 0; i < keys.size(); i++) sorted.put(keys.get(i), edge(graph.at(labels.get(i))));
    var edges = new ArrayList<>(sorted.values());
    edges.add(edge(graph.at(dflt)));
    end(new Terminator.Switch(emit.pos(), value, sorted.keySet().stream().mapToInt(Integer::intValue).toArray(), edges));
  }

  /** JVMS §6.5 ireturn: the value is narrowed to the method's result type. javac has done so already, others may not. */
  private Value narrowed(Value value) {
    return switch (org.objectweb.asm.Type.getReturnType(method.node().desc).getSort()) {
      case org.objectweb.asm.Type.BOOLEAN -> emit.binary(BinaryOp.AND, value, emit.i32(1));
      case org.objectweb.asm.Type.BYTE -> emit.convert(ConvertOp.SEXT8, Type.I32, value);
      case org.objectweb.asm.Type.SHORT -> emit.convert(ConvertOp.SEXT16, Type.I32, value);
      case org.objectweb.asm.Type.CHAR -> emit.convert(ConvertOp.ZEXT16, Type.I32, value);
      default -> value;
    };
  }

  private void throwException(Value exception, FlowGraph.Node node) {
    if (node.dispatch == null) end(new Terminator.Throw(emit.pos(), exception));
    else end(new Terminator.Jump(emit.pos(), unwindEdge(node.dispatch, new Edge(emit.block(), List.of(exception)))));
  }
}
