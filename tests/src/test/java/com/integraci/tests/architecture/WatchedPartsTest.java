package com.integraci.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of shipped parts in docs/threat-model.md, where what is known against one is entered
 * with its date, has every part in the version that is pinned, and no other.
 */
@Tag("architecture")
class WatchedPartsTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([a-z0-9-]+) \\| (\\S+) \\| (20[0-9]{2}-[01][0-9]-[0-3][0-9]) \\|");
  private static final Pattern PROPERTY =
      Pattern.compile("<version\\.([a-z0-9]+)>([^<]+)</version\\.");

  /** What builds or tests, and is in no distribution. */
  private static final Set<String> NOT_SHIPPED =
      Set.of(
          "archunit",
          "axe",
          "cyclonedx",
          "dbos",
          "errorprone",
          "googlejavaformat",
          "jib",
          "junit",
          "opentelemetryproto",
          "playwright",
          "protobuf",
          "testcontainers");

  @Test
  void every_part_stands_in_the_list_with_its_version() throws IOException {
    var pinned = new TreeSet<String>();
    var lock = Sources.root().resolve("airgap/src/main/resources/com/integraci/airgap");
    for (var part :
        JsonMapper.shared().readTree(lock.resolve("components.lock.json")).get("components")) {
      pinned.add(part.get("name").asString() + " " + part.get("version").asString());
    }
    var properties = PROPERTY.matcher(Files.readString(Sources.root().resolve("pom.xml")));
    properties
        .results()
        .filter(found -> !NOT_SHIPPED.contains(found.group(1)))
        .forEach(found -> pinned.add(found.group(1) + " " + found.group(2)));
    var listed = new TreeSet<String>();
    var rows = ROW.matcher(Files.readString(Sources.root().resolve("docs/threat-model.md")));
    rows.results().forEach(row -> listed.add(row.group(1) + " " + row.group(2)));
    assertTrue(pinned.size() > 10, "parts: " + pinned);
    assertEquals(pinned, listed);
  }
}
