package com.integraci.bundles.compliance;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import java.time.Instant;
import java.util.List;

/**
 * What there is for a framework.
 *
 * @param map the framework with its controls
 * @param since decisions from then on were looked at
 * @param decisions how many latest decisions there were: one for each service and environment, and
 *     for each action
 * @param more whether there are some that were not looked at, because there are too many
 * @param controls one for each control of the map, in its order
 */
public record FrameworkStatus(
    ComplianceMap map, Instant since, int decisions, boolean more, List<ControlStatus> controls) {

  public FrameworkStatus {
    controls = List.copyOf(controls);
  }

  /** How many controls came out how; those beyond rules are not counted. */
  public Counts counts() {
    return Counts.of(
        controls.stream()
            .filter(one -> one.control().beyond().isEmpty())
            .map(ControlStatus::outcome)
            .toList());
  }

  /** All of it as canonical JSON, each control with its findings. */
  public byte[] document() {
    return CanonicalJson.write(
        JsonValue.object()
            .put("controls", new JsonValue.Items(controls.stream().map(this::control).toList()))
            .put("counts", counts(counts()))
            .put("decisions", decisions)
            .put("edition", map.edition())
            .put("framework", map.framework())
            .put("more", more)
            .put("title", map.title())
            .build());
  }

  private JsonValue control(ControlStatus status) {
    var control = status.control();
    var document = JsonValue.object().put("id", control.id()).put("title", control.title());
    control
        .beyond()
        .ifPresentOrElse(
            why -> document.put("beyond", why),
            () ->
                document
                    .put("counts", counts(status.counts()))
                    .put("findings", findings(status.findings()))
                    .put("outcome", status.outcome().word()));
    return document.build();
  }

  private static JsonValue findings(List<ControlStatus.Finding> findings) {
    return new JsonValue.Items(findings.stream().map(FrameworkStatus::finding).toList());
  }

  private static JsonValue finding(ControlStatus.Finding finding) {
    var document =
        JsonValue.object()
            .put("decision", finding.decision().toString())
            .put("outcome", finding.outcome().word())
            .put("rule", finding.rule());
    return finding.environment().isEmpty()
        ? document.put("action", finding.service()).build()
        : document
            .put("environment", finding.environment())
            .put("service", finding.service())
            .build();
  }

  private static JsonValue counts(Counts counts) {
    var document = JsonValue.object();
    counts.by().forEach((outcome, count) -> document.put(outcome.word(), count.longValue()));
    return document.build();
  }
}
