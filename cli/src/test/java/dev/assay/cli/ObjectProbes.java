package dev.assay.cli;

import static dev.assay.cli.ConformanceKit.literal;
import static dev.assay.cli.ConformanceKit.product;
import static dev.assay.ir.Type.I32;

import dev.assay.ir.HostOp;
import dev.assay.ir.Level;
import dev.assay.ir.MemType;
import dev.assay.ir.Reader;
import dev.assay.runtime.ClassRecords;
import dev.assay.spi.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Objects, their fields, virtual calls, and the host functions on classes and traces. */
final class ObjectProbes {
  private static final String CLASSES = """
      class java/lang/Object {
      }
      interface java/lang/Runnable extends java/lang/Object {
      }
      abstract class java/lang/Number extends java/lang/Object {
      }
      abstract class Shape extends java/lang/Object {
        method "area(I)I" = @Shape.area
      }
      class Square extends Shape implements java/lang/Runnable {
        field side: i32
        method "run(I)I" = @Square.run
      }
      class Cube extends Square {
        method "area(I)I" = @Cube.area
      }
      func @Shape.area(this %o: ref, %x: i32) -> i32 {
      entry:
        %k: i32 = const 3
        %r: i32 = mul %x, %k
        return %r
      }
      func @Square.run(this %o: ref, %x: i32) -> i32 {
      entry:
        %s: i32 = field.get Square.side, %o
        %r: i32 = add %x, %s
        return %r
      }
      func @Cube.area(this %o: ref, %x: i32) -> i32 {
      entry:
        %r: i32 = neg %x
        return %r
      }
      """;

  private static final String PRINT = """
        %fd: i32 = const 1
        host print.string(%fd, %s)
        return
      """;

  private ObjectProbes() {}

  static List<ConformanceKit.Group> groups() {
    var groups = new ArrayList<ConformanceKit.Group>();
    for (var mem : MemType.values()) if (mem != MemType.PTR) groups.add(field(mem));
    groups.add(virtualCalls());
    groups.add(indirectCalls());
    groups.add(classObjects());
    return groups;
  }

  // Fields

  private static ConformanceKit.Group field(MemType mem) {
    var type = mem.type();
    var group = new ConformanceKit.Builder();
    group.text("""
        class Base extends java/lang/Object {
          field first: i8
          field before: MEM
        }
        class Thing extends Base {
          field field: MEM
          field after: MEM
          field last: i8
        }
        class Kept extends java/lang/Object {
          static object: ref = null
        }
        """.replace("MEM", mem.toString()));
    if (mem == MemType.REF) return references(group);
    var values = mem == MemType.BOOL ? List.of(0L, 1L) : EdgeValues.of(type);
    // The neighbours tell when a store is too wide.
    for (var read : new String[] {"Base.before", "Thing.field", "Thing.after"})
      group.probe(read.replace('.', '_'), List.of(type, type, type), type,
          product(List.of(List.of(values.getFirst()), values, List.of(values.getLast()))), """
                %o: ref = new Thing
                field.put Base.before, %o, %a
                field.put Thing.after, %o, %c
                field.put Thing.field, %o, %b
                %r: TYPE = field.get READ, %o
                return %r
              """.replace("TYPE", type.toString()).replace("READ", read),
          (a, _) -> MemoryProbes.narrowed(mem, a[read.equals("Base.before") ? 0 : read.equals("Thing.field") ? 1 : 2]));
    group.probe("zero", List.of(), type, product(List.of()), """
          %o: ref = new Thing
          %r: TYPE = field.get Thing.field, %o
          return %r
        """.replace("TYPE", type.toString()), (_, _) -> 0);
    // An object that lives from call to call: no store can be handed on to its load.
    long[] kept = new long[1];
    group.probe("keep", List.of(type), null, product(List.of(values.subList(0, 1))), """
          %o: ref = new Thing
          field.put Thing.field, %o, %a
          static.put Kept.object, %o
          return
        """, (a, _) -> kept[0] = MemoryProbes.narrowed(mem, a[0]));
    group.probe("exchange", List.of(type), type, product(List.of(values)), """
          %s: ref = static.get Kept.object
          %o: ref = check.null %s
          %r: TYPE = field.get Thing.field, %o
          field.put Thing.field, %o, %a
          return %r
        """.replace("TYPE", type.toString()), (a, _) -> {
      long before = kept[0];
      kept[0] = MemoryProbes.narrowed(mem, a[0]);
      return before;
    });
    group.probe("constant", List.of(), type, product(List.of()), """
          %o: ref = new Thing
          %c: TYPE = const VALUE
          field.put Thing.field, %o, %c
          %r: TYPE = field.get Thing.field, %o
          return %r
        """.replace("TYPE", type.toString()).replace("VALUE", literal(type, values.getLast())),
        (_, _) -> MemoryProbes.narrowed(mem, values.getLast()));
    return group.group(Level.HIGH, "field.get " + mem, "field.put " + mem);
  }

  private static ConformanceKit.Group references(ConformanceKit.Builder group) {
    group.probe("chain", List.of(I32), I32, product(List.of(List.of(0L, 1L))), """
          %o: ref = new Thing
          %p: ref = new Thing
          field.put Thing.field, %o, %p
          field.put Thing.after, %p, %o
          %null: ref = const null
          branch %a, cut, walk
        cut:
          field.put Thing.field, %o, %null
          jump walk
        walk:
          %x: ref = field.get Thing.field, %o
          %y: ref = check.null %x, "cut"
          %z: ref = field.get Thing.after, %y
          %r: i32 = eq %z, %o
          return %r
        """, (a, _) -> {
      if (a[0] != 0) throw new NullPointerException("cut");
      return 1;
    });
    group.probe("zero", List.of(), I32, product(List.of()), """
          %o: ref = new Thing
          %x: ref = field.get Thing.field, %o
          %null: ref = const null
          %r: i32 = eq %x, %null
          return %r
        """, (_, _) -> 1);
    return group.group(Level.HIGH, "field.get ref", "field.put ref");
  }

  // Calls

  private static ConformanceKit.Group virtualCalls() {
    var group = new ConformanceKit.Builder().text(CLASSES);
    var make = """
          %square: ref = new Square
          %cube: ref = new Cube
          field.put Square.side, %square, %b
          branch %a, one, two
        one:
          jump go(%square)
        two:
          jump go(%cube)
        go(%o: ref):
        """;
    group.probe("selected", List.of(I32, I32), I32, product(List.of(List.of(0L, 1L), EdgeValues.few(I32))),
        make + "  %r: i32 = call.virtual Shape \"area(I)I\"(%o, %b)\n  return %r\n", (a, _) -> (int) (a[0] != 0 ? 3 * a[1] : -a[1]));
    group.probe("ofAnInterface", List.of(I32, I32), I32, product(List.of(List.of(0L, 1L), EdgeValues.few(I32))),
        make + "  %r: i32 = call.virtual java/lang/Runnable \"run(I)I\"(%o, %b)\n  return %r\n",
        (a, _) -> (int) (a[1] + (a[0] != 0 ? a[1] : 0)));
    group.probe("ofOneClass", List.of(I32), I32, product(List.of(EdgeValues.few(I32))),
        "  %o: ref = new Cube\n  %r: i32 = call.virtual Cube \"area(I)I\"(%o, %a)\n  return %r\n", (a, _) -> (int) -a[0]);
    group.probe("ofNull", List.of(I32), I32, product(List.of(List.of(7L))), """
          %null: ref = const null
          %o: ref = check.null %null, "no shape"
          %r: i32 = call.virtual Shape "area(I)I"(%o, %a)
          return %r
        """, (_, _) -> {
      throw new NullPointerException("no shape");
    });
    return group.group(Level.HIGH, "call.virtual", "new");
  }

  private static ConformanceKit.Group indirectCalls() {
    var records = ClassRecords.of(Reader.read("classes", CLASSES).orThrow());
    // The records' offsets are part of what low-level code is made of.
    var low = CLASSES.replace("  %s: i32 = field.get Square.side, %o\n", """
          %i: i32 = const 0
          %p: ptr = address %o, %i * 1 + OFFSET
          %s: i32 = load i32 %p
        """.replace("OFFSET", "" + records.fieldOffset("Square.side")));
    var group = new ConformanceKit.Builder().text(low);
    for (var name : new String[] {"Square", "Cube"})
      group.probe(name, List.of(I32), I32, product(List.of(EdgeValues.few(I32))), """
            %c: ptr = class.pointer CLASS
            %o: ref = host new.object.slow(%c)
            %target: ptr = load ptr %c + SLOT
            %r: i32 = call.indirect %target(%o, %a)
            return %r
          """.replace("CLASS", name).replace("SLOT", "" + records.slotOffset("area(I)I")),
          (a, _) -> (int) (name.equals("Square") ? 3 * a[0] : -a[0]));
    group.probe("zeroed", List.of(I32), I32, product(List.of(EdgeValues.few(I32))), """
          %c: ptr = class.pointer Cube
          %o: ref = host new.object.slow(%c)
          %target: ptr = load ptr %c + SLOT
          %r: i32 = call.indirect %target(%o, %a)
          return %r
        """.replace("SLOT", "" + records.slotOffset("run(I)I")), (a, _) -> (int) a[0]);
    group.probe("classOf", List.of(), null, product(List.of()), """
          %c: ptr = class.pointer Cube
          %o: ref = host new.object.slow(%c)
          %class: ref = host class.of.slow(%o)
          %s: ref = host class.name(%class)
        """ + PRINT, (_, out) -> {
      out.append("Cube");
      return 0;
    });
    return group.group(Level.LOW, "call.indirect", "host new.object.slow", "host class.of.slow");
  }

  // Class objects

  private static ConformanceKit.Group classObjects() {
    var group = new ConformanceKit.Builder().text(CLASSES);
    group.probe("same", List.of(I32), I32, product(List.of(List.of(0L, 1L))), """
          %square: ref = new Square
          %cube: ref = new Cube
          branch %a, one, two
        one:
          jump go(%square)
        two:
          jump go(%cube)
        go(%o: ref):
          %c: ref = get.class %o
          %d: ref = class Square
          %e: ref = get.class %c
          %f: ref = class java/lang/Class
          %x: i32 = eq %c, %d
          %y: i32 = eq %e, %f
          %two: i32 = const 2
          %z: i32 = mul %y, %two
          %r: i32 = add %x, %z
          return %r
        """, (a, _) -> a[0] != 0 ? 3 : 2);
    group.probe("ofAnArray", List.of(), I32, product(List.of()), """
          %n: i32 = const 2
          %array: ref = new.array "[[I", %n
          %c: ref = get.class %array
          %d: ref = class "[[I"
          %r: i32 = eq %c, %d
          return %r
        """, (_, _) -> 1);
    return group.group(Level.HIGH, "class", "get.class");
  }

  /** Classes that the host has too, as operands of ops on class objects. */
  private static final List<Class<?>> KNOWN = List.of(Object.class, Runnable.class, Number.class, ArithmeticException.class,
      Throwable.class,
      int[].class, int[][].class, Object[].class, Runnable[].class, Throwable[][].class, int.class, boolean.class, void.class);

  private static String define(String value, Class<?> type) {
    return type.isPrimitive()
        ? "  %n" + value + ": ref = string \"" + type + "\"\n  %" + value + ": ref = host class.primitive(%n" + value + ")\n"
        : "  %" + value + ": ref = class \"" + type.getName().replace('.', '/') + "\"\n";
  }

  private static String name(Class<?> type) {
    return type == null ? "null" : type.getName();
  }

  private interface ClassResult {
    Class<?> of(Class<?> type);
  }

  /** An op that gives another class, or null. */
  private static void classes(ConformanceKit.Builder group, HostOp op, ClassResult java) {
    for (var type : KNOWN)
      group.probe("f" + KNOWN.indexOf(type), List.of(), null, product(List.of()), define("c", type) + """
            %d: ref = host OP(%c)
            %null: ref = const null
            %none: i32 = eq %d, %null
            branch %none, out(%null), named
          named:
            %e: ref = check.null %d
            %name: ref = host class.name(%e)
            jump out(%name)
          out(%s: ref):
          """.replace("OP", op.text()) + PRINT, (_, out) -> {
        out.append(name(java.of(type)));
        return 0;
      });
  }

  private static void intern(ConformanceKit.Builder group) {
    for (boolean interned : new boolean[] {false, true})
      group.probe(interned ? "interned" : "made", List.of(), I32, product(List.of()), """
            %x: f64 = const 1.5
            %first: ref = host string.double(%x)
            %firstIn: ref = host string.intern(%first)
            %made: ref = host string.double(%x)
            %in: ref = host string.intern(%made)
            %literal: ref = string "1.5"
            %same: i32 = eq %firstIn, %literal
            %is: i32 = eq %literal, %WHICH
            %r: i32 = and %same, %is
            return %r
          """.replace("WHICH", interned ? "in" : "made"), (_, _) -> interned ? 1 : 0);
    group.probe("first", List.of(), I32, product(List.of()), """
          %x: f64 = const 0.123456
          %made: ref = host string.double(%x)
          %in: ref = host string.intern(%made)
          %r: i32 = eq %made, %in
          return %r
        """, (_, _) -> 1);
  }

  private static void write(ConformanceKit.Builder group) {
    group.probe("f", List.of(I32, I32, I32), null, product(List.of(List.of(1L, 2L), List.of(0L, 2L, 4L), List.of(0L, 1L))), """
          %n: i32 = const 5
          %x: ref = new.array "[B", %n
          %zero: i32 = const 0
          %one: i32 = const 1
          %letter: i32 = const 97
          jump head(%zero)
        head(%k: i32):
          %more: i32 = lt %k, %n
          branch %more, fill, done
        fill:
          %kx: i32 = check.bounds %k, %n
          %v: i32 = add %k, %letter
          array.store i8 %x, %kx, %v
          %next: i32 = add %k, %one
          jump head(%next)
        done:
          host write(%a, %x, %b, %c)
          return
        """, (a, out) -> {
      out.append("abcde", (int) a[1], (int) (a[1] + a[2]));
      return 0;
    });
  }

  private static final String TRACED = """
      class Deep extends java/lang/Object source "Deep.java" module "some.module" {
      }
      func @"Deep.down(I)"(%n: i32) -> ref {
      entry:
        %one: i32 = const 1
        branch %n, more, here
      more:
        %m: i32 = sub %n, %one
        %r: ref = call @"Deep.down(I)"(%m) !3:7
        return %r
      here:
        %e: ref = new java/lang/ArithmeticException !8:9
        %t: ref = host trace.capture(%e) !12:9
        return %t
      }
      """;

  private static void trace(ConformanceKit.Builder group, HostOp op) {
    group.text(TRACED);
    // The function under test is a frame, too.
    if (op == HostOp.TRACE_DEPTH || op == HostOp.TRACE_CAPTURE) {
      group.probe("f", List.of(I32), I32, product(List.of(List.of(0L, 1L, 5L))),
          "  %t: ref = call @\"Deep.down(I)\"(%a)\n  %r: i32 = host trace.depth(%t)\n  return %r\n", (a, _) -> a[0] + 2);
      group.probe("ofNone", List.of(), I32, product(List.of()), "  %t: ref = const null\n  %r: i32 = host trace.depth(%t)\n  return %r\n",
          (_, _) -> 0);
      return;
    }
    var get = "  %t: ref = call @\"Deep.down(I)\"(%a)\n  %s: TYPE = host OP(%t, %b)\n".replace("OP", op.text())
        .replace("TYPE", op.result().toString());
    var inputs = product(List.of(List.of(2L), List.of(0L, 1L, 2L)));
    if (op == HostOp.TRACE_LINE) {
      group.probe("f", List.of(I32, I32), I32, inputs, get + "  return %s\n", (a, _) -> a[1] == 0 ? 9 : 7);
      return;
    }
    var text = switch (op) {
      case TRACE_CLASS -> "Deep";
      case TRACE_METHOD -> "down";
      case TRACE_FILE -> "Deep.java";
      default -> "some.module";
    };
    group.probe("f", List.of(I32, I32), null, inputs, get + PRINT, (_, out) -> {
      out.append(text);
      return 0;
    });
  }

  /** The group of a host function on objects. */
  static ConformanceKit.Group host(HostOp op) {
    var group = new ConformanceKit.Builder();
    if (!op.text().startsWith("trace.")) group.text(CLASSES);
    switch (op) {
      case WRITE -> write(group);
      case STRING_INTERN -> intern(group);
      case CHARACTER_DIGIT -> group.probe("f", List.of(I32, I32), I32,
          product(List.of(List.of(-1L, 47L, 48L, 57L, 58L, 65L, 90L, 97L, 122L, 0x663L, 0xff21L, 0x1d7ceL, 0x10ffffL, 0x110000L),
              List.of(-1L, 0L, 1L, 2L, 10L, 16L, 36L, 37L))),
          "  %r: i32 = host character.digit(%a, %b)\n  return %r\n", (a, _) -> Character.digit((int) a[0], (int) a[1]));
      case IDENTITY_HASH -> group.probe("f", List.of(), I32, product(List.of()), """
            %x: ref = new Square
            %a: i32 = host identity.hash(%x)
            %b: i32 = host identity.hash(%x)
            %same: i32 = eq %a, %b
            %zero: i32 = const 0
            %positive: i32 = lt %zero, %a
            %r: i32 = and %same, %positive
            return %r
          """, (_, _) -> 1);
      case CLASS_NAME -> {
        for (var type : KNOWN)
          group.probe("f" + KNOWN.indexOf(type), List.of(), null, product(List.of()),
              define("c", type) + "  %s: ref = host class.name(%c)\n" + PRINT, (_, out) -> {
                out.append(type.getName());
                return 0;
              });
      }
      case CLASS_MODIFIERS -> {
        for (var type : KNOWN)
          group.probe("f" + KNOWN.indexOf(type), List.of(), I32, product(List.of()),
              define("c", type) + "  %r: i32 = host class.modifiers(%c)\n  return %r\n",
              (_, _) -> type.getModifiers() | (type.isPrimitive() ? 0x10000 : 0));
      }
      case CLASS_SUPERCLASS -> classes(group, op, Class::getSuperclass);
      case CLASS_COMPONENT -> classes(group, op, Class::getComponentType);
      case CLASS_PRIMITIVE -> group.probe("f", List.of(), I32, product(List.of()),
          define("a", int.class) + define("b", long.class) + define("c", int.class) + """
                %same: i32 = eq %a, %c
                %other: i32 = eq %a, %b
                %r: i32 = sub %same, %other
                return %r
              """, (_, _) -> 1);
      case CLASS_IS_INSTANCE -> {
        var objects = List.of("const null", "new Cube", "new java/lang/ArithmeticException", "string \"s\"");
        var hosts = Arrays.<Object>asList(null, (Runnable) () -> {}, new ArithmeticException(), "s");
        for (var type : KNOWN)
          for (int k = 0; k < objects.size(); k++) {
            var object = hosts.get(k);
            group.probe("f" + KNOWN.indexOf(type) + "_" + k, List.of(), I32, product(List.of()),
                define("c", type) + "  %o: ref = " + objects.get(k) + "\n  %r: i32 = host class.is.instance(%c, %o)\n  return %r\n",
                (_, _) -> type.isInstance(object) ? 1 : 0);
          }
      }
      case CLASS_IS_ASSIGNABLE -> {
        for (var to : KNOWN)
          for (var from : KNOWN)
            group.probe("f" + KNOWN.indexOf(to) + "_" + KNOWN.indexOf(from), List.of(), I32, product(List.of()),
                define("a", to) + define("b", from) + "  %r: i32 = host class.is.assignable(%a, %b)\n  return %r\n",
                (_, _) -> to.isAssignableFrom(from) ? 1 : 0);
      }
      case TRACE_CAPTURE, TRACE_DEPTH, TRACE_CLASS, TRACE_METHOD, TRACE_FILE, TRACE_MODULE, TRACE_LINE -> trace(group, op);
      case UNCAUGHT -> group.probe("f", List.of(), null, product(List.of()), """
            %e: ref = new java/lang/ArithmeticException
            %n: ref = string "a.B"
            %m: ref = string "so"
            %t: ref = string "a.B: so\\n\\tat nowhere\\n"
            host uncaught(%e, %n, %m, %t)
            return
          """, (_, _) -> {
        throw new ConformanceKit.Ends(new Outcome.Threw("a.B", "so", "a.B: so\n\tat nowhere\n"));
      });
      default -> throw new AssertionError(op);
    }
    return group.group(Level.HIGH, "host " + op.text());
  }
}
