package com.integraci.tests.bench;

import com.integraci.installer.process.ProcessTree;
import com.integraci.tests.Appliance;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a running appliance holds of the machine's memory, in MiB.
 *
 * @param all with the command that started it
 * @param each by the component's name
 */
record Residents(long all, Map<String, Long> each) {

  private static final long MEBIBYTE = 1 << 20;

  /** Looks at the appliance over that folder. */
  static Residents of(Appliance appliance, Path folder) {
    var ready = JsonMapper.shared().readTree(folder.resolve("ready.json"));
    var each = new LinkedHashMap<String, Long>();
    for (JsonNode component : ready.required("components")) {
      long bytes = ProcessTree.residentBytes(component.required("pid").asLong());
      each.put(component.required("name").asString(), bytes / MEBIBYTE);
    }
    return new Residents(ProcessTree.residentBytes(appliance.pid()) / MEBIBYTE, each);
  }

  String inAll() {
    return all + " MiB with the command";
  }

  String byComponent() {
    return each.entrySet().stream()
        .map(one -> "%s %d MiB".formatted(one.getKey(), one.getValue()))
        .collect(Collectors.joining(", "));
  }
}
