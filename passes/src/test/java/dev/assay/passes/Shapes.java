package dev.assay.passes;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.Block;
import dev.assay.ir.CheckOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Functions of any size and of the shapes that make careless passes slow: {@code f(i32) -> i32} in a module of its own. */
final class Shapes {
  static final Map<String, IntFunction<Module>> ALL = all();

  private final Function function = new Function("f", Type.I32);
  private final Value x = function.newValue(Type.I32);
  private Block block = function.newBlock(null);

  private Shapes() {
    block.params().add(x);
  }

  private static Map<String, IntFunction<Module>> all() {
    var all = new LinkedHashMap<String, IntFunction<Module>>();
    all.put("straight line", n -> new Shapes().straightLine(n));
    all.put("chain of blocks", n -> new Shapes().chain(n));
    all.put("diamonds", n -> new Shapes().diamonds(n));
    all.put("loops side by side", n -> new Shapes().loops(n));
    all.put("nested loops", n -> new Shapes().nest(n));
    all.put("ladder of cycles with two entries", n -> new Shapes().ladder(n));
    all.put("wide switch", n -> new Shapes().wideSwitch(n));
    all.put("tries with one handler", n -> new Shapes().tries(n));
    all.put("many block arguments", n -> new Shapes().arguments(n));
    all.put("one block with many predecessors", n -> new Shapes().join(n));
    all.put("dead cycles of parameters", n -> new Shapes().deadCycles(n));
    all.put("constants through parameters", n -> new Shapes().constants(n));
    return all;
  }

  private Module straightLine(int n) {
    var v = x;
    for (int i = 0; i < n; i++) v = binary(i % 3 == 0 ? BinaryOp.MUL : BinaryOp.ADD, v, i % 2 == 0 ? x : constant(i));
    return end(v);
  }

  private Module chain(int n) {
    var v = x;
    for (int i = 0; i < n; i++) {
      var next = block(1);
      add(new Terminator.Jump(Position.NONE, Edge.to(next, v)));
      block = next;
      v = binary(BinaryOp.XOR, next.params().getFirst(), x);
    }
    return end(v);
  }

  private Module diamonds(int n) {
    var v = x;
    for (int i = 0; i < n / 4; i++) {
      var then = block(0);
      var otherwise = block(0);
      var join = block(1);
      add(new Terminator.Branch(Position.NONE, compare(CompareOp.LT, v, constant(i)), Edge.to(then), Edge.to(otherwise)));
      block = then;
      add(new Terminator.Jump(Position.NONE, Edge.to(join, binary(BinaryOp.MUL, v, x))));
      block = otherwise;
      add(new Terminator.Jump(Position.NONE, Edge.to(join, constant(i))));
      block = join;
      v = join.params().getFirst();
    }
    return end(v);
  }

  private Module loops(int n) {
    var v = x;
    for (int i = 0; i < n / 2; i++) {
      var loop = block(2);
      var exit = block(0);
      add(new Terminator.Jump(Position.NONE, Edge.to(loop, v, constant(0))));
      block = loop;
      var j = binary(BinaryOp.ADD, loop.params().get(1), constant(1));
      var w = binary(BinaryOp.ADD, loop.params().get(0), j);
      add(new Terminator.Branch(Position.NONE, compare(CompareOp.LT, j, x), Edge.to(loop, w, j), Edge.to(exit)));
      block = exit;
      v = w;
    }
    return end(v);
  }

  private Module nest(int n) {
    var heads = new ArrayList<Block>();
    var v = constant(0);
    for (int i = 0; i < n / 2; i++) {
      var head = block(1);
      add(new Terminator.Jump(Position.NONE, Edge.to(head, v)));
      block = head;
      v = head.params().getFirst();
      heads.add(head);
    }
    for (var head : heads.reversed()) {
      var exit = block(0);
      v = binary(BinaryOp.ADD, v, constant(1));
      add(new Terminator.Branch(Position.NONE, compare(CompareOp.LT, v, x), Edge.to(head, v), Edge.to(exit)));
      block = exit;
    }
    return end(v);
  }

  private Module ladder(int n) {
    var v = x;
    for (int i = 0; i < n / 3; i++) {
      var left = block(1);
      var right = block(1);
      var exit = block(0);
      add(new Terminator.Branch(Position.NONE, v, Edge.to(left, v), Edge.to(right, v)));
      block = right;
      add(new Terminator.Jump(Position.NONE, Edge.to(left, binary(BinaryOp.SHR, right.params().getFirst(), constant(1)))));
      block = left;
      v = left.params().getFirst();
      add(new Terminator.Branch(Position.NONE, v, Edge.to(right, v), Edge.to(exit)));
      block = exit;
    }
    return end(v);
  }

  private Module wideSwitch(int n) {
    var join = block(1);
    var keys = new int[n];
    var edges = new ArrayList<Edge>();
    var from = block;
    for (int i = 0; i <= n; i++) {
      if (i < n) keys[i] = i;
      var arm = block(0);
      edges.add(Edge.to(arm));
      block = arm;
      add(new Terminator.Jump(Position.NONE, Edge.to(join, i % 2 == 0 ? constant(i) : binary(BinaryOp.ADD, x, constant(i)))));
    }
    from.insns().add(new Terminator.Switch(Position.NONE, x, keys, edges));
    block = join;
    return end(join.params().getFirst());
  }

  private Module tries(int n) {
    var handler = block(2);
    var v = x;
    for (int i = 0; i < n; i++) {
      var next = block(1);
      var checked = function.newValue(Type.I32);
      var exception = function.newValue(Type.REF);
      var check = new Insn.Check(Position.NONE, checked, CheckOp.NONZERO, List.of(i % 2 == 0 ? v : x), "");
      add(new Terminator.Try(Position.NONE, check, Edge.to(next, checked), exception, Edge.to(handler, v, x)));
      block = next;
      v = binary(BinaryOp.DIV, v, next.params().getFirst());
    }
    var end = v;
    var last = block;
    block = handler;
    add(new Terminator.Return(Position.NONE, handler.params().getFirst()));
    block = last;
    return end(end);
  }

  private Module arguments(int n) {
    var args = new ArrayList<Value>();
    for (int i = 0; i < n; i++) args.add(i % 2 == 0 ? x : constant(i));
    var loop = block(n);
    var exit = block(n);
    add(new Terminator.Jump(Position.NONE, new Edge(loop, args)));
    block = loop;
    var rotated = new ArrayList<>(loop.params().subList(1, n));
    rotated.add(loop.params().getFirst());
    add(new Terminator.Branch(Position.NONE, loop.params().getFirst(), new Edge(loop, rotated), new Edge(exit, loop.params())));
    block = exit;
    return end(exit.params().get(n / 2));
  }

  private Module join(int n) {
    var join = block(2);
    for (int i = 0; i < n; i++) {
      var next = block(0);
      add(new Terminator.Branch(Position.NONE, compare(CompareOp.EQ, x, constant(i)), Edge.to(join, x, constant(i)), Edge.to(next)));
      block = next;
    }
    add(new Terminator.Jump(Position.NONE, Edge.to(join, x, x)));
    block = join;
    return end(binary(BinaryOp.ADD, join.params().get(0), join.params().get(1)));
  }

  private Module deadCycles(int n) {
    var v = constant(0);
    for (int i = 0; i < n; i++) {
      var loop = block(2);
      var exit = block(0);
      add(new Terminator.Jump(Position.NONE, Edge.to(loop, v, x)));
      block = loop;
      var unused = binary(BinaryOp.ADD, loop.params().get(0), v);
      var y = binary(BinaryOp.USHR, loop.params().get(1), constant(1));
      add(new Terminator.Branch(Position.NONE, y, Edge.to(loop, unused, y), Edge.to(exit)));
      block = exit;
      v = unused;
    }
    return end(x);
  }

  private Module constants(int n) {
    var v = constant(1);
    for (int i = 0; i < n; i++) {
      var loop = block(1);
      var exit = block(0);
      add(new Terminator.Jump(Position.NONE, Edge.to(loop, v)));
      block = loop;
      v = loop.params().getFirst();
      var same = binary(BinaryOp.MUL, v, v);
      add(new Terminator.Branch(Position.NONE, compare(CompareOp.LT, v, x), Edge.to(loop, same), Edge.to(exit)));
      block = exit;
    }
    return end(v);
  }

  private Module end(Value value) {
    add(new Terminator.Return(Position.NONE, value));
    var module = new Module("shape");
    module.add(function);
    return module;
  }

  private Block block(int params) {
    var made = function.newBlock(null);
    for (int i = 0; i < params; i++) made.params().add(function.newValue(Type.I32));
    return made;
  }

  private void add(Insn insn) {
    block.insns().add(insn);
  }

  private Value constant(int bits) {
    var result = function.newValue(Type.I32);
    add(new Insn.Const(Position.NONE, result, bits));
    return result;
  }

  private Value binary(BinaryOp op, Value lhs, Value rhs) {
    var result = function.newValue(Type.I32);
    add(new Insn.Binary(Position.NONE, result, op, lhs, rhs));
    return result;
  }

  private Value compare(CompareOp op, Value lhs, Value rhs) {
    var result = function.newValue(Type.I32);
    add(new Insn.Compare(Position.NONE, result, op, lhs, rhs));
    return result;
  }
}
