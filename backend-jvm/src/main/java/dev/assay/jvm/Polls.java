package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import dev.assay.runtime.Unwinding;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * Polls that cost nothing. All of a program go through one call site whose target does nothing, which the host's compilers inline as a
 * constant. A stop exchanges the target; that invalidates all code compiled with the old one, and loops that run in it are continued by
 * the host's interpreter at their next safepoint, where they meet the new target.
 *
 * <p>A field that is read in each round would be hoisted out of loops if plain, and if volatile or opaque keep the host from unrolling and
 * vectorising them.
 */
final class Polls {
  private static final MethodType POLL = MethodType.methodType(void.class);
  private static final MethodHandle GO_ON = MethodHandles.empty(POLL);
  private static final MethodHandle STOP;

  static {
    try {
      STOP = MethodHandles.lookup().findStatic(Polls.class, "leave", POLL);
    } catch (ReflectiveOperationException e) {
      throw new CompilerBug("poll", e);
    }
  }

  private final MutableCallSite site = new MutableCallSite(GO_ON);
  private volatile boolean stop;

  private static void leave() {
    throw new Unwinding.Stop();
  }

  CallSite callSite() {
    return site;
  }

  boolean isStopRequested() {
    return stop;
  }

  synchronized void request(boolean requested) {
    // Setting a target throws compiled code away even if it is the same one.
    if (requested == stop) return;
    stop = requested;
    site.setTarget(requested ? STOP : GO_ON);
    MutableCallSite.syncAll(new MutableCallSite[] {site});
  }
}
