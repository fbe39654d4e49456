package dev.assay.reports;

import java.io.PrintStream;

/** One line per cell as it ends; on a terminal also the cell that is running, on a line that is written over. */
public final class TerminalProgress {
  private static final String BACK_TO_START = "\r\033[K";

  private final PrintStream out;
  private final boolean interactive;

  /**
   * @param interactive whether {@code out} is a terminal; control sequences are written only then
   */
  public TerminalProgress(PrintStream out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
  }

  /**
   * @param index 1-based
   */
  public void started(int index, int total, String program, String backend) {
    if (!interactive) return;
    out.print(head(index, total, program, backend) + "…");
    out.flush();
  }

  /**
   * @param statusText {@code ok} or the reason
   * @param steadyNanos null if there is none
   * @param referenceNanos the reference's of the same program; null if there is none
   */
  public void ended(int index, int total, String program, String backend, String statusText, Long steadyNanos,
      Long referenceNanos) {
    var ratio = steadyNanos == null || referenceNanos == null || referenceNanos <= 0 ? null
        : (Double) ((double) steadyNanos / referenceNanos);
    var figures = steadyNanos == null ? "" : String.format("%8s %8s", Format.nanos(steadyNanos), Format.ratio(ratio));
    var text = statusText.equals("ok") ? figures : Format.plain(statusText);
    out.println((interactive ? BACK_TO_START : "")
        + Format.cut(head(index, total, program, backend) + text, TerminalTable.WIDTH));
    out.flush();
  }

  private static String head(int index, int total, String program, String backend) {
    int digits = String.valueOf(total).length();
    return String.format("[%" + digits + "d/%d] %-16s %-18s ", index, total, Format.cut(Format.plain(program), 16),
        Format.cut(Format.plain(backend), 18));
  }
}
