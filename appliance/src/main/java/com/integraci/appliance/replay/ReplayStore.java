package com.integraci.appliance.replay;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.decisions.Period;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.ReplayReport;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Rows of replays. */
final class ReplayStore {

  private static final HexFormat HEX = HexFormat.of();

  private static final String CANDIDATE =
      """
      select bundle_id, name, version, decision, digest, null::integer as draft_version
      from app.policy_bundle
      where tenant_id = ? and bundle_id = ?
      """;

  /** Who says no more that it is alive is not. */
  private static final String BURY =
      """
      update app.replay
      set state = 'failed', ended_at = now(), fault = 'The appliance stopped while it ran.'
      where tenant_id = ? and state = 'running' and alive_until < now()
      """;

  private static final String RUNNING =
      """
      select 1 as one from app.replay where tenant_id = ? and state = 'running'
      """;

  private static final String FORGET =
      """
      delete from app.replay_change c using app.replay r
      where c.tenant_id = ? and r.tenant_id = c.tenant_id and r.replay_id = c.replay_id
        and coalesce(r.bundle_id, r.draft_id) = ?
      """;

  private static final String ADD =
      """
      insert into app.replay (tenant_id, replay_id, bundle_id, period_from, period_to, total,
                              alive_until, started_by)
      values (?, ?, ?, ?, ?, ?, now() + interval '1 minute', ?)
      """;

  private static final String ADD_OF_DRAFT =
      """
      insert into app.replay (tenant_id, replay_id, draft_id, period_from, period_to, total,
                              alive_until, started_by, draft_version, draft_name, draft_release,
                              draft_decision, draft_digest)
      values (?, ?, ?, ?, ?, ?, now() + interval '1 minute', ?, ?, ?, ?, ?, decode(?, 'hex'))
      """;

  private static final String COLUMNS =
      """
      select r.replay_id, coalesce(b.bundle_id, r.draft_id) as bundle_id,
             coalesce(b.name, r.draft_name) as name,
             coalesce(b.version, r.draft_release) as version,
             coalesce(b.decision, r.draft_decision) as decision,
             coalesce(b.digest, r.draft_digest) as digest, r.draft_version, r.period_from,
             r.period_to,
             case when r.state = 'running' and r.alive_until < now() then 'interrupted'
                  else r.state end as state,
             r.total, r.done, r.started_by, r.started_at, r.ended_at, r.fault, r.result_hash,
      """;

  private static final String FROM =
      """
      from app.replay r
      left join app.policy_bundle b on b.tenant_id = r.tenant_id and b.bundle_id = r.bundle_id
      where r.tenant_id = ?
      """;

  private static final String ONE = COLUMNS + "r.result " + FROM + "and r.replay_id = ?::uuid";

  private static final String ALL =
      COLUMNS
          + "null as result "
          + FROM
          + """
          and (?::text = '' or coalesce(r.bundle_id, r.draft_id)::text = ?::text)
          order by r.replay_id desc limit 50
          """;

  private static final String CANCEL =
      """
      update app.replay set state = 'cancelled', ended_at = now()
      where tenant_id = ? and replay_id = ? and state = 'running' and alive_until >= now()
      """;

  private ReplayStore() {}

  static Optional<Replay.Candidate> candidate(Tx tx, Permit permit, UUID bundle) {
    return tx.first(CANDIDATE, ReplayStore::candidate, permit.tenant(), bundle);
  }

  /** Whether one of the team's goes on; one whose process is gone does not. */
  static boolean running(Tx tx, Permit permit) {
    tx.execute(BURY, permit.tenant());
    return tx.first(RUNNING, row -> true, permit.tenant()).isPresent();
  }

  /** Adds a run; what an earlier one of the candidate found different is not kept. */
  static void add(Tx tx, Permit permit, Replay.Candidate candidate, Period period, long total) {
    tx.execute(FORGET, permit.tenant(), candidate.id());
    var values =
        new ArrayList<Object>(
            List.of(
                permit.tenant(),
                permit.resource().id(),
                candidate.id(),
                period.from(),
                period.to(),
                total,
                permit.actor().id()));
    candidate.draft().ifPresent(changes -> values.addAll(ofDraft(candidate, changes)));
    tx.execute(candidate.draft().isPresent() ? ADD_OF_DRAFT : ADD, values.toArray());
  }

  private static List<Object> ofDraft(Replay.Candidate candidate, int changes) {
    return List.of(
        changes, candidate.name(), candidate.version(), candidate.decision(), candidate.digest());
  }

  static Optional<Replay> one(Database database, Permit permit) {
    return database
        .read(permit.tenant(), ONE, ReplayStore::replay, permit.tenant(), permit.resource().id())
        .stream()
        .findFirst();
  }

  /**
   * The newest.
   *
   * @param of of this bundle, or this draft, alone; "" for all
   */
  static List<Replay> all(Database database, Permit permit, String of) {
    return database.read(permit.tenant(), ALL, ReplayStore::replay, permit.tenant(), of, of);
  }

  static boolean cancel(Tx tx, Permit permit) {
    return tx.execute(CANCEL, permit.tenant(), permit.resource().id()) == 1;
  }

  static Replay.Candidate candidate(Row row) {
    return new Replay.Candidate(
        row.uuid("bundle_id"),
        row.text("name"),
        row.text("version"),
        row.text("decision"),
        HEX.formatHex(row.bytes("digest")),
        row.optionalNumber("draft_version").map(Math::toIntExact));
  }

  private static Replay replay(Row row) {
    return new Replay(
        row.uuid("replay_id"),
        candidate(row),
        row.instant("period_from"),
        row.instant("period_to"),
        Replay.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
        (int) row.number("total"),
        (int) row.number("done"),
        row.uuid("started_by"),
        row.instant("started_at"),
        row.optionalInstant("ended_at"),
        new Replay.Outcome(
            row.optionalText("result").map(ReplayReport.Written::read),
            row.optionalBytes("result_hash").map(HEX::formatHex),
            row.optionalText("fault")));
  }
}
