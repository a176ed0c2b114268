package com.integraci.appliance.compliance;

import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.compliance.ComplianceMap;
import com.integraci.bundles.compliance.Control;
import com.integraci.bundles.policy.Rule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The verbs on evidence for frameworks. */
public final class Compliance {

  /** How far back decisions can be looked at, in days. */
  public static final int DAYS_MAX = 366;

  /** Services and environments that are looked at. */
  static final int PAIRS_MAX = 500;

  private static final List<ComplianceMap> MAPS = ComplianceMap.shipped();
  private static final Map<String, List<String>> SHIPPED = shipped();

  private final Database database;
  private final Policy policy;
  private final Rules rules;
  private final InstantSource clock;

  /**
   * Evidence over these.
   *
   * @param database where decisions are
   * @param policy decides who may
   * @param rules that decided: their manifests say for which controls a rule is evidence
   * @param clock tells what is long ago
   */
  public Compliance(Database database, Policy policy, Rules rules, InstantSource clock) {
    this.database = database;
    this.policy = policy;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * What there is for each framework, from the latest decision of each service and environment.
   *
   * @param days how far back, 1 to {@value #DAYS_MAX}
   */
  public List<FrameworkStatus> all(Caller caller, int days) {
    var looked = look(caller, days);
    return MAPS.stream().map(looked::status).toList();
  }

  /**
   * What there is for one framework.
   *
   * @param days how far back, 1 to {@value #DAYS_MAX}
   * @throws NotFound when there is no map of it
   */
  public FrameworkStatus framework(Caller caller, String framework, int days) {
    var looked = look(caller, days);
    return MAPS.stream()
        .filter(map -> map.framework().equals(framework))
        .findFirst()
        .map(looked::status)
        .orElseThrow(() -> new NotFound("There is no map of this framework."));
  }

  private Looked look(Caller caller, int days) {
    var tenant = Resource.tenant(caller.tenant());
    var permit = policy.authorize(caller, Action.COMPLIANCE_READ, tenant);
    var since = clock.instant().minus(Duration.ofDays(days));
    var found = EvidenceStore.latest(database, permit, since, PAIRS_MAX + 1);
    boolean more = found.size() > PAIRS_MAX;
    var latest = more ? found.subList(0, PAIRS_MAX) : found;
    return new Looked(new Window(since, latest.size(), more), byControl(permit, latest));
  }

  /** What was looked at. */
  private record Window(java.time.Instant since, int decisions, boolean more) {}

  /** Findings by the reference of the control that they are evidence for. */
  private record Looked(Window window, Map<String, List<ControlStatus.Finding>> findings) {

    FrameworkStatus status(ComplianceMap map) {
      var controls = map.controls().stream().map(control -> status(map, control)).toList();
      return new FrameworkStatus(map, window.since(), window.decisions(), window.more(), controls);
    }

    private ControlStatus status(ComplianceMap map, Control control) {
      var found = findings.getOrDefault(map.reference(control), List.of());
      var counts = Counts.of(found.stream().map(ControlStatus.Finding::outcome).toList());
      return new ControlStatus(control, counts, found);
    }
  }

  private Map<String, List<ControlStatus.Finding>> byControl(Permit permit, List<Evidence> latest) {
    var known = new HashMap<Optional<String>, Map<String, List<String>>>();
    var findings = new HashMap<String, List<ControlStatus.Finding>>();
    for (Evidence one : latest) {
      var controls = known.computeIfAbsent(one.bundle(), digest -> controls(permit, digest));
      for (Evidence.Found found : found(one, controls)) {
        var finding =
            new ControlStatus.Finding(
                found.rule(), one.service(), one.environment(), found.outcome(), one.decision());
        for (String control : controls.getOrDefault(found.rule(), List.of())) {
          findings.computeIfAbsent(control, _ -> new ArrayList<>()).add(finding);
        }
      }
    }
    return findings;
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
   * active, the shipped rules stand for those that should have been.
   */
  private Map<String, List<String>> controls(Permit permit, Optional<String> digest) {
    if (digest.isEmpty()) {
      return SHIPPED;
    }
    var controls = new HashMap<String, List<String>>();
    for (Rule rule : rules.manifest(permit.tenant(), digest.orElseThrow())) {
      controls.put(rule.id(), rule.controls());
    }
    return controls;
  }

  private static Map<String, List<String>> shipped() {
    var controls = new HashMap<String, List<String>>();
    for (ComplianceMap map : MAPS) {
      for (Control control : map.controls()) {
        for (String rule : control.rules()) {
          controls.computeIfAbsent(rule, _ -> new ArrayList<>()).add(map.reference(control));
        }
      }
    }
    return Map.copyOf(controls);
  }

  /** The routes. */
  public Routes routes() {
    return ComplianceRoutes.of(this);
  }
}
