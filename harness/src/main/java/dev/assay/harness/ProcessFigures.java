package dev.assay.harness;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process used: processor time of all its threads, peak memory. The JDK's own processor time goes by ticks
 * of 10 ms on Linux, half a run of some programs, so the clock is read from the C library where its number is known.
 */
final class ProcessFigures {
  private final MethodHandle clockGettime;
  private final int clock;
  private final MemorySegment time;
  private final OperatingSystemMXBean system;

  ProcessFigures() {
    var os = System.getProperty("os.name");
    // CLOCK_PROCESS_CPUTIME_ID.
    clock = os.equals("Linux") ? 2 : os.startsWith("Mac") ? 12 : -1;
    var linker = Linker.nativeLinker();
    var symbol = clock < 0 ? null : linker.defaultLookup().find("clock_gettime").orElse(null);
    if (symbol == null) {
      clockGettime = null;
      time = null;
      system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    } else {
      clockGettime = linker.downcallHandle(symbol,
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
      // struct timespec on 64-bit systems: seconds and nanoseconds, 8 bytes each. Global, as the shutdown hook reads
      // it too.
      time = Arena.global().allocate(16, 8);
      system = null;
    }
  }

  /** Processor time of the process so far, user and system; 0 where unknown. */
  synchronized long cpuNanos() {
    if (clockGettime == null) return Math.max(0, system.getProcessCpuTime());
    try {
      int failed = (int) clockGettime.invokeExact(clock, time);
      return failed != 0 ? 0 : time.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000L + time.get(ValueLayout.JAVA_LONG, 8);
    } catch (Throwable t) {
      throw new IllegalStateException("clock_gettime", t);
    }
  }

  /** The greatest resident memory of the process so far; 0 where the system does not tell. */
  static long peakRssBytes() {
    try {
      for (var line : Files.readAllLines(Path.of("/proc/self/status")))
        if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
    return 0;
  }
}
