package dev.assay.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Right modules of the high level with any flow of control, irreducible too. A block uses its own values and those of the entry block,
 * which dominates all.
 */
final class RandomModule {
  private static final Type[] TYPES = {Type.I32, Type.I64, Type.F32, Type.F64, Type.REF};

  private final Random random;
  private final Module module;

  private RandomModule(long seed) {
    random = new Random(seed);
    module = new Module("random " + seed);
  }

  static Module of(long seed) {
    return new RandomModule(seed).build();
  }

  private Module build() {
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) module.add(function("f" + i, 1 + random.nextInt(12)));
    if (random.nextBoolean()) module.keepBaseline(module.functions().iterator().next());
    module.profile().add("f0", "entry", random.nextLong(1000));
    return module;
  }

  private Function function(String name, int blockCount) {
    var f = new Function(name, random.nextInt(3) == 0 ? null : pick(TYPES));
    for (int b = 0; b < blockCount; b++) {
      var block = f.newBlock(random.nextBoolean() ? null : name("block"));
      for (int p = random.nextInt(4); p > 0; p--) block.params().add(value(f, pick(TYPES)));
    }
    // Every type is at hand from here on.
    List<Value> global = new ArrayList<>(f.entry().params());
    for (var type : TYPES) global.add(constant(f, f.entry(), type));
    for (var block : f.blocks()) {
      var scope = new ArrayList<>(global);
      if (block != f.entry()) scope.addAll(block.params());
      for (int i = random.nextInt(8); i > 0; i--) insn(f, block, scope);
      terminator(f, block, scope);
    }
    return f;
  }

  private Value value(Function f, Type type) {
    return f.newValue(type, random.nextBoolean() ? null : name("value"));
  }

  private String name(String prefix) {
    return switch (random.nextInt(6)) {
      case 0 -> "x";
      case 1 -> "b" + random.nextInt(20);
      case 2 -> "v" + random.nextInt(20);
      case 3 -> prefix + " " + (char) random.nextInt(0x10000);
      case 4 -> "";
      default -> prefix + random.nextInt(100);
    };
  }

  private Position position() {
    return switch (random.nextInt(4)) {
      case 0 -> Position.NONE;
      case 1 -> new Position("m" + random.nextInt(3), random.nextInt(5) - 1, -1, null);
      case 2 -> Position.at(1, 2).inlined("callee", Position.at(3, random.nextInt(3) - 1).inlined("(I)V", Position.NONE));
      default -> Position.at(random.nextInt(100), random.nextInt(100));
    };
  }

  @SafeVarargs
  private <T> T pick(T... items) {
    return items[random.nextInt(items.length)];
  }

  private Value pick(List<Value> scope, Type type) {
    var fitting = scope.stream().filter(v -> v.type() == type).toList();
    return fitting.get(random.nextInt(fitting.size()));
  }

  private Value constant(Function f, Block block, Type type) {
    long bits = switch (type) {
      case I32, F32 -> random.nextInt();
      case I64, F64, PTR -> random.nextLong();
      case REF -> 0;
    };
    var result = value(f, type);
    block.insns().add(new Insn.Const(position(), result, bits));
    return result;
  }

  private void insn(Function f, Block block, List<Value> scope) {
    var type = pick(TYPES);
    var a = pick(scope, type);
    var b = pick(scope, type);
    var insn = switch (random.nextInt(6)) {
      case 0 -> {
        var op = pick(UnaryOp.values());
        yield op.accepts(type) ? new Insn.Unary(position(), value(f, type), op, a) : null;
      }
      case 1 -> {
        var op = pick(BinaryOp.values());
        if (!op.accepts(type)) yield null;
        if (op.isShift()) b = pick(scope, Type.I32);
        if (op.needsNonzero(type)) {
          var divisor = value(f, type);
          block.insns().add(new Insn.Check(position(), divisor, CheckOp.NONZERO, List.of(b), ""));
          b = divisor;
        }
        yield new Insn.Binary(position(), value(f, type), op, a, b);
      }
      case 2 -> {
        var op = pick(CompareOp.values());
        yield op.accepts(type) ? new Insn.Compare(position(), value(f, Type.I32), op, a, b) : null;
      }
      case 3 -> {
        var op = pick(ConvertOp.values());
        var to = pick(TYPES);
        yield op.accepts(type, to) ? new Insn.Convert(position(), value(f, to), op, a) : null;
      }
      case 4 -> new Insn.Symbol(position(), value(f, Type.REF), SymbolOp.STRING, name("string"));
      default -> {
        constant(f, block, type);
        yield null;
      }
    };
    if (insn == null) return;
    block.insns().add(insn);
    scope.add(insn.result());
  }

  private Edge edge(Function f, List<Value> scope) {
    var target = f.blocks().get(1 + random.nextInt(f.blocks().size() - 1));
    return new Edge(target, target.params().stream().map(p -> pick(scope, p.type())).toList());
  }

  private void terminator(Function f, Block block, List<Value> scope) {
    int kind = f.blocks().size() == 1 ? random.nextInt(2) : random.nextInt(8);
    var pos = position();
    block.insns().add(switch (kind) {
      case 0 -> new Terminator.Return(pos, f.result() == null ? null : pick(scope, f.result()));
      case 1 -> new Terminator.Throw(pos, pick(scope, Type.REF));
      case 2 -> {
        var keys = random.ints(random.nextInt(5)).sorted().distinct().toArray();
        var edges = new ArrayList<Edge>();
        for (int i = 0; i <= keys.length; i++) edges.add(edge(f, scope));
        yield new Terminator.Switch(pos, pick(scope, Type.I32), keys, edges);
      }
      case 3 -> {
        var result = value(f, Type.I32);
        var exception = value(f, Type.REF);
        var body = new Insn.Check(random.nextBoolean() ? pos : position(), result, CheckOp.SIZE, List.of(pick(scope, Type.I32)), "");
        var normal = new ArrayList<>(scope);
        for (int i = 0; i < scope.size(); i++) normal.add(result);
        var unwind = new ArrayList<>(scope);
        for (int i = 0; i < scope.size(); i++) unwind.add(exception);
        yield new Terminator.Try(pos, body, edge(f, normal), exception, edge(f, unwind));
      }
      case 4, 5 -> new Terminator.Branch(pos, pick(scope, Type.I32), edge(f, scope), edge(f, scope));
      default -> new Terminator.Jump(pos, edge(f, scope));
    });
  }
}
