package com.integraci.bundles.compliance;

import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.ShippedBundle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What decisions are evidence for, in each of the shipped frameworks. */
public final class Frameworks {

  private static final List<ComplianceMap> MAPS = ComplianceMap.shipped();
  private static final Map<String, List<String>> SHIPPED = shipped();

  private final Instant since;
  private final List<Evidence> latest;
  private final boolean more;

  /** Findings by the reference of the control that they are evidence for. */
  private final Map<String, List<ControlStatus.Finding>> findings = new HashMap<>();

  private Frameworks(Instant since, List<Evidence> latest, boolean more) {
    this.since = since;
    this.latest = List.copyOf(latest);
    this.more = more;
  }

  /**
   * By what decisions found.
   *
   * @param since decisions from then on were looked at
   * @param latest one for each service and environment, and for each action
   * @param more whether there are some that were not looked at
   * @param manifests the rules of a bundle, by its digest: they say for which controls each is
   *     evidence; asked once for each
   */
  public static Frameworks of(
      Instant since, List<Evidence> latest, boolean more, Function<String, List<Rule>> manifests) {
    var frameworks = new Frameworks(since, latest, more);
    var known = new HashMap<Optional<String>, Map<String, List<String>>>();
    for (Evidence one : latest) {
      frameworks.add(
          one, known.computeIfAbsent(one.bundle(), bundle -> controls(bundle, manifests)));
    }
    return frameworks;
  }

  /** Each of them, in their order. */
  public List<FrameworkStatus> all() {
    return MAPS.stream().map(this::status).toList();
  }

  /** The one of that name, if there is a map of it. */
  public Optional<FrameworkStatus> named(String framework) {
    return MAPS.stream()
        .filter(map -> map.framework().equals(framework))
        .findFirst()
        .map(this::status);
  }

  /** The names of all, in their order. */
  public static List<String> names() {
    return MAPS.stream().map(ComplianceMap::framework).toList();
  }

  private FrameworkStatus status(ComplianceMap map) {
    var controls = map.controls().stream().map(control -> status(map, control)).toList();
    return new FrameworkStatus(map, since, latest.size(), more, controls);
  }

  private ControlStatus status(ComplianceMap map, Control control) {
    var found = findings.getOrDefault(map.reference(control), List.of());
    var counts = Counts.of(found.stream().map(ControlStatus.Finding::outcome).toList());
    return new ControlStatus(control, counts, found);
  }

  private void add(Evidence one, Map<String, List<String>> controls) {
    for (Evidence.Found found : found(one, controls)) {
      var finding =
          new ControlStatus.Finding(
              found.rule(), one.service(), one.environment(), found.outcome(), one.decision());
      for (String control : controls.getOrDefault(found.rule(), List.of())) {
        findings.computeIfAbsent(control, _ -> new ArrayList<>()).add(finding);
      }
    }
  }

  /** What no rule came to an end about is no evidence, for each of them. */
  private static List<Evidence.Found> found(Evidence one, Map<String, List<String>> controls) {
    return one.findings().isEmpty()
        ? controls.keySet().stream()
            .sorted()
            .map(rule -> new Evidence.Found(rule, Outcome.NO_EVIDENCE))
            .toList()
        : one.findings();
  }

  /**
   * For which controls each rule of a bundle is evidence, as its manifest says; where none was
   * active at a gate, the shipped rules for gates stand for those that should have been.
   */
  private static Map<String, List<String>> controls(
      Optional<String> bundle, Function<String, List<Rule>> manifests) {
    if (bundle.isEmpty()) {
      return SHIPPED;
    }
    var controls = new HashMap<String, List<String>>();
    for (Rule rule : manifests.apply(bundle.get())) {
      controls.put(rule.id(), rule.controls());
    }
    return controls;
  }

  private static Map<String, List<String>> shipped() {
    return ShippedBundle.gate().manifest().rules().stream()
        .collect(Collectors.toUnmodifiableMap(Rule::id, Rule::controls));
  }
}
