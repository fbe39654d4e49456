package dev.assay.harness;

import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import java.util.List;

/** A program ready to run, again and again; it reads and writes what its {@link GuestIo} names at the time. */
@FunctionalInterface
public interface Subject {
  /** One run from the entry on; statics persist. All it wrote has reached the streams when this returns. */
  Outcome run(List<String> args);
}
