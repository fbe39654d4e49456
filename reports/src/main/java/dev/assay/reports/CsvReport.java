package dev.assay.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One row per cell, columns by name, as RFC 4180 has it. A figure that does not exist is empty. Columns are added,
 * never renamed.
 */
public final class CsvReport {
  private static final List<String> COLUMNS = List.of("program", "backend", "status", "first_ns", "steady_ns",
      "steady_cpu_ns", "compile_ns", "compile_cold_ns", "code_bytes", "peak_rss_bytes", "runs", "steady_runs",
      "steady_min_ns", "steady_max_ns", "compiles", "compile_min_ns", "compile_max_ns", "ir_functions", "ir_insns", "load_ns",
      "build_ns", "optimise_ns", "executed_insns", "collections", "gc_ns", "allocated_bytes");

  private CsvReport() {}

  public static String render(Report report) {
    var csv = new StringBuilder();
    append(csv, COLUMNS);
    for (var cell : report.cells()) append(csv, row(cell));
    return csv.toString();
  }

  private static List<?> row(Report.Cell cell) {
    var s = cell.summary();
    var row = new ArrayList<>();
    row.add(cell.program());
    row.add(cell.backend());
    row.add(cell.statusText());
    row.add(s.firstNanos());
    row.add(s.steadyNanos());
    row.add(s.steadyCpuNanos());
    row.add(s.compileNanos());
    row.add(s.compileColdNanos());
    row.add(s.codeBytes());
    row.add(s.peakRssBytes());
    row.add(s.runs());
    row.add(s.steadyRuns());
    row.add(s.steadyMinNanos());
    row.add(s.steadyMaxNanos());
    row.add(s.compiles());
    row.add(s.compileMinNanos());
    row.add(s.compileMaxNanos());
    row.add(s.irFunctions());
    row.add(s.irInsns());
    Map<String, Long> preparation = cell.preparationNanos();
    row.add(preparation.get("load"));
    row.add(preparation.get("build"));
    row.add(preparation.get("optimise"));
    row.add(s.executedInsns());
    row.add(s.collections());
    row.add(s.gcNanos());
    row.add(s.allocatedBytes());
    return row;
  }

  private static void append(StringBuilder csv, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) csv.append(',');
      csv.append(quote(values.get(i)));
    }
    csv.append("\r\n");
  }

  private static String quote(Object value) {
    var text = value == null ? "" : value.toString();
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
