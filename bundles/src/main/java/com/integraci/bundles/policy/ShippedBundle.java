package com.integraci.bundles.policy;

import com.integraci.bundles.policy.PolicyBundle.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bundle of rules for gates that comes with the appliance (docs/compliance.md). */
public final class ShippedBundle {

  private static final String FOLDER = "gate/";

  /** A resource's folder can't be listed. */
  private static final List<String> FILES =
      List.of(
          "README.md",
          "data.json",
          Manifest.FILE,
          "rules/approval.rego",
          "rules/calendar.rego",
          "rules/change.rego",
          "rules/components.rego",
          "rules/facts.rego",
          "rules/provenance.rego",
          "rules/quality.rego",
          "rules/review.rego",
          "rules/vulnerabilities.rego",
          "tests/approval_test.rego",
          "tests/calendar_test.rego",
          "tests/change_test.rego",
          "tests/components_test.rego",
          "tests/facts_test.rego",
          "tests/provenance_test.rego",
          "tests/quality_test.rego",
          "tests/review_test.rego",
          "tests/vulnerabilities_test.rego");

  private ShippedBundle() {}

  /** As it is shipped, tests included. */
  public static PolicyBundle gate() {
    SortedMap<String, Text> files = new TreeMap<>();
    FILES.forEach(file -> files.put(file, new Text(content(file))));
    var manifest = files.get(Manifest.FILE).content().getBytes(StandardCharsets.UTF_8);
    return new PolicyBundle(Manifest.read(manifest), files);
  }

  private static String content(String file) {
    try (InputStream in = ShippedBundle.class.getResourceAsStream(FOLDER + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
