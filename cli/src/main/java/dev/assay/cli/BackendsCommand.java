package dev.assay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.assay.harness.HostVariant;
import dev.assay.ir.OpSamples;
import dev.assay.spi.Backend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what programs can be run on. */
@Command(name = "backends", mixinStandardHelpOptions = true, description = "Lists the backends: variants, availability and why not, versions, ops they compile.", footer = {
  "", "Examples:", "  assay backends", "  assay backends --json"})
final class BackendsCommand implements Callable<Integer> {
  @Option(names = "--json", description = "A JSON list of objects.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    var rows = new ArrayList<Map<String, Object>>();
    var host = new LinkedHashMap<String, Object>();
    host.put("name", "host");
    host.put("variants", HostVariant.names().stream().map(n -> n.contains(":") ? n.substring(n.indexOf(':') + 1) : "default").toList());
    host.put("available", true);
    host.put("reason", "");
    host.put("version", System.getProperty("java.vm.name") + " " + Runtime.version());
    rows.add(host);
    for (var backend : BackendChoice.all()) rows.add(row(backend));
    if (json) System.out.println(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(rows));
    else rows.forEach(BackendsCommand::print);
    return ExitCode.OK;
  }

  private static Map<String, Object> row(Backend backend) {
    var row = new LinkedHashMap<String, Object>();
    var availability = backend.availability();
    row.put("name", backend.name());
    row.put("variants", backend.variants());
    row.put("available", availability.available());
    row.put("reason", availability.reason());
    row.put("version", availability.available() ? backend.version() : "");
    row.put("level", backend.level().name().toLowerCase(Locale.ROOT));
    var samples = OpSamples.at(backend.level());
    var missing = new ArrayList<String>();
    for (var sample : samples) backend.unsupported(sample.insn()).ifPresent(why -> missing.add(sample.name() + ": " + why));
    row.put("ops", samples.size());
    row.put("opsSupported", samples.size() - missing.size());
    row.put("opsMissing", missing);
    return row;
  }

  private static void print(Map<String, Object> row) {
    var name = (String) row.get("name");
    boolean available = (boolean) row.get("available");
    System.out.println("%-10s %s".formatted(name, available ? row.get("version") : "not available: " + row.get("reason")));
    System.out.println(
        "%-10s variants %s%s".formatted("", String.join(", ", ((List<?>) row.get("variants")).stream().map(String::valueOf).toList()),
            row.containsKey("ops") ? "; " + row.get("level") + " IR; ops " + row.get("opsSupported") + " of " + row.get("ops") : ""));
    if (row.get("opsMissing") instanceof List<?> missing) missing.forEach(m -> System.out.println("%-10s missing %s".formatted("", m)));
  }
}
