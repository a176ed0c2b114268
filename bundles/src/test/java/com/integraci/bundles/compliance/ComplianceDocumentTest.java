package com.integraci.bundles.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.ShippedBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of docs/compliance.md are those of what is shipped. */
class ComplianceDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/compliance.md");
  private static final String BEGIN = "<!-- generated -->\n";

  @Test
  void its_tables_are_as_shipped() throws IOException {
    var written = Files.readString(DOCUMENT);
    int begin = written.indexOf(BEGIN);
    assertTrue(begin > 0, "no " + BEGIN);
    var wanted = written.substring(0, begin) + BEGIN + tables();
    if (Boolean.getBoolean("integraci.refresh")) {
      Files.writeString(DOCUMENT, wanted);
    }
    assertEquals(wanted, Files.readString(DOCUMENT), "refresh with -Dintegraci.refresh=true");
  }

  private static String tables() {
    return rules("Rules for gates", ShippedBundle.gate())
        + rules("Rules for actions", ShippedBundle.actions())
        + ComplianceMap.shipped().stream()
            .map(ComplianceDocumentTest::table)
            .collect(Collectors.joining());
  }

  private static String rules(String title, PolicyBundle bundle) {
    return "\n## %s\n\n| rule | severity | what it asks for |\n|---|---|---|\n".formatted(title)
        + bundle.manifest().rules().stream()
            .map(ComplianceDocumentTest::row)
            .collect(Collectors.joining());
  }

  private static String row(Rule rule) {
    var severity = rule.severity().name().toLowerCase(Locale.ROOT);
    return "| `%s` | %s | %s |\n".formatted(rule.id(), severity, rule.title());
  }

  private static String table(ComplianceMap map) {
    return "\n## %s, %s\n\n| control | in our words | evidence |\n|---|---|---|\n"
            .formatted(map.title(), map.edition())
        + map.controls().stream().map(ComplianceDocumentTest::row).collect(Collectors.joining());
  }

  private static String row(Control control) {
    var rules = control.rules().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    var evidence = rules.isEmpty() ? "no facts for it yet" : rules;
    return "| %s%s | %s | %s |\n"
        .formatted(
            control.id(),
            control.checked() ? "°" : "",
            control.title(),
            control.beyond().map("**no rule can show it:** "::concat).orElse(evidence));
  }
}
