package dev.assay.harness;

import dev.assay.spi.Artefact;
import dev.assay.spi.CompileMode;
import dev.assay.spi.CompileReport;
import dev.assay.spi.Executable;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The process of a cell as the command line would start it, with backends that misbehave; {@link #main} is its main
 * class.
 */
public final class FakeCell {
  private FakeCell() {}

  public static void main(String[] args) throws IOException {
    System.exit(CellRunner.run(Path.of(args[0]), FakeCell::prepare));
  }

  private static Preparation.Prepared prepare(CellSpec spec, GuestIo io) throws Refusal {
    var phases = new LinkedHashMap<String, Long>();
    phases.put("build", 5L);
    phases.put("optimise", 7L);
    return switch (spec.backend()) {
      case "refuses" -> throw new Refusal("java.lang.Thread.start\nreached from Main.main");
      case "refuses-in-compile" -> new Preparation.Prepared(() -> {
        throw new Refusal("no op frobnicate");
      }, new Preparation.Closure(3, 12), phases);
      case "fails" -> throw new IllegalStateException("broken");
      case "exits-65" -> {
        System.err.println("first\nlast line");
        Runtime.getRuntime().halt(65);
        throw new AssertionError();
      }
      case "exits-then-crashes" -> {
        var compiles = new AtomicInteger();
        yield new Preparation.Prepared(() -> {
          if (compiles.incrementAndGet() == 3) Runtime.getRuntime().halt(139);
          return new Preparation.Compiled(new Fake(spec, io), Map.of());
        }, new Preparation.Closure(3, 12), phases);
      }
      default -> new Preparation.Prepared(() -> new Preparation.Compiled(new Fake(spec, io), Map.of("lower", 3L)),
          new Preparation.Closure(3, 12),
          phases);
    };
  }

  private static final class Fake implements Executable {
    private final CellSpec spec;
    private final GuestIo io;
    private int runs;

    Fake(CellSpec spec, GuestIo io) {
      this.spec = spec;
      this.io = io;
    }

    @Override
    public Outcome run(List<String> args) {
      runs++;
      try {
        return switch (spec.backend()) {
          case "counts", "drifts" -> print("run " + runs + "\n");
          case "miscounts" -> print("run " + (runs == 2 ? 7 : runs) + "\n");
          case "exits", "exits-then-crashes" -> {
            print("before");
            yield new Outcome.Exited(259);
          }
          case "exits-otherwise" -> {
            print("before");
            yield new Outcome.Exited(4);
          }
          case "hangs" -> {
            if (runs == 3) Thread.sleep(60_000);
            yield print("run " + runs + "\n");
          }
          case "crashes" -> {
            if (runs == 3) MemorySegment.ofAddress(0).reinterpret(8).set(ValueLayout.JAVA_LONG, 0, 1);
            yield print("run " + runs + "\n");
          }
          case "dies-writing" -> {
            if (runs == 3) {
              Files.writeString(spec.directory().resolve("log.jsonl"), "{\"event\":\"ran\",\"wallNa",
                  StandardOpenOption.APPEND);
              Runtime.getRuntime().halt(139);
            }
            yield print("run " + runs + "\n");
          }
          default -> throw new AssertionError(spec.backend());
        };
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public OptionalLong executedInsns() {
      return switch (spec.backend()) {
        case "counts" -> OptionalLong.of(1000 + 16 * runs);
        case "drifts" -> OptionalLong.of(1000 + 17 * runs);
        default -> OptionalLong.empty();
      };
    }

    private Outcome print(String text) throws IOException {
      io.out().write(text.getBytes(StandardCharsets.UTF_8));
      return new Outcome.Returned(0);
    }

    @Override
    public CompileReport report() {
      int late = spec.compile() == CompileMode.LAZY ? runs : 0;
      return new CompileReport(Map.of("emit", 11L + 5 * late), 100 + 10 * late, 1);
    }

    @Override
    public Outcome call(String function, long... args) {
      throw new AssertionError();
    }

    @Override
    public void stop() {}

    @Override
    public Optional<String> artefact(Artefact kind, String function) {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
