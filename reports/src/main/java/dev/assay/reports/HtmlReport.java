package dev.assay.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The comparison as one HTML file that needs no network, no script and no other file. */
public final class HtmlReport {
  /** Ratios from which on a cell has its full colour: 8× faster or slower. */
  private static final double FULL_COLOUR = 8;

  private final Report report;
  private final Figures figures;
  private final StringBuilder html = new StringBuilder();

  private HtmlReport(Report report) {
    this.report = report;
    this.figures = new Figures(report);
  }

  public static String render(Report report) {
    return new HtmlReport(report).render();
  }

  private String render() {
    html.append("""
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <link rel="icon" href="data:,">
      <title>Assay: comparison</title>
      <style>
      """).append(styleSheet()).append("</style>\n</head>\n<body>\n");
    head();
    means();
    chart();
    times();
    costs();
    details();
    problems();
    explanation();
    programs();
    backends();
    return html.append("</body>\n</html>\n").toString();
  }

  private static String styleSheet() {
    try (var in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void head() {
    html.append("<header>\n<h1>Assay: ").append(Wording.count(report.programs().size(), "program")).append(" on ")
      .append(Wording.count(report.backends().size(), "backend")).append("</h1>\n");
    for (var warning : Wording.warnings(report)) html.append("<p class=\"warning\">").append(Html.escape(warning)).append("</p>\n");
    html.append("<ul class=\"facts\">\n");
    for (var line : Wording.circumstances(report)) html.append("<li>").append(Html.escape(line)).append("</li>\n");
    html.append("</ul>\n</header>\n");
  }

  private void means() {
    int programs = report.programs().size();
    html.append("<section>\n<h2>Steady time, all programs</h2>\n<div class=\"cards\">\n");
    for (var backend : report.backends()) {
      if (backend.equals(report.reference())) continue;
      var mean = figures.geomean(backend, report.reference());
      html.append("<div class=\"card\"").append(mean == null ? "" : tint(mean.value())).append("><b>").append(Html.escape(backend)).append("</b><span>")
        .append(mean == null ? Format.NONE : Format.ratio(mean.value())).append("</span><small>")
        .append(mean == null ? "no program" : Wording.count(mean.programs(), "program") + (mean.programs() < programs ? " of " + programs : ""))
        .append("</small></div>\n");
    }
    html.append("</div>\n<p class=\"note\">Geometric means of steady time over that of ").append(Html.escape(report.reference()))
      .append("; below 1× is faster.</p>\n");
    if (report.backends().size() > 2) {
      html.append("<details><summary>Every backend over every other</summary>\n<div class=\"wide\"><table>\n<thead><tr><th>row over column</th>");
      for (var over : report.backends()) html.append("<th class=\"n\">").append(Html.escape(over)).append("</th>");
      html.append("</tr></thead>\n<tbody>\n");
      for (var backend : report.backends()) {
        html.append("<tr><th>").append(Html.escape(backend)).append("</th>");
        for (var over : report.backends()) {
          var mean = backend.equals(over) ? null : figures.geomean(backend, over);
          html.append("<td class=\"n\"").append(mean == null ? "" : tint(mean.value())).append('>')
            .append(backend.equals(over) ? "" : Format.mean(mean, programs)).append("</td>");
        }
        html.append("</tr>\n");
      }
      html.append("</tbody></table></div></details>\n");
    }
    html.append("</section>\n");
  }

  private void chart() {
    var chart = new DotChart(report, figures);
    var svg = chart.svg();
    html.append("<section>\n<h2>Steady time by program, relative to ").append(Html.escape(report.reference())).append("</h2>\n");
    if (svg.isEmpty()) html.append("<p>No two backends have a steady time for the same program.</p>\n");
    else html.append(chart.legend()).append("\n<div class=\"wide chart\">").append(svg)
      .append("</div>\n<p class=\"note\">Logarithmic scale; left of 1× is faster.</p>\n");
    html.append("</section>\n");
  }

  private void times() {
    html.append("<section>\n<h2>Steady times</h2>\n<div class=\"wide\"><table>\n");
    headRow("program", report.backends());
    html.append("<tbody>\n");
    for (var program : report.programs()) {
      html.append("<tr><th>").append(Html.escape(program)).append("</th>");
      for (var backend : report.backends()) time(program, backend);
      html.append("</tr>\n");
    }
    html.append("</tbody>\n<tfoot><tr><th>geometric mean</th>");
    for (var backend : report.backends()) {
      var mean = backend.equals(report.reference()) ? null : figures.geomean(backend, report.reference());
      html.append("<td class=\"n\"").append(mean == null ? "" : tint(mean.value())).append('>');
      if (!backend.equals(report.reference())) html.append("<b>").append(mean == null ? Format.NONE : Format.ratio(mean.value())).append("</b>");
      if (mean != null && mean.programs() < report.programs().size()) html.append("<small>").append(mean.programs()).append(" programs</small>");
      html.append("</td>");
    }
    html.append("</tr></tfoot>\n</table></div>\n</section>\n");
  }

  private void time(String program, String backend) {
    var cell = report.cell(program, backend);
    if (cell == null) {
      html.append("<td class=\"n\">not run</td>");
      return;
    }
    if (!cell.isOk()) {
      html.append("<td class=\"n ").append(cell.isFault() ? "fault" : "limit").append("\" title=\"").append(Html.escape(cell.statusText())).append("\">")
        .append(Html.escape(cell.status())).append("</td>");
      return;
    }
    var s = cell.summary();
    var title = program + ", " + backend + ": steady " + Format.nanos(s.steadyNanos()) + " (" + Format.nanos(s.steadyMinNanos()) + " to "
      + Format.nanos(s.steadyMaxNanos()) + ", " + (s.steadyRuns() == null ? "" : Wording.count(s.steadyRuns(), "run")) + "), CPU "
      + Format.nanos(s.steadyCpuNanos()) + ", first " + Format.nanos(s.firstNanos());
    var ratio = backend.equals(report.reference()) ? null : figures.ratio(program, backend, report.reference());
    html.append("<td class=\"n\" title=\"").append(Html.escape(title)).append('"').append(ratio == null ? "" : tint(ratio)).append('>');
    if (ratio == null) html.append(Format.nanos(s.steadyNanos()));
    else html.append("<b>").append(Format.ratio(ratio)).append("</b><small>").append(Format.nanos(s.steadyNanos())).append("</small>");
    html.append("</td>");
  }

  private void headRow(String first, List<String> backends) {
    html.append("<thead><tr><th>").append(Html.escape(first)).append("</th>");
    for (var backend : backends) html.append("<th class=\"n\">").append(Html.escape(backend)).append("</th>");
    html.append("</tr></thead>\n");
  }

  // Blue is faster and orange slower: a pair that most colour-blind readers tell apart.
  private static String tint(double ratio) {
    double strength = Math.min(1, Math.abs(Math.log(ratio)) / Math.log(FULL_COLOUR));
    return String.format(Locale.ROOT, " style=\"background:rgba(%s,%.2f)\"", ratio < 1 ? "30,120,220" : "235,130,30", 0.45 * strength);
  }

  private void costs() {
    html.append("<section>\n<h2>What a backend costs</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>median program</th>")
      .append("<th class=\"n\">first run</th><th class=\"n\">compile, cold</th><th class=\"n\">compile, warm</th>")
      .append("<th class=\"n\">warm, per IR instruction</th><th class=\"n\">code</th><th class=\"n\">peak memory</th></tr></thead>\n<tbody>\n");
    for (var backend : report.backends()) {
      var perInsn = figures.compileNanosPerInsn(backend);
      html.append("<tr><th>").append(Html.escape(backend)).append("</th>");
      figure(Format.nanos(figures.median(backend, Report.Summary::firstNanos)));
      figure(Format.nanos(figures.median(backend, Report.Summary::compileColdNanos)));
      figure(Format.nanos(figures.median(backend, Report.Summary::compileNanos)));
      figure(perInsn == null ? Format.NONE : Format.nanos(perInsn.value()));
      figure(Format.bytes(figures.median(backend, Report.Summary::codeBytes)));
      figure(Format.bytes(figures.median(backend, Report.Summary::peakRssBytes)));
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
    phases();
    html.append("</section>\n");
  }

  private void phases() {
    if (figures.compiling().stream().allMatch(b -> figures.compileShares(b).isEmpty())) return;
    html.append("<h3>Where warm compile time goes</h3>\n");
    for (var backend : figures.compiling()) {
      var shares = figures.compileShares(backend);
      if (shares.isEmpty()) continue;
      html.append("<div class=\"phases\"><b>").append(Html.escape(backend)).append("</b><div class=\"bar\">");
      int colour = 0;
      for (var share : shares.entrySet()) html.append(segment(share, colour++));
      html.append("</div></div>\n");
    }
  }

  private static String segment(Map.Entry<String, Double> share, int colour) {
    var text = share.getKey() + " " + Format.percent(share.getValue());
    // A label needs room; the title has it anyway.
    return String.format(Locale.ROOT, "<span class=\"s%d\" style=\"width:%.2f%%\" title=\"%s\">%s</span>", colour % DotChart.COLOURS,
      100 * share.getValue(), Html.escape(text), share.getValue() >= 0.12 ? Html.escape(text) : "");
  }

  private void figure(String text) {
    html.append("<td class=\"n\">").append(Html.escape(text)).append("</td>");
  }

  private void details() {
    html.append("<section>\n<h2>By program</h2>\n");
    table("First run", report.backends(), Report.Summary::firstNanos, Format::nanos);
    table("Steady CPU time", report.backends(), Report.Summary::steadyCpuNanos, Format::nanos);
    table("Cold compile", figures.compiling(), Report.Summary::compileColdNanos, Format::nanos);
    table("Warm compile", figures.compiling(), Report.Summary::compileNanos, Format::nanos);
    table("Code", figures.compiling(), Report.Summary::codeBytes, Format::bytes);
    table("Peak memory", report.backends(), Report.Summary::peakRssBytes, Format::bytes);
    html.append("</section>\n");
  }

  private void table(String title, List<String> backends, Function<Report.Summary, Long> figure, Function<Long, String> format) {
    if (backends.isEmpty()) return;
    html.append("<details><summary>").append(title).append("</summary>\n<div class=\"wide\"><table>\n");
    headRow("program", backends);
    html.append("<tbody>\n");
    for (var program : report.programs()) {
      html.append("<tr><th>").append(Html.escape(program)).append("</th>");
      for (var backend : backends) figure(format.apply(figure.apply(report.summary(program, backend))));
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div></details>\n");
  }

  private void problems() {
    html.append("<section>\n<h2>Problems</h2>\n");
    if (report.problems().isEmpty()) html.append(report.cells().isEmpty() ? "<p>No cell was run.</p>\n" : "<p>None: all results agree.</p>\n");
    else {
      html.append("<ul class=\"problems\">\n");
      for (var cell : report.problems())
        html.append("<li><b>").append(Html.escape(cell.program())).append("</b>, <b>").append(Html.escape(cell.backend())).append("</b>: <span class=\"")
          .append(cell.isFault() ? "fault" : "limit").append("\">").append(Html.escape(cell.statusText())).append("</span></li>\n");
      html.append("</ul>\n");
    }
    html.append("</section>\n");
  }

  private void explanation() {
    html.append("<section>\n<h2>How to read this</h2>\n");
    for (var paragraph : Wording.explanation(report)) html.append("<p>").append(Html.escape(paragraph)).append("</p>\n");
    html.append("</section>\n");
  }

  private void programs() {
    html.append("<section>\n<h2>Programs</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>program</th><th>there for</th><th class=\"n\">IR instructions</th>")
      .append("<th>arguments</th><th>SHA-256</th></tr></thead>\n<tbody>\n");
    for (var program : report.content().programs()) {
      var insns = report.backends().stream().map(b -> report.summary(program.name(), b).irInsns()).filter(n -> n != null).findFirst().orElse(null);
      html.append("<tr><th title=\"").append(Html.escape(program.file())).append("\">").append(Html.escape(program.name())).append("</th><td class=\"text\">")
        .append(Html.escape(program.why())).append("</td><td class=\"n\">").append(Format.count(insns)).append("</td><td class=\"text\">")
        .append(Html.escape(String.join(" ", program.args()))).append(program.stdinFile().isEmpty() ? "" : " (has input)").append("</td><td><code title=\"")
        .append(Html.escape(program.sha256())).append("\">").append(Html.escape(program.sha256().substring(0, Math.min(12, program.sha256().length()))))
        .append("</code></td></tr>\n");
    }
    html.append("</tbody></table></div>\n</section>\n");
  }

  private void backends() {
    html.append("<section>\n<h2>Backends</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>backend</th><th>version</th><th>flags of its JVM</th></tr></thead>\n<tbody>\n");
    for (var backend : report.content().backends())
      html.append("<tr><th>").append(Html.escape(backend.name())).append("</th><td class=\"text\">").append(Html.escape(backend.version()))
        .append("</td><td class=\"text\"><code>").append(Html.escape(String.join(" ", backend.jvmFlags()))).append("</code></td></tr>\n");
    html.append("</tbody></table></div>\n</section>\n");
  }
}
