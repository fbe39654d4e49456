package dev.assay.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The comparison as plain text of at most {@value #WIDTH} columns: times as ratios to the reference, costs by
 * backend, problems.
 */
public final class TerminalTable {
  static final int WIDTH = 100;
  private static final int MAX_NAME = 20;
  /** A mean, and over how many programs it is. */
  private static final int MIN_COLUMN = "0.123× (99)".length();
  private static final int GAP = 2;

  private TerminalTable() {}

  public static String render(Report report) {
    var text = new StringBuilder();
    var figures = new Figures(report);
    for (var columns : chunks(report)) append(text, times(report, figures, columns));
    if (text.indexOf("× (") >= 0) text.append("(n): a mean over n of the programs only\n\n");
    append(text, costs(report, figures));
    appendProblems(text, report);
    return text.toString();
  }

  /** The backends in groups that fit side by side, the reference in each. */
  private static List<List<String>> chunks(Report report) {
    var chunks = new ArrayList<List<String>>();
    List<String> chunk = null;
    int width = 0;
    for (var backend : report.backends()) {
      if (backend.equals(report.reference())) continue;
      int column = Math.max(MIN_COLUMN, Math.min(MAX_NAME, backend.length())) + GAP;
      if (chunk == null || width + column > WIDTH) {
        chunk = new ArrayList<>(List.of(report.reference()));
        chunks.add(chunk);
        width = MAX_NAME + MAX_NAME + GAP;
      }
      chunk.add(backend);
      width += column;
    }
    if (chunk == null) chunks.add(List.of(report.reference()));
    return chunks;
  }

  private static List<List<String>> times(Report report, Figures figures, List<String> columns) {
    var rows = new ArrayList<List<String>>();
    var head = new ArrayList<>(List.of("steady time"));
    head.addAll(columns);
    rows.add(head);
    for (var program : report.programs()) {
      var row = new ArrayList<>(List.of(program));
      for (var backend : columns) row.add(time(report, figures, program, backend));
      rows.add(row);
    }
    var last = new ArrayList<>(List.of("geometric mean"));
    for (var backend : columns) {
      var mean = backend.equals(report.reference()) ? null : figures.geomean(backend, report.reference());
      last.add(mean == null ? "" : Format.ratio(mean.value())
          + (mean.programs() < report.programs().size() ? " (" + mean.programs() + ")" : ""));
    }
    rows.add(last);
    return rows;
  }

  private static String time(Report report, Figures figures, String program, String backend) {
    var cell = report.cell(program, backend);
    if (cell == null) return "not run";
    if (!cell.isOk()) return cell.isFault() ? cell.status().toUpperCase(Locale.ROOT) : cell.status();
    if (backend.equals(report.reference())) return Format.nanos(cell.summary().steadyNanos());
    return Format.ratio(figures.ratio(program, backend, report.reference()));
  }

  private static List<List<String>> costs(Report report, Figures figures) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("median program", "first run", "compile cold", "warm", "per IR insn", "code", "peak memory"));
    for (var backend : report.backends()) {
      var perInsn = figures.compileNanosPerInsn(backend);
      rows.add(List.of(backend, Format.nanos(figures.median(backend, Report.Summary::firstNanos)),
          Format.nanos(figures.median(backend, Report.Summary::compileColdNanos)),
          Format.nanos(figures.median(backend, Report.Summary::compileNanos)),
          perInsn == null ? Format.NONE : Format.nanos(perInsn.value()),
          Format.bytes(figures.median(backend, Report.Summary::codeBytes)),
          Format.bytes(figures.median(backend, Report.Summary::peakRssBytes))));
    }
    return rows;
  }

  // Names to the left, figures to the right.
  private static void append(StringBuilder text, List<List<String>> rows) {
    var cells = rows.stream().map(row -> row.stream().map(c -> Format.cut(Format.plain(c), MAX_NAME)).toList())
        .toList();
    int[] widths = new int[cells.getFirst().size()];
    for (var row : cells)
      for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row.get(i).length());
    for (var row : cells) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        var padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + padding : " ".repeat(GAP) + padding + row.get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    text.append('\n');
  }

  private static void appendProblems(StringBuilder text, Report report) {
    for (var problem : report.problems())
      text.append(wrap(Format.plain(problem.where() + ": " + problem.cell().statusText()))).append('\n');
    for (var note : Wording.notes(report)) text.append(wrap(Format.plain(note))).append('\n');
    if (!report.isComplete()) text.append("The comparison was not finished.\n");
  }

  private static String wrap(String text) {
    var lines = new StringBuilder();
    int start = 0;
    int width = WIDTH;
    while (text.length() - start > width) {
      int space = text.lastIndexOf(' ', start + width);
      int end = space > start ? space : start + width;
      lines.append(text, start, end).append("\n    ");
      start = space > start ? end + 1 : end;
      width = WIDTH - 4;
    }
    return lines.append(text, start, text.length()).toString();
  }
}
