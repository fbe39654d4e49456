package dev.assay.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** All formats over files made by hand: what is computed, and what must not break them. */
class ReportsTest {
  private static final String ODD = "<script>alert('x')</script> & \"q\" | a,b \u001b[31m";

  @TempDir
  private Path directory;

  private Report load(String json) throws IOException {
    return Report.load(Files.writeString(directory.resolve("results.json"), json));
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\u001b", "\\u001b").replace("\n", "\\n")
        + '"';
  }

  private static String ok(String program, String backend, long steadyNanos) {
    return """
        {"program": %s, "backend": %s, "status": "ok", "reason": "", "summary": {"firstNanos": %d, "steadyNanos": %d}}
        """.formatted(quote(program), quote(backend), 2 * steadyNanos, steadyNanos);
  }

  private static String failed(String program, String backend, String status, String reason) {
    return "{\"program\": %s, \"backend\": %s, \"status\": %s, \"reason\": %s, \"newField\": [1]}".formatted(
        quote(program), quote(backend),
        quote(status), quote(reason));
  }

  private static String file(String reference, List<String> backends, String... cells) {
    var entries = backends.stream().map(b -> "{\"name\": " + quote(b) + "}").toList();
    return """
        {"schema": "assay-results", "version": 1, "reference": %s, "finishedAt": "now", "backends": [%s],
         "cells": [%s]}
        """.formatted(quote(reference), String.join(",", entries), String.join(",", cells));
  }

  private static List<String> all(Report report) {
    return List.of(TerminalTable.render(report), MarkdownReport.render(report), HtmlReport.render(report),
        CsvReport.render(report));
  }

  @Test
  void geomeanOverProgramsThatBothRan() throws IOException {
    var report = load(file("host", List.of("host", "a", "b"), ok("P", "host", 100), ok("P", "a", 200),
        ok("P", "b", 100), ok("Q", "host", 100),
        ok("Q", "a", 800), failed("Q", "b", "refused", "no op")));
    var figures = new Figures(report);
    assertEquals(new Figures.Mean(4, 2), rounded(figures.geomean("a", "host")));
    assertEquals(new Figures.Mean(0.5, 1), rounded(figures.geomean("b", "a")));
    assertEquals(1000L, figures.median("a", Report.Summary::firstNanos));
    var table = TerminalTable.render(report);
    assertTrue(table.contains("geometric mean          4.00×  1.00× (1)"), table);
    assertTrue(table.contains("Q, b: refused: no op"), table);
    assertTrue(HtmlReport.render(report).contains("1 program of 2"));
    assertTrue(MarkdownReport.render(report).contains("| Q | 100 ns | 8.00× (800 ns) | refused |"));
  }

  private static Figures.Mean rounded(Figures.Mean mean) {
    return new Figures.Mean(Math.round(mean.value() * 1e9) / 1e9, mean.programs());
  }

  @Test
  void oddTextsAreEscapedEverywhere() throws IOException {
    var report = load(
        file("host", List.of("host", ODD), ok(ODD, "host", 100), failed(ODD, ODD, "wrong", ODD + "\nsecond line")));
    var html = HtmlReport.render(report);
    assertFalse(html.contains("<script"), html);
    assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot;"));
    var markdown = MarkdownReport.render(report);
    assertFalse(markdown.contains("<script"), markdown);
    assertTrue(markdown.contains("\\| a,b ?\\[31m"), markdown);
    for (var text : List.of(html, markdown, TerminalTable.render(report))) assertFalse(text.contains("\u001b"));
    for (var line : TerminalTable.render(report).split("\n")) assertTrue(line.length() <= 100, line);
  }

  @Test
  void htmlIsWellFormedAndLoadsNothing() throws Exception {
    var cells = new ArrayList<String>();
    for (int i = 0; i < 12; i++) {
      cells.add(ok("P" + i, "host", 1000));
      cells.add(ok("P" + i, "fast", 300 + 90 * i));
      cells.add(ok("P" + i, "slow", 300_000 + 90_000 * i));
    }
    cells.add(failed("Z", "fast", "crash", ODD));
    var html = HtmlReport.render(load(file("host", List.of("host", "fast", "slow"), cells.toArray(String[]::new))));
    assertFalse(html.contains("http:") || html.contains("https:") || html.contains("src=\"") || html.contains("url("),
        "no network");
    // What HTML leaves open is closed here, so that an XML parser checks the nesting.
    var xml = html.replace("<!DOCTYPE html>", "").replaceAll("<(meta|link)([^>]*)>", "<$1$2/>")
        .replaceAll("(?s)<style>.*</style>", "");
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
    // Two charts, since the slow backend would squeeze the fast one, and a key in the legend of each.
    assertEquals(4, document.getElementsByTagName("svg").getLength());
    assertEquals(2 * (12 + 1), document.getElementsByTagName("path").getLength());
  }

  @Test
  void notes() throws IOException {
    var noted = ok("P", "a", 200).replace("\"reason\"", "\"note\": \"the runs are not alike\", \"reason\"");
    var report = load(file("host", List.of("host", "a"), ok("P", "host", 100), noted));
    for (var text : List.of(TerminalTable.render(report), MarkdownReport.render(report), HtmlReport.render(report)))
      assertTrue(text.contains("P, a: the runs are not alike"), text);
    assertTrue(TerminalTable.render(report).contains("2.00×"), "the figures stand");
  }

  @Test
  void theSameProblemIsToldOnce() throws IOException {
    var report = load(file("host", List.of("host", "a", "b"), ok("P", "host", 100), ok("Q", "host", 100), ok("R", "host", 100),
        failed("P", "a", "unavailable", "no cargo"), failed("Q", "a", "unavailable", "no cargo"),
        failed("R", "a", "unavailable", "no cargo"),
        failed("P", "b", "crash", "exit 1"), failed("Q", "b", "crash", "exit 2"), failed("R", "b", "crash", "exit 1")));
    for (var text : List.of(TerminalTable.render(report), MarkdownReport.render(report))) {
      assertTrue(text.contains("all programs, a: unavailable: no cargo"), text);
      assertTrue(text.contains("P, R, b: crash: exit 1"), text);
      assertTrue(text.contains("Q, b: crash: exit 2"), text);
      assertEquals(text.indexOf("no cargo"), text.lastIndexOf("no cargo"), text);
    }
    assertTrue(HtmlReport.render(report).contains("3 of 9 cells wrong or crashed"));
  }

  @Test
  void everythingFailed() throws IOException {
    var report = load(file("host", List.of("host", "a"), failed("P", "host", "time-out", "after 60 s, in run 1"),
        failed("P", "a", "unchecked", "no run of host"), failed("Q", "host", "crash", ""),
        failed("Q", "a", "unchecked", "")));
    for (var text : all(report)) assertTrue(text.contains("time-out"), text);
    assertTrue(TerminalTable.render(report).contains("CRASH"));
    assertTrue(TerminalTable.render(report).contains("P, host: time-out after 60 s, in run 1"));
    assertFalse(HtmlReport.render(report).contains("<svg viewBox=\"0 0 960"));
  }

  @Test
  void almostNothingInTheFile() throws IOException {
    for (var text : all(load("{\"schema\": \"assay-results\", \"version\": 1}")))
      assertFalse(text.contains("null"), text);
    for (var text : all(load(
        "{\"schema\": \"assay-results\", \"version\": 1, \"cells\": [{}], \"programs\": [{}], \"backends\": [null]}")))
      assertFalse(text.contains("null"), text);
  }

  @Test
  void whatIsNoResultFile() throws IOException {
    for (var json : List.of("", "[]", "{}", "{\"schema\": \"other\"}", "not json",
        "{\"schema\": \"assay-results\", \"version\": 2}",
        "{\"schema\": \"assay-results\", \"version\": 1, \"cells\": 7}")) {
      var message = assertThrows(IOException.class, () -> load(json), json).getMessage();
      assertTrue(message.contains("results.json: "), message);
      assertFalse(message.contains("\n"), message);
    }
    assertThrows(IOException.class, () -> Report.load(directory.resolve("missing.json")));
  }

  @Test
  void csv() throws IOException {
    var csv = CsvReport.render(load(file("host", List.of("host", "llvm:O2"), ok("a,\"b\"", "host", 100),
        failed("a,\"b\"", "llvm:O2", "time-out", "after 60 s"))));
    var lines = csv.split("\r\n", -1);
    assertTrue(lines[0].startsWith("program,backend,status,first_ns,steady_ns,steady_cpu_ns,compile_ns,"
        + "compile_cold_ns,code_bytes,peak_rss_bytes"));
    assertEquals("\"a,\"\"b\"\"\",host,ok,200,100,,,,,,,,,,,,,,,,,,,,,", lines[1]);
    assertEquals("\"a,\"\"b\"\"\",llvm:O2,time-out after 60 s,,,,,,,,,,,,,,,,,,,,,,,", lines[2]);
    assertEquals("", lines[3]);
    // One comma more: the one in the name.
    assertEquals(lines[0].chars().filter(c -> c == ',').count() + 1, lines[2].chars().filter(c -> c == ',').count());
  }

  @Test
  void manyBackendsAndLongNamesFit() throws IOException {
    var backends = new ArrayList<>(List.of("host"));
    for (int i = 0; i < 15; i++) backends.add("backend-with-a-long-name:" + i);
    var cells = backends.stream().map(b -> ok("x".repeat(300), b, 5)).toArray(String[]::new);
    var table = TerminalTable.render(load(file("host", backends, cells)));
    for (var line : table.split("\n")) assertTrue(line.length() <= 100, line);
    assertTrue(table.split("steady time").length > 3, "in several tables");
  }

  @Test
  void progress() {
    var bytes = new ByteArrayOutputStream();
    var progress = new TerminalProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
    progress.started(3, 90, "Sieve", "llvm:O2");
    progress.ended(3, 90, "Sieve", "llvm:O2", "ok", 1_500_000L, 3_000_000L);
    progress.ended(4, 90, "Sieve", "interp", "crash: " + "x".repeat(200), null, null);
    var lines = bytes.toString(StandardCharsets.UTF_8).split("\\R");
    assertEquals("[ 3/90] Sieve            llvm:O2             1.50 ms    0.50×", lines[0]);
    assertEquals(100, lines[1].length());
    assertFalse(bytes.toString(StandardCharsets.UTF_8).contains("\u001b"));

    var terminal = new TerminalProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);
    bytes.reset();
    terminal.started(3, 90, "Sieve", "llvm:O2");
    terminal.ended(3, 90, "Sieve", "llvm:O2", "ok", 1_500_000L, null);
    assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("…\r\u001b[K[ 3/90]"));
  }

  @Test
  void numbers() {
    assertEquals("999 ns", Format.nanos(999L));
    assertEquals("1.00 µs", Format.nanos(1000L));
    assertEquals("1.00 ms", Format.nanos(999_900L));
    assertEquals("12.3 s", Format.nanos(12_340_000_000L));
    assertEquals("10.0×", Format.ratio(9.999));
    assertEquals("100×", Format.ratio(99.96));
    assertEquals("0.0053×", Format.ratio(0.00532));
    assertEquals("–", Format.ratio(null));
    assertEquals("999 B", Format.bytes(999L));
    assertEquals("1.50 KiB", Format.bytes(1536L));
  }
}
