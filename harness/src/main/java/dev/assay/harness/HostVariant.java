package dev.assay.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ways the untouched program is run: {@code host}, or {@code host:} and the variant's name. */
public enum HostVariant {
  /** Default flags. */
  DEFAULT("host"),
  /** The serial collector and a heap of the backends' size. */
  SERIAL("host:serial"),
  /** HotSpot's first compiler alone. */
  C1("host:c1"),
  /** HotSpot's interpreter alone. */
  XINT("host:xint");

  private final String backend;

  HostVariant(String backend) {
    this.backend = backend;
  }

  /** As given on the command line. */
  public String backend() {
    return backend;
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(HostVariant::backend).toList();
  }

  public static Optional<HostVariant> of(String backend) {
    return Arrays.stream(values()).filter(v -> v.backend.equals(backend)).findFirst();
  }

  static boolean isHost(String backend) {
    return backend.equals("host") || backend.startsWith("host:");
  }

  /** What sets this variant apart, as flags of its JVM. */
  public List<String> jvmFlags(long heapBytes) {
    return switch (this) {
      case DEFAULT -> List.of();
      case SERIAL -> List.of("-XX:+UseSerialGC", "-Xmx" + heapBytes);
      case C1 -> List.of("-XX:TieredStopAtLevel=1");
      case XINT -> List.of("-Xint");
    };
  }
}
