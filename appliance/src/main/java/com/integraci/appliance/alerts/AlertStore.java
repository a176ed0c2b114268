package com.integraci.appliance.alerts;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Rows of alerts, in the operators' tenant. */
final class AlertStore {

  private static final String CLAIM =
      """
      insert into app.alert_look as l (tenant_id)
      select tenant_id from app.tenant where tenant_id = ?
      on conflict (tenant_id) do update set looked_at = now()
      where l.looked_at <= now() - make_interval(secs => ?::double precision / 1000)
      """;

  private static final String LOCK =
      """
      select looked_at from app.alert_look where tenant_id = ? for update
      """;

  private static final String OPEN =
      """
      select alert_id, kind, subject, severity, state, missed, since, raised_at, acknowledged_at,
             acknowledged_by, cleared_at
      from app.alert where tenant_id = ? and state <> 'cleared'
      order by severity, since limit 1000
      """;

  private static final String CLEARED =
      """
      select alert_id, kind, subject, severity, state, missed, since, raised_at, acknowledged_at,
             acknowledged_by, cleared_at
      from app.alert where tenant_id = ? and state = 'cleared'
      order by cleared_at desc limit ?
      """;

  private static final String ONE =
      """
      select alert_id, kind, subject, severity, state, missed, since, raised_at, acknowledged_at,
             acknowledged_by, cleared_at
      from app.alert where tenant_id = ? and alert_id = ? and state <> 'seen'
      """;

  private static final String COUNTS =
      """
      select severity, count(*) as n, count(*) filter (where state = 'raised') as waiting
      from app.alert where tenant_id = ? and state in ('raised', 'acknowledged') group by severity
      """;

  private static final String INSERT =
      """
      insert into app.alert (tenant_id, alert_id, kind, subject, severity) values (?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  private static final String RAISE =
      """
      update app.alert set state = 'raised', raised_at = now(), severity = ?
      where tenant_id = ? and alert_id = ?
      """;

  /** What has become worse is told again. */
  private static final String STAYS =
      """
      update app.alert set missed = 0, severity = ?,
          mailed_at = case when severity = ? then mailed_at end
      where tenant_id = ? and alert_id = ?
      """;

  private static final String MISS =
      """
      update app.alert set missed = 1 where tenant_id = ? and alert_id = ?
      """;

  private static final String CLEAR =
      """
      update app.alert set state = 'cleared', cleared_at = now()
      where tenant_id = ? and alert_id = ?
      """;

  private static final String FORGET_SEEN =
      """
      delete from app.alert where tenant_id = ? and alert_id = ?
      """;

  private static final String FORGET =
      """
      delete from app.alert
      where tenant_id = ? and state = 'cleared' and cleared_at < now() - interval '90 days'
      """;

  private static final String ACKNOWLEDGE =
      """
      update app.alert set state = 'acknowledged', acknowledged_at = now(), acknowledged_by = ?
      where tenant_id = ? and alert_id = ? and state = 'raised'
      """;

  private AlertStore() {}

  /** An open alert and whether the last look missed it. */
  record Open(Alert alert, boolean missed) {}

  /** How many there are of a severity, and how many of them nobody has acknowledged. */
  record Count(long all, long waiting) {}

  /** True for one of those who ask within the time. */
  static boolean claim(Tx tx, Permit permit, Duration gap) {
    return tx.execute(CLAIM, permit.tenant(), gap.toMillis()) == 1;
  }

  static List<Open> open(Tx tx, Permit permit) {
    tx.first(LOCK, row -> row.instant("looked_at"), permit.tenant());
    return tx.query(OPEN, row -> new Open(alert(row), row.number("missed") > 0), permit.tenant());
  }

  static List<Alert> open(Tx tx, TenantId tenant) {
    return tx.query(OPEN, AlertStore::alert, tenant);
  }

  static List<Alert> cleared(Tx tx, TenantId tenant, int limit) {
    return tx.query(CLEARED, AlertStore::alert, tenant, limit);
  }

  static Optional<Alert> find(Tx tx, TenantId tenant, UUID id) {
    return tx.first(ONE, AlertStore::alert, tenant, id);
  }

  static Map<Severity, Count> counts(Database database, TenantId tenant) {
    var counts = new EnumMap<Severity, Count>(Severity.class);
    database
        .read(
            tenant,
            COUNTS,
            row ->
                Map.entry(
                    severity(row.text("severity")),
                    new Count(row.number("n"), row.number("waiting"))),
            tenant)
        .forEach(each -> counts.put(each.getKey(), each.getValue()));
    return counts;
  }

  static void insert(Tx tx, Permit permit, Trouble trouble) {
    tx.execute(
        INSERT,
        permit.tenant(),
        UuidV7.next(),
        trouble.kind().id(),
        trouble.subject(),
        trouble.severity().word());
  }

  static void raise(Tx tx, Permit permit, Trouble trouble) {
    tx.execute(RAISE, trouble.severity().word(), permit.tenant(), permit.resource().id());
  }

  static void stays(Tx tx, Permit permit, Alert alert, Severity severity) {
    tx.execute(STAYS, severity.word(), severity.word(), permit.tenant(), alert.id());
  }

  static void miss(Tx tx, Permit permit, Alert alert) {
    tx.execute(MISS, permit.tenant(), alert.id());
  }

  static void clear(Tx tx, Permit permit) {
    tx.execute(CLEAR, permit.tenant(), permit.resource().id());
  }

  static void forget(Tx tx, Permit permit, Alert seen) {
    tx.execute(FORGET_SEEN, permit.tenant(), seen.id());
  }

  /** Removes what was cleared 90 days ago. */
  static void forgetOld(Tx tx, Permit permit) {
    tx.execute(FORGET, permit.tenant());
  }

  /** False when it is not raised, or no more. */
  static boolean acknowledge(Tx tx, Permit permit) {
    return tx.execute(ACKNOWLEDGE, permit.actor().id(), permit.tenant(), permit.resource().id())
        == 1;
  }

  private static Alert alert(Row row) {
    return new Alert(
        row.uuid("alert_id"),
        new Trouble(Kind.of(row.text("kind")), row.text("subject"), severity(row.text("severity"))),
        Alert.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
        row.instant("since"),
        row.optionalInstant("raised_at"),
        row.optionalInstant("acknowledged_at")
            .map(at -> new Alert.Acknowledged(row.uuid("acknowledged_by"), at)),
        row.optionalInstant("cleared_at"));
  }

  private static Severity severity(String word) {
    return Severity.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
