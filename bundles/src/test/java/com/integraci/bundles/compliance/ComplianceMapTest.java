package com.integraci.bundles.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.ShippedBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplianceMapTest {

  private static final String MAP =
      """
      {
        "format": 1, "framework": "soc2", "title": "SOC 2", "edition": "2017",
        "word": "criterion",
        "controls": [
          {"id": "CC8.1", "title": "Changes", "checked": true, "rules": ["tests_ran"]},
          {"id": "CC1.4", "title": "People", "checked": false, "beyond": "People.", "rules": []}
        ]
      }
      """;

  @Test
  void maps_and_rules_name_each_other() {
    Map<String, Set<String>> byRule = new TreeMap<>();
    shipped().forEach(rule -> assertNull(byRule.put(rule.id(), controls(rule)), rule.id()));
    Map<String, Set<String>> byMap = new TreeMap<>();
    byRule.keySet().forEach(rule -> byMap.put(rule, new TreeSet<>()));
    for (ComplianceMap map : ComplianceMap.shipped()) {
      for (Control control : map.controls()) {
        for (String rule : control.rules()) {
          byMap.computeIfAbsent(rule, _ -> new TreeSet<>()).add(map.reference(control));
        }
      }
    }
    assertEquals(byRule, byMap);
    assertFalse(byRule.containsValue(Set.of()), "a rule that is evidence for nothing");
  }

  private static Stream<Rule> shipped() {
    return Stream.of(DecisionKind.values())
        .flatMap(kind -> ShippedBundle.of(kind).manifest().rules().stream());
  }

  private static Set<String> controls(Rule rule) {
    return new TreeSet<>(rule.controls());
  }

  @Test
  void each_framework_has_something_to_show_and_says_what_no_rule_shows() {
    var frameworks = ComplianceMap.shipped().stream().map(ComplianceMap::framework).toList();
    assertEquals(
        List.of("soc2", "iso-27001-2022", "pci-dss-4.0.1", "hipaa", "ssdf-1.1", "slsa-1.2"),
        frameworks);
    for (ComplianceMap map : ComplianceMap.shipped()) {
      var controls = map.controls();
      assertTrue(controls.stream().anyMatch(each -> !each.rules().isEmpty()), map.framework());
      assertTrue(controls.stream().anyMatch(each -> each.beyond().isPresent()), map.framework());
    }
  }

  @Test
  void nothing_that_is_shipped_claims_more_than_evidence() throws IOException {
    for (ComplianceMap map : ComplianceMap.shipped()) {
      requireModest(map.framework(), map.toString());
      try (var in = ComplianceMap.class.getResourceAsStream(map.framework() + ".json")) {
        requireModest(map.framework(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    for (DecisionKind kind : DecisionKind.values()) {
      ShippedBundle.of(kind).files().forEach((path, text) -> requireModest(path, text.content()));
    }
  }

  private static void requireModest(String where, String text) {
    for (String claim : List.of("compliant", "certified", "conform", "fulfils", "satisfies")) {
      assertFalse(text.toLowerCase(Locale.ROOT).contains(claim), where + " says " + claim);
    }
  }

  @Test
  void a_map_is_read_as_it_is_written() {
    var map = read(MAP);
    assertEquals("soc2", map.framework());
    assertEquals("criterion", map.word());
    assertEquals("soc2:CC8.1", map.reference(map.controls().getFirst()));
    assertEquals(
        new Control("CC8.1", "Changes", true, Optional.empty(), List.of("tests_ran")),
        map.controls().getFirst());
    assertEquals(Optional.of("People."), map.controls().getLast().beyond());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"rules\": []|\"rules\": [\"tests_ran\"]|/controls/1/rules",
        "\"checked\": true, ||/controls/0",
        "\"tests_ran\"|\"Tests\"|/controls/0/rules/0",
        "\"format\": 1|\"format\": 2|/format",
        "CC1.4|CC8.1|The control CC8.1 is there twice.",
      })
  void what_is_wrong_is_refused_at_its_place(String from, String to, String place) {
    assertTrue(MAP.contains(from), from);
    var broken = MAP.replace(from, to == null ? "" : to);
    var refused = assertThrows(BundleRefused.class, () -> read(broken));
    assertTrue(refused.getMessage().contains(place), refused.getMessage());
  }

  private static ComplianceMap read(String document) {
    return ComplianceMap.read("map.json", document.getBytes(StandardCharsets.UTF_8));
  }
}
