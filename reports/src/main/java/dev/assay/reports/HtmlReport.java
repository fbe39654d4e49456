package dev.assay.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The comparison as one HTML file that needs no network, no script and no other file. */
public final class HtmlReport {
  /** Ratio from which on a cell has its full colour, faster or slower. */
  private static final double FULL_COLOUR = 8;
  /** Mean ratio from which on a backend is shown in a chart of its own. */
  private static final double FAR = 8;
  /** Share of a bar that has room for a label. */
  private static final double LABELLED_SHARE = 0.15;
  private static final int SHORT_HASH = 12;

  private final Report report;
  private final Figures figures;
  private final Html html = new Html();

  private HtmlReport(Report report) {
    this.report = report;
    this.figures = new Figures(report);
  }

  public static String render(Report report) {
    return new HtmlReport(report).render();
  }

  private String render() {
    html.raw("""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>Assay: comparison</title>
        <style>
        """).raw(styleSheet()).raw("</style>\n</head>\n<body>\n");
    head();
    problems();
    notes();
    means();
    charts();
    times();
    costs();
    details();
    explanation();
    programs();
    backends();
    return html.raw("</body>\n</html>\n").toString();
  }

  private static String styleSheet() {
    try (var in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void head() {
    var size = Wording.count(report.programs().size(), "program") + " on "
        + Wording.count(report.backends().size(), "backend");
    html.with("<header>\n<h1>Assay: %s</h1>\n", size);
    for (var warning : Wording.warnings(report)) html.with("<p class=\"warning\">%s</p>\n", warning);
    if (report.problems().isEmpty() && !report.cells().isEmpty())
      html.raw("<p class=\"agree\">All results agree.</p>\n");
    html.raw("<ul class=\"facts\">\n");
    for (var line : Wording.circumstances(report)) html.with("<li>%s</li>\n", line);
    html.raw("</ul>\n</header>\n");
  }

  private void problems() {
    if (report.problems().isEmpty()) return;
    html.raw("<section>\n<h2>Problems</h2>\n<ul class=\"problems\">\n");
    for (var problem : report.problems())
      html.with("<li><b>%s</b>: ", problem.where())
          .raw("<span class=\"" + severity(problem.cell()) + "\">").text(problem.cell().statusText()).raw("</span></li>\n");
    html.raw("</ul>\n</section>\n");
  }

  private void notes() {
    if (Wording.notes(report).isEmpty()) return;
    html.raw("<section>\n<h2>Notes</h2>\n<ul>\n");
    for (var note : Wording.notes(report)) html.with("<li>%s</li>\n", note);
    html.raw("</ul>\n</section>\n");
  }

  private static String severity(Report.Cell cell) {
    return cell.isFault() ? "fault" : "limit";
  }

  private void means() {
    html.raw("<section>\n<h2>Steady time, all programs</h2>\n<div class=\"cards\">\n");
    for (var backend : report.backends()) if (!backend.equals(report.reference())) card(backend);
    html.with("</div>\n<p class=\"note\">Geometric means of steady time over that of %s; below 1× is faster.</p>\n",
        report.reference());
    if (report.backends().size() > 2) everyOverEveryOther();
    html.raw("</section>\n");
  }

  private void card(String backend) {
    var mean = figures.geomean(backend, report.reference());
    var programs = mean == null ? "no program" : Wording.count(mean.programs(), "program");
    if (mean != null && mean.programs() < report.programs().size()) programs += " of " + report.programs().size();
    html.raw("<div class=\"card\"" + tint(mean) + ">").with("<b>%s</b>", backend)
        .with("<span>%s</span>", mean == null ? Format.NONE : Format.ratio(mean.value()))
        .with("<small>%s</small></div>\n", programs);
  }

  private void everyOverEveryOther() {
    html.raw("<details><summary>Every backend over every other</summary>\n");
    openTable("row over column", report.backends());
    for (var backend : report.backends()) {
      html.with("<tr><th>%s</th>", backend);
      for (var over : report.backends()) {
        var mean = backend.equals(over) ? null : figures.geomean(backend, over);
        html.raw("<td class=\"n\"" + tint(mean) + ">")
            .text(backend.equals(over) ? "" : Format.mean(mean, report.programs().size())).raw("</td>");
      }
      html.raw("</tr>\n");
    }
    closeTable();
    html.raw("</details>\n");
  }

  // An interpreter a hundred times slower would squeeze all others into a corner of the scale.
  private void charts() {
    html.with("<section>\n<h2>Steady time by program, relative to %s</h2>\n", report.reference());
    var near = new DotChart(report, figures, mean -> mean <= FAR && mean >= 1 / FAR);
    var far = new DotChart(report, figures, mean -> mean > FAR || mean < 1 / FAR);
    for (var chart : List.of(near, far)) {
      if (chart.isEmpty()) continue;
      chart.appendLegendTo(html);
      html.raw("<div class=\"wide chart\">");
      chart.appendTo(html);
      html.raw("</div>\n");
    }
    html.raw(near.isEmpty() && far.isEmpty() ? "<p>No two backends have a steady time for the same program.</p>\n"
        : "<p class=\"note\">Logarithmic scale; left of 1× is faster.</p>\n").raw("</section>\n");
  }

  private void times() {
    html.raw("<section>\n<h2>Steady times</h2>\n");
    openTable("program", report.backends());
    for (var program : report.programs()) {
      html.with("<tr><th>%s</th>", program);
      for (var backend : report.backends()) time(program, backend);
      html.raw("</tr>\n");
    }
    html.raw("</tbody>\n<tfoot><tr><th>geometric mean</th>");
    for (var backend : report.backends()) {
      var mean = backend.equals(report.reference()) ? null : figures.geomean(backend, report.reference());
      html.raw("<td class=\"n\"" + tint(mean) + ">");
      if (mean != null) html.raw("<b>" + Format.ratio(mean.value()) + "</b>");
      if (mean != null && mean.programs() < report.programs().size())
        html.with("<small>%s</small>", Wording.count(mean.programs(), "program"));
      html.raw("</td>");
    }
    html.raw("</tr></tfoot>\n</table></div>\n</section>\n");
  }

  private void time(String program, String backend) {
    var cell = report.cell(program, backend);
    if (cell == null) {
      html.raw("<td class=\"n\">not run</td>");
    } else if (!cell.isOk()) {
      html.raw("<td class=\"n " + severity(cell) + "\"").with(" title=\"%s\">", cell.statusText())
          .with("%s</td>", cell.status());
    } else {
      var steady = Format.nanos(cell.summary().steadyNanos());
      var ratio = backend.equals(report.reference()) ? null : figures.ratio(program, backend, report.reference());
      html.raw("<td class=\"n\"" + tint(ratio)).with(" title=\"%s\">", hover(cell))
          .raw(ratio == null ? steady : "<b>" + Format.ratio(ratio) + "</b><small>" + steady + "</small>").raw("</td>");
    }
  }

  private static String hover(Report.Cell cell) {
    var s = cell.summary();
    return cell.program() + ", " + cell.backend() + ": steady " + Format.nanos(s.steadyNanos()) + " ("
        + Format.nanos(s.steadyMinNanos()) + " to " + Format.nanos(s.steadyMaxNanos())
        + (s.steadyRuns() == null ? "" : ", " + Wording.count(s.steadyRuns(), "run")) + "), CPU "
        + Format.nanos(s.steadyCpuNanos()) + ", first " + Format.nanos(s.firstNanos());
  }

  private static String tint(Figures.Mean mean) {
    return tint(mean == null ? null : (Double) mean.value());
  }

  // Blue is faster and orange slower: a pair that most colour-blind readers tell apart.
  private static String tint(Double ratio) {
    if (ratio == null) return "";
    double strength = Math.min(1, Math.abs(Math.log(ratio)) / Math.log(FULL_COLOUR));
    var colour = ratio < 1 ? "30,120,220" : "235,130,30";
    return String.format(Locale.ROOT, " style=\"background:rgba(%s,%.2f)\"", colour, 0.45 * strength);
  }

  private void costs() {
    html.raw("<section>\n<h2>What a backend costs</h2>\n");
    openTable("median program", List.of("first run", "compile, cold", "compile, warm", "warm, per IR instruction",
        "code", "peak memory"));
    for (var backend : report.backends()) {
      var perInsn = figures.compileNanosPerInsn(backend);
      html.with("<tr><th>%s</th>", backend);
      figure(Format.nanos(figures.median(backend, Report.Summary::firstNanos)));
      figure(Format.nanos(figures.median(backend, Report.Summary::compileColdNanos)));
      figure(Format.nanos(figures.median(backend, Report.Summary::compileNanos)));
      figure(perInsn == null ? Format.NONE : Format.nanos(perInsn.value()));
      figure(Format.bytes(figures.median(backend, Report.Summary::codeBytes)));
      figure(Format.bytes(figures.median(backend, Report.Summary::peakRssBytes)));
      html.raw("</tr>\n");
    }
    closeTable();
    phases();
    html.raw("</section>\n");
  }

  private void phases() {
    var colours = new LinkedHashMap<String, Integer>();
    for (var backend : figures.compiling())
      for (var phase : figures.compileShares(backend).keySet())
        colours.putIfAbsent(phase, colours.size() % DotChart.COLOURS);
    if (colours.isEmpty()) return;
    html.raw("<h3>Where warm compile time goes</h3>\n<p class=\"legend\">");
    colours.forEach(
        (phase, colour) -> html.raw("<span><i class=\"swatch s" + colour + "\"></i>").with(" %s</span> ", phase));
    html.raw("</p>\n");
    for (var backend : figures.compiling()) {
      var shares = figures.compileShares(backend);
      if (shares.isEmpty()) continue;
      html.with("<div class=\"phases\"><b>%s</b><div class=\"bar\">", backend);
      shares.forEach((phase, share) -> segment(phase + " " + Format.percent(share), share, colours.get(phase)));
      html.raw("</div></div>\n");
    }
  }

  private void segment(String text, double share, int colour) {
    html.raw(String.format(Locale.ROOT, "<span class=\"s%d\" style=\"width:%.2f%%\"", colour, 100 * share))
        .with(" title=\"%s\">", text).text(share >= LABELLED_SHARE ? text : "").raw("</span>");
  }

  private void details() {
    html.raw("<section>\n<h2>By program</h2>\n");
    details("First run", report.backends(), Report.Summary::firstNanos, Format::nanos);
    details("Steady CPU time", report.backends(), Report.Summary::steadyCpuNanos, Format::nanos);
    details("Cold compile", figures.compiling(), Report.Summary::compileColdNanos, Format::nanos);
    details("Warm compile", figures.compiling(), Report.Summary::compileNanos, Format::nanos);
    details("Code", figures.compiling(), Report.Summary::codeBytes, Format::bytes);
    details("Peak memory", report.backends(), Report.Summary::peakRssBytes, Format::bytes);
    html.raw("</section>\n");
  }

  private void details(String title, List<String> backends, Function<Report.Summary, Long> figure,
      Function<Long, String> format) {
    if (backends.isEmpty()) return;
    html.with("<details><summary>%s</summary>\n", title);
    openTable("program", backends);
    for (var program : report.programs()) {
      html.with("<tr><th>%s</th>", program);
      for (var backend : backends) figure(format.apply(figure.apply(report.summary(program, backend))));
      html.raw("</tr>\n");
    }
    closeTable();
    html.raw("</details>\n");
  }

  /** The first column is names, the others are figures. */
  private void openTable(String first, List<String> figures) {
    html.with("<div class=\"wide\"><table>\n<thead><tr><th>%s</th>", first);
    for (var figure : figures) html.with("<th class=\"n\">%s</th>", figure);
    html.raw("</tr></thead>\n<tbody>\n");
  }

  private void figure(String text) {
    html.with("<td class=\"n\">%s</td>", text);
  }

  private void closeTable() {
    html.raw("</tbody>\n</table></div>\n");
  }

  private void explanation() {
    html.raw("<section>\n<h2>How to read this</h2>\n");
    for (var paragraph : Wording.explanation(report)) html.with("<p>%s</p>\n", paragraph);
    html.raw("</section>\n");
  }

  private void programs() {
    html.raw("""
        <section>
        <h2>Programs</h2>
        <div class="wide"><table>
        <thead><tr><th>program</th><th>there for</th><th class="n">functions</th><th class="n">IR instructions</th><th>arguments</th>
        <th>SHA-256</th></tr></thead>
        <tbody>
        """);
    for (var program : report.content().programs()) {
      var arguments = String.join(" ", program.args()) + (program.stdinFile().isEmpty() ? "" : " (has input)");
      var hash = program.sha256();
      html.with("<tr><th title=\"%s\">", program.file()).text(program.name()).raw("</th>")
          .with("<td class=\"text\">%s</td>", program.why());
      figure(Format.count(report.ofAnyBackend(program.name(), Report.Summary::irFunctions)));
      figure(Format.count(report.ofAnyBackend(program.name(), Report.Summary::irInsns)));
      html.with("<td class=\"text\">%s</td>", arguments).with("<td><code title=\"%s\">", hash)
          .text(hash.substring(0, Math.min(SHORT_HASH, hash.length()))).raw("</code></td></tr>\n");
    }
    closeTable();
    html.raw("</section>\n");
  }

  private void backends() {
    html.raw("""
        <section>
        <h2>Backends</h2>
        <div class="wide"><table>
        <thead><tr><th>backend</th><th>version</th><th>flags of its JVM</th></tr></thead>
        <tbody>
        """);
    for (var backend : report.content().backends())
      html.with("<tr><th>%s</th>", backend.name()).with("<td class=\"text\">%s</td>", backend.version())
          .with("<td class=\"text\"><code>%s</code></td></tr>\n", String.join(" ", backend.jvmFlags()));
    closeTable();
    html.raw("</section>\n");
  }
}
