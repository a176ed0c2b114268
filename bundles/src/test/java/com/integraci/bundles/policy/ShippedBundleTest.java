package com.integraci.bundles.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedBundleTest {

  private static final Path SHIPPED = Path.of("src/main/resources/com/integraci/bundles/policy");

  @TempDir private Path folder;

  @Test
  void what_is_shipped_is_the_whole_folder() throws IOException {
    var source = PolicyBundle.read(SHIPPED.resolve("gate"));
    assertEquals(source.files(), ShippedBundle.gate().files());
    assertEquals(source.digest(), ShippedBundle.gate().digest());
    assertEquals("integraci-gate", source.manifest().name());
    var actions = PolicyBundle.read(SHIPPED.resolve("actions"));
    assertEquals(actions.files(), ShippedBundle.actions().files());
    assertEquals("integraci-actions", actions.manifest().name());
    for (DecisionKind kind : DecisionKind.values()) {
      assertEquals(kind, ShippedBundle.of(kind).manifest().decision());
    }
    var floor = PolicyBundle.read(SHIPPED.resolve("floor"));
    assertEquals(floor.files(), ShippedBundle.floor().files());
    assertEquals("integraci-floor", floor.manifest().name());
  }

  @Test
  void each_rule_has_its_four_tests() {
    assertEquals(List.of(), RuleTests.of(ShippedBundle.gate()).missing());
    assertEquals(List.of(), RuleTests.of(ShippedBundle.actions()).missing());
    assertEquals(List.of(), RuleTests.of(ShippedBundle.floor()).missing());
  }

  @Test
  void the_floor_takes_the_table_of_whoever_decides_by_it() {
    var table = new TreeMap<>(Map.of("secret.put", List.of("owner", "admin")));
    var floor = ShippedBundle.floor(table);
    assertEquals("{\"permissions\":{\"secret.put\":[\"owner\",\"admin\"]}}", floor.data());
    assertEquals(floor.digest(), ShippedBundle.floor(table).digest());
    table.put("secret.list", List.of());
    assertNotEquals(floor.digest(), ShippedBundle.floor(table).digest());
    assertEquals(ShippedBundle.floor().files().keySet(), floor.files().keySet());
  }

  @Test
  void a_copy_to_start_from_has_its_own_name_version_and_day() throws IOException {
    Path copy = folder.resolve("copy");
    Starter.writeGate(copy, "acme-gate", LocalDate.of(2027, 2, 3));
    var bundle = PolicyBundle.read(copy);
    assertEquals("acme-gate", bundle.manifest().name());
    assertEquals("0.1.0", bundle.manifest().version());
    assertEquals(LocalDate.of(2027, 2, 3), bundle.manifest().effective());
    assertEquals(ShippedBundle.gate().manifest().rules(), bundle.manifest().rules());
    assertEquals(ShippedBundle.gate().files().keySet(), bundle.files().keySet());
    var actions = Starter.actions("acme-actions", LocalDate.of(2027, 2, 3));
    var manifest = actions.get("manifest.json").content();
    assertTrue(manifest.contains("\"name\": \"acme-actions\""), manifest);
    assertTrue(manifest.contains("\"version\": \"0.1.0\""), manifest);
  }

  @Test
  void a_name_that_can_not_be_one_leaves_no_folder() {
    Path copy = folder.resolve("copy");
    assertThrows(
        IllegalArgumentException.class, () -> Starter.writeGate(copy, "A", LocalDate.EPOCH));
    assertFalse(Files.exists(copy));
  }

  @Test
  void its_readme_names_every_limit_and_how_many_rules_there_are() {
    for (DecisionKind kind : DecisionKind.values()) {
      requireDescribed(ShippedBundle.of(kind));
    }
  }

  private static void requireDescribed(PolicyBundle bundle) {
    var readme = bundle.files().get("README.md").content();
    assertTrue(readme.contains("\n" + bundle.manifest().rules().size() + " rules on facts"));
    var data = tools.jackson.databind.json.JsonMapper.shared().readTree(bundle.data());
    data.properties()
        .forEach(
            group ->
                group
                    .getValue()
                    .propertyNames()
                    .forEach(
                        name -> {
                          var limit = group.getKey() + "." + name;
                          assertTrue(readme.contains("`" + limit + "`"), limit);
                        }));
  }
}
