package com.integraci.tests.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.bundles.FloorCheck;
import com.integraci.appliance.policy.Policy;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.ShippedBundle;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.Opa;
import com.integraci.tests.Parts;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The platform floor, compiled from its Rego: it says what the golden table says. */
@Tag("isolation")
class FloorTest {

  private static Opa opa;
  private static Workbench bench;
  private static ScheduledExecutorService clock;

  @BeforeAll
  static void open() {
    opa = Opa.sandboxed(Parts.program("opa"));
    bench = new Workbench(opa);
    clock = Executors.newSingleThreadScheduledExecutor();
  }

  @AfterAll
  static void close() {
    opa.close();
    clock.shutdownNow();
  }

  @Test
  void its_tests_go_through_every_line_with_any_table() {
    for (PolicyBundle floor : List.of(ShippedBundle.floor(), Policy.load().floor().bundle())) {
      assertEquals(List.of(), bench.check(floor));
      var tested = bench.test(floor);
      assertTrue(tested.passed(), () -> tested.missing() + " " + tested.report());
      assertEquals(100, tested.report().coveragePercent());
    }
  }

  @Test
  void every_role_and_action_is_decided_as_in_the_golden_table() {
    var floor = Policy.load().floor();
    try (var rules = bench.compile(floor.bundle(), 1, clock)) {
      FloorCheck.compare(floor, rules);
    }
  }

  @Test
  void one_mark_that_differs_is_told_by_role_and_action() {
    var table = table();
    table.put("secret.put", List.of("owner", "admin", "maintainer", "viewer"));
    table.remove("audit.seal");
    try (var rules = bench.compile(ShippedBundle.floor(table), 1, clock)) {
      var floor = Policy.load().floor();
      var told = assertThrows(IllegalStateException.class, () -> FloorCheck.compare(floor, rules));
      assertEquals(
          "The rules of the platform floor and the table of permissions differ in 2 places:"
              + " viewer secret.put, system audit.seal.",
          told.getMessage());
    }
  }

  @Test
  void rules_that_forget_a_role_are_told_too() {
    var floor = Policy.load().floor();
    var files = new TreeMap<>(floor.bundle().files());
    files.computeIfPresent(
        "rules/floor.rego",
        (_, text) ->
            new PolicyBundle.Text(text.content().replace("if input.role in", "if \"owner\" in")));
    try (var rules = bench.compile(new PolicyBundle(floor.bundle().manifest(), files), 1, clock)) {
      assertThrows(IllegalStateException.class, () -> FloorCheck.compare(floor, rules));
    }
  }

  /** The table as the floor's data have it. */
  private static SortedMap<String, List<String>> table() {
    var table = new TreeMap<String, List<String>>();
    JsonMapper.shared()
        .readTree(Policy.load().floor().bundle().data())
        .get("permissions")
        .forEachEntry(
            (action, roles) ->
                table.put(action, roles.valueStream().map(role -> role.asString()).toList()));
    return table;
  }
}
