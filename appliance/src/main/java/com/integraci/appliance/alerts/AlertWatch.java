package com.integraci.appliance.alerts;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Looks at everything, and writes down what has changed: raised is what two looks in a row found,
 * cleared is what two in a row did not. Of several control planes one looks; the looks are apart by
 * the gap, whoever makes them. Nothing is asked of a component inside a transaction.
 */
public final class AlertWatch {

  private static final System.Logger LOG = System.getLogger(AlertWatch.class.getName());

  /** What one look finds at most; the rest waits until some of it is over. */
  private static final int TROUBLES_MAX = 200;

  private final Alerts.Parts parts;
  private final List<Sensor> sensors;
  private final Duration gap;
  private final Set<Kind> failing = EnumSet.noneOf(Kind.class);

  /**
   * A watch.
   *
   * @param gap how far apart looks are at least
   */
  public AlertWatch(Alerts.Parts parts, List<Sensor> sensors, Duration gap) {
    this.parts = parts;
    this.sensors = List.copyOf(sensors);
    this.gap = gap;
  }

  /** What one look found. */
  private record Found(Set<Kind> known, Map<String, Trouble> troubles) {}

  /** Looks, unless somebody did within the gap; returns how many were raised or cleared. */
  public int look() {
    var run = UuidV7.next();
    var permit = permit(run, Action.ALERT_LOOK, Resource.tenant(TenantId.APPLIANCE));
    var system = parts.database().system();
    if (!system.inTenant(permit.tenant(), tx -> AlertStore.claim(tx, permit, gap))) {
      return 0;
    }
    var found = find();
    return system.inTenant(permit.tenant(), tx -> write(tx, permit, found));
  }

  private Found find() {
    var known = EnumSet.noneOf(Kind.class);
    var troubles = new LinkedHashMap<String, Trouble>();
    for (Sensor sensor : sensors) {
      try {
        sensor.look().get().stream()
            .limit(TROUBLES_MAX - troubles.size())
            .forEach(trouble -> troubles.put(key(trouble), trouble));
        known.addAll(sensor.kinds());
        failing.removeAll(sensor.kinds());
      } catch (RuntimeException e) {
        // Once for each time that it begins: a night without a component is a line, not a thousand.
        if (failing.addAll(sensor.kinds())) {
          LOG.log(
              System.Logger.Level.WARNING,
              "nothing is known now of " + sensor.kinds() + ": " + e.getMessage());
        }
      }
    }
    return new Found(known, troubles);
  }

  private int write(Tx tx, Permit permit, Found found) {
    int changed = 0;
    var left = new LinkedHashMap<>(found.troubles());
    for (AlertStore.Open open : AlertStore.open(tx, permit)) {
      var now = left.remove(key(open.alert().trouble()));
      if (now != null) {
        changed += holds(tx, permit, open, now);
      } else if (found.known().contains(open.alert().trouble().kind())) {
        changed += over(tx, permit, open);
      }
    }
    left.values().forEach(trouble -> AlertStore.insert(tx, permit, trouble));
    AlertStore.forgetOld(tx, permit);
    return changed;
  }

  private int holds(Tx tx, Permit permit, AlertStore.Open open, Trouble now) {
    var alert = open.alert();
    if (alert.state() == Alert.State.SEEN) {
      var raise = permit(permit.request(), Action.ALERT_RAISE, resource(alert));
      AlertStore.raise(tx, raise, now);
      append(tx, raise, now);
      LOG.log(
          now.severity() == Severity.CRITICAL
              ? System.Logger.Level.ERROR
              : System.Logger.Level.WARNING,
          "alert: {0}: {1}",
          now.kind().title(),
          now.subject());
      return 1;
    }
    if (open.missed() || now.severity() != alert.trouble().severity()) {
      AlertStore.stays(tx, permit, alert, now.severity());
    }
    return 0;
  }

  private int over(Tx tx, Permit permit, AlertStore.Open open) {
    var alert = open.alert();
    if (alert.state() == Alert.State.SEEN) {
      AlertStore.forget(tx, permit, alert);
      return 0;
    }
    if (!open.missed()) {
      AlertStore.miss(tx, permit, alert);
      return 0;
    }
    var clear = permit(permit.request(), Action.ALERT_CLEAR, resource(alert));
    AlertStore.clear(tx, clear);
    append(tx, clear, alert.trouble());
    LOG.log(
        System.Logger.Level.INFO,
        "over: {0}: {1}",
        alert.trouble().kind().title(),
        alert.trouble().subject());
    return 1;
  }

  private void append(Tx tx, Permit permit, Trouble trouble) {
    var event = AuditEvent.done(permit.resource()).with(Alerts.facts(trouble));
    parts.audit().append(tx, permit, event);
  }

  private Permit permit(UUID run, Action action, Resource resource) {
    return parts.policy().system(TenantId.APPLIANCE, run, action, resource);
  }

  private static Resource resource(Alert alert) {
    return new Resource(Alerts.KIND, alert.id());
  }

  private static String key(Trouble trouble) {
    return trouble.kind().id() + " " + trouble.subject();
  }
}
