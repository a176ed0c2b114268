package com.integraci.appliance.replay;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.ReplayReport;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Rows of decisions that come out differently: of replays, or of shadows. */
final class ChangeStore {

  private static final String ADD_TO_REPLAY =
      """
      insert into app.replay_change (tenant_id, replay_id, decision_id, change, because)
      select ?::uuid, ?::uuid, id, change, because
      from unnest(?::uuid[], ?::text[], ?::text[]) as c (id, change, because)
      """;

  private static final String ADD_TO_SHADOW =
      """
      insert into app.shadow_change (tenant_id, shadow_id, decision_id, change, because)
      select ?::uuid, ?::uuid, id, change, because
      from unnest(?::uuid[], ?::text[], ?::text[]) as c (id, change, because)
      """;

  private static final String COLUMNS =
      """
      select c.decision_id, c.change, c.because, coalesce(d.service, d.action) as service,
             coalesce(d.gate, d.role) as gate,
             coalesce(d.environment, d.resource_kind) as environment, d.decided_at
      from app.decision d
      """;

  private static final String REST =
      """
        and c.decision_id < ?::uuid
        and (?::text = '' or c.change = ?::text)
        and (?::text = '' or coalesce(d.service, d.action) = ?::text)
      order by c.decision_id desc limit ?
      """;

  private static final String OF_REPLAY =
      COLUMNS
          + """
          join app.replay_change c on c.tenant_id = d.tenant_id and c.decision_id = d.decision_id
          where c.tenant_id = ? and c.replay_id = ?::uuid
          """
          + REST;

  private static final String OF_SHADOW =
      COLUMNS
          + """
          join app.shadow_change c on c.tenant_id = d.tenant_id and c.decision_id = d.decision_id
          where c.tenant_id = ? and c.shadow_id = ?::uuid
          """
          + REST;

  private ChangeStore() {}

  /** Adds some to the replay that the permit is for. */
  static void addToReplay(Tx tx, Permit permit, List<Tried> changed) {
    if (!changed.isEmpty()) {
      tx.executeWithNext(ADD_TO_REPLAY, values(permit, changed));
    }
  }

  /** Adds some to the shadow that the permit is for. */
  static void addToShadow(Tx tx, Permit permit, List<Tried> changed) {
    if (!changed.isEmpty()) {
      tx.executeWithNext(ADD_TO_SHADOW, values(permit, changed));
    }
  }

  private static Object[] values(Permit permit, List<Tried> changed) {
    return new Object[] {
      permit.tenant(),
      permit.resource().id(),
      changed.stream().map(Tried::decision).toList(),
      changed.stream().map(one -> one.change().word()).toList(),
      changed.stream().map(Tried::words).toList()
    };
  }

  /** Some of the replay that the permit is for, the newest first. */
  static List<ReplayChange> ofReplay(Database database, Permit permit, Page page) {
    return database.read(permit.tenant(), OF_REPLAY, ChangeStore::change, page.values(permit));
  }

  /** Some of the shadow that the permit is for, the newest first. */
  static List<ReplayChange> ofShadow(Database database, Permit permit, Page page) {
    return database.read(permit.tenant(), OF_SHADOW, ChangeStore::change, page.values(permit));
  }

  /**
   * Which are meant.
   *
   * @param filter of all
   * @param before what they come after
   * @param limit how many at most
   */
  record Page(ReplayChange.Filter filter, UUID before, int limit) {

    private Object[] values(Permit permit) {
      return new Object[] {
        permit.tenant(),
        permit.resource().id(),
        before,
        filter.change(),
        filter.change(),
        filter.service(),
        filter.service(),
        limit
      };
    }
  }

  private static ReplayChange change(Row row) {
    return new ReplayChange(
        row.uuid("decision_id"),
        ReplayReport.Change.valueOf(row.text("change").toUpperCase(Locale.ROOT)),
        List.of(row.text("because").split(" ")),
        row.text("service"),
        row.text("gate"),
        row.text("environment"),
        row.instant("decided_at"));
  }
}
