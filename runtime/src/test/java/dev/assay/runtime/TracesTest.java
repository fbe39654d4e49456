package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.ir.ClassModel;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TracesTest {
  private static final Traces TRACES = new Traces(module());

  private static Module module() {
    var module = new Module("test");
    module.add(ClassModel.ofStatics("T", "T.java", false, List.of()));
    return module;
  }

  /** Frames such as {@code a:1}. */
  private static List<GuestThrowable.Frame> frames(String... places) {
    var frames = new ArrayList<GuestThrowable.Frame>();
    for (var place : places) {
      var parts = place.split(":");
      frames.add(new GuestThrowable.Frame("T." + parts[0], Position.at(0, Integer.parseInt(parts[1]))));
    }
    return frames;
  }

  private static GuestThrowable thrown(String message, GuestThrowable cause, String... places) {
    return new GuestThrowable("E", message, cause, frames(places));
  }

  @Test
  void aCauseShowsWhatItsWrapperDoesNot() {
    var innermost = thrown("c", null, "deep:5", "inner:3", "main:1");
    var inner = thrown("b", innermost, "inner:4", "main:1");
    assertEquals("""
        E: a
        \tat T.outer(T.java:9)
        \tat T.main(T.java:1)
        Caused by: E: b
        \tat T.inner(T.java:4)
        \t... 1 more
        Caused by: E: c
        \tat T.deep(T.java:5)
        \tat T.inner(T.java:3)
        \t... 1 more
        """, TRACES.text(thrown("a", inner, "outer:9", "main:1")));
  }

  @Test
  void aCauseMayShareAllOrNothing() {
    assertEquals("E\n\tat T.f(T.java:1)\nCaused by: E\n\tat T.f(T.java:2)\n", TRACES.text(thrown(null, thrown(null, null, "f:2"), "f:1")));
    assertEquals("E\n\tat T.f(T.java:1)\nCaused by: E\n\t... 1 more\n", TRACES.text(thrown(null, thrown(null, null, "f:1"), "f:1")));
    assertEquals("E\nCaused by: E\n\tat T.f(T.java:1)\n", TRACES.text(thrown(null, thrown(null, null, "f:1"))));
    assertEquals("E\n\tat T.f(T.java:1)\n\tat T.f(T.java:1)\nCaused by: E\n\t... 1 more\n",
        TRACES.text(thrown(null, thrown(null, null, "f:1"), "f:1", "f:1")));
  }

  @Test
  void inlinedFramesCountAndHiddenOnesDoNot() {
    var inlined = new GuestThrowable.Frame("T.f", Position.at(0, 2).inlined("T.g", Position.at(0, 3)));
    var hidden = new GuestThrowable.Frame("T.<initialize>", Position.at(0, 4));
    assertEquals(2, inlined.lines());
    assertEquals(0, hidden.lines());
    CallStack endless = trace -> {
      while (!trace.isFull()) {
        trace.add(hidden);
        trace.add(inlined);
      }
      trace.add(inlined);
    };
    assertEquals(1024, TRACES.lines(endless.frames()).size());
    assertEquals(1 + 1024, TRACES.text(new GuestThrowable("E", null, null, endless.frames())).lines().count());
  }
}
