package com.integraci.appliance.replay;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of shadows. */
final class ShadowStore {

  private static final String FORGET =
      """
      delete from app.shadow_change c using app.shadow s
      where c.tenant_id = ? and s.tenant_id = c.tenant_id and s.shadow_id = c.shadow_id
        and s.kind = ? and s.ended_at is not null
      """;

  /** One that is active does not come into its own shadow, and a kind has one shadow. */
  private static final String ADD =
      """
      insert into app.shadow (tenant_id, shadow_id, bundle_id, kind, since, seen, started_by)
      select tenant_id, ?, bundle_id, decision, ?, ?, ? from app.policy_bundle
      where tenant_id = ? and bundle_id = ? and state <> 'active'
      on conflict do nothing
      """;

  private static final String FOLLOWED =
      """
      select 1 as one from app.shadow where tenant_id = ? and kind = ? and ended_at is null
      """;

  private static final String COLUMNS =
      """
      select s.shadow_id, b.bundle_id, b.name, b.version, b.decision, b.digest,
             null::integer as draft_version, s.since, s.seen,
             s.unchanged, s.to_deny, s.to_allow, s.undecided, s.started_by, s.ended_at,
             b.state = 'active' as active
      from app.shadow s
      join app.policy_bundle b on b.tenant_id = s.tenant_id and b.bundle_id = s.bundle_id
      where s.tenant_id = ?
      """;

  private static final String ONE = COLUMNS + "and s.shadow_id = ?";

  private static final String ALL = COLUMNS + "order by s.shadow_id desc limit 50";

  /** Whoever looked at another page of it meanwhile was first. */
  private static final String GO_ON =
      """
      update app.shadow
      set seen = ?, unchanged = unchanged + ?, to_deny = to_deny + ?, to_allow = to_allow + ?,
          undecided = undecided + ?
      where tenant_id = ? and shadow_id = ? and seen = ? and ended_at is null
      """;

  private static final String END =
      """
      update app.shadow set ended_at = now()
      where tenant_id = ? and shadow_id = ? and ended_at is null
      """;

  /** An id begins with milliseconds in so many bits. */
  private static final int TIME_BITS = 48;

  private ShadowStore() {}

  /** A shadow and where it stands in the log. */
  record Followed(Shadow shadow, UUID seen, boolean active) {}

  /** Adds one; what the last one of the kind found different is not kept. */
  static boolean add(Tx tx, Permit permit, Replay.Candidate candidate, Instant since, UUID seen) {
    long added =
        tx.execute(
            ADD,
            permit.resource().id(),
            since,
            seen,
            permit.actor().id(),
            permit.tenant(),
            candidate.id());
    if (added == 1) {
      tx.execute(FORGET, permit.tenant(), candidate.decision());
    }
    return added == 1;
  }

  static boolean followed(Tx tx, Permit permit, String kind) {
    return tx.first(FOLLOWED, row -> true, permit.tenant(), kind).isPresent();
  }

  static Optional<Followed> one(Database database, Permit permit) {
    return database
        .read(permit.tenant(), ONE, ShadowStore::followed, permit.tenant(), permit.resource().id())
        .stream()
        .findFirst();
  }

  static Optional<Followed> one(Tx tx, Permit permit) {
    return tx.first(ONE, ShadowStore::followed, permit.tenant(), permit.resource().id());
  }

  static List<Shadow> all(Database database, Permit permit) {
    return database.read(permit.tenant(), ALL, ShadowStore::followed, permit.tenant()).stream()
        .map(Followed::shadow)
        .toList();
  }

  static boolean goOn(Tx tx, Permit permit, UUID from, UUID to, Shadow.Counts more) {
    return tx.execute(
            GO_ON,
            to,
            more.unchanged(),
            more.toDeny(),
            more.toAllow(),
            more.undecided(),
            permit.tenant(),
            permit.resource().id(),
            from)
        == 1;
  }

  static boolean end(Tx tx, Permit permit) {
    return tx.execute(END, permit.tenant(), permit.resource().id()) == 1;
  }

  private static Followed followed(Row row) {
    var seen = row.uuid("seen");
    var shadow =
        new Shadow(
            row.uuid("shadow_id"),
            ReplayStore.candidate(row),
            row.instant("since"),
            Instant.ofEpochMilli(seen.getMostSignificantBits() >>> (Long.SIZE - TIME_BITS)),
            new Shadow.Counts(
                row.number("unchanged"),
                row.number("to_deny"),
                row.number("to_allow"),
                row.number("undecided")),
            row.uuid("started_by"),
            row.optionalInstant("ended_at"));
    return new Followed(shadow, seen, row.flag("active"));
  }
}
