package dev.assay.cli;

import static dev.assay.cli.ConformanceKit.bit;
import static dev.assay.cli.ConformanceKit.bits;
import static dev.assay.cli.ConformanceKit.f32;
import static dev.assay.cli.ConformanceKit.f64;
import static dev.assay.cli.ConformanceKit.literal;
import static dev.assay.cli.ConformanceKit.product;
import static dev.assay.ir.Type.I32;
import static dev.assay.ir.Type.I64;

import dev.assay.ir.CompareOp;
import dev.assay.ir.Level;
import dev.assay.ir.MemType;
import dev.assay.ir.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Arrays, static fields, references and their checks; below the lowering, loads, stores and addresses. */
final class MemoryProbes {
  /** Classes that the probes test for. */
  static final String CLASSES = """
      class java/lang/Object {
      }
      class java/lang/Cloneable extends java/lang/Object {
      }
      class java/io/Serializable extends java/lang/Object {
      }
      class java/lang/String extends java/lang/Object implements java/io/Serializable {
        field value: ref
        field coder: i8
      }
      class java/lang/Throwable extends java/lang/Object implements java/io/Serializable {
        field backtrace: ref
        field detailMessage: ref
        field cause: ref
      }
      class java/lang/Exception extends java/lang/Throwable {
      }
      class java/lang/RuntimeException extends java/lang/Exception {
      }
      class java/lang/ArithmeticException extends java/lang/RuntimeException {
      }
      class java/lang/IllegalStateException extends java/lang/RuntimeException {
      }
      class java/lang/IndexOutOfBoundsException extends java/lang/RuntimeException {
      }
      class java/lang/ArrayIndexOutOfBoundsException extends java/lang/IndexOutOfBoundsException {
      }
      class java/lang/NullPointerException extends java/lang/RuntimeException {
      }
      class java/lang/Error extends java/lang/Throwable {
      }
      """;

  private static final List<MemType> ELEMENTS = List.of(MemType.BOOL, MemType.I8, MemType.U16, MemType.I16, MemType.I32, MemType.I64,
      MemType.F32,
      MemType.F64);
  private static final int LENGTH = 5;
  private static final List<Long> POSITIONS = List.of(0L, 2L, 4L);
  private static final List<Long> ALL_POSITIONS = List.of(0L, 1L, 2L, 3L, 4L);
  private static final List<Long> OUTSIDE = List.of(-1L, 5L, (long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE);

  private MemoryProbes() {}

  static List<ConformanceKit.Group> groups() {
    var groups = new ArrayList<ConformanceKit.Group>();
    for (var mem : ELEMENTS) {
      groups.add(array(mem));
      groups.add(staticField(mem));
      groups.add(rawMemory(mem));
    }
    groups.add(referenceArray());
    groups.add(referenceStatic());
    groups.add(newArray());
    groups.add(checks());
    groups.add(casts());
    groups.add(stores());
    groups.add(instanceOf());
    groups.add(references("eq", (a, b) -> a == b));
    groups.add(references("ne", (a, b) -> a != b));
    groups.add(rawReferences());
    groups.add(addresses());
    groups.add(pointers());
    groups.add(symbols());
    return groups;
  }

  // Elements

  private static String arrayClass(MemType mem) {
    return switch (mem) {
      case BOOL -> "[Z";
      case I8 -> "[B";
      case U16 -> "[C";
      case I16 -> "[S";
      case I32 -> "[I";
      case I64 -> "[J";
      case F32 -> "[F";
      case F64 -> "[D";
      case REF, PTR -> throw new IllegalArgumentException(mem.toString());
    };
  }

  private static List<Long> values(MemType mem) {
    return mem == MemType.BOOL ? List.of(0L, 1L) : EdgeValues.of(mem.type());
  }

  /** What a value is once it has been stored. */
  static long narrowed(MemType mem, long v) {
    return switch (mem) {
      case BOOL, I32, I64, F32, F64 -> v;
      case I8 -> (byte) v;
      case U16 -> (char) v;
      case I16 -> (short) v;
      case REF, PTR -> throw new IllegalArgumentException(mem.toString());
    };
  }

  /** Fills a Java array of the kind with a value, stores another, and reads: with the host's exceptions. */
  private static long element(MemType mem, long fill, long value, int at, int from) {
    return switch (mem) {
      case BOOL -> {
        var x = new boolean[LENGTH];
        Arrays.fill(x, fill != 0);
        x[at] = value != 0;
        yield bit(x[from]);
      }
      case I8 -> {
        var x = new byte[LENGTH];
        Arrays.fill(x, (byte) fill);
        x[at] = (byte) value;
        yield x[from];
      }
      case U16 -> {
        var x = new char[LENGTH];
        Arrays.fill(x, (char) fill);
        x[at] = (char) value;
        yield x[from];
      }
      case I16 -> {
        var x = new short[LENGTH];
        Arrays.fill(x, (short) fill);
        x[at] = (short) value;
        yield x[from];
      }
      case I32 -> {
        var x = new int[LENGTH];
        Arrays.fill(x, (int) fill);
        x[at] = (int) value;
        yield x[from];
      }
      case I64 -> {
        var x = new long[LENGTH];
        Arrays.fill(x, fill);
        x[at] = value;
        yield x[from];
      }
      case F32 -> {
        var x = new float[LENGTH];
        Arrays.fill(x, f32(fill));
        x[at] = f32(value);
        yield bits(x[from]);
      }
      case F64 -> {
        var x = new double[LENGTH];
        Arrays.fill(x, f64(fill));
        x[at] = f64(value);
        yield bits(x[from]);
      }
      case REF, PTR -> throw new IllegalArgumentException(mem.toString());
    };
  }

  private static ConformanceKit.Group array(MemType mem) {
    var group = new ConformanceKit.Builder();
    var type = mem.type();
    var values = values(mem);
    var fills = List.of(values.getFirst(), values.getLast());
    var inputs = new ArrayList<>(product(List.of(fills, values, POSITIONS, ALL_POSITIONS)));
    inputs.addAll(product(List.of(fills, fills, OUTSIDE, List.of(1L))));
    inputs.addAll(product(List.of(fills, fills, List.of(1L), OUTSIDE)));
    // Elements that must stay as they are tell when a store is too wide.
    group.probe("element", List.of(type, type, I32, I32), type, inputs, """
          %length: i32 = const 5
          %array: ref = new.array "CLASS", %length
          %zero: i32 = const 0
          %one: i32 = const 1
          jump head(%zero)
        head(%k: i32):
          %more: i32 = lt %k, %length
          branch %more, fill, done
        fill:
          %kx: i32 = check.bounds %k, %length
          array.store MEM %array, %kx, %a
          %next: i32 = add %k, %one
          jump head(%next)
        done:
          %n: i32 = array.length %array
          %to: i32 = check.bounds %c, %n
          array.store MEM %array, %to, %b
          %from: i32 = check.bounds %d, %n
          %r: TYPE = array.load MEM %array, %from
          return %r
        """.replace("CLASS", arrayClass(mem)).replace("MEM", mem.toString()).replace("TYPE", type.toString()),
        (a, _) -> element(mem, a[0], a[1], (int) a[2], (int) a[3]));
    // The index is a constant.
    for (int i : new int[] {0, 3, LENGTH, -1})
      group.probe(i < 0 ? "below" : "at" + i, List.of(type), type, product(List.of(values)), """
            %length: i32 = const 5
            %array: ref = new.array "CLASS", %length
            %k: i32 = const INDEX
            %i: i32 = check.bounds %k, %length
            array.store MEM %array, %i, %a
            %r: TYPE = array.load MEM %array, %i
            return %r
          """.replace("CLASS", arrayClass(mem)).replace("MEM", mem.toString()).replace("TYPE", type.toString()).replace("INDEX", "" + i),
          (a, _) -> element(mem, 0, a[0], i, i));
    // An array that lives in a static field from call to call: no store can be handed on to its load.
    long[] kept = new long[LENGTH];
    group.text("class Kept {\n  static array: ref = null\n}\n");
    group.probe("make", List.of(), null, product(List.of()), """
          %length: i32 = const 5
          %array: ref = new.array "CLASS", %length
          static.put Kept.array, %array
          return
        """.replace("CLASS", arrayClass(mem)), (_, _) -> {
      Arrays.fill(kept, 0);
      return 0;
    });
    group.probe("put", List.of(I32, type), null, product(List.of(ALL_POSITIONS, values)), """
          %q: ref = static.get Kept.array
          %array: ref = check.null %q
          %n: i32 = array.length %array
          %i: i32 = check.bounds %a, %n
          array.store MEM %array, %i, %b
          return
        """.replace("MEM", mem.toString()), (a, _) -> {
      kept[(int) a[0]] = narrowed(mem, a[1]);
      return 0;
    });
    group.probe("get", List.of(I32), type, product(List.of(ALL_POSITIONS)), """
          %q: ref = static.get Kept.array
          %array: ref = check.null %q
          %n: i32 = array.length %array
          %i: i32 = check.bounds %a, %n
          %r: TYPE = array.load MEM %array, %i
          return %r
        """.replace("MEM", mem.toString()).replace("TYPE", type.toString()), (a, _) -> kept[(int) a[0]]);
    return group.group(Level.HIGH, "array.load " + mem, "array.store " + mem);
  }

  private static ConformanceKit.Group referenceArray() {
    var group = new ConformanceKit.Builder().text(CLASSES);
    var lengths = List.of(0L, 1L, 7L);
    group.probe("element", List.of(I32, I32, I32, I32), I32, product(List.of(lengths, lengths, ALL_POSITIONS, List.of(0L, 2L, 5L))), """
          %length: i32 = const 5
          %array: ref = new.array "[[I", %length
          %l0: i32 = check.size %a
          %x: ref = new.array "[I", %l0
          %l1: i32 = check.size %b
          %y: ref = new.array "[I", %l1
          %c0: i32 = const 0
          %i0: i32 = check.bounds %c0, %length
          %c2: i32 = const 2
          %i2: i32 = check.bounds %c2, %length
          array.store ref %array, %i0, %x
          array.store ref %array, %i2, %x
          %to: i32 = check.bounds %c, %length
          array.store ref %array, %to, %y
          %from: i32 = check.bounds %d, %length
          %q: ref = array.load ref %array, %from
          %z: ref = check.null %q, "no array there"
          %some: ref = check.null %z
          %r: i32 = array.length %some
          return %r
        """, (a, _) -> {
      var array = new int[LENGTH][];
      array[0] = array[2] = new int[(int) a[0]];
      array[(int) a[2]] = new int[(int) a[1]];
      var z = array[(int) a[3]];
      if (z == null) throw new NullPointerException("no array there");
      return z.length;
    });
    return group.group(Level.HIGH, "array.load ref", "array.store ref");
  }

  // Static fields

  private static ConformanceKit.Group staticField(MemType mem) {
    var type = mem.type();
    var values = values(mem);
    long before = values.get(1);
    long initial = values.getLast();
    long[] state = new long[1];
    var group = new ConformanceKit.Builder();
    group.text("class K {\n  static before: MEM = B\n  static field: MEM = I\n  static after: MEM = B\n}\n".replace("MEM", mem.toString())
        .replace("B", literal(type, narrowed(mem, before))).replace("I", literal(type, narrowed(mem, initial))));
    var get = "  %r: " + type + " = static.get K.field\n  return %r\n";
    group.probe("initial", List.of(), type, product(List.of()), get, (_, _) -> narrowed(mem, initial));
    group.probe("put", List.of(type), type, product(List.of(values)), "  static.put K.field, %a\n" + get,
        (a, _) -> state[0] = narrowed(mem, a[0]));
    group.probe("get", List.of(), type, product(List.of()), get, (_, _) -> state[0]);
    group.probe("lower", List.of(), type, product(List.of()), "  %r: " + type + " = static.get K.before\n  return %r\n",
        (_, _) -> narrowed(mem, before));
    group.probe("upper", List.of(), type, product(List.of()), "  %r: " + type + " = static.get K.after\n  return %r\n",
        (_, _) -> narrowed(mem, before));
    return group.named("static field " + mem, Level.HIGH, "static.get " + type, "static.put " + type);
  }

  private static ConformanceKit.Group referenceStatic() {
    var group = new ConformanceKit.Builder();
    group.text("class K {\n  static text: ref = \"initial\"\n  static array: ref = null\n}\n");
    group.probe("text", List.of(), null, product(List.of()), """
          %s: ref = static.get K.text
          %fd: i32 = const 1
          host print.string(%fd, %s)
          return
        """, (_, out) -> {
      out.append("initial");
      return 0;
    });
    group.probe("array", List.of(I32), I32, product(List.of(List.of(0L, 3L))), """
          %n: i32 = check.size %a
          %x: ref = new.array "[I", %n
          static.put K.array, %x
          %y: ref = static.get K.array
          %z: ref = check.null %y
          %some: ref = check.null %z
          %r: i32 = array.length %some
          return %r
        """, (a, _) -> a[0]);
    group.probe("kept", List.of(), I32, product(List.of()), """
          %y: ref = static.get K.array
          %z: ref = check.null %y
          %some: ref = check.null %z
          %r: i32 = array.length %some
          return %r
        """, (_, _) -> 3);
    return group.group(Level.HIGH, "static.get ref", "static.put ref", "const ref");
  }

  // Allocation and checks

  private static ConformanceKit.Group newArray() {
    var group = new ConformanceKit.Builder();
    var sizes = List.of(0L, 1L, 3L, 1000L, -1L, (long) Integer.MIN_VALUE);
    for (var arrayClass : List.of("[Z", "[B", "[C", "[S", "[I", "[J", "[F", "[D", "[[I", "[Ljava/lang/Object;", "[Ljava/lang/String;"))
      group.probe("length" + arrayClass.replaceAll("[\\[;/]", "_"), List.of(I32), I32, product(List.of(sizes)), """
            %n: i32 = check.size %a
            %x: ref = new.array "CLASS", %n
            %r: i32 = array.length %x
            return %r
          """.replace("CLASS", arrayClass), (a, _) -> new byte[(int) a[0]].length);
    group.probe("zeroed", List.of(I32), I64, product(List.of(List.of(0L, 1L, 17L, 1000L))), """
          %n: i32 = check.size %a
          %x: ref = new.array "[J", %n
          %i0: i32 = const 0
          %one: i32 = const 1
          %s0: i64 = const 0
          jump head(%i0, %s0)
        head(%i: i32, %s: i64):
          %more: i32 = lt %i, %n
          branch %more, body, done
        body:
          %ix: i32 = check.bounds %i, %n
          %v: i64 = array.load i64 %x, %ix
          %t: i64 = or %s, %v
          %j: i32 = add %i, %one
          array.store i64 %x, %ix, %v
          jump head(%j, %t)
        done:
          return %s
        """, (_, _) -> 0);
    return group.group(Level.HIGH, "new.array", "array.length", "check.size i32");
  }

  private static ConformanceKit.Group checks() {
    var group = new ConformanceKit.Builder();
    var lengths = EdgeValues.I32.stream().filter(n -> n >= 0).toList();
    group.probe("bounds", List.of(I32, I32), I32, product(List.of(EdgeValues.I32, lengths)),
        "  %r: i32 = check.bounds %a, %b\n  return %r\n", (a, _) -> {
          if (a[0] < 0 || a[0] >= a[1]) throw new ArrayIndexOutOfBoundsException("Index " + a[0] + " out of bounds for length " + a[1]);
          return a[0];
        });
    group.probe("size", List.of(I32), I32, product(List.of(EdgeValues.I32)), "  %r: i32 = check.size %a\n  return %r\n", (a, _) -> {
      if (a[0] < 0) throw new NegativeArraySizeException(Long.toString(a[0]));
      return a[0];
    });
    for (boolean detailed : new boolean[] {false, true})
      group.probe(detailed ? "detailed" : "bare", List.of(I32), I32, product(List.of(List.of(0L, 1L, 5L))), """
            branch %a, some, none
          none:
            %null: ref = const null
            jump join(%null)
          some:
            %n: i32 = check.size %a
            %x: ref = new.array "[I", %n
            jump join(%x)
          join(%y: ref):
            %z: ref = check.null %yDETAIL
            %some: ref = check.null %z
          %r: i32 = array.length %some
            return %r
          """.replace("DETAIL", detailed ? ", \"because \\\"y\\\" is null: \\u00e4\"" : ""), (a, _) -> {
        if (a[0] == 0) throw detailed ? new NullPointerException("because \"y\" is null: \u00e4") : new NullPointerException();
        return a[0];
      });
    return group.group(Level.HIGH, "check.bounds i32", "check.null ref");
  }

  /** Objects by number, the same in Java and in IR. */
  private static final List<Object> OBJECTS = Arrays.asList(null, new int[2], new int[1][], new Object[3], new String[1], "text",
      new ArithmeticException("a"), new byte[1], new int[1][][], new Object[1][], new boolean[1], new Throwable[1],
      new IllegalStateException("b"));

  private static final String MAKE = """
      func @make(%a: i32) -> ref {
      entry:
        %n: i32 = const 1
        switch %a, [1: ints, 2: ints2, 3: objects, 4: strings, 5: text, 6: arithmetic, 7: bytes, 8: ints3, 9: objects2, 10: booleans, 11: throwables, 12: state] none
      none:
        %null: ref = const null
        return %null
      ints:
        %x1: ref = new.array "[I", %n
        return %x1
      ints2:
        %x2: ref = new.array "[[I", %n
        return %x2
      objects:
        %x3: ref = new.array "[Ljava/lang/Object;", %n
        return %x3
      strings:
        %x4: ref = new.array "[Ljava/lang/String;", %n
        return %x4
      text:
        %x5: ref = string "text"
        return %x5
      arithmetic:
        %x6: ref = new java/lang/ArithmeticException
        return %x6
      bytes:
        %x7: ref = new.array "[B", %n
        return %x7
      ints3:
        %x8: ref = new.array "[[[I", %n
        return %x8
      objects2:
        %x9: ref = new.array "[[Ljava/lang/Object;", %n
        return %x9
      booleans:
        %x10: ref = new.array "[Z", %n
        return %x10
      throwables:
        %x11: ref = new.array "[Ljava/lang/Throwable;", %n
        return %x11
      state:
        %x12: ref = new java/lang/IllegalStateException
        return %x12
      }
      """;

  private static final List<Class<?>> TARGETS = List.of(Object.class, Cloneable.class, java.io.Serializable.class, String.class,
      Throwable.class,
      RuntimeException.class, ArithmeticException.class, Error.class, int[].class, int[][].class, byte[].class, boolean[].class,
      Object[].class,
      Object[][].class, String[].class, Throwable[].class, Exception[].class, Cloneable[].class, java.io.Serializable[][].class);

  private static List<Long> objectNumbers() {
    var numbers = new ArrayList<Long>();
    for (int i = 0; i < OBJECTS.size(); i++) numbers.add((long) i);
    return numbers;
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private static ConformanceKit.Group casts() {
    var group = new ConformanceKit.Builder().text(CLASSES).text(MAKE);
    for (int k = 0; k < TARGETS.size(); k++) {
      var type = TARGETS.get(k);
      group.probe("cast" + k, List.of(I32), I32, product(List.of(objectNumbers())), """
            %x: ref = call @make(%a)
            %y: ref = check.cast %x, "CLASS"
            %r: i32 = eq %x, %y
            return %r
          """.replace("CLASS", internalName(type)), (a, _) -> {
        var object = OBJECTS.get((int) a[0]);
        if (object != null && !type.isInstance(object)) throw new ClassCastException(castMessage(object.getClass(), type));
        return 1;
      });
    }
    return group.group(Level.HIGH, "check.cast ref");
  }

  /** All classes here are of java.base, and so the host says. */
  private static String castMessage(Class<?> from, Class<?> to) {
    return "class " + from.getName() + " cannot be cast to class " + to.getName() + " (" + from.getName() + " and " + to.getName()
        + " are in module java.base of loader 'bootstrap')";
  }

  private static ConformanceKit.Group stores() {
    var group = new ConformanceKit.Builder().text(CLASSES).text(MAKE);
    var arrays = objectNumbers().stream().filter(i -> OBJECTS.get(i.intValue()) instanceof Object[]).toList();
    group.probe("store", List.of(I32, I32), I32, product(List.of(objectNumbers(), arrays)), """
          %x: ref = call @make(%a)
          %q: ref = call @make(%b)
          %array: ref = check.null %q
          %n: i32 = array.length %array
          %zero: i32 = const 0
          %i: i32 = check.bounds %zero, %n
          %y: ref = check.store %x, %array
          array.store ref %array, %i, %y
          %z: ref = array.load ref %array, %i
          %r: i32 = eq %x, %z
          return %r
        """, (a, _) -> {
      var array = ((Object[]) OBJECTS.get((int) a[1])).clone();
      array[0] = OBJECTS.get((int) a[0]);
      return 1;
    });
    return group.group(Level.HIGH, "check.store ref");
  }

  private static ConformanceKit.Group instanceOf() {
    var group = new ConformanceKit.Builder().text(CLASSES).text(MAKE);
    for (int k = 0; k < TARGETS.size(); k++) {
      var type = TARGETS.get(k);
      Predicate<long[]> holds = a -> type.isInstance(OBJECTS.get((int) a[0]));
      var test = "  %x: ref = call @make(%a)\n  %r: i32 = instanceof %x, \"" + internalName(type) + "\"\n";
      group.probe("is" + k, List.of(I32), I32, product(List.of(objectNumbers())), test + "  return %r\n", (a, _) -> bit(holds.test(a)));
      group.probe("branch" + k, List.of(I32), I32, product(List.of(objectNumbers())), test + """
            branch %r, yes, no
          yes:
            %one: i32 = const 1
            return %one
          no:
            %zero: i32 = const 0
            return %zero
          """, (a, _) -> bit(holds.test(a)));
    }
    return group.group(Level.HIGH, "instanceof");
  }

  private interface Identity {
    boolean of(Object a, Object b);
  }

  private static ConformanceKit.Group references(String op, Identity java) {
    var group = new ConformanceKit.Builder().text("""
        func @pick(%i: i32, %x: ref, %y: ref) -> ref {
        entry:
          switch %i, [1: first, 2: second] none
        none:
          %null: ref = const null
          return %null
        first:
          return %x
        second:
          return %y
        }
        """);
    var pick = """
          %n: i32 = const 0
          %x: ref = new.array "[I", %n
          %y: ref = new.array "[I", %n
          %p: ref = call @pick(%a, %x, %y)
          %q: ref = call @pick(%b, %x, %y)
        """;
    var numbers = List.of(0L, 1L, 2L);
    Object[] objects = {null, new int[0], new int[0]};
    var compare = "  %r: i32 = " + op + " %p, %q\n";
    group.probe("value", List.of(I32, I32), I32, product(List.of(numbers, numbers)), pick + compare + "  return %r\n",
        (a, _) -> bit(java.of(objects[(int) a[0]], objects[(int) a[1]])));
    group.probe("branch", List.of(I32, I32), I32, product(List.of(numbers, numbers)), pick + compare + """
          branch %r, yes, no
        yes:
          %one: i32 = const 1
          return %one
        no:
          %zero: i32 = const 0
          return %zero
        """, (a, _) -> bit(java.of(objects[(int) a[0]], objects[(int) a[1]])));
    group.probe("null", List.of(I32, I32), I32, product(List.of(numbers, numbers)),
        pick + "  %null: ref = const null\n  %s: i32 = " + op + " %p, %null\n  %t: i32 = " + op + " %null, %q\n  %two: i32 = const 1\n"
            + "  %u: i32 = shl %t, %two\n  %r: i32 = or %s, %u\n  return %r\n",
        (a, _) -> bit(java.of(objects[(int) a[0]], null)) | bit(java.of(null, objects[(int) a[1]])) << 1);
    return group.group(Level.HIGH, op + " ref");
  }

  // Below the lowering

  private static ConformanceKit.Group rawMemory(MemType mem) {
    var type = mem.type();
    var values = values(mem);
    var group = new ConformanceKit.Builder();
    // A fresh array of five, reached by its own type only, as the lowering does.
    var make = """
          %class: ptr = class.pointer "CLASS"
          %length: i32 = const 5
          %array: ref = host new.array.slow(%class, %length)
        """.replace("CLASS", arrayClass(mem));
    var body = """
          %p: ptr = address %array, %b * SIZE + 16
          store MEM %p + 0, %a
          %q: ptr = address %array, %c * SIZE + 16
          %r: TYPE = load MEM %q + 0
          return %r
        """.replace("SIZE", "" + mem.sizeBytes()).replace("MEM", mem.toString()).replace("TYPE", type.toString());
    group.probe("indexed", List.of(type, I32, I32), type, product(List.of(values, POSITIONS, ALL_POSITIONS)), make + body,
        (a, _) -> element(mem, 0, a[0], (int) a[1], (int) a[2]));
    group.probe("offset", List.of(type), type, product(List.of(values)), make + """
          %one: i32 = const 1
          %p: ptr = address %array, %one * SIZE + 16
          store MEM %p + SIZE, %a
          %i: i64 = const 3
          %q: ptr = address %array, %i * SIZE + 16
          %r: TYPE = load MEM %q + -SIZE
          return %r
        """.replace("SIZE", "" + mem.sizeBytes()).replace("MEM", mem.toString()).replace("TYPE", type.toString()),
        (a, _) -> narrowed(mem, a[0]));
    return group.group(Level.LOW, "load " + mem, "store " + mem);
  }

  private static ConformanceKit.Group rawReferences() {
    var group = new ConformanceKit.Builder();
    var positions = List.of(0L, 1L, 2L);
    group.probe("indexed", List.of(I32, I32, I32), I32, product(List.of(positions, positions, List.of(0L, 9L))), """
          %class: ptr = class.pointer "[[I"
          %inner: ptr = class.pointer "[I"
          %three: i32 = const 3
          %five: i32 = const 5
          %array: ref = host new.array.slow(%class, %three)
          %x: ref = host new.array.slow(%inner, %five)
          %y: ref = host new.array.slow(%inner, %c)
          %i: i32 = const 1
          %m: ptr = address %array, %i * 8 + 16
          store ref %m + 0, %x
          %p: ptr = address %array, %a * 8 + 16
          store ref %p + 0, %y
          %q: ptr = address %array, %b * 8 + 16
          %z: ref = load ref %q + 0
          %null: ref = const null
          %none: i32 = eq %z, %null
          branch %none, nothing, some
        nothing:
          %minus: i32 = const -1
          return %minus
        some:
          %some: ref = check.null %z
          %r: i32 = array.length %some
          return %r
        """, (a, _) -> {
      var array = new int[3][];
      array[1] = new int[5];
      array[(int) a[0]] = new int[(int) a[2]];
      var z = array[(int) a[1]];
      return z == null ? -1 : z.length;
    });
    return group.group(Level.LOW, "load ref", "store ref");
  }

  private static ConformanceKit.Group addresses() {
    var group = new ConformanceKit.Builder();
    var fill = """
          %class: ptr = class.pointer "[B"
          %length: i32 = const 100
          %array: ref = host new.array.slow(%class, %length)
          %zero: i32 = const 0
          %one: i32 = const 1
          jump head(%zero)
        head(%k: i32):
          %more: i32 = lt %k, %length
          branch %more, fill, done
        fill:
          %p: ptr = address %array, %k * 1 + 16
          store i8 %p + 0, %k
          %next: i32 = add %k, %one
          jump head(%next)
        done:
        """;
    for (int scale : new int[] {1, 2, 4, 8}) {
      group.probe("narrow" + scale, List.of(I32), I32, product(List.of(List.of(0L, 1L, 5L, 9L))),
          fill + "  %q: ptr = address %array, %a * " + scale + " + 19\n  %r: i32 = load i8 %q + 2\n  return %r\n",
          (a, _) -> a[0] * scale + 5);
      group.probe("wide" + scale, List.of(I64), I32, product(List.of(List.of(-6L, -1L, 0L, 1L, 4L))),
          fill + "  %m: i32 = const 50\n  %q: ptr = address %array, %m * 1 + 16\n  %s: ptr = address %q, %a * " + scale
              + " + -2\n  %r: i32 = load i8 %s + 2\n  return %r\n",
          (a, _) -> a[0] * scale + 50);
    }
    group.probe("asref", List.of(I32), I32, product(List.of(List.of(0L, 3L))), """
          %class: ptr = class.pointer "[I"
          %array: ref = host new.array.slow(%class, %a)
          %zero: i64 = const 0
          %p: ptr = address %array, %zero * 1 + 0
          %x: ref = asref %p
          %s: i32 = eq %x, %array
          %n: i32 = array.length %x
          %r: i32 = add %n, %s
          return %r
        """, (a, _) -> a[0] + 1);
    return group.group(Level.LOW, "address", "asref ptr to ref", "host new.array.slow");
  }

  private static ConformanceKit.Group pointers() {
    var group = new ConformanceKit.Builder();
    var subjects = new ArrayList<>(List.of("const ptr", "load ptr", "store ptr"));
    var pairs = product(List.of(EdgeValues.I64, EdgeValues.I64));
    // Any number is an address as long as nothing is loaded there.
    var make = "  %null: ptr = const 0x0\n  %p: ptr = address %null, %a * 1 + 0\n  %q: ptr = address %null, %b * 1 + 0\n";
    for (var op : CompareOp.values()) {
      if (!op.accepts(Type.PTR)) continue;
      subjects.add(op.text() + " ptr");
      group.probe(op.text(), List.of(I64, I64), I32, pairs, make + "  %r: i32 = " + op.text() + " %p, %q\n  return %r\n",
          (a, _) -> holds(op, a[0], a[1]));
      group.probe("branch_" + op.text(), List.of(I64, I64), I32, pairs,
          make + "  %c: i32 = " + op.text() + " %p, %q\n  branch %c, yes, no\n" + """
              yes:
                %one: i32 = const 1
                return %one
              no:
                %zero: i32 = const 0
                return %zero
              """, (a, _) -> holds(op, a[0], a[1]));
    }
    group.probe("constant", List.of(I64), I32, product(List.of(EdgeValues.I64)), """
          %null: ptr = const 0x0
          %p: ptr = address %null, %a * 1 + 0
          %q: ptr = const 0x123456789abcdef0
          %r: i32 = eq %p, %q
          return %r
        """, (a, _) -> bit(a[0] == 0x123456789abcdef0L));
    group.probe("memory", List.of(I64, I64), I32, product(List.of(EdgeValues.few(I64), EdgeValues.few(I64))), """
          %class: ptr = class.pointer "[J"
          %two: i32 = const 2
          %array: ref = host new.array.slow(%class, %two)
          %null: ptr = const 0x0
          %p: ptr = address %null, %a * 1 + 0
          %q: ptr = address %null, %b * 1 + 0
          %zero: i32 = const 0
          %m: ptr = address %array, %zero * 8 + 16
          store ptr %m + 0, %p
          store ptr %m + 8, %q
          %s: ptr = load ptr %m + 0
          %t: ptr = load ptr %m + 8
          %r: i32 = ult %s, %t
          return %r
        """, (a, _) -> bit(Long.compareUnsigned(a[0], a[1]) < 0));
    return group.group(Level.LOW, subjects.toArray(String[]::new));
  }

  private static long holds(CompareOp op, long a, long b) {
    int order = Long.compareUnsigned(a, b);
    return bit(switch (op) {
      case EQ -> a == b;
      case NE -> a != b;
      case ULT -> order < 0;
      case ULE -> order <= 0;
      case UGT -> order > 0;
      case UGE -> order >= 0;
      case LT, LE, GT, GE, CMP, CMPL, CMPG -> throw new IllegalArgumentException(op.text());
    });
  }

  private static ConformanceKit.Group symbols() {
    var group = new ConformanceKit.Builder().text("class K {\n  static first: i32 = 5\n  static second: i64 = -6\n}\n");
    group.probe("statics", List.of(I32, I64), I64, product(List.of(EdgeValues.few(I32), EdgeValues.few(I64))), """
          %p: ptr = static.address K.first
          %q: ptr = static.address K.second
          store i32 %p + 0, %a
          store i64 %q + 0, %b
          %x: i32 = load i32 %p + 0
          %y: i64 = load i64 %q + 0
          %z: i64 = sext %x
          %r: i64 = add %y, %z
          return %r
        """, (a, _) -> a[0] + a[1]);
    for (var arrayClass : List.of("[I", "[J"))
      group.probe("class" + arrayClass.charAt(1), List.of(I32), I32, product(List.of(List.of(0L, 1L))), """
            %ints: ptr = class.pointer "[I"
            %longs: ptr = class.pointer "[J"
            branch %a, two, one
          one:
            jump join(%ints)
          two:
            jump join(%longs)
          join(%class: ptr):
            %n: i32 = const 1
            %array: ref = host new.array.slow(%class, %n)
            %header: ptr = load ptr %array + 0
            %expected: ptr = class.pointer "CLASS"
            %r: i32 = eq %header, %expected
            return %r
          """.replace("CLASS", arrayClass), (a, _) -> bit((a[0] == 0) == arrayClass.equals("[I")));
    group.probe("context", List.of(), I32, product(List.of()), """
          %context: ptr = context
          %cursor: ptr = load ptr %context + 32
          %limit: ptr = load ptr %context + 40
          %r: i32 = ult %cursor, %limit
          return %r
        """, (_, _) -> 1);
    return group.group(Level.LOW, "static.address", "class.pointer", "context");
  }
}
