package dev.assay.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.runtime.GuestThrowable;
import dev.assay.spi.Outcome;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Programs with objects as wholes: side by side, unloaded, large, continued by the interpreter. */
class ProgramsTest {
  private static String program(int answer) {
    return """
        class java/lang/Object {
          method "answer()I" = @"java/lang/Object.answer()I"
        }
        class Box extends java/lang/Object {
          static all: ref = null
          field content: ref
          field flag: bool
          method "answer()I" = @"Box.answer()I"
        }
        class Oops extends java/lang/Exception {
        }
        func @"java/lang/Object.answer()I"(this %o: ref) -> i32 {
        entry:
          %r: i32 = const 0
          return %r
        }
        func @"Box.answer()I"(this %o: ref) -> i32 {
        entry:
          %r: i32 = const ANSWER
          return %r
        }
        func @run() -> i32 {
        entry:
          %o: ref = new Box
          %text: ref = string "some text"
          field.put Box.content, %o, %text
          static.put Box.all, %o
          %c: ref = get.class %o
          %h: i32 = host identity.hash(%o)
          %two: i32 = const 2
          %ints: ref = new.array "[I", %two
          %d: ref = get.class %ints
          %n: ref = host class.name(%d)
          %r: i32 = call.virtual java/lang/Object "answer()I"(%o)
          return %r
        }
        func @fail() {
        entry:
          %o: ref = new Oops
          throw %o
        }
        func @guarded(%c: i32, %o: ref) -> i32 {
        entry:
          guard %c, deopt @guarded rest:0 [%o = %o]
          jump rest
        rest:
          %is: i32 = instanceof %o, Box
          return %is
        }
        func @guard(%c: i32) -> i32 {
        entry:
          %o: ref = new Box
          %r: i32 = call @guarded(%c, %o)
          return %r
        }
        """.replace("ANSWER", String.valueOf(answer));
  }

  @Test
  void sideBySide() {
    try (var one = Guest.of(program(1)); var two = Guest.of(program(2))) {
      for (int i = 0; i < 3; i++) {
        assertEquals(1, one.call("run"));
        assertEquals(2, two.call("run"));
        assertEquals("Oops", assertInstanceOf(Outcome.Threw.class, one.outcome("fail")).className());
      }
    }
  }

  @Test
  void unloaded() {
    var loader = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
      var guest = Guest.of(program(3));
      assertEquals(3, guest.call("run"));
      guest.outcome("fail");
      var reference = new WeakReference<>(program(guest).hostClass("Box").getClassLoader());
      guest.close();
      return reference;
    });
    for (int i = 0; i < 50 && loader.get() != null; i++) {
      System.gc();
      LockSupport.parkNanos(10_000_000);
    }
    assertNull(loader.get());
  }

  private static LoadedProgram program(Guest guest) {
    try {
      var field = JvmExecutable.class.getDeclaredField("program");
      field.setAccessible(true);
      return (LoadedProgram) field.get(guest.executable);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Module withBaselines(String text) {
    var module = Guest.read(text);
    for (var f : module.functions()) module.keepBaseline(f);
    return module;
  }

  @Test
  void objectsCrossToTheInterpreter() {
    try (var guest = Guest.of(withBaselines(program(4)))) {
      assertEquals(1, guest.call("guard", 1));
      assertEquals(1, guest.call("guard", 0));
      assertEquals(4, guest.call("run"));
    }
  }

  /** The interpreter goes on with objects of the host: their fields, their methods, new ones, and exceptions. */
  @Test
  void theInterpreterUsesObjects() {
    try (var guest = Guest.of(withBaselines(program(5) + """
        func @rest(%c: i32, %which: i32) -> i32 {
        entry:
          %o: ref = new Box
          %one: i32 = const 1
          guard %c, deopt @rest go:0 [%o = %o, %which = %which, %one = %one]
          jump go
        go:
          field.put Box.flag, %o, %one
          %b: ref = new Box
          field.put Box.content, %b, %o
          %x: ref = field.get Box.content, %b
          %y: ref = check.null %x
          %n: i32 = call.virtual java/lang/Object "answer()I"(%y)
          %k: ref = get.class %y
          %box: ref = class Box
          %same: i32 = eq %k, %box
          branch %which, throw, done
        throw:
          call @fail() to done unwind %e: caught(%e)
        caught(%t: ref):
          %is: i32 = instanceof %t, Oops
          %m: i32 = add %n, %is
          return %m
        done:
          %f: i32 = field.get Box.flag, %o
          %s: i32 = add %f, %same
          %r: i32 = add %s, %n
          return %r
        }
        """))) {
      for (int c = 0; c < 2; c++) {
        assertEquals(7, guest.call("rest", c, 0));
        assertEquals(6, guest.call("rest", c, 1));
      }
    }
  }

  /** What the interpreter does with objects once a guard has failed. */
  @Test
  void objectModel() {
    try (var guest = Guest.of(withBaselines(program(4)))) {
      var objects = new HostObjects(program(guest));
      long box = objects.newObject("Box");
      assertEquals("Box", objects.classNameOf(box));
      assertEquals(0, objects.getField(box, "Box.content"));
      long text = objects.internString("some text");
      objects.putField(box, "Box.content", text);
      objects.putField(box, "Box.flag", 3);
      assertTrue(objects.same(text, objects.getField(box, "Box.content")));
      assertEquals(1, objects.getField(box, "Box.flag"));
      assertEquals("some text", objects.stringText(objects.getField(box, "Box.content")));
      assertTrue(objects.same(objects.classObject("Box"), objects.classObject("Box")));
      assertEquals("java/lang/Class", objects.classNameOf(objects.classObject("[I")));
      long array = objects.newArray("[LBox;", 2);
      objects.store(MemType.REF, array, 1, box);
      assertEquals(box, objects.load(MemType.REF, array, 1));
      assertEquals("[LBox;", objects.classNameOf(array));
      assertTrue(objects.isInstance(array, "[Ljava/lang/Object;"));
      assertTrue(objects.isInstance(objects.newObject("java/lang/Object"), "java/lang/Object"));
      assertEquals("java/lang/Object", objects.classNameOf(objects.newObject("java/lang/Object")));
      long thrown = objects.newThrowable(new GuestThrowable("java/lang/ArithmeticException", "text", null, List.of()));
      assertTrue(objects.isInstance(thrown, "java/lang/RuntimeException"));
      assertEquals("text", objects.stringText(objects.getField(thrown, "java/lang/Throwable.detailMessage")));
    }
  }

  /** Compiled, loaded and verified in time that grows with the program; about 1 ms a class on a slow machine. */
  @Test
  void thousandsOfClasses() {
    int count = 3000;
    var text = new StringBuilder("interface I {\n}\n");
    for (int i = 0; i < count; i++) {
      text.append("class p").append(i % 40).append("/C").append(i).append(" extends ")
          .append(i % 10 == 0 ? "java/lang/Object implements I" : "p" + (i - 1) % 40 + "/C" + (i - 1))
          .append(" {\n  field next: ref\n  field n: i32\n  method \"f(I)I\" = @\"p").append(i % 40).append("/C").append(i)
          .append(".f(I)I\"\n}\n");
      var name = "p" + i % 40 + "/C" + i;
      var next = "p" + (i + 1) % count % 40 + "/C" + (i + 1) % count;
      text.append("func @\"").append(name).append(".f(I)I\"(this %o: ref, %k: i32) -> i32 {\nentry:\n  %one: i32 = const 1\n")
          .append("  %n: i32 = field.get ").append(name).append(".n, %o\n  %m: i32 = add %n, %k\n  field.put ").append(name)
          .append(".n, %o, %m\n  %p: ref = new ").append(next).append("\n  field.put ").append(name)
          .append(".next, %o, %p\n  %t: ref = string \"")
          .append(name).append("\"\n  %less: i32 = sub %k, %one\n  branch %k, more, done\nmore:\n  %r: ref = field.get ").append(name)
          .append(
              ".next, %o\n  %q: ref = check.null %r\n  %x: i32 = call.virtual I \"f(I)I\"(%q, %less)\n  %y: i32 = add %x, %m\n  return %y\n")
          .append("done:\n  return %m\n}\n");
    }
    text.append(
        "func @run(%k: i32) -> i32 {\nentry:\n  %o: ref = new p0/C0\n  %r: i32 = call.virtual I \"f(I)I\"(%o, %k)\n  return %r\n}\n");
    var module = Guest.read(text.toString());
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
      try (var guest = Guest.of(module)) {
        assertEquals(2500 * 2501 / 2, guest.call("run", 2500));
        if (Boolean.getBoolean("assay.print")) System.out.println(guest.executable.report());
      }
    });
  }
}
