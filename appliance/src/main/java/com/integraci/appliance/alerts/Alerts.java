package com.integraci.appliance.alerts;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The verbs on alerts, for operators. */
public final class Alerts {

  static final String KIND = "alert";

  /** How many of those that are over a list has, the last first. */
  private static final int CLEARED_MAX = 50;

  private final Parts parts;

  /** What they work with. */
  public record Parts(Database database, Policy policy, AuditLog audit) {}

  /** The verbs. */
  public Alerts(Parts parts) {
    this.parts = parts;
  }

  /** What is raised, the worst first, and then the last fifty that are over. */
  public List<Alert> list(Caller caller) {
    var permit =
        parts.policy().authorize(caller, Action.ALERT_READ, Resource.tenant(caller.tenant()));
    return parts
        .database()
        .inTenant(
            permit.tenant(),
            tx ->
                Stream.concat(
                        AlertStore.open(tx, permit.tenant()).stream()
                            .filter(alert -> alert.state() != Alert.State.SEEN),
                        AlertStore.cleared(tx, permit.tenant(), CLEARED_MAX).stream())
                    .toList());
  }

  /** How many are raised that nobody has acknowledged. */
  public long waiting(Caller caller) {
    var permit =
        parts.policy().authorize(caller, Action.ALERT_READ, Resource.tenant(caller.tenant()));
    return AlertStore.counts(parts.database(), permit.tenant()).values().stream()
        .mapToLong(AlertStore.Count::waiting)
        .sum();
  }

  /**
   * Says that an operator knows of it. It stays until it is over.
   *
   * @throws NotFound when there is none of that id
   * @throws Conflict when it is acknowledged already, or over
   */
  public Alert acknowledge(Caller caller, UUID id) {
    var permit = parts.policy().authorize(caller, Action.ALERT_ACKNOWLEDGE, new Resource(KIND, id));
    return parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var alert =
                  AlertStore.find(tx, permit.tenant(), id)
                      .orElseThrow(() -> new NotFound("There is no such alert."));
              if (!AlertStore.acknowledge(tx, permit)) {
                throw new Conflict("It is acknowledged already, or over.");
              }
              var event = AuditEvent.done(permit.resource()).with(facts(alert.trouble()));
              parts.audit().append(tx, permit, event);
              return AlertStore.find(tx, permit.tenant(), id).orElseThrow();
            });
  }

  /** How many are raised of each severity, acknowledged ones too. */
  Map<String, Double> counts() {
    var found = AlertStore.counts(parts.database().system(), TenantId.APPLIANCE);
    var counts = new LinkedHashMap<String, Double>();
    for (Severity severity : Severity.values()) {
      var count = found.getOrDefault(severity, new AlertStore.Count(0, 0));
      counts.put(severity.word(), (double) count.all());
    }
    return counts;
  }

  static Map<String, String> facts(Trouble trouble) {
    return Map.of(
        "kind", trouble.kind().id(),
        "subject", trouble.subject(),
        "severity", trouble.severity().word());
  }
}
