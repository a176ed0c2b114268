package com.integraci.bundles.policy;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.policy.PolicyBundle.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bundles that come with the appliance: rules for gates and for actions (docs/compliance.md),
 * which a team can have decide, and the floor, which decides on every action of the platform.
 */
public final class ShippedBundle {

  private static final String DATA = "data.json";

  /** A resource's folder can't be listed. */
  private static final List<String> GATE =
      List.of(
          "README.md",
          DATA,
          Manifest.FILE,
          "rules/approval.rego",
          "rules/attestations.rego",
          "rules/calendar.rego",
          "rules/change.rego",
          "rules/components.rego",
          "rules/exceptions.rego",
          "rules/facts.rego",
          "rules/provenance.rego",
          "rules/quality.rego",
          "rules/review.rego",
          "rules/verification.rego",
          "rules/vulnerabilities.rego",
          "tests/approval_test.rego",
          "tests/attestations_test.rego",
          "tests/calendar_test.rego",
          "tests/change_test.rego",
          "tests/components_test.rego",
          "tests/exceptions_test.rego",
          "tests/facts_test.rego",
          "tests/provenance_test.rego",
          "tests/quality_test.rego",
          "tests/review_test.rego",
          "tests/verification_test.rego",
          "tests/vulnerabilities_test.rego");

  private static final List<String> ACTIONS =
      List.of(
          "README.md",
          DATA,
          Manifest.FILE,
          "rules/grants.rego",
          "rules/people.rego",
          "rules/policies.rego",
          "tests/facts_test.rego",
          "tests/grants_test.rego",
          "tests/people_test.rego",
          "tests/policies_test.rego");

  private static final List<String> FLOOR =
      List.of("README.md", DATA, Manifest.FILE, "rules/floor.rego", "tests/floor_test.rego");

  private ShippedBundle() {}

  /** The rules for gates as they are shipped, tests included. */
  public static PolicyBundle gate() {
    return of(files("gate/", GATE));
  }

  /** The rules for actions as they are shipped, tests included. */
  public static PolicyBundle actions() {
    return of(files("actions/", ACTIONS));
  }

  /** The rules for that kind of decision that a team can have decide. */
  public static PolicyBundle of(DecisionKind kind) {
    return switch (kind) {
      case GATE_1 -> gate();
      case ACTION_1 -> actions();
    };
  }

  /** The floor with a table that is an example. */
  public static PolicyBundle floor() {
    return of(files("floor/", FLOOR));
  }

  /**
   * The floor with the table of those who decide by it.
   *
   * @param permissions the roles that may, by action; the same table, the same digest
   */
  public static PolicyBundle floor(SortedMap<String, List<String>> permissions) {
    var files = files("floor/", FLOOR);
    var table = JsonValue.object();
    permissions.forEach(
        (action, roles) ->
            table.put(
                action,
                new JsonValue.Items(
                    roles.stream().<JsonValue>map(role -> new JsonValue.Text(role)).toList())));
    var data = JsonValue.object().put("permissions", table.build()).build();
    files.put(DATA, new Text(new String(CanonicalJson.write(data), StandardCharsets.UTF_8)));
    return of(files);
  }

  private static PolicyBundle of(SortedMap<String, Text> files) {
    var manifest = files.get(Manifest.FILE).content().getBytes(StandardCharsets.UTF_8);
    return new PolicyBundle(Manifest.read(manifest), files);
  }

  private static SortedMap<String, Text> files(String folder, List<String> names) {
    SortedMap<String, Text> files = new TreeMap<>();
    names.forEach(name -> files.put(name, new Text(content(folder + name))));
    return files;
  }

  private static String content(String resource) {
    try (InputStream in = ShippedBundle.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
