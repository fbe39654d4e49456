package dev.assay.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The comparison as Markdown with tables, for a repository, an issue or a message. */
public final class MarkdownReport {
  private final Report report;
  private final Figures figures;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(Report report) {
    this.report = report;
    this.figures = new Figures(report);
  }

  public static String render(Report report) {
    return new MarkdownReport(report).render();
  }

  private String render() {
    text.append("# Assay: comparison\n\n");
    for (var warning : Wording.warnings(report)) text.append("> **").append(escape(warning)).append("**\n\n");
    for (var line : Wording.circumstances(report)) text.append("- ").append(escape(line)).append('\n');
    text.append("\n## Steady time, relative to ").append(escape(report.reference())).append("\n\n");
    times();
    text.append("\n## Geometric means, row over column\n\n");
    means();
    text.append("\n## Costs, median program\n\n");
    costs();
    text.append("\n## Warm compile time\n\n");
    perProgram(Report.Summary::compileNanos, Format::nanos, figures.compiling());
    text.append("\n## First run\n\n");
    perProgram(Report.Summary::firstNanos, Format::nanos, report.backends());
    text.append("\n## Size of the programs\n\n");
    sizes();
    problems();
    notes();
    text.append("\n## How to read this\n\n");
    for (var paragraph : Wording.explanation(report)) text.append(escape(paragraph)).append("\n\n");
    return text.toString().stripTrailing() + "\n";
  }

  private void times() {
    var head = new ArrayList<>(List.of("program"));
    head.addAll(report.backends());
    row(head);
    rule(head.size());
    for (var program : report.programs()) {
      var row = new ArrayList<>(List.of(program));
      for (var backend : report.backends()) row.add(time(program, backend));
      row(row);
    }
    var row = new ArrayList<>(List.of("geometric mean"));
    for (var backend : report.backends())
      row.add(Format.mean(figures.geomean(backend, report.reference()), report.programs().size()));
    row(row);
  }

  private String time(String program, String backend) {
    var cell = report.cell(program, backend);
    if (cell == null) return "not run";
    if (!cell.isOk()) return cell.status();
    var nanos = Format.nanos(cell.summary().steadyNanos());
    if (backend.equals(report.reference())) return nanos;
    return Format.ratio(figures.ratio(program, backend, report.reference())) + " (" + nanos + ")";
  }

  private void means() {
    var head = new ArrayList<>(List.of(""));
    head.addAll(report.backends());
    row(head);
    rule(head.size());
    for (var backend : report.backends()) {
      var row = new ArrayList<>(List.of(backend));
      for (var over : report.backends())
        row.add(backend.equals(over) ? "" : Format.mean(figures.geomean(backend, over), report.programs().size()));
      row(row);
    }
  }

  private void costs() {
    row(List.of("backend", "first run", "compile, cold", "compile, warm", "warm, per IR instruction", "code",
        "peak memory", "version"));
    rule(8);
    for (var backend : report.backends()) {
      var perInsn = figures.compileNanosPerInsn(backend);
      row(List.of(backend, Format.nanos(figures.median(backend, Report.Summary::firstNanos)),
          Format.nanos(figures.median(backend, Report.Summary::compileColdNanos)),
          Format.nanos(figures.median(backend, Report.Summary::compileNanos)),
          perInsn == null ? Format.NONE : Format.nanos(perInsn.value()),
          Format.bytes(figures.median(backend, Report.Summary::codeBytes)),
          Format.bytes(figures.median(backend, Report.Summary::peakRssBytes)),
          report.content().backends().stream().filter(b -> b.name().equals(backend)).map(Report.Backend::version)
              .findFirst().orElse("")));
    }
  }

  private void perProgram(Function<Report.Summary, Long> figure, Function<Long, String> format, List<String> backends) {
    if (backends.isEmpty()) {
      text.append("None.\n");
      return;
    }
    var head = new ArrayList<>(List.of("program"));
    head.addAll(backends);
    row(head);
    rule(head.size());
    for (var program : report.programs()) {
      var row = new ArrayList<>(List.of(program));
      for (var backend : backends) row.add(format.apply(figure.apply(report.summary(program, backend))));
      row(row);
    }
  }

  private void sizes() {
    row(List.of("program", "functions", "IR instructions"));
    rule(3);
    for (var program : report.programs())
      row(List.of(program, Format.count(report.ofAnyBackend(program, Report.Summary::irFunctions)),
          Format.count(report.ofAnyBackend(program, Report.Summary::irInsns))));
  }

  private void problems() {
    if (report.problems().isEmpty()) return;
    text.append("\n## Problems\n\n");
    for (var problem : report.problems())
      text.append("- ").append(escape(problem.where() + ": " + problem.cell().statusText())).append('\n');
  }

  private void notes() {
    if (Wording.notes(report).isEmpty()) return;
    text.append("\n## Notes\n\n");
    for (var note : Wording.notes(report)) text.append("- ").append(escape(note)).append('\n');
  }

  private void row(List<String> cells) {
    text.append('|');
    for (var cell : cells) text.append(' ').append(escape(cell)).append(" |");
    text.append('\n');
  }

  private void rule(int columns) {
    text.append("|---|").append("---:|".repeat(columns - 1)).append('\n');
  }

  /** Whatever Markdown or HTML within it could take for markup. */
  static String escape(String text) {
    var escaped = new StringBuilder();
    for (char c : Format.plain(text).toCharArray()) {
      if (c == '<') escaped.append("&lt;");
      else if (c == '&') escaped.append("&amp;");
      else {
        if ("\\`*_[]|#!~".indexOf(c) >= 0) escaped.append('\\');
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
