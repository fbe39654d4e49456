package dev.assay.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields, virtual calls, classes of objects. */
class ObjectTest {
  @Test
  void fieldsOfAllKinds() {
    var text = new StringBuilder("""
        class A extends java/lang/Object {
          field z: bool
          field b: i8
          field c: u16
          field s: i16
          field i: i32
          field j: i64
          field f: f32
          field d: f64
          field r: ref
        }
        """);
    // Twice: the default, and what is kept of a value.
    for (var f : new String[][] {{"z", "i32"}, {"b", "i32"}, {"c", "i32"}, {"s", "i32"}, {"i", "i32"}, {"j", "i64"}, {"f", "f32"},
      {"d", "f64"}})
      text.append("func @").append(f[0]).append("(%v: ").append(f[1]).append(", %put: i32) -> ").append(f[1])
          .append(" {\nentry:\n  %a: ref = new A\n  branch %put, do, end\ndo:\n  field.put A.").append(f[0])
          .append(", %a, %v\n  jump end\nend:\n  %x: ").append(f[1]).append(" = field.get A.").append(f[0])
          .append(", %a\n  return %x\n}\n");
    text.append("""
        func @r() -> i32 {
        entry:
          %a: ref = new A
          %before: ref = field.get A.r, %a
          %null: ref = const null
          %was: i32 = eq %before, %null
          field.put A.r, %a, %a
          %b: ref = field.get A.r, %a
          %is: i32 = eq %a, %b
          %both: i32 = and %was, %is
          return %both
        }
        """);
    try (var guest = Guest.of(text.toString())) {
      assertEquals(1, guest.call("z", 3, 1));
      assertEquals(0, guest.call("z", 2, 1));
      assertEquals(-128, guest.call("b", 128, 1));
      assertEquals(65535, guest.call("c", -1, 1));
      assertEquals(-32768, guest.call("s", 32768, 1));
      assertEquals(Integer.MIN_VALUE, guest.call("i", Integer.MIN_VALUE, 1));
      assertEquals(Long.MIN_VALUE, guest.call("j", Long.MIN_VALUE, 1));
      assertEquals(Float.floatToRawIntBits(-0f), guest.call("f", Float.floatToRawIntBits(-0f), 1));
      assertEquals(Double.doubleToRawLongBits(1.5), guest.call("d", Double.doubleToRawLongBits(1.5), 1));
      for (var f : List.of("z", "b", "c", "s", "i", "j", "f", "d")) assertEquals(0, guest.call(f, 1, 0), f);
      assertEquals(1, guest.call("r"));
    }
  }

  /** Each class has its own field of the same name, and an object has all of them. */
  @Test
  void shadowedFields() {
    try (var guest = Guest.of("""
        abstract class A extends java/lang/Object {
          field x: i32
        }
        class B extends A {
          field x: i64
          field "x y": i32
          field "x/y": i32
        }
        class C extends B {
          field x: i32
        }
        func @run() -> i64 {
        entry:
          %c: ref = new C
          %one: i32 = const 1
          %ten: i64 = const 10
          %hundred: i32 = const 100
          field.put A.x, %c, %one
          field.put B.x, %c, %ten
          field.put C.x, %c, %hundred
          field.put "B.x y", %c, %one
          %a: i32 = field.get A.x, %c
          %b: i64 = field.get B.x, %c
          %d: i32 = field.get C.x, %c
          %e: i32 = field.get "B.x/y", %c
          %s: i32 = add %a, %d
          %t: i32 = add %s, %e
          %w: i64 = sext %t
          %r: i64 = add %w, %b
          return %r
        }
        """)) {
      assertEquals(111, guest.call("run"));
    }
  }

  private static final String SHAPES = """
      class java/lang/Object {
        method "name()I" = @"java/lang/Object.name()I"
        method "hashCode()I" = @"java/lang/Object.hashCode()I"
      }
      interface Shape {
      }
      abstract class Base extends java/lang/Object implements Shape {
        field id: i32
      }
      class Square extends Base {
        field side: i32
        method "area(I)I" = @"Square.area(I)I"
        method "name()I" = @"Square.name()I"
      }
      class Circle extends Base {
        field radius: i32
        method "area(I)I" = @"Circle.area(I)I"
      }
      class Disc extends Circle {
        method "name()I" = @"Disc.name()I"
      }
      class Point extends java/lang/Object implements Shape {
        method "area(I)I" = @"Shape.area(I)I"
      }
      func @"java/lang/Object.name()I"(this %o: ref) -> i32 {
      entry:
        %r: i32 = const 1
        return %r
      }
      func @"java/lang/Object.hashCode()I"(this %o: ref) -> i32 {
      entry:
        %r: i32 = host identity.hash(%o)
        return %r
      }
      func @"Square.area(I)I"(this %o: ref, %k: i32) -> i32 {
      entry:
        %s: i32 = field.get Square.side, %o
        %a: i32 = mul %s, %s
        %r: i32 = mul %a, %k
        return %r
      }
      func @"Square.name()I"(this %o: ref) -> i32 {
      entry:
        %r: i32 = const 2
        return %r
      }
      func @"Circle.area(I)I"(this %o: ref, %k: i32) -> i32 {
      entry:
        %s: i32 = field.get Circle.radius, %o
        %id: i32 = field.get Base.id, %o
        %a: i32 = mul %s, %k
        %r: i32 = add %a, %id
        return %r
      }
      func @"Disc.name()I"(this %o: ref) -> i32 {
      entry:
        %r: i32 = const 3
        return %r
      }
      func @"Shape.area(I)I"(this %o: ref, %k: i32) -> i32 {
      entry:
        %r: i32 = call.virtual java/lang/Object "name()I"(%o)
        %s: i32 = sub %r, %k
        return %s
      }
      func @make(%which: i32) -> ref {
      entry:
        %seven: i32 = const 7
        %null: ref = const null
        switch %which, [0: square, 1: circle, 2: disc, 3: point, 4: object, 5: ints, 6: shapes, 7: error] none
      square:
        %a: ref = new Square
        field.put Square.side, %a, %seven
        return %a
      circle:
        %b: ref = new Circle
        field.put Base.id, %b, %seven
        field.put Circle.radius, %b, %seven
        return %b
      disc:
        %c: ref = new Disc
        field.put Circle.radius, %c, %seven
        return %c
      point:
        %d: ref = new Point
        return %d
      object:
        %e: ref = new java/lang/Object
        return %e
      ints:
        %f: ref = new.array "[I", %seven
        return %f
      shapes:
        %g: ref = new.array "[LShape;", %seven
        return %g
      error:
        %h: ref = new java/lang/Error
        return %h
      none:
        return %null
      }
      """;

  @Test
  void virtualCalls() {
    try (var guest = Guest.of(SHAPES + """
        func @area(%which: i32) -> i32 {
        entry:
          %o: ref = call @make(%which)
          %s: ref = check.cast %o, Shape
          %r: ref = check.null %s, "no shape"
          %two: i32 = const 2
          %x: i32 = call.virtual Shape "area(I)I"(%r, %two)
          return %x
        }
        func @base(%which: i32) -> i32 {
        entry:
          %o: ref = call @make(%which)
          %s: ref = check.cast %o, Base
          %r: ref = check.null %s, "no base"
          %two: i32 = const 2
          %x: i32 = call.virtual Base "area(I)I"(%r, %two)
          %n: i32 = call.virtual Base "name()I"(%r)
          %k: i32 = const 1000
          %m: i32 = mul %n, %k
          %y: i32 = add %x, %m
          return %y
        }
        func @name(%which: i32) -> i32 {
        entry:
          %o: ref = call @make(%which)
          %r: ref = check.null %o, "no object"
          %x: i32 = call.virtual java/lang/Object "name()I"(%r)
          return %x
        }
        func @ofInterface(%which: i32) -> i32 {
        entry:
          %o: ref = call @make(%which)
          %s: ref = check.cast %o, Shape
          %r: ref = check.null %s
          %x: i32 = call.virtual Shape "name()I"(%r)
          return %x
        }
        """)) {
      int[] areas = {98, 21, 14, -1};
      for (int i = 0; i < areas.length; i++) assertEquals(areas[i], guest.call("area", i), "area " + i);
      int[] base = {2098, 1021, 3014};
      for (int i = 0; i < base.length; i++) assertEquals(base[i], guest.call("base", i), "base " + i);
      int[] names = {2, 1, 3, 1, 1, 1, 1, 1};
      for (int i = 0; i < names.length; i++) assertEquals(names[i], guest.call("name", i), "name " + i);
      for (int i = 0; i < 4; i++) assertEquals(names[i], guest.call("ofInterface", i), "interface " + i);
      // Warm, so that the host's compilers have seen all receivers.
      for (int i = 0; i < 20_000; i++) assertEquals(names[i & 7], guest.call("name", i & 7));
      assertEquals("java.lang.NullPointerException: no shape\n\tat area(Unknown Source)\n", guest.trace("area", 9));
      assertEquals("java.lang.NullPointerException: no base\n\tat base(Unknown Source)\n", guest.trace("base", 9));
      assertEquals("java.lang.NullPointerException: no object\n\tat name(Unknown Source)\n", guest.trace("name", 9));
      assertEquals(
          "java.lang.ClassCastException: class Point cannot be cast to class Base (Point and Base are in unnamed module of loader 'app')\n"
              + "\tat base(Unknown Source)\n",
          guest.trace("base", 3));
      assertEquals("java.lang.ClassCastException: class java.lang.Object cannot be cast to class Shape (java.lang.Object is in module "
          + "java.base of loader 'bootstrap'; Shape is in unnamed module of loader 'app')\n\tat area(Unknown Source)\n",
          guest.trace("area", 4));
      assertTrue(guest.bytecode("area").stream().anyMatch(l -> l.startsWith("INVOKEINTERFACE assay/guest/Shape.v-area")));
      assertTrue(guest.bytecode("base").stream().anyMatch(l -> l.startsWith("INVOKEVIRTUAL assay/guest/Base.v-area")));
    }
  }

  /** No call goes through a method table if there is one function only that could be selected. */
  @Test
  void oneTarget() {
    try (var guest = Guest.of("""
        abstract class A extends java/lang/Object {
        }
        class B extends A {
          method "f()I" = @"B.f()I"
        }
        interface Unused {
        }
        func @"B.f()I"(this %o: ref) -> i32 {
        entry:
          %r: i32 = const 5
          return %r
        }
        func @run(%no: i32) -> i32 {
        entry:
          %b: ref = new B
          %null: ref = const null
          branch %no, go(%null), go(%b)
        go(%o: ref):
          %c: ref = check.null %o, "none"
          %r: i32 = call.virtual A "f()I"(%c)
          return %r
        }
        func @dead(%o: ref) -> i64 {
        entry:
          %c: ref = check.cast %o, Unused
          %d: ref = check.null %c, "never"
          %l: i64 = const 1
          %r: i64 = call.virtual Unused "g(JLjava/lang/Object;)J"(%d, %l, %o)
          return %r
        }
        func @alive() -> i64 {
        entry:
          %null: ref = const null
          %r: i64 = call @dead(%null)
          return %r
        }
        """)) {
      assertEquals(5, guest.call("run", 0));
      assertEquals("java.lang.NullPointerException: none\n\tat run(Unknown Source)\n", guest.trace("run", 1));
      assertTrue(guest.bytecode("run").stream().anyMatch(l -> l.startsWith("INVOKESTATIC assay/code/B.f")));
      assertEquals("java.lang.NullPointerException: never\n\tat dead(Unknown Source)\n\tat alive(Unknown Source)\n", guest.trace("alive"));
    }
  }

  /** Two methods of one name and descriptor, private to their packages, do not override each other. */
  @Test
  void packagePrivateSelectors() {
    var functions = new StringBuilder();
    for (var f : new String[][] {{"a/A", "1"}, {"b/B", "2"}, {"a/C", "3"}})
      functions.append("func @\"").append(f[0]).append(".f()I\"(this %o: ref) -> i32 {\nentry:\n  %r: i32 = const ").append(f[1])
          .append("\n  return %r\n}\n");
    try (var guest = Guest.of("""
        class a/A extends java/lang/Object {
          method "a/f()I" = @"a/A.f()I"
        }
        class b/B extends a/A {
          method "b/f()I" = @"b/B.f()I"
        }
        class a/C extends b/B {
          method "a/f()I" = @"a/C.f()I"
        }
        """ + functions + """
        func @run(%c: i32, %which: i32) -> i32 {
        entry:
          %b: ref = new b/B
          %d: ref = new a/C
          branch %c, go(%d), go(%b)
        go(%o: ref):
          branch %which, viaA, viaB
        viaA:
          %x: i32 = call.virtual a/A "a/f()I"(%o)
          return %x
        viaB:
          %y: i32 = call.virtual b/B "b/f()I"(%o)
          return %y
        }
        """)) {
      assertEquals(1, guest.call("run", 0, 1));
      assertEquals(2, guest.call("run", 0, 0));
      assertEquals(3, guest.call("run", 1, 1));
      assertEquals(2, guest.call("run", 1, 0));
    }
  }

  /** 300 classes in a chain, each with a field and a method; every third inherits. */
  @Test
  void deepHierarchyAndMegamorphicCalls() {
    int depth = 300;
    var text = new StringBuilder("class C0 extends java/lang/Object {\n  field f0: i32\n  method \"get()I\" = @\"C0.get()I\"\n}\n");
    for (int i = 1; i < depth; i++) {
      text.append("class C").append(i).append(" extends C").append(i - 1).append(" {\n  field f").append(i).append(": i32\n");
      if (i % 3 != 0) text.append("  method \"get()I\" = @\"C").append(i).append(".get()I\"\n");
      text.append("}\n");
    }
    for (int i = 0; i < depth; i++)
      if (i % 3 != 0 || i == 0)
        text.append("func @\"C").append(i).append(".get()I\"(this %o: ref) -> i32 {\nentry:\n  %x: i32 = field.get C").append(i)
            .append(".f")
            .append(i).append(", %o\n  return %x\n}\n");
    text.append("func @make(%n: i32) -> ref {\nentry:\n  %v: i32 = const 1000\n  switch %n, [");
    for (int i = 0; i < depth - 1; i++) text.append(i == 0 ? "" : ", ").append(i).append(": b").append(i);
    text.append("] b").append(depth - 1).append('\n');
    for (int i = 0; i < depth; i++) {
      text.append("b").append(i).append(":\n  %o").append(i).append(": ref = new C").append(i).append("\n  %s").append(i)
          .append(": i32 = add %n, %v\n");
      for (int k = Math.max(0, i - 1); k <= i; k++)
        text.append("  field.put C").append(k).append(".f").append(k).append(", %o").append(i).append(", %").append(k == i ? "s" + i : "n")
            .append('\n');
      text.append("  return %o").append(i).append('\n');
    }
    text.append("""
        }
        func @run(%n: i32) -> i32 {
        entry:
          %o: ref = call @make(%n)
          %p: ref = check.null %o
          %r: i32 = call.virtual C0 "get()I"(%p)
          return %r
        }
        """);
    try (var guest = Guest.of(text.toString())) {
      for (int round = 0; round < 20; round++)
        for (int i = 0; i < depth; i++) assertEquals(i > 0 && i % 3 == 0 ? i : 1000 + i, guest.call("run", i), "class " + i);
    }
  }

  @Test
  void objectsInArrays() {
    try (var guest = Guest.of(SHAPES + """
        func @run(%which: i32, %array: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %zero: i32 = const 0
          switch %array, [0: a, 1: b, 2: c, 3: d, 4: e] f
        a:
          %aa: ref = new.array "[LSquare;", %one
          jump go(%aa)
        b:
          %bb: ref = new.array "[LBase;", %one
          jump go(%bb)
        c:
          %cc: ref = new.array "[LShape;", %one
          jump go(%cc)
        d:
          %dd: ref = new.array "[Ljava/lang/Object;", %one
          jump go(%dd)
        e:
          %ee: ref = new.array "[Ljava/lang/Cloneable;", %one
          jump go(%ee)
        f:
          %ff: ref = new.array "[Ljava/lang/Throwable;", %one
          jump go(%ff)
        go(%x: ref):
          %o: ref = call @make(%which)
          %n: i32 = array.length %x
          %i: i32 = check.bounds %zero, %n
          %v: ref = check.store %o, %x
          array.store ref %x, %i, %v
          %w: ref = array.load ref %x, %i
          %same: i32 = eq %w, %o
          return %same
        }
        func @typed(%which: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %zero: i32 = const 0
          %squares: ref = new.array "[LSquare;", %one
          %circles: ref = new.array "[LCircle;", %one
          %o: ref = call @make(%which)
          branch %which, circle, square
        square:
          %n: i32 = array.length %squares
          %i: i32 = check.bounds %zero, %n
          %v: ref = check.store %o, %squares
          array.store ref %squares, %i, %v
          jump go(%squares)
        circle:
          %m: i32 = array.length %circles
          %j: i32 = check.bounds %zero, %m
          %w: ref = check.store %o, %circles
          array.store ref %circles, %j, %w
          jump go(%circles)
        go(%bases: ref):
          %k: i32 = array.length %bases
          %h: i32 = check.bounds %zero, %k
          %b: ref = array.load ref %bases, %h
          %c: ref = check.null %b
          %r: i32 = call.virtual Base "area(I)I"(%c, %one)
          return %r
        }
        """)) {
      boolean[][] fits = {{true, false, false, false, false, false, false, false}, {true, true, true, false, false, false, false, false},
        {true, true, true, true, false, false, false, false}, {true, true, true, true, true, true, true, true},
        {false, false, false, false, false, true, true, false}, {false, false, false, false, false, false, false, true}};
      var names = new String[] {"Square", "Circle", "Disc", "Point", "java.lang.Object", "[I", "[LShape;", "java.lang.Error"};
      for (int array = 0; array < fits.length; array++) {
        for (int which = 0; which < 8; which++) {
          if (fits[array][which]) assertEquals(1, guest.call("run", which, array), which + " into " + array);
          else
            assertEquals("java.lang.ArrayStoreException: " + names[which] + "\n\tat run(Unknown Source)\n",
                guest.trace("run", which, array));
        }
        assertEquals(1, guest.call("run", 99, array));
      }
      assertEquals(49, guest.call("typed", 0));
      assertEquals(14, guest.call("typed", 1));
    }
  }

  @Test
  void instanceOfEverything() {
    var text = new StringBuilder(SHAPES);
    var classes = List.of("java/lang/Object", "Shape", "Base", "Circle", "[I", "[Ljava/lang/Object;", "[LShape;", "java/lang/Throwable");
    text.append("class java/lang/Cloneable extends java/lang/Object {\n}\n");
    text.append("func @is(%which: i32, %c: i32) -> i32 {\nentry:\n  %o: ref = call @make(%which)\n  switch %c, [");
    for (int i = 0; i < classes.size(); i++) text.append(i == 0 ? "" : ", ").append(i).append(": c").append(i);
    text.append("] other\n");
    for (int i = 0; i < classes.size(); i++)
      text.append("c").append(i).append(":\n  %r").append(i).append(": i32 = instanceof %o, \"").append(classes.get(i))
          .append("\"\n  return %r")
          .append(i).append('\n');
    text.append("other:\n  %r: i32 = instanceof %o, java/lang/Cloneable\n  return %r\n}\n");
    try (var guest = Guest.of(text.toString())) {
      var expected = List.of("11100000-0", "11110000-0", "11110000-0", "11000000-0", "10000000-0", "10001000-1", "10000110-1", "10000001-0",
          "00000000-0");
      for (int which = 0; which < expected.size(); which++) {
        var row = new StringBuilder();
        for (int c = 0; c < classes.size(); c++) row.append(guest.call("is", which, c));
        row.append('-').append(guest.call("is", which, 99));
        assertEquals(expected.get(which), row.toString(), "object " + which);
      }
    }
  }

  @Test
  void classObjects() {
    try (var guest = Guest.of(SHAPES + """
        func @print(%c: ref) {
        entry:
          %one: i32 = const 1
          %n: ref = host class.name(%c)
          host print.string(%one, %n)
          %m: i32 = host class.modifiers(%c)
          %colon: i32 = const 58
          host print.char(%one, %colon)
          host print.int(%one, %m)
          %s: ref = host class.superclass(%c)
          %null: ref = const null
          %none: i32 = eq %s, %null
          branch %none, component, name
        name:
          %sn: ref = host class.name(%s)
          %less: i32 = const 60
          host print.char(%one, %less)
          host print.string(%one, %sn)
          jump component
        component:
          %k: ref = host class.component(%c)
          %not: i32 = eq %k, %null
          branch %not, end, more
        more:
          %kn: ref = host class.name(%k)
          %bracket: i32 = const 91
          host print.char(%one, %bracket)
          host print.string(%one, %kn)
          jump end
        end:
          %space: i32 = const 32
          host print.char(%one, %space)
          return
        }
        func @run() -> i32 {
        entry:
          %one: i32 = const 1
          %a: ref = class Shape
          call @print(%a)
          %b: ref = class Base
          call @print(%b)
          %c: ref = class Disc
          call @print(%c)
          %d: ref = class "[[I"
          call @print(%d)
          %e: ref = class "[LShape;"
          call @print(%e)
          %f: ref = class java/lang/Object
          call @print(%f)
          %name: ref = string "int"
          %g: ref = host class.primitive(%name)
          call @print(%g)
          return %one
        }
        func @same(%which: i32) -> i32 {
        entry:
          %o: ref = call @make(%which)
          %p: ref = check.null %o
          %c: ref = get.class %p
          %square: ref = class Square
          %ints: ref = class "[I"
          %object: ref = class java/lang/Object
          %error: ref = class java/lang/Error
          %a: i32 = eq %c, %square
          %b: i32 = eq %c, %ints
          %d: i32 = eq %c, %object
          %e: i32 = eq %c, %error
          %s: i32 = or %a, %b
          %t: i32 = or %s, %d
          %u: i32 = or %t, %e
          return %u
        }
        func @tests(%which: i32) -> i32 {
        entry:
          %o: ref = call @make(%which)
          %base: ref = class Base
          %i: i32 = host class.is.instance(%base, %o)
          %shape: ref = class Shape
          %two: i32 = const 2
          %j: i32 = host class.is.instance(%shape, %o)
          %j2: i32 = mul %j, %two
          %r: i32 = add %i, %j2
          return %r
        }
        func @assignable() -> i32 {
        entry:
          %base: ref = class Base
          %disc: ref = class Disc
          %discs: ref = class "[LDisc;"
          %bases: ref = class "[LBase;"
          %name: ref = string "int"
          %int: ref = host class.primitive(%name)
          %a: i32 = host class.is.assignable(%base, %disc)
          %b: i32 = host class.is.assignable(%disc, %base)
          %c: i32 = host class.is.assignable(%bases, %discs)
          %d: i32 = host class.is.assignable(%int, %int)
          %e: i32 = host class.is.assignable(%base, %int)
          %two: i32 = const 2
          %x1: i32 = add %a, %a
          %x2: i32 = add %x1, %b
          %x3: i32 = mul %x2, %two
          %x4: i32 = add %x3, %c
          %x5: i32 = mul %x4, %two
          %x6: i32 = add %x5, %d
          %x7: i32 = mul %x6, %two
          %x8: i32 = add %x7, %e
          return %x8
        }
        """)) {
      guest.call("run");
      assertEquals("Shape:1537 Base:1025<java.lang.Object Disc:1<Circle [[I:1041<java.lang.Object[[I [LShape;:1041<java.lang.Object[Shape "
          + "java.lang.Object:1 int:66577 ", guest.out());
      for (int i : new int[] {0, 4, 5, 7}) assertEquals(1, guest.call("same", i), "object " + i);
      for (int i : new int[] {1, 2, 3, 6}) assertEquals(0, guest.call("same", i), "object " + i);
      int[] tests = {3, 3, 3, 2, 0, 0, 0, 0, 0};
      for (int i = 0; i < tests.length; i++) assertEquals(tests[i], guest.call("tests", i), "object " + i);
      assertEquals(0b100110 - 0b10100 + 0b0100, guest.call("assignable"));
    }
  }

  @Test
  void hashesAndCopies() {
    try (var guest = Guest.of(SHAPES + """
        interface java/lang/Cloneable {
        }
        class Copied extends java/lang/Object implements java/lang/Cloneable {
          field x: i64
          field r: ref
        }
        func @hash(%which: i32) -> i32 {
        entry:
          %o: ref = call @make(%which)
          %p: ref = check.null %o
          %a: i32 = call.virtual java/lang/Object "hashCode()I"(%p)
          %b: i32 = host identity.hash(%p)
          %same: i32 = eq %a, %b
          branch %same, yes, no
        yes:
          return %a
        no:
          %minus: i32 = const -1
          return %minus
        }
        func @copy() -> i64 {
        entry:
          %o: ref = new Copied
          %five: i64 = const 5
          field.put Copied.x, %o, %five
          field.put Copied.r, %o, %o
          %h: i32 = host identity.hash(%o)
          %c: ref = host array.clone(%o)
          %six: i64 = const 6
          field.put Copied.x, %o, %six
          %x: i64 = field.get Copied.x, %c
          %r: ref = field.get Copied.r, %c
          %same: i32 = eq %r, %o
          %other: i32 = ne %c, %o
          %k: i32 = host identity.hash(%c)
          %hashes: i32 = ne %h, %k
          %both: i32 = and %same, %other
          %all: i32 = and %both, %hashes
          %w: i64 = sext %all
          %s: i64 = add %w, %x
          return %s
        }
        func @arrays() -> i32 {
        entry:
          %two: i32 = const 2
          %zero: i32 = const 0
          %a: ref = new.array "[LSquare;", %two
          %s: ref = new Square
          %n: i32 = array.length %a
          %i: i32 = check.bounds %zero, %n
          array.store ref %a, %i, %s
          %b: ref = host array.clone(%a)
          %m: i32 = array.length %b
          %j: i32 = check.bounds %zero, %m
          %t: ref = array.load ref %b, %j
          %same: i32 = eq %s, %t
          return %same
        }
        """)) {
      // Counted, so the same in every run.
      for (int i = 0; i < 8; i++) assertEquals(i + 1, guest.call("hash", i));
      assertEquals(6, guest.call("copy"));
      assertEquals(1, guest.call("arrays"));
    }
  }

  /** Parameters, results and fields have the classes that the program puts into them, so nothing is cast. */
  @Test
  void knownClassesAreNotCast() {
    try (var guest = Guest.of("""
        class Node extends java/lang/Object {
          field next: ref
          field value: i32
        }
        func @sum(%list: ref) -> i32 {
        entry:
          %zero: i32 = const 0
          %null: ref = const null
          jump head(%list, %zero)
        head(%n: ref, %s: i32):
          %more: i32 = ne %n, %null
          branch %more, body, done
        body:
          %a: ref = check.null %n, "a"
          %v: i32 = field.get Node.value, %a
          %t: i32 = add %s, %v
          %b: ref = check.null %n, "b"
          %m: ref = field.get Node.next, %b
          jump head(%m, %t)
        done:
          return %s
        }
        func @run() -> i32 {
        entry:
          %one: i32 = const 1
          %a: ref = new Node
          %b: ref = new Node
          field.put Node.next, %a, %b
          field.put Node.value, %a, %one
          field.put Node.value, %b, %one
          %s: i32 = call @sum(%a)
          return %s
        }
        """)) {
      assertEquals(2, guest.call("run"));
      var code = guest.bytecode("sum");
      assertFalse(code.stream().anyMatch(l -> l.startsWith("CHECKCAST") || l.contains("getClass")), code::toString);
      assertTrue(code.contains("GETFIELD assay/guest/Node.next : Lassay/guest/Node;"), code::toString);
    }
  }

  /** Whatever type is inferred for where several meet, the host's verifier accepts it. */
  @Test
  void joins() {
    try (var guest = Guest.of(SHAPES + """
        class Holder extends java/lang/Object {
          static all: ref = null
          field any: ref
          field base: ref
        }
        func @run(%which: i32) -> i32 {
        entry:
          %h: ref = new Holder
          %square: ref = new Square
          %disc: ref = new Disc
          %point: ref = new Point
          %one: i32 = const 1
          %discs: ref = new.array "[LDisc;", %one
          %points: ref = new.array "[LPoint;", %one
          %deep: ref = new.array "[[LDisc;", %one
          switch %which, [0: set(%square, %square, %discs), 1: set(%disc, %square, %points)] set(%point, %disc, %deep)
        set(%any: ref, %base: ref, %array: ref):
          field.put Holder.any, %h, %any
          field.put Holder.base, %h, %base
          static.put Holder.all, %array
          %x: ref = field.get Holder.any, %h
          %y: ref = field.get Holder.base, %h
          %z: ref = static.get Holder.all
          %p: ref = check.null %x
          %q: ref = check.null %y
          %s: ref = check.cast %p, Shape
          %t: ref = check.null %s
          %a: i32 = call.virtual Shape "area(I)I"(%t, %one)
          %b: i32 = call.virtual Base "area(I)I"(%q, %one)
          %w: ref = check.null %z
          %n: i32 = array.length %w
          %i: i32 = check.bounds %which, %n
          %e: ref = array.load ref %w, %i
          %ok: i32 = instanceof %e, Shape
          %r: i32 = sub %a, %b
          %u: i32 = add %r, %ok
          return %u
        }
        """)) {
      assertEquals(0, guest.call("run", 0));
      assertEquals("java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1\n\tat run(Unknown Source)\n",
          guest.trace("run", 1));
      assertEquals("java.lang.ArrayIndexOutOfBoundsException: Index 2 out of bounds for length 1\n\tat run(Unknown Source)\n",
          guest.trace("run", 2));
    }
  }
}
