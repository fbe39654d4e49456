package dev.assay.ir;

import java.util.List;

/** Texts that hold every shape and every op on every type it accepts, one module per level. Both are right. */
final class Zoo {
  private static final List<Type> HIGH_TYPES = List.of(Type.I32, Type.I64, Type.F32, Type.F64, Type.REF);

  private int count;
  private final StringBuilder out = new StringBuilder();

  private Zoo() {}

  static String high() {
    return new Zoo().build(Level.HIGH);
  }

  static String low() {
    return new Zoo().build(Level.LOW);
  }

  private String build(Level level) {
    out.append("""
        module "zoo \\"1\\""
        entry @main
        class Zoo extends java/lang/Object implements I, "odd name" source "Zoo.java" module "java.base" init {
          static i: i32 = -5
          static "odd field": i8 = 127
          static s: ref = "text \\ud800 \\u0000 \\udc00\\ud800 \\n\\t\\\\ ä \uD83D\uDE00 \\u2028"
          static n: ref = null
          static f: f64 = -0.0
          static g: f32 = nan:0x7fc00001
          static l: i64 = -9223372036854775808
          static p: ptr = 0xffffffffffffffff
          field i: i32
          field "odd field": bool
          field next: ref
          method "size(I)I" = @Zoo.size
        }
        class java/lang/Object {
        }
        interface I extends java/lang/Object {
        }
        abstract class "odd name" extends java/lang/Object module "" {
        }
        func @main() {
        entry:
          return
        }
        func @"Zoo.<initialize>"() {
        entry:
          return
        }
        func @Zoo.size(this %self: ref, %a: i32) -> i32 {
        entry:
          return %a
        }
        func @two(%a: i32, %b: ref) -> i32 {
        entry:
          return %a
        }
        """);
    constants();
    ops(level);
    if (level == Level.HIGH) objects();
    else memory();
    control();
    out.append("""
        baseline func @two(%a: i32, %b: ref) -> i32 {
        entry:
          %one: i32 = const 1
          %c: i32 = add %a, %one
          return %c
        }
        profile @loop "head" 100
        profile @loop "head#0=[I" 9223372036854775807
        profile @"odd \\" name" "b1>2" 0
        """);
    return out.toString();
  }

  private void define(Type type, String text) {
    out.append("  %x").append(count++).append(": ").append(type).append(" = ").append(text).append('\n');
  }

  private void constants() {
    out.append("func @constants() {\nentry:\n");
    for (var c : List.of("0", "-1", "2147483647", "-2147483648")) define(Type.I32, "const " + c);
    for (var c : List.of("0", "9223372036854775807", "-9223372036854775808")) define(Type.I64, "const " + c);
    for (var c : List.of("0.0", "-0.0", "1.0", "1.4E-45", "3.4028235E38", "NaN", "Infinity", "-Infinity", "nan:0x7fc00001",
        "nan:0xff800001",
        "nan:0xffffffff"))
      define(Type.F32, "const " + c);
    for (var c : List.of("0.0", "-0.0", "0.1", "4.9E-324", "1.7976931348623157E308", "-1.0E-5", "NaN", "Infinity", "-Infinity",
        "nan:0x7ff0000000000001", "nan:0xfff8000000000000"))
      define(Type.F64, "const " + c);
    define(Type.REF, "const null");
    define(Type.REF, "string \"\"");
    define(Type.REF, "string \"\\\"%x: i32 = ; no comment\\ud83d\"");
    out.append("  return\n}\n");
  }

  private void ops(Level level) {
    var ptr = level == Level.LOW ? ", %ptr: ptr" : "";
    out.append("func @ops(%i32: i32, %i64: i64, %f32: f32, %f64: f64, %ref: ref").append(ptr).append(") {\nentry:\n");
    var types = level == Level.LOW ? List.of(Type.values()) : HIGH_TYPES;
    define(Type.I32, "check.nonzero %i32");
    int nonzero32 = count - 1;
    define(Type.I64, "check.nonzero %i64");
    int nonzero64 = count - 1;
    for (var type : types) {
      for (var op : UnaryOp.values()) if (op.accepts(type)) define(type, op.text() + " %" + type);
      for (var op : BinaryOp.values()) {
        var rhs = op.needsNonzero(type) ? "x" + (type == Type.I32 ? nonzero32 : nonzero64) : op.isShift() ? "i32" : type.toString();
        if (op.accepts(type)) define(type, op.text() + " %" + type + ", %" + rhs);
      }
      for (var op : CompareOp.values()) if (op.accepts(type)) define(Type.I32, op.text() + " %" + type + ", %" + type);
      for (var to : types)
        for (var op : ConvertOp.values()) if (op.accepts(type, to)) define(to, op.text() + " %" + type);
      if (type.isFloat()) define(type, "fma %" + type + ", %" + type + ", %" + type);
    }
    define(Type.I32, "check.bounds %i32, %i32");
    define(Type.I32, "check.size %i32");
    define(Type.REF, "check.null %ref");
    define(Type.REF, "check.null %ref, \"Cannot read \\\"x\\\" because \\\"<local1>\\\" is null\"");
    define(Type.REF, "check.cast %ref, Zoo");
    define(Type.REF, "check.cast %ref, \"[Ljava/lang/Object;\"");
    define(Type.REF, "check.store %ref, %ref");
    define(Type.I32, "instanceof %ref, \"odd name\"");
    for (var op : HostOp.values()) {
      boolean isLowOnly = op == HostOp.CLASS_OF || op.params().contains(Type.PTR);
      if (op == HostOp.ARRAY_CLONE || isLowOnly && level == Level.HIGH) continue;
      var call = "host " + op.text() + "(" + String.join(", ", op.params().stream().map(t -> "%" + t).toList()) + ")";
      if (op.result() == null) out.append("  ").append(call).append('\n');
      else define(op.result(), call);
    }
    define(Type.I32, "call @two(%i32, %ref)");
    out.append("  call @main()\n  poll\n  return\n}\n");
  }

  private void objects() {
    out.append("""
        func @objects(%a: ref, %n: i32, %v: i64, %w: f32) -> ref {
        entry:
          class.init Zoo !0:1
          %s: i32 = static.get Zoo.i !-1:2
          %t: i32 = static.get "Zoo.odd field" !3:-1
          static.put Zoo.i, %s !"Zoo.f(I)I":3:4
          %x: ref = check.null %a !fib:3:7<9:12<"a<b":-1:-1
          %len: i32 = array.length %x
          %i: i32 = check.bounds %n, %len
          %c: ref = host array.clone(%x)
          %size: i32 = check.size %n
          %new: ref = new.array "[[I", %size
          %zoo: ref = new Zoo
          %class: ref = class "odd name"
          %classOf: ref = get.class %zoo
          %field: i32 = field.get "Zoo.odd field", %zoo
          field.put Zoo.next, %zoo, %classOf
          %called: i32 = call.virtual Zoo "size(I)I"(%zoo, %field)
          %direct: i32 = call @Zoo.size(%zoo, %called)
        """);
    for (var mem : MemType.values()) {
      if (mem == MemType.PTR) continue;
      define(mem.type(), "array.load " + mem + " %x, %i");
      out.append("  array.store ").append(mem).append(" %c, %i, %x").append(count - 1).append('\n');
    }
    out.append("  return %new\n}\n");
  }

  private void memory() {
    out.append("""
        func @memory(%o: ref, %n: i32, %k: i64) -> ref {
        entry:
          %ctx: ptr = context
          %c: ptr = class.pointer Zoo
          %ca: ptr = class.pointer "[I"
          %f: ptr = static.address Zoo.i
          %z: ptr = const 0x0
          %called: i32 = call.indirect %f(%o, %n)
          call.indirect %z()
          %p: ptr = address %o, %n * 4 + 16
          %q: ptr = address %p, %k * 8 + -8
        """);
    for (var mem : MemType.values()) {
      define(mem.type(), "load " + mem + " %p + 16");
      out.append("  store ").append(mem).append(" %q + -9223372036854775808, %x").append(count - 1).append('\n');
    }
    define(Type.REF, "asref %z");
    out.append("  return %o\n}\n");
  }

  private void control() {
    out.append("""
        func @loop(%x: i32, %"odd \\"value\\"": i32, %3: i32) -> i32 {
        entry:
          %one: i32 = const 1
          jump head(%x, %one)
        head(%i: i32, %b3: i32):
          branch %i, body, "odd block"
        body:
          %j: i32 = sub %i, %one
          guard %j, deopt @loop head:0 [%i = %j, %one = %one, %3 = %3, %b3 = %j, %"odd \\"value\\"" = %b3]
          guard %j, deopt @two entry:0 [%a = %i] < @caller entry:1 [] < @outer entry:0 [%e = %j]
          jump head(%j, %b3)
        "odd block":
          switch %3, [-2147483648: out(%3), 0: head(%one, %one), 2147483647: to] out(%"odd \\"value\\"")
        to:
          switch %3, [] out(%3)
        out(%r: i32):
          return %r
        }
        func @caller(%e: i32) -> i32 {
        entry:
          %n: ref = const null
          %r: i32 = call @two(%e, %n)
          return %r
        }
        func @outer(%e: i32) -> i32 {
        entry:
          %r: i32 = call @caller(%e)
          return %r
        }
        func @tries(%x: i32, %o: ref) -> i32 {
        entry:
          %d: i32 = check.nonzero %x to ok(%d) unwind %ex: handler(%ex, %x) !3:7
        ok(%k: i32):
          %q: i32 = div %x, %k
          %r: i32 = call @two(%q, %o) !1:1 to unwind unwind %ex2: handler(%ex2, %q) !2:2
        unwind:
          host array.copy(%o, %x, %o, %x, %x) !1:1 to next unwind %ex3: handler(%ex3, %q)
        next:
          call @main() !-1:-1 to end unwind %ex4: handler(%ex4, %q) !5:5
        end:
          return %q
        handler(%e: ref, %w: i32):
          throw %e
        unreachable:
          jump unreachable
        }
        """);
  }
}
