package dev.assay.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  private static Module read(String text) {
    return Reader.read("test.ir", text).orThrow();
  }

  @Test
  void zoo_prints_as_it_is_written() {
    for (var text : List.of(Zoo.high(), Zoo.low())) assertEquals(text, Printer.print(read(text)));
  }

  @Test
  void zoo_is_right() {
    assertEquals(List.of(), Verifier.verify(read(Zoo.high()), Level.HIGH));
    assertEquals(List.of(), Verifier.verify(read(Zoo.low()), Level.LOW));
  }

  @Test
  void zoo_holds_every_shape_and_op() {
    Set<Object> seen = new HashSet<>();
    for (var text : List.of(Zoo.high(), Zoo.low()))
      for (var function : read(text).functions())
        for (var block : function.blocks())
          for (var insn : block.insns()) {
            collect(insn, seen);
            if (insn instanceof Terminator.Try t) collect(t.body(), seen);
          }
    Set<Object> all = new HashSet<>();
    for (var shape : Insn.class.getPermittedSubclasses()) all.add(shape);
    all.remove(Terminator.class);
    for (var shape : Terminator.class.getPermittedSubclasses()) all.add(shape);
    for (var ops : List.of(UnaryOp.values(), BinaryOp.values(), CompareOp.values(), ConvertOp.values(), CheckOp.values(), SymbolOp.values(),
        HostOp.values()))
      all.addAll(Arrays.asList(ops));
    all.removeAll(seen);
    assertEquals(Set.of(), all);
  }

  private static void collect(Insn insn, Set<Object> seen) {
    seen.add(insn.getClass());
    switch (insn) {
      case Insn.Unary i -> seen.add(i.op());
      case Insn.Binary i -> seen.add(i.op());
      case Insn.Compare i -> seen.add(i.op());
      case Insn.Convert i -> seen.add(i.op());
      case Insn.Check i -> seen.add(i.op());
      case Insn.Symbol i -> seen.add(i.op());
      case Insn.HostCall i -> seen.add(i.op());
      default -> {
      }
    }
  }

  @Test
  void every_utf16_unit_survives() {
    var all = new StringBuilder();
    for (int c = 0; c <= 0xffff; c++) all.append((char) c);
    for (int c = 0xffff; c >= 0; c--) all.append((char) c);
    var module = new Module(all.toString());
    assertEquals(all.toString(), read(Printer.print(module)).name());
  }

  @Test
  void float_bits_survive() {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      int f = i < 1000 ? 0x7f800000 + (i - 500) : random.nextInt();
      long d = i < 1000 ? 0xfff0_0000_0000_0000L + (i - 500) : random.nextLong();
      assertEquals(f, new Tokens("", Printer.constant(Type.F32, f)).literal(Type.F32));
      assertEquals(d, new Tokens("", Printer.constant(Type.F64, d)).literal(Type.F64));
    }
  }

  @Test
  void names_become_unique() {
    var f = new Function("f", null);
    var entry = f.newBlock("x");
    var second = f.newBlock("x");
    f.newBlock("b3");
    f.newBlock(null);
    entry.params().add(f.newValue(Type.I32, "v2"));
    entry.params().add(f.newValue(Type.I32, "v2"));
    entry.params().add(f.newValue(Type.I32));
    entry.params().add(f.newValue(Type.I32, "v2.1"));
    entry.insns().add(new Terminator.Jump(Position.NONE, Edge.to(second)));
    for (var block : f.blocks().subList(1, 4)) block.insns().add(new Terminator.Return(Position.NONE, null));
    var text = Printer.print(f);
    assertEquals("""
        func @f(%v2: i32, %v2.2: i32, %v2.3: i32, %v2.1: i32) {
        x:
          jump x.1
        x.1:
          return
        b3:
          return
        b3.1:
          return
        }
        """, text);
    assertEquals(text, Printer.print(read(text).function("f")));
    var names = Names.of(f);
    assertEquals(second, names.blockNamed("x.1").orElseThrow());
    assertEquals(f.params().get(1), names.valueNamed("v2.2").orElseThrow());
  }

  @Test
  void many_equal_names_cost_linear_time() {
    var f = new Function("f", null);
    var entry = f.newBlock("entry");
    for (int i = 0; i < 200_000; i++) entry.insns().add(new Insn.Const(Position.NONE, f.newValue(Type.I32, "x"), i));
    entry.insns().add(new Terminator.Return(Position.NONE, null));
    assertTrue(Printer.print(f).contains("%x.199999: i32 = const 199999"));
  }

  @Test
  void blanks_comments_and_line_ends_do_not_matter() {
    var text = "\r\n; first\r\n  func @f ( %a:i32 )->i32{ ; header\r\n\r\nentry:\r\n; none\n\t%b:i32=add %a,%a!1:2;x\n return %b}\n"
        .replace("return %b}", "return %b\n}");
    assertEquals("""
        func @f(%a: i32) -> i32 {
        entry:
          %b: i32 = add %a, %a !1:2
          return %b
        }
        """, Printer.print(read(text).function("f")));
  }

  @Test
  void order_of_blocks_and_definitions_is_free() {
    var module = read("""
        func @f() -> i32 {
        entry:
          jump last
        user:
          return %x
        last:
          %x: i32 = const 1
          jump user
        }
        """);
    assertEquals(List.of(), Verifier.verify(module, Level.HIGH));
  }

  @Test
  void random_modules_round_trip_and_verify() {
    for (int seed = 0; seed < 400; seed++) {
      var module = RandomModule.of(seed);
      var text = Printer.print(module);
      var again = read(text);
      assertEquals(text, Printer.print(again), "seed " + seed);
      assertEquals(List.of(), Verifier.verify(module, Level.HIGH), "seed " + seed);
      assertEquals(List.of(), Verifier.verify(again, Level.HIGH), "seed " + seed);
    }
  }

  @Test
  void print_of_one_instruction_needs_no_function() {
    var f = new Function("f", null);
    var x = f.newValue(Type.I32, "x");
    assertEquals("%v1: i32 = neg %x !3:4", Printer.print(new Insn.Unary(Position.at(3, 4), f.newValue(Type.I32), UnaryOp.NEG, x)));
  }
}
