package dev.assay.reports;

import java.util.ArrayList;
import java.util.List;

/**
 * Inline SVG: a row per program, a mark per backend at its ratio to the reference, on a logarithmic scale, where 2× and 0.5× are equally far
 * from 1×. Marks differ by form as well as by colour.
 */
final class DotChart {
  private static final int WIDTH = 960;
  private static final int ROW = 24;
  private static final int TOP = 30;
  private static final int BOTTOM = 8;
  private static final int LEFT = 150;
  private static final int RIGHT = 24;
  private static final int MAX_NAME = 20;
  private static final int MAX_TICKS = 9;
  /** Colours in the style sheet: {@code .s0} to {@code .s7}. */
  static final int COLOURS = 8;
  private static final int FORMS = 4;

  private final Report report;
  private final Figures figures;
  private final List<String> backends;
  private double low = 1;
  private double high = 1;

  DotChart(Report report, Figures figures) {
    this.report = report;
    this.figures = figures;
    this.backends = report.backends().stream().filter(b -> !b.equals(report.reference())).toList();
    for (var program : report.programs())
      for (var backend : backends) {
        var ratio = figures.ratio(program, backend, report.reference());
        if (ratio == null) continue;
        low = Math.min(low, ratio);
        high = Math.max(high, ratio);
      }
    // At least a factor of two to each side, and air around the outermost marks.
    low = Math.min(low / 1.15, 0.5);
    high = Math.max(high * 1.15, 2);
  }

  /** "" if there is nothing to show. */
  String svg() {
    if (backends.stream().allMatch(b -> figures.geomean(b, report.reference()) == null)) return "";
    int height = TOP + report.programs().size() * ROW + BOTTOM;
    var svg = new StringBuilder();
    svg.append("<svg viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\" aria-label=\"Steady time of each program relative to ")
      .append(Html.escape(report.reference())).append("\">\n");
    for (double tick : ticks()) {
      var x = Format.digits(x(tick));
      svg.append("<line class=\"").append(tick == 1 ? "unit" : "grid").append("\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"" + (TOP - 6) + "\" y2=\""
        + (height - BOTTOM) + "\"/>").append("<text class=\"tick\" x=\"" + x + "\" y=\"" + (TOP - 12) + "\">").append(tickText(tick)).append("</text>\n");
    }
    int y = TOP + ROW / 2;
    for (var program : report.programs()) {
      svg.append("<text class=\"name\" x=\"" + (LEFT - 14) + "\" y=\"" + (y + 4) + "\">").append(Html.escape(Format.cut(program, MAX_NAME))).append("</text>")
        .append("<line class=\"row\" x1=\"" + LEFT + "\" x2=\"" + (WIDTH - RIGHT) + "\" y1=\"" + y + "\" y2=\"" + y + "\"/>\n");
      for (int i = 0; i < backends.size(); i++) {
        var ratio = figures.ratio(program, backends.get(i), report.reference());
        if (ratio == null) continue;
        var title = program + ", " + backends.get(i) + ": " + Format.ratio(ratio) + ", "
          + Format.nanos(report.summary(program, backends.get(i)).steadyNanos());
        svg.append(mark(i, x(ratio), y, title)).append('\n');
      }
      y += ROW;
    }
    return svg.append("</svg>").toString();
  }

  /** The legend, as HTML. */
  String legend() {
    var legend = new StringBuilder("<p class=\"legend\">");
    for (int i = 0; i < backends.size(); i++)
      legend.append("<span><svg class=\"key\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">").append(mark(i, 8, 8, "")).append("</svg> ")
        .append(Html.escape(backends.get(i))).append("</span> ");
    return legend.append("</p>").toString();
  }

  private static String mark(int index, double x, double y, String title) {
    var attributes = " class=\"mark s" + index % COLOURS + "\"";
    var inside = title.isEmpty() ? "" : "<title>" + Html.escape(title) + "</title>";
    return switch (index % FORMS) {
      case 0 -> "<circle" + attributes + " cx=\"" + round(x) + "\" cy=\"" + round(y) + "\" r=\"5.5\">" + inside + "</circle>";
      case 1 -> "<rect" + attributes + " x=\"" + round(x - 4.8) + "\" y=\"" + round(y - 4.8) + "\" width=\"9.6\" height=\"9.6\">" + inside + "</rect>";
      case 2 -> "<path" + attributes + " d=\"M" + round(x) + " " + round(y - 6.8) + "l6.8 6.8l-6.8 6.8l-6.8-6.8z\">" + inside + "</path>";
      default -> "<path" + attributes + " d=\"M" + round(x) + " " + round(y - 6) + "l6.2 11h-12.4z\">" + inside + "</path>";
    };
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private double x(double ratio) {
    double share = (Math.log(ratio) - Math.log(low)) / (Math.log(high) - Math.log(low));
    return round(LEFT + share * (WIDTH - RIGHT - LEFT));
  }

  /** 1, 2, 5 and their decades within the range; decades alone if these are too many. */
  private List<Double> ticks() {
    var all = new ArrayList<Double>();
    var decades = new ArrayList<Double>();
    for (int exponent = (int) Math.floor(Math.log10(low)); exponent <= Math.ceil(Math.log10(high)); exponent++)
      for (int digit : new int[] { 1, 2, 5 }) {
        // Dividing keeps 0.1 the double that prints as 0.1.
        double tick = exponent < 0 ? digit / Math.pow(10, -exponent) : digit * Math.pow(10, exponent);
        if (tick < low || tick > high) continue;
        all.add(tick);
        if (digit == 1) decades.add(tick);
      }
    return all.size() <= MAX_TICKS ? all : decades;
  }

  private static String tickText(double tick) {
    return (tick >= 1 ? String.valueOf(Math.round(tick)) : String.valueOf(tick)) + "×";
  }
}
