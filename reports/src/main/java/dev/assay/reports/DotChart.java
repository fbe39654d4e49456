package dev.assay.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * Inline SVG: a row per program, a mark per backend at its ratio to the reference, on a logarithmic scale, where 2×
 * and 0.5× are equally far from 1×. Marks differ by form as well as by colour; a backend has the same mark in every
 * chart of a report.
 */
final class DotChart {
  /** Colours in the style sheet: {@code .s0} to {@code .s11}. */
  static final int COLOURS = 12;
  private static final int FORMS = 4;
  private static final int WIDTH = 960;
  private static final int ROW = 24;
  private static final int TOP = 30;
  private static final int BOTTOM = 8;
  private static final int LEFT = 160;
  private static final int RIGHT = 24;
  private static final int MAX_NAME = 18;
  private static final int MAX_TICKS = 12;
  private static final List<List<Double>> TICK_DIGITS = List.of(List.of(1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0),
      List.of(1.0, 2.0, 5.0), List.of(1.0));

  private final Report report;
  private final Figures figures;
  private final List<String> backends;
  private final List<Integer> shown;
  private double low = 1;
  private double high = 1;

  /** Shows the backends whose geometric mean over the reference the filter takes. */
  DotChart(Report report, Figures figures, DoublePredicate filter) {
    this.report = report;
    this.figures = figures;
    this.backends = report.backends().stream().filter(b -> !b.equals(report.reference())).toList();
    this.shown = IntStream.range(0, backends.size()).filter(i -> {
      var mean = figures.geomean(backends.get(i), report.reference());
      return mean != null && filter.test(mean.value());
    }).boxed().toList();
    for (var program : report.programs())
      for (int i : shown) {
        var ratio = figures.ratio(program, backends.get(i), report.reference());
        if (ratio == null) continue;
        low = Math.min(low, ratio);
        high = Math.max(high, ratio);
      }
    // At least a factor of two to each side, and air around the outermost marks.
    low = Math.min(low / 1.15, 0.5);
    high = Math.max(high * 1.15, 2);
  }

  boolean isEmpty() {
    return shown.isEmpty();
  }

  void appendTo(Html html) {
    int height = TOP + report.programs().size() * ROW + BOTTOM;
    html.raw("<svg viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\"")
        .with(" aria-label=\"Steady time of each program relative to %s\">\n", report.reference());
    for (double tick : ticks()) {
      html.raw(line(tick == 1 ? "unit" : "grid", x(tick), TOP - 6, x(tick), height - BOTTOM));
      html.raw(label("tick", x(tick), TOP - 12, tickText(tick)));
    }
    double y = TOP + ROW / 2.0;
    for (var program : report.programs()) {
      html.raw(label("name", LEFT - 14, y + 4, Format.cut(program, MAX_NAME)));
      html.raw(line("row", LEFT, y, WIDTH - RIGHT, y));
      for (int i : shown) {
        var ratio = figures.ratio(program, backends.get(i), report.reference());
        if (ratio == null) continue;
        var steady = Format.nanos(report.summary(program, backends.get(i)).steadyNanos());
        html.raw(mark(i, x(ratio), y, program + ", " + backends.get(i) + ": " + Format.ratio(ratio) + ", " + steady));
      }
      y += ROW;
    }
    html.raw("</svg>\n");
  }

  void appendLegendTo(Html html) {
    html.raw("<p class=\"legend\">");
    for (int i : shown)
      html.raw("<span><svg class=\"key\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">").raw(mark(i, 8, 8, ""))
          .with("</svg> %s</span> ", backends.get(i));
    html.raw("</p>\n");
  }

  private static String line(String kind, double x1, double y1, double x2, double y2) {
    return "<line class=\"" + kind + "\" x1=\"" + x1 + "\" y1=\"" + y1 + "\" x2=\"" + x2 + "\" y2=\"" + y2 + "\"/>\n";
  }

  private static String label(String kind, double x, double y, String text) {
    return "<text class=\"" + kind + "\" x=\"" + x + "\" y=\"" + y + "\">" + Html.escape(text) + "</text>\n";
  }

  private static String mark(int index, double x, double y, String title) {
    var form = switch (index % FORMS) {
      case 0 -> "m-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z";
      case 1 -> "m-4.8-4.8h9.6v9.6h-9.6z";
      case 2 -> "m0-6.4l6.4 6.4l-6.4 6.4l-6.4-6.4z";
      default -> "m0-6.4l6.2 11h-12.4z";
    };
    var inside = title.isEmpty() ? "" : "<title>" + Html.escape(title) + "</title>";
    return "<path class=\"mark s" + index % COLOURS + "\" d=\"M" + round(x) + " " + round(y) + form + "\">" + inside
        + "</path>\n";
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private double x(double ratio) {
    double share = (Math.log(ratio) - Math.log(low)) / (Math.log(high) - Math.log(low));
    return round(LEFT + share * (WIDTH - RIGHT - LEFT));
  }

  /** As many as fit: the finest of three series within the range. */
  private List<Double> ticks() {
    for (var digits : TICK_DIGITS) {
      var ticks = new ArrayList<Double>();
      for (int exponent = (int) Math.floor(Math.log10(low)); exponent <= Math.ceil(Math.log10(high)); exponent++)
        for (double digit : digits) {
          // Dividing by a power, and not multiplying by its inverse, keeps 0.7 the double that prints as 0.7.
          double tick = exponent < 0 ? digit / Math.pow(10, -exponent) : digit * Math.pow(10, exponent);
          if (tick >= low && tick <= high) ticks.add(tick);
        }
      if (ticks.size() <= MAX_TICKS) return ticks;
    }
    return List.of(1.0);
  }

  private static String tickText(double tick) {
    return (tick == Math.rint(tick) ? String.valueOf((long) tick) : String.valueOf(tick)) + "×";
  }
}
