package dev.assay.ir;

import dev.assay.ir.Tokens.Kind;
import dev.assay.ir.Tokens.LineFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one function. A first pass over its lines creates all blocks and values, in text order, since either may be used before its
 * definition: labels open a line, and only a definition has {@code %name} followed by a colon. The second pass then reads instructions.
 */
final class FunctionReader {
  /** Inlining is never so deep; deeper chains would only serve to overflow the stack of whoever compares or maps them. */
  private static final int MAX_INLINING = 1000;

  /** An instruction that lacks its position, which stands after it. */
  private interface Unplaced {
    Insn at(Position pos);
  }

  private static final Map<String, Object> OPS = ops();

  private final Tokens tokens;
  private final SourceMap source;
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Block> blocks = new HashMap<>();
  private Function function;

  FunctionReader(Tokens tokens, SourceMap source) {
    this.tokens = tokens;
    this.source = source;
  }

  private static Map<String, Object> ops() {
    var ops = new HashMap<String, Object>();
    for (var op : UnaryOp.values()) ops.put(op.text(), op);
    for (var op : BinaryOp.values()) ops.put(op.text(), op);
    for (var op : CompareOp.values()) ops.put(op.text(), op);
    for (var op : ConvertOp.values()) ops.put(op.text(), op);
    for (var op : CheckOp.values()) ops.put(op.text(), op);
    for (var op : SymbolOp.values()) ops.put(op.text(), op);
    return Map.copyOf(ops);
  }

  /**
   * @param seen names of the functions read so far
   * @return empty if the header is wrong; a function with a wrong body is one of which the diagnostics tell
   */
  Optional<Function> read(Set<String> seen) {
    List<Value> params;
    try {
      params = header(seen);
    } catch (LineFailure _) {
      tokens.skipLine();
      // The body would say nothing but what follows from the header.
      while (!atItem()) tokens.skipLine();
      if (tokens.is("}")) tokens.skipLine();
      return Optional.empty();
    }
    var body = tokens.mark();
    declare();
    tokens.reset(body);
    body(params);
    return Optional.of(function);
  }

  // --- header

  private List<Value> header(Set<String> seen) {
    var where = tokens.mark();
    int line = tokens.line();
    int column = tokens.column();
    tokens.expect("func");
    tokens.expect("@");
    var name = tokens.symbol("a function's name");
    if (!seen.add(name)) tokens.report(where, "found a second function @" + name + ", expected each once");
    // The result's type stands last but the function wants it first, so the parameters are read again.
    var list = tokens.mark();
    boolean hasReceiver = tokens.accept("(") && isReceiver();
    while (!tokens.atLineEnd() && !tokens.is("->") && !tokens.is("{")) tokens.next();
    var result = tokens.accept("->") ? tokens.type() : null;
    function = new Function(name, result, hasReceiver);
    source.put(function, line, column);
    tokens.reset(list);
    var params = parameters(true);
    if (tokens.accept("->")) tokens.type();
    tokens.expect("{");
    tokens.expectLineEnd();
    return params;
  }

  private boolean isReceiver() {
    return tokens.accept("this");
  }

  /** {@code (%a: i32, …)}: defined here for the header, in the first pass for other blocks. */
  private List<Value> parameters(boolean define) {
    var params = new ArrayList<Value>();
    if (!tokens.accept("(")) throw tokens.unexpected("'(' and parameters");
    if (define && isReceiver() && tokens.is(")")) throw tokens.unexpected("a parameter %name: ref");
    if (tokens.accept(")")) return params;
    do {
      var where = tokens.mark();
      var name = tokens.value("a parameter %name: type");
      tokens.expect(":");
      var type = tokens.type();
      if (define) define(name, type, where);
      params.add(values.get(name));
    } while (tokens.accept(","));
    tokens.expect(")");
    return params;
  }

  // --- first pass

  private void declare() {
    while (!atItem()) {
      var where = tokens.mark();
      if (tokens.kind() == Kind.WORD || tokens.kind() == Kind.STRING) {
        var name = tokens.text();
        tokens.next();
        if (tokens.is(":") || tokens.is("(")) {
          if (blocks.containsKey(name)) tokens.report(where, "found a second block " + name + ", expected each once");
          else blocks.put(name, function.newBlock(name));
        } else {
          tokens.reset(where);
        }
      }
      boolean unwind = false;
      while (!tokens.atLineEnd()) {
        if (tokens.kind() == Kind.VALUE) {
          var at = tokens.mark();
          var name = tokens.text();
          tokens.next();
          if (tokens.accept(":")) {
            // A type that is none is reported in the second pass.
            var type = tokens.kind() == Kind.WORD ? Type.of(tokens.text()) : Optional.<Type>empty();
            define(name, unwind ? Type.REF : type.orElse(Type.I32), at);
          }
          unwind = false;
        } else {
          unwind = tokens.is("unwind");
          tokens.next();
        }
      }
      tokens.skipLine();
    }
  }

  /** At the end of the function, or where the next thing begins because the end is missing. */
  private boolean atItem() {
    if (tokens.kind() == Kind.END || tokens.is("}")) return true;
    if (!tokens.is("func") && !tokens.is("baseline") && !Reader.isClass(tokens)) return false;
    // These may also be labels.
    var where = tokens.mark();
    tokens.next();
    boolean item = !tokens.is(":") && !tokens.is("(");
    tokens.reset(where);
    return item;
  }

  private void define(String name, Type type, Tokens.Mark where) {
    if (values.containsKey(name)) tokens.report(where, "found a second definition of %" + name + ", expected one per value");
    else values.put(name, function.newValue(type, name));
  }

  // --- second pass

  private void body(List<Value> params) {
    Block block = null;
    while (!atItem()) {
      try {
        if (isLabel()) {
          boolean entry = block == null;
          block = label(entry);
          if (entry) block.params().addAll(params);
        } else if (block == null) {
          throw tokens.unexpected("the label of the entry block");
        } else {
          int line = tokens.line();
          int column = tokens.column();
          var insn = line();
          source.put(insn, line, column);
          if (insn instanceof Terminator.Try t) source.put(t.body(), line, column);
          block.insns().add(insn);
          tokens.expectLineEnd();
        }
      } catch (LineFailure _) {
        tokens.skipLine();
      }
    }
    // Only recorded, not thrown: what stands here instead is read next.
    if (block == null && tokens.diagnostics().isEmpty()) tokens.unexpected("the label of the entry block");
    if (!tokens.is("}")) {
      tokens.unexpected("'}' at the end of @" + function.name());
      return;
    }
    tokens.next();
    tokens.expectLineEnd();
  }

  private boolean isLabel() {
    if (tokens.kind() != Kind.WORD && tokens.kind() != Kind.STRING) return false;
    var where = tokens.mark();
    tokens.next();
    boolean label = tokens.is(":") || tokens.is("(");
    tokens.reset(where);
    return label;
  }

  private Block label(boolean entry) {
    var block = blocks.get(tokens.symbol("a label"));
    if (tokens.is("(")) {
      // Only recorded, not thrown, since the block is one nevertheless.
      if (entry) tokens.unexpected("':', as the entry block's parameters stand in the function's header");
      block.params().addAll(parameters(false));
    }
    tokens.expect(":");
    tokens.expectLineEnd();
    return block;
  }

  private Insn line() {
    Value result = null;
    if (tokens.kind() == Kind.VALUE) {
      result = values.get(tokens.value("a value"));
      tokens.expect(":");
      tokens.type();
      tokens.expect("=");
    }
    var unplaced = instruction(result);
    boolean placed = tokens.is("!");
    var pos = position();
    if (!tokens.is("to")) return unplaced.at(pos);
    tokens.next();
    var normal = edge();
    tokens.expect("unwind");
    var exception = values.get(tokens.value("a value for the exception"));
    tokens.expect(":");
    var unwind = edge();
    var own = position();
    var body = unplaced.at(placed ? pos : own);
    if (body instanceof Terminator) throw tokens.fail("found a terminator with to and unwind, expected a call, a check or the like");
    return new Terminator.Try(own, body, normal, exception, unwind);
  }

  private Unplaced instruction(Value result) {
    var where = tokens.mark();
    var word = tokens.word("an instruction");
    boolean mayHave = word.equals("call") || word.equals("call.virtual") || word.equals("call.indirect") || word.equals("host");
    if (!mayHave && givesValue(word) != (result != null) && isKnown(word)) {
      tokens.report(where, result == null ? "found " + word + " without a result, expected %name: type = " + word + " …"
          : "found a result for " + word + ", which gives none");
      throw tokens.skip();
    }
    return switch (word) {
      case "const" -> {
        long bits = tokens.literal(result.type());
        yield pos -> new Insn.Const(pos, result, bits);
      }
      case "fma" -> {
        var operands = values(3);
        yield pos -> new Insn.Fma(pos, result, operands.get(0), operands.get(1), operands.get(2));
      }
      case "instanceof" -> {
        var operand = value();
        var className = afterComma("a class name");
        yield pos -> new Insn.InstanceOf(pos, result, operand, className);
      }
      case "get.class" -> {
        var object = value();
        yield pos -> new Insn.GetClass(pos, result, object);
      }
      case "static.get" -> {
        var field = tokens.symbol("a static field owner.name");
        yield pos -> new Insn.StaticGet(pos, result, field);
      }
      case "static.put" -> {
        var field = tokens.symbol("a static field owner.name");
        var value = valueAfterComma();
        yield pos -> new Insn.StaticPut(pos, field, value);
      }
      case "class.init" -> {
        var className = tokens.symbol("a class name");
        yield pos -> new Insn.ClassInit(pos, className);
      }
      case "new" -> {
        var className = tokens.symbol("a class name");
        yield pos -> new Insn.NewObject(pos, result, className);
      }
      case "field.get" -> {
        var field = tokens.symbol("a field owner.name");
        var object = valueAfterComma();
        yield pos -> new Insn.FieldGet(pos, result, field, object);
      }
      case "field.put" -> {
        var field = tokens.symbol("a field owner.name");
        var object = valueAfterComma();
        var value = valueAfterComma();
        yield pos -> new Insn.FieldPut(pos, field, object, value);
      }
      case "array.length" -> {
        var array = value();
        yield pos -> new Insn.ArrayLength(pos, result, array);
      }
      case "array.load" -> {
        var mem = tokens.memType();
        var operands = values(2);
        yield pos -> new Insn.ArrayLoad(pos, result, mem, operands.get(0), operands.get(1));
      }
      case "array.store" -> {
        var mem = tokens.memType();
        var operands = values(3);
        yield pos -> new Insn.ArrayStore(pos, mem, operands.get(0), operands.get(1), operands.get(2));
      }
      case "new.array" -> {
        var arrayClass = tokens.symbol("an array class name");
        var length = valueAfterComma();
        yield pos -> new Insn.NewArray(pos, result, arrayClass, length);
      }
      case "load" -> {
        var mem = tokens.memType();
        var base = value();
        long offset = offset();
        yield pos -> new Insn.Load(pos, result, mem, base, offset);
      }
      case "store" -> {
        var mem = tokens.memType();
        var base = value();
        long offset = offset();
        var value = valueAfterComma();
        yield pos -> new Insn.Store(pos, mem, base, offset, value);
      }
      case "address" -> {
        var operands = values(2);
        int scale = tokens.accept("*") ? tokens.integer("a scale") : 1;
        long offset = offset();
        yield pos -> new Insn.Address(pos, result, operands.get(0), operands.get(1), scale, offset);
      }
      case "poll" -> Insn.Poll::new;
      case "call" -> {
        tokens.expect("@");
        var callee = tokens.symbol("a function's name");
        if (!tokens.is("(")) throw tokens.unexpected("'(' and arguments");
        var args = arguments();
        yield pos -> new Insn.Call(pos, result, callee, args);
      }
      case "call.virtual" -> {
        var owner = tokens.symbol("a class name");
        var selector = tokens.string("a selector in quotes");
        if (!tokens.is("(")) throw tokens.unexpected("'(' and arguments");
        var args = arguments();
        if (args.isEmpty()) throw tokens.fail("found no receiver, expected one as first argument");
        yield pos -> new Insn.CallVirtual(pos, result, owner, selector, args);
      }
      case "call.indirect" -> {
        var target = value();
        if (!tokens.is("(")) throw tokens.unexpected("'(' and arguments");
        var args = arguments();
        yield pos -> new Insn.CallIndirect(pos, result, target, args);
      }
      case "host" -> {
        var at = tokens.mark();
        var op = HostOp.of(tokens.word("a host function"));
        if (op.isEmpty()) {
          tokens.reset(at);
          throw tokens.unexpected("a host function");
        }
        if (!tokens.is("(")) throw tokens.unexpected("'(' and arguments");
        var args = arguments();
        yield pos -> new Insn.HostCall(pos, result, op.get(), args);
      }
      case "guard" -> {
        var condition = value();
        tokens.expect(",");
        tokens.expect("deopt");
        var state = frameStates();
        yield pos -> new Insn.Guard(pos, condition, state);
      }
      case "jump" -> {
        var edge = edge();
        yield pos -> new Terminator.Jump(pos, edge);
      }
      case "branch" -> {
        var condition = value();
        tokens.expect(",");
        var ifTrue = edge();
        tokens.expect(",");
        var ifFalse = edge();
        yield pos -> new Terminator.Branch(pos, condition, ifTrue, ifFalse);
      }
      case "switch" -> switchTerminator();
      case "return" -> {
        var value = tokens.kind() == Kind.VALUE ? value() : null;
        yield pos -> new Terminator.Return(pos, value);
      }
      case "throw" -> {
        var exception = value();
        yield pos -> new Terminator.Throw(pos, exception);
      }
      default -> operation(word, where, result);
    };
  }

  private static boolean givesValue(String word) {
    return switch (word) {
      case "static.put", "class.init", "field.put", "array.store", "store", "poll", "guard", "jump", "branch", "switch", "return",
          "throw" -> false;
      default -> true;
    };
  }

  private static boolean isKnown(String word) {
    return switch (word) {
      case "const", "fma", "instanceof", "get.class", "static.get", "new", "field.get", "array.length", "array.load", "new.array", "load",
          "address" -> true;
      default -> !givesValue(word) || OPS.containsKey(word);
    };
  }

  private Unplaced operation(String word, Tokens.Mark where, Value result) {
    return switch (OPS.get(word)) {
      case UnaryOp op -> {
        var operand = value();
        yield pos -> new Insn.Unary(pos, result, op, operand);
      }
      case BinaryOp op -> {
        var operands = values(2);
        yield pos -> new Insn.Binary(pos, result, op, operands.get(0), operands.get(1));
      }
      case CompareOp op -> {
        var operands = values(2);
        yield pos -> new Insn.Compare(pos, result, op, operands.get(0), operands.get(1));
      }
      case ConvertOp op -> {
        var operand = value();
        yield pos -> new Insn.Convert(pos, result, op, operand);
      }
      case CheckOp op -> {
        var operands = values(op.arity());
        var detail = op == CheckOp.CAST ? afterComma("a class name")
            : op.hasDetail() && tokens.accept(",") ? tokens.string("a message in quotes") : "";
        yield pos -> new Insn.Check(pos, result, op, operands, detail);
      }
      case SymbolOp op -> {
        var name = op == SymbolOp.STRING ? tokens.string("a string in quotes") : op.hasName() ? tokens.symbol("a name") : "";
        yield pos -> new Insn.Symbol(pos, result, op, name);
      }
      case null, default -> {
        tokens.reset(where);
        throw tokens.unexpected("an instruction");
      }
    };
  }

  private Unplaced switchTerminator() {
    var value = value();
    tokens.expect(",");
    tokens.expect("[");
    var keys = new ArrayList<Integer>();
    var edges = new ArrayList<Edge>();
    if (!tokens.is("]")) {
      do {
        keys.add(tokens.integer("a key or ']'"));
        tokens.expect(":");
        edges.add(edge());
      } while (tokens.accept(","));
    }
    tokens.expect("]");
    edges.add(edge());
    return pos -> new Terminator.Switch(pos, value, keys.stream().mapToInt(Integer::intValue).toArray(), edges);
  }

  private Value value() {
    var where = tokens.mark();
    var name = tokens.value("a value");
    var value = values.get(name);
    if (value != null) return value;
    tokens.report(where, "found %" + name + ", which nothing in @" + function.name() + " defines");
    return function.newValue(Type.I32);
  }

  private List<Value> values(int count) {
    var list = new ArrayList<Value>(count);
    for (int i = 0; i < count; i++) {
      if (i > 0) tokens.expect(",");
      list.add(value());
    }
    return list;
  }

  private Value valueAfterComma() {
    tokens.expect(",");
    return value();
  }

  private String afterComma(String expected) {
    tokens.expect(",");
    return tokens.symbol(expected);
  }

  private long offset() {
    return tokens.accept("+") ? tokens.integer("an offset in bytes", Long.MIN_VALUE, Long.MAX_VALUE) : 0;
  }

  /** {@code (%a, …)}, or nothing. */
  private List<Value> arguments() {
    var args = new ArrayList<Value>();
    if (!tokens.accept("(") || tokens.accept(")")) return args;
    do {
      args.add(value());
    } while (tokens.accept(","));
    tokens.expect(")");
    return args;
  }

  private Edge edge() {
    var where = tokens.mark();
    var name = tokens.symbol("a block");
    var block = blocks.get(name);
    if (block == null) {
      tokens.report(where, "found block " + name + ", which is not in @" + function.name());
      block = function.detachedBlock(name);
    }
    return new Edge(block, arguments());
  }

  private FrameState frameStates() {
    // The text is innermost first, a state holds its caller: read all, then build from the outermost.
    record Frame(String function, String block, int index, List<FrameState.Binding> bindings) {}
    var frames = new ArrayList<Frame>();
    do {
      if (frames.size() == MAX_INLINING) throw tokens.fail("found more than " + MAX_INLINING + " inlined frames");
      tokens.expect("@");
      var name = tokens.symbol("a function's name");
      var block = tokens.symbol("a block of @" + name);
      tokens.expect(":");
      int index = (int) tokens.integer("the index of an instruction", 0, Integer.MAX_VALUE);
      frames.add(new Frame(name, block, index, bindings()));
    } while (tokens.accept("<"));
    FrameState state = null;
    for (var frame : frames.reversed()) state = new FrameState(frame.function, frame.block, frame.index, frame.bindings, state);
    return state;
  }

  private List<FrameState.Binding> bindings() {
    var bindings = new ArrayList<FrameState.Binding>();
    tokens.expect("[");
    if (tokens.accept("]")) return bindings;
    do {
      var baseline = tokens.value("a value of the baseline");
      tokens.expect("=");
      bindings.add(new FrameState.Binding(baseline, value()));
    } while (tokens.accept(","));
    tokens.expect("]");
    return bindings;
  }

  private Position position() {
    if (!tokens.accept("!")) return Position.NONE;
    var innermostFirst = new ArrayList<Position>();
    do {
      if (innermostFirst.size() == MAX_INLINING) throw tokens.fail("found more than " + MAX_INLINING + " inlined positions");
      String method = null;
      if (tokens.kind() != Kind.NUMBER) {
        method = tokens.symbol("a position bci:line");
        tokens.expect(":");
      }
      int bci = tokens.integer("a bytecode index");
      tokens.expect(":");
      innermostFirst.add(new Position(method, bci, tokens.integer("a line"), null));
    } while (tokens.accept("<"));
    Position pos = null;
    for (var p : innermostFirst.reversed()) pos = pos == null ? p : new Position(p.method(), p.bci(), p.line(), pos);
    return pos;
  }
}
