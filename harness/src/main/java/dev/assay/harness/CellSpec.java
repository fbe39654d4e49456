package dev.assay.harness;

import dev.assay.spi.CompileMode;
import dev.assay.spi.CompileRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the process of one cell has to do; handed over as a file.
 *
 * @param backend as given on the command line, e.g. {@code llvm:O2}, {@code host:xint}
 * @param heapBytes size of the guest's heap
 * @param gcStress at every so manieth allocation the heap is collected and verified; 0 for never
 * @param compile when the backend compiles functions
 * @param compileThreads see {@link CompileRequest}
 * @param directory where the process leaves what it measured
 */
public record CellSpec(ProgramSpec program, String backend, Policy policy, long heapBytes, int gcStress, CompileMode compile,
    int compileThreads, Path directory) {
  /** Whether the untouched class files are to be run, by the JVM of the cell. */
  public boolean isHost() {
    return HostVariant.isHost(backend);
  }

  public void write(Path file) throws IOException {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", program.name());
    map.put("file", program.file());
    map.put("mainClass", program.mainClass());
    map.put("classPath", program.classPath());
    map.put("args", program.args());
    map.put("stdinFile", program.stdinFile());
    map.put("why", program.why());
    map.put("backend", backend);
    map.put("heapBytes", heapBytes);
    map.put("gcStress", gcStress);
    map.put("compile", compile.name());
    map.put("compileThreads", compileThreads);
    map.put("directory", directory.toString());
    map.put("policy",
        List.of(policy.budgetNanos(), policy.minRuns(), policy.minSlowRuns(), policy.slowNanos(), policy.maxRuns(),
            policy.compileBudgetNanos(), policy.minCompiles(), policy.minSlowCompiles(), policy.maxCompiles()));
    Files.writeString(file, Json.write(map));
  }

  public static CellSpec read(Path file) throws IOException {
    var map = Json.readObject(Files.readString(file));
    var program = new ProgramSpec(text(map, "name"), text(map, "file"), text(map, "mainClass"), texts(map, "classPath"),
        texts(map, "args"),
        text(map, "stdinFile"), text(map, "why"));
    long[] p = ((List<?>) map.get("policy")).stream().mapToLong(n -> (Long) n).toArray();
    var policy = new Policy(p[0], (int) p[1], (int) p[2], p[3], (int) p[4], p[5], (int) p[6], (int) p[7], (int) p[8]);
    return new CellSpec(program, text(map, "backend"), policy, (Long) map.get("heapBytes"),
        (int) (long) (Long) map.get("gcStress"), CompileMode.valueOf(text(map, "compile")), (int) (long) (Long) map.get("compileThreads"),
        Path.of(text(map, "directory")));
  }

  private static String text(Map<String, Object> map, String key) {
    return (String) map.get(key);
  }

  private static List<String> texts(Map<String, Object> map, String key) {
    return ((List<?>) map.get(key)).stream().map(String.class::cast).toList();
  }
}
