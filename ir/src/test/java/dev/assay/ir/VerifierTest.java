package dev.assay.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** For each rule of {@link Verifier} texts that break it, and texts that come close and do not. */
class VerifierTest {
  /** Prepended to each body that is no whole module. The text of the diagnostic is expected, or none if it is empty. */
  private record Case(int rule, Level level, String expected, String text) {}

  private static final List<Case> CASES = new ArrayList<>();

  private static void high(int rule, String expected, String text) {
    CASES.add(new Case(rule, Level.HIGH, expected, text));
  }

  private static void low(int rule, String expected, String text) {
    CASES.add(new Case(rule, Level.LOW, expected, text));
  }

  /** A function with a parameter of each type, and this body. */
  private static String f(String body) {
    return """
        class C extends Object init {
          static i: i32 = 0
          static b: i8 = 0
          static r: ref = null
        }
        class D extends Object {
        }
        func @"C.<initialize>"() {
        entry:
          return
        }
        func @void(%x: i32) {
        entry:
          return
        }
        func @int() -> i32 {
        entry:
          %c: i32 = const 0
          return %c
        }
        func @f(%i: i32, %j: i64, %g: f32, %d: f64, %r: ref) {
        entry:
        """ + body.indent(2).replaceAll("(?m)^  ([a-z0-9]+(\\([^()=]*\\))?:)$", "$1") + "}\n";
  }

  /** A function whose %s is an object of class S, below the abstract class A. */
  private static String objects(String body) {
    return """
        abstract class A extends java/lang/Object {
          field x: i32
        }
        class S extends A {
          method "m(I)I" = @S.m
        }
        func @S.m(this %o: ref, %i: i32) -> i32 {
        entry:
          return %i
        }
        func @f(%i: i32, %r: ref) {
        entry:
          %s: ref = new S
        """ + body.indent(2).replaceAll("(?m)^  ([a-z0-9]+(\\([^()=]*\\))?:)$", "$1") + "}\n";
  }

  static {
    high(1, "entry @main is no function of the module", "entry @main\n");
    high(1, "the entry takes nothing or ref; got i32", "entry @f\nfunc @f(%x: i32) {\nentry:\n  return\n}\n");
    high(1, "", "entry @f\nfunc @f(%x: ref) {\nentry:\n  return\n}\n");
    high(2, "class A: a second static field x", "class A {\n static x: i32 = 1\n static x: ref = null\n}\n");
    high(3, "class A: init wants a function @A.<initialize>; there is none", "class A init {\n}\n");
    high(3, "an initialiser takes and gives nothing", "class A init {\n}\nfunc @\"A.<initialize>\"(%x: i32) {\nentry:\n  return\n}\n");
    high(4, "call of @g, which is no function", "baseline func @f() {\nentry:\n  call @g()\n  return\n}\n");
    high(4, "", "baseline func @f(%p: ptr) {\nentry:\n  %x: i32 = load i32 %p\n  class.init C\n  return\n}\n" + f("return\n"));

    high(5, "class java/lang/String: every module has it, with field value: ref; declare the field or leave out the class",
        "class java/lang/String extends java/lang/Object {\n field coder: i8\n}\n");
    high(5, "with field value: ref", "class java/lang/String extends java/lang/Object {\n field value: i32\n field coder: i8\n}\n");
    high(5, "", "class java/lang/String extends java/lang/Object {\n field value: ref\n field x: f32\n field coder: i8\n}\n");
    high(2, "class A: a second field x", "class A {\n field x: i32\n field x: ref\n}\n");
    high(2, "", "class A {\n static x: i32 = 0\n field x: ref\n}\n");
    high(2, "class A: method @m is no function of the module", "class A {\n method \"m()V\" = @m\n}\n");
    high(2, "class A: method @m has no receiver", "class A {\n method \"m()V\" = @m\n}\nfunc @m(%o: ref) {\nentry:\n  return\n}\n");
    high(2, "class A: it is its own superclass", "class A extends B {\n}\nclass B extends A {\n}\n");
    high(20, "the first parameter of a function with a receiver is a ref", "func @m(this %o: i32) {\nentry:\n  return\n}\n");

    high(60, "no class of the module has a field S.y", objects("%x: i32 = field.get S.y, %s\nreturn\n"));
    high(60, "no class of the module has a field S.x", objects("%x: i32 = field.get S.x, %s\nreturn\n"));
    high(40, "field.get A.x gives i32; the result is declared i64", objects("%x: i64 = field.get A.x, %s\nreturn\n"));
    high(40, "field.put A.x wants ref, i32; got ref, i64", objects("%v: i64 = const 1\nfield.put A.x, %s, %v\nreturn\n"));
    high(40, "", objects("%v: i32 = const 1\nfield.put A.x, %s, %v\nreturn\n"));
    high(63, "new of A, which is abstract class", objects("%o: ref = new A\nreturn\n"));
    high(63, "new of Q, which is no class of the module", objects("%o: ref = new Q\nreturn\n"));
    high(63, "", objects("%o: ref = new java/lang/ArithmeticException\nreturn\n"));
    high(63, "call.virtual A \"n()V\": class S has no such method", objects("call.virtual A \"n()V\"(%s)\nreturn\n"));
    high(63, "call.virtual Q \"m(I)I\": Q is no class of the module", objects("%x: i32 = call.virtual Q \"m(I)I\"(%s)\nreturn\n"));
    high(63, "call.virtual A \"m(I)I\" wants ref, i32; got ref", objects("%x: i32 = call.virtual A \"m(I)I\"(%s)\nreturn\n"));
    high(63, "call.virtual A \"m(I)I\" gives i32; the result is declared as nothing",
        objects("call.virtual A \"m(I)I\"(%s, %i)\nreturn\n"));
    high(63, "", objects("%x: i32 = call.virtual A \"m(I)I\"(%s, %i)\nreturn\n"));
    high(71, "the object of field.get must come from check.null", objects("%x: i32 = field.get A.x, %r\nreturn\n"));
    high(71, "the object of field.put must come from check.null", objects("field.put A.x, %r, %i\nreturn\n"));
    high(71, "the object of get.class must come from check.null", objects("%c: ref = get.class %r\nreturn\n"));
    high(71, "the receiver of call.virtual must come from check.null", objects("%x: i32 = call.virtual A \"m(I)I\"(%r, %i)\nreturn\n"));
    high(71, "the receiver of a call must come from check.null", objects("%x: i32 = call @S.m(%r, %i)\nreturn\n"));
    high(71, "", objects("%x: i32 = call @S.m(%s, %i)\nreturn\n"));
    high(71, "", objects("%c: ref = class S\n%d: ref = get.class %c\n%e: ref = get.class %d\nreturn\n"));
    high(71, "", objects("%x: i32 = call @S.m(%s, %i) to a unwind %e: b(%e)\na:\nreturn\nb(%t: ref):\n%c: ref = get.class %t\nreturn\n"));
    high(50, "stands at the low level only", objects("call.indirect %s(%i)\nreturn\n"));
    low(50, "stands at the high level only", objects("%c: ref = get.class %s\nreturn\n"));
    low(40, "call.indirect wants a target ptr; got ref", "func @f(%r: ref) {\nentry:\n  call.indirect %r()\n  return\n}\n");

    high(11, "block entry does not end with a terminator", f("poll\n"));
    high(11, "block entry does not end with a terminator", f(""));
    high(11, "a terminator stands inside block entry", f("return\nreturn\n"));
    high(12, "an edge leads to the entry block entry", f("jump entry\n"));
    high(13, "the body of a try must be able to throw; '%x: i32 = neg %i' is not", f("""
        %x: i32 = neg %i to a unwind %e: a
        a:
        return
        """));
    high(22, "the edge to a wants i32, ref; got i32", f("jump a(%i)\na(%x: i32, %y: ref):\nreturn\n"));
    high(22, "the edge to a wants ref; got i32", f("branch %i, a(%i), a(%r)\na(%x: ref):\nreturn\n"));
    high(22, "the edge to a wants nothing; got i32", f("switch %i, [1: a] a(%i)\na:\nreturn\n"));

    high(30, "%b is used where its definition in entry does not dominate", f("%a: i32 = neg %b\n%b: i32 = neg %i\nreturn\n"));
    high(30, "%a is used where its definition in entry does not dominate", f("%a: i32 = neg %a\nreturn\n"));
    high(30, "%a is used where its definition in left does not dominate", f("""
        branch %i, left, right
        left:
        %a: i32 = neg %i
        jump join
        right:
        jump join
        join:
        %b: i32 = neg %a
        return
        """));
    high(30, "%a is used where its definition in left does not dominate", f("""
        branch %i, left, right
        left:
        %a: i32 = neg %i
        jump join(%a)
        right:
        jump join(%a)
        join(%b: i32):
        return
        """));
    high(30, "%a is used where its definition in dead does not dominate", f("%b: i32 = neg %a\nreturn\ndead:\n%a: i32 = neg %i\nreturn\n"));
    high(30, "", f("return\ndead:\n%b: i32 = neg %a\njump dead2\ndead2:\n%a: i32 = neg %b\njump dead\n"));
    high(31, "%x is used other than as argument of the normal edge of its try", f("""
        %x: i32 = check.size %i to a(%x) unwind %e: b(%x)
        a(%y: i32):
        return
        b(%z: i32):
        return
        """));
    high(31, "%e is used other than as argument of the unwind edge of its try", f("""
        %x: i32 = check.size %i to a unwind %e: b
        a:
        return
        b:
        throw %e
        """));
    high(31, "%x is used other than as argument of the normal edge of its try", f("""
        %x: i32 = check.size %i to a unwind %e: a
        a:
        %z: i32 = neg %x
        return
        """));
    high(31, "%x is used other than as argument of the normal edge of its try", f("""
        %x: i32 = check.size %x to a unwind %e: a
        a:
        return
        """));
    high(31, "", f("""
        %x: i32 = check.size %i to a(%x, %i) unwind %e: b(%i, %e)
        a(%y: i32, %z: i32):
        return
        b(%u: i32, %v: ref):
        throw %v
        """));

    high(40, "%q: div wants i64, i64; got i64, f64", f("%q: i64 = div %j, %d\nreturn\n"));
    high(40, "%q: shl wants i64, i32; got i64, i64", f("%q: i64 = shl %j, %j\nreturn\n"));
    high(40, "%q: sqrt is not defined on i32", f("%q: i32 = sqrt %i\nreturn\n"));
    high(40, "%q: neg wants i32; got i64", f("%q: i32 = neg %j\nreturn\n"));
    high(40, "%q: and is not defined on f32", f("%q: f32 = and %g, %g\nreturn\n"));
    high(40, "%q: fma is not defined on i32", f("%q: i32 = fma %i, %i, %i\nreturn\n"));
    high(40, "%q: fma wants f32, f32, f32; got f32, f32, f64", f("%q: f32 = fma %g, %g, %d\nreturn\n"));
    high(40, "%q: lt does not compare ref", f("%q: i32 = lt %r, %r\nreturn\n"));
    high(40, "%q: eq wants i32, i32; got i32, i64", f("%q: i32 = eq %i, %j\nreturn\n"));
    high(40, "%q: eq gives i32; the result is declared i64", f("%q: i64 = eq %i, %i\nreturn\n"));
    high(40, "%q: sext does not convert i64 to i32", f("%q: i32 = sext %j\nreturn\n"));
    high(40, "%q: check.nonzero does not take f32 as operand 0", f("%q: f32 = check.nonzero %g\nreturn\n"));
    high(40, "%q: check.bounds does not take i64 as operand 1", f("%q: i32 = check.bounds %i, %j\nreturn\n"));
    high(40, "%q: check.null gives ref; the result is declared i32", f("%q: i32 = check.null %r\nreturn\n"));
    high(40, "%q: string gives ref; the result is declared i32", f("%q: i32 = string \"x\"\nreturn\n"));
    high(40, "%q: instanceof wants ref; got i32", f("%q: i32 = instanceof %i, C\nreturn\n"));
    high(40, "%q: array.length wants ref; got i32", f("%q: i32 = array.length %i\nreturn\n"));
    high(40, "%q: array.load i8 gives i32; the result is declared i64",
        f("%a: ref = check.null %r\n%k: i32 = check.bounds %i, %i\n%q: i64 = array.load i8 %a, %k\nreturn\n"));
    high(40, "array.store i64 wants ref, i32, i64; got ref, i32, i32",
        f("%a: ref = check.null %r\n%k: i32 = check.bounds %i, %i\narray.store i64 %a, %k, %i\nreturn\n"));
    high(40, "branch wants i32; got i64", f("branch %j, a, a\na:\nreturn\n"));
    high(40, "switch wants i32; got i64", f("switch %j, [] a\na:\nreturn\n"));
    high(40, "throw wants ref; got i32", f("throw %i\n"));
    high(40, "return wants nothing; got i32", f("return %i\n"));
    high(40, "return wants i32; got nothing", "func @g() -> i32 {\nentry:\n  return\n}\n");
    high(40, "%q: check.nonzero gives i32; the result is declared i64", f("%q: i64 = check.nonzero %i to a unwind %e: a\na:\nreturn\n"));
    low(40, "%q: load u16 gives i32; the result is declared i64", f("%q: i64 = load u16 %r + 8\nreturn\n"));
    low(40, "%q: load i32 wants a base ref or ptr; got i64", f("%q: i32 = load i32 %j\nreturn\n"));
    low(40, "store i64 wants a value i64; got i32", f("store i64 %r, %i\nreturn\n"));
    low(40, "%q: address wants an index i32 or i64; got ref", f("%q: ptr = address %r, %r\nreturn\n"));
    low(40, "%q: address gives ptr; the result is declared ref", f("%q: ref = address %r, %i\nreturn\n"));
    high(42, "switch wants its keys in ascending order; got 1 after 1", f("switch %i, [0: a, 1: a, 1: a] a\na:\nreturn\n"));
    low(42, "%q: address wants a scale 1, 2, 4 or 8; got 3", f("%q: ptr = address %r, %i * 3\nreturn\n"));
    high(43, "call @void wants i32; got nothing", f("call @void()\nreturn\n"));
    high(43, "%q: call @void gives nothing; the result is declared i32", f("%q: i32 = call @void(%i)\nreturn\n"));
    high(43, "call @int gives i32; the result is declared as nothing", f("call @int()\nreturn\n"));
    high(43, "host print.int wants i32, i32; got i32, i64", f("host print.int(%i, %j)\nreturn\n"));
    high(43, "%q: host flush gives nothing; the result is declared i32", f("%q: i32 = host flush(%i)\nreturn\n"));

    high(50, "%q: stands at the low level only", f("%q: i32 = load i32 %r\nreturn\n"));
    low(50, "stands at the high level only", f("class.init C\nreturn\n"));
    low(50, "stands at the high level only", f("class.init C to a unwind %e: a\na:\nreturn\n"));
    high(50, "%p is a ptr, which exists at the low level only", f("%p: ptr = const 0x0\nreturn\n"));
    high(50, "%p is a ptr, which exists at the low level only", "func @g(%p: ptr) {\nentry:\n  return\n}\n");
    high(50, "the result is a ptr, which exists at the low level only", "func @g() -> ptr {\nentry:\n  jump a\na:\n jump a\n}\n");
    low(50, "", f("%p: ptr = const 0x0\n%q: i32 = check.nonzero %i\nreturn\n"));

    high(60, "call of @nobody, which is no function of the module", f("call @nobody()\nreturn\n"));
    high(60, "%q: no class of the module has a static field C.x", f("%q: i32 = static.get C.x\nreturn\n"));
    high(60, "%q: static.get C.r gives ref; the result is declared i32", f("%q: i32 = static.get C.r\nreturn\n"));
    high(60, "static.put C.b wants i32; got i64", f("static.put C.b, %j\nreturn\n"));
    low(60, "%q: no class of the module has a static field x", f("%q: ptr = static.address x\nreturn\n"));
    high(61, "class.init of X, which is no class of the module", f("class.init X\nreturn\n"));
    high(61, "class.init of D, which has no initialiser", f("class.init D\nreturn\n"));
    high(62, "%q: X is no class of the module", f("%q: i32 = instanceof %r, X\nreturn\n"));
    high(62, "%q: \"[LX\" is no class of the module", f("%q: ref = check.cast %r, \"[LX\"\nreturn\n"));
    high(62, "", f("%q: ref = check.cast %r, \"[[LX;\"\nreturn\n"));
    high(62, "%q: new.array wants an array class; got \"C\"", f("%n: i32 = const 1\n%q: ref = new.array C, %n\nreturn\n"));
    low(62, "%q: X is no class of the module", f("%q: ptr = class.pointer X\nreturn\n"));

    high(70, "%q: the divisor of div must come from check.nonzero or a constant; %i does not", f("%q: i32 = div %i, %i\nreturn\n"));
    high(70, "%q: the divisor of rem must come from check.nonzero or a constant; %z does not",
        f("%z: i64 = const 0\n%q: i64 = rem %j, %z\nreturn\n"));
    high(70, "", f("%z: i64 = const 7\n%q: i64 = rem %j, %z\n%u: f32 = div %g, %g\nreturn\n"));
    high(70, "", f("""
        %n: i32 = check.nonzero %i to loop(%n, %i) unwind %e: a
        loop(%x: i32, %y: i32):
        %q: i32 = div %y, %x
        branch %q, loop(%x, %q), a
        a:
        return
        """));
    high(70, "%q: the divisor of div must come from check.nonzero or a constant; %x does not", f("""
        %n: i32 = check.nonzero %i to loop(%n, %n) unwind %e: a
        loop(%x: i32, %y: i32):
        %q: i32 = div %y, %x
        branch %q, loop(%q, %x), a
        a:
        return
        """));
    high(71, "the array of array.length must come from check.null, new or what else is never null; %r does not",
        f("%q: i32 = array.length %r\nreturn\n"));
    high(71, "the array of array.load must come from", f("%k: i32 = check.bounds %i, %i\n%q: i32 = array.load i32 %r, %k\nreturn\n"));
    high(71, "the array of array.store must come from", f("%k: i32 = check.bounds %i, %i\narray.store i32 %r, %k, %i\nreturn\n"));
    high(71, "the array of host array.clone must come from", f("%q: ref = host array.clone(%r)\nreturn\n"));
    high(71, "the array of array.length must come from", f("""
        %c: ref = check.cast %r, "[I"
        %q: i32 = array.length %c
        return
        """));
    high(71, "", f("""
        %n: i32 = const 1
        %a: ref = new.array "[I", %n
        %b: ref = host array.clone(%a)
        %c: ref = check.cast %b, "[I"
        branch %i, l(%c), l(%a)
        l(%x: ref):
        %q: i32 = array.length %x
        branch %q, l(%x), l(%b)
        """));
    high(72, "the index of array.load must come from check.bounds; %k does not",
        f("%a: ref = check.null %r\n%k: i32 = const 0\n%q: i32 = array.load i32 %a, %k\nreturn\n"));
    high(72, "the index of array.store must come from check.bounds; %i does not",
        f("%a: ref = check.null %r\narray.store i32 %a, %i, %i\nreturn\n"));
    high(73, "the length of new.array must come from check.size, array.length or a constant; %i does not",
        f("%q: ref = new.array \"[I\", %i\nreturn\n"));

    high(80, "@nobody has no baseline that is in order", f("guard %i, deopt @nobody entry:0 []\nreturn\n"));
    high(80, "@int body:0 is no instruction of the baseline", f("guard %i, deopt @int body:0 []\nreturn\n"));
    high(80, "@int entry:2 is no instruction of the baseline", f("guard %i, deopt @int entry:2 []\nreturn\n"));
    high(80, "@int entry:0 must be a call of @void, which was inlined there",
        f("guard %i, deopt @void entry:0 [] < @int entry:0 []\nreturn\n"));
    high(81, "%y is no value of the baseline of @void", f("guard %i, deopt @void entry:0 [%y = %i]\nreturn\n"));
    high(81, "%x is i32 in the baseline of @void; got i64", f("guard %i, deopt @void entry:0 [%x = %j]\nreturn\n"));
    high(81, "%x of @void is bound twice", f("guard %i, deopt @void entry:0 [%x = %i, %x = %i]\nreturn\n"));
    var caller = """
        func @caller(%a: i32, %b: i32) -> i32 {
        entry:
          %n: i32 = neg %a
          %r: i32 = call @int()
          %s: i32 = add %r, %b
          %t: i32 = call @int() to ok(%t, %s) unwind %e: bad(%n)
        ok(%x: i32, %y: i32):
          return %x
        bad(%z: i32):
          return %z
        }
        """;
    high(82, "@caller entry:0 needs %a, which is not bound", caller + f("guard %i, deopt @caller entry:0 [%b = %i]\nreturn\n"));
    high(82, "@caller entry:2 needs %r, which is not bound",
        caller + f("guard %i, deopt @caller entry:2 [%b = %i, %n = %i]\nreturn\n"));
    high(82, "@caller entry:1 needs %b, which is not bound",
        caller + f("guard %i, deopt @int entry:0 [] < @caller entry:1 [%n = %i]\nreturn\n"));
    high(82, "@caller entry:3 needs %s, which is not bound",
        caller + f("guard %i, deopt @int entry:0 [] < @caller entry:3 [%n = %i]\nreturn\n"));
    high(82, "", caller + f("""
        guard %i, deopt @caller entry:0 [%a = %i, %b = %i]
        guard %i, deopt @caller entry:2 [%r = %i, %b = %i, %n = %i]
        guard %i, deopt @caller ok:0 [%x = %i]
        guard %i, deopt @int entry:0 [] < @caller entry:1 [%n = %i, %b = %i]
        guard %i, deopt @int entry:1 [%c = %i] < @caller entry:3 [%n = %i, %s = %i, %a = %i]
        return
        """));

    low(90, "'poll': %p, derived from a ref by address, lives across this safepoint",
        f("%p: ptr = address %r, %i\npoll\n%q: i32 = load i32 %p\nreturn\n"));
    low(90, "%p, derived from a ref by address, lives across this safepoint", f("""
        %p: ptr = address %r, %i
        branch %i, a, b
        a:
        call @void(%i)
        jump b
        b:
        %q: i32 = load i32 %p
        return
        """));
    low(90, "%x, derived from a ref by address, lives across this safepoint", f("""
        %p: ptr = address %r, %i
        jump loop(%p)
        loop(%x: ptr):
        %y: ptr = address %x, %i * 4
        poll
        branch %i, loop(%y), out
        out:
        %q: i32 = load i32 %x
        return
        """));
    low(90, "%p, derived from a ref by address, lives across this safepoint", f("""
        %p: ptr = address %r, %i
        call @void(%i) to a(%p) unwind %e: b
        a(%x: ptr):
        return
        b:
        return
        """));
    low(90, "", f("""
        %c: ptr = class.pointer C
        %s: ptr = static.address C.i
        %t: ptr = address %s, %i * 8 + 16
        %x: ptr = context
        %p: ptr = address %r, %i
        %q: i32 = load i32 %p
        poll
        store i32 %s, %q
        store i32 %t, %q
        store ptr %x, %c
        jump a(%c)
        a(%l: ptr):
        %u: ptr = address %r, %i
        store i32 %u, %i
        poll
        branch %i, a(%l), b
        b:
        return
        """));
  }

  @TestFactory
  List<DynamicTest> rules() {
    return CASES.stream().map(c -> DynamicTest.dynamicTest(c.rule + ": " + (c.expected.isEmpty() ? "holds" : c.expected), () -> {
      var read = Reader.read("test.ir", c.text);
      var found = Verifier.verify(read.orThrow(), c.level, read.source());
      if (c.expected.isEmpty()) {
        assertEquals(List.of(), found);
      } else {
        assertTrue(found.stream().anyMatch(d -> d.message().contains(c.expected)), () -> "expected: " + c.expected + "\nfound: " + found);
      }
    })).toList();
  }

  @Test
  void every_rule_has_a_case() throws IOException {
    var source = Files.readString(Path.of("src/main/java/dev/assay/ir/Verifier.java"));
    var rules = Pattern.compile("^ \\*  ([ \\d]\\d)  ", Pattern.MULTILINE).matcher(source).results()
        .map(m -> Integer.valueOf(m.group(1).strip())).collect(Collectors.toCollection(TreeSet::new));
    // Those below cannot be broken in a text: the reader rejects it.
    var covered = new TreeSet<>(Set.of(10, 20, 21, 41));
    CASES.stream().filter(c -> !c.expected.isEmpty()).forEach(c -> covered.add(c.rule));
    assertEquals(rules, covered);
  }

  // --- what no text can say

  private final Module module = new Module("test");
  private final Function function = new Function("f", null);

  private void assertFound(String message) {
    module.add(function);
    var found = Verifier.verify(module, Level.HIGH);
    assertTrue(found.contains(new Diagnostic("@f", 0, 0, message)), found::toString);
    // What is wrong must print all the same.
    Printer.print(module);
  }

  private Block block(Insn... insns) {
    var block = function.newBlock(null);
    block.insns().addAll(List.of(insns));
    return block;
  }

  private static Terminator returns() {
    return new Terminator.Return(Position.NONE, null);
  }

  @Test
  void rule_10_no_block() {
    assertFound("there is no block");
  }

  @Test
  void rule_10_block_twice() {
    function.blocks().add(block(returns()));
    assertFound("block b0 stands twice");
  }

  @Test
  void rule_10_block_of_another_function() {
    block(returns());
    function.blocks().add(new Function("g", null).newBlock("x"));
    assertFound("blocks b0 and x have the same id 0");
  }

  @Test
  void rule_12_edge_out_of_the_function() {
    block(new Terminator.Jump(Position.NONE, Edge.to(function.detachedBlock("x"))));
    assertFound("'jump x': an edge leads to x, which is not in the function");
  }

  @Test
  void rule_13_try_of_a_terminator() {
    var target = function.detachedBlock("t");
    target.insns().add(returns());
    var exception = function.newValue(Type.REF, "e");
    block(new Terminator.Try(Position.NONE, returns(), Edge.to(target), exception, Edge.to(target)));
    function.blocks().add(target);
    assertFound("'return to t unwind %e: t': the body of a try is a terminator");
  }

  @Test
  void rule_20_defined_twice() {
    var value = function.newValue(Type.I32, "x");
    block(new Insn.Const(Position.NONE, value, 1), new Insn.Const(Position.NONE, value, 2), returns());
    assertFound("%x: %x is defined twice");
  }

  @Test
  void rule_20_same_id() {
    var other = new Function("g", null).newValue(Type.I32, "y");
    block(new Insn.Const(Position.NONE, function.newValue(Type.I32, "x"), 1), new Insn.Const(Position.NONE, other, 2), returns());
    assertFound("%y: %x and %y have the same id 0");
  }

  @Test
  void rule_20_id_too_large() {
    var other = new Function("g", null).newValue(Type.I32, "y");
    block(new Insn.Const(Position.NONE, other, 2), returns());
    assertFound("%y: %y has the id 0, which is not below valueCount 0");
  }

  @Test
  void rule_20_no_result() {
    block(new Insn.Const(Position.NONE, null, 2), returns());
    assertFound("'const 2': the instruction has no result");
  }

  @Test
  void rule_21_undefined() {
    block(new Terminator.Throw(Position.NONE, function.newValue(Type.REF, "x")));
    assertFound("'throw %x': %x is used, but nothing in the function defines it");
  }

  @Test
  void rule_41_constant_out_of_range() {
    block(new Insn.Const(Position.NONE, function.newValue(Type.I32, "x"), 1L << 31), returns());
    assertFound("%x: the bits 2147483648 are no i32 constant");
  }

  @Test
  void rule_41_ref_constant() {
    block(new Insn.Const(Position.NONE, function.newValue(Type.REF, "x"), 8), returns());
    assertFound("%x: the bits 8 are no ref constant");
  }

  @Test
  void diagnostics_name_the_line_that_was_read() {
    var read = Reader.read("t.ir", "func @f(%x: i64, %y: f64) {\nentry:\n  %q: i64 = add %x, %y\n  return\n}\n");
    assertEquals("[t.ir:3:3: %q: add wants i64, i64; got i64, f64]",
        Verifier.verify(read.orThrow(), Level.HIGH, read.source()).toString());
    assertEquals("[@f: %q: add wants i64, i64; got i64, f64]", Verifier.verify(read.orThrow(), Level.HIGH).toString());
  }
}
