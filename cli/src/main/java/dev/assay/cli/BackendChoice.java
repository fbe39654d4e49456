package dev.assay.cli;

import dev.assay.harness.HostVariant;
import dev.assay.spi.Backend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A backend and variant as the command line names them: {@code llvm}, {@code llvm:O1}, {@code host:xint}.
 *
 * @param text as given
 * @param backend null for the host
 * @param variant one of the backend's, null for the host
 */
record BackendChoice(String text, Backend backend, String variant) {
  /** All backends on the class path, by name. */
  static List<Backend> all() {
    var backends = new ArrayList<Backend>();
    ServiceLoader.load(Backend.class).forEach(backends::add);
    backends.sort(Comparator.comparing(Backend::name));
    return backends;
  }

  /** Reads a choice; an unknown backend or variant ends the command. */
  static BackendChoice of(String text) {
    if (HostVariant.of(text).isPresent()) return new BackendChoice(text, null, null);
    var parts = text.split(":", 2);
    if (parts[0].equals("host"))
      throw new Failure(ExitCode.USAGE, "unknown variant '" + text + "'; expected one of " + String.join(", ", HostVariant.names()));
    for (var backend : all()) {
      if (!backend.name().equals(parts[0])) continue;
      var variant = parts.length == 1 ? backend.variants().getFirst() : parts[1];
      if (!backend.variants().contains(variant))
        throw new Failure(ExitCode.USAGE, "unknown variant '" + text + "'; expected one of "
            + String.join(", ", backend.variants().stream().map(v -> backend.name() + ":" + v).toList()));
      return new BackendChoice(text, backend, variant);
    }
    var names = new ArrayList<>(all().stream().map(Backend::name).toList());
    names.add("host");
    throw new Failure(ExitCode.USAGE, "unknown backend '" + text + "'; expected one of " + String.join(", ", names));
  }

  boolean isHost() {
    return backend == null;
  }

  /** Ends the command if the backend cannot be used here. */
  BackendChoice requireAvailable() {
    if (!isHost() && !backend.availability().available())
      throw new Failure(ExitCode.USAGE, "backend " + text + " is not available: " + backend.availability().reason());
    return this;
  }
}
