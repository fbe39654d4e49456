package dev.assay.harness;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a time depends on besides the program. */
final class MachineFacts {
  private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
      .getOperatingSystemMXBean();

  private MachineFacts() {}

  static Results.Machine read() {
    return new Results.Machine(System.getProperty("os.name"), System.getProperty("os.version"),
        System.getProperty("os.arch"), cpu(),
        Runtime.getRuntime().availableProcessors(), SYSTEM.getTotalMemorySize(),
        System.getProperty("java.vendor") + " " + Runtime.version(), System.getProperty("java.vm.name"), loadAverage());
  }

  /** Of the last minute; negative if the system does not tell. */
  static double loadAverage() {
    return Math.round(SYSTEM.getSystemLoadAverage() * 100) / 100.0;
  }

  private static String cpu() {
    try {
      if (System.getProperty("os.name").startsWith("Mac")) return firstLine("sysctl", "-n", "machdep.cpu.brand_string");
      for (var line : Files.readAllLines(Path.of("/proc/cpuinfo")))
        if (line.startsWith("model name")) return line.substring(line.indexOf(':') + 1).strip();
    } catch (IOException e) {
      return "";
    }
    return "";
  }

  private static String firstLine(String... command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return text.lines().findFirst().orElse("").strip();
  }
}
