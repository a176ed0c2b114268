package com.integraci.appliance.exemptions;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.DecisionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of exceptions. */
final class ExemptionStore {

  private static final String COLUMNS =
      """
      select exception_id, rule, service, environment, reason, expires_at, owner, asked_by,
             asked_at, approved_by, approved_at, ended_by, ended_at
      from app.policy_exception
      """;

  /** Those that count or may count, the soonest to end first, then what is over. */
  private static final String ALL =
      COLUMNS
          + """
          where tenant_id = ?
          order by (ended_at is not null or expires_at <= now()),
                   case when ended_at is null and expires_at > now() then expires_at end,
                   asked_at desc, exception_id
          limit ?
          """;

  private static final String ONE = COLUMNS + "where tenant_id = ? and exception_id = ?";

  private static final String LOCKED = ONE + " for update";

  /** Two at a time could be one too many. */
  private static final String ALONE =
      """
      select pg_advisory_xact_lock(hashtextextended('integraci.exceptions.' || ?::text, 0))
      """;

  private static final String OPEN =
      """
      select count(*) as n from app.policy_exception
      where tenant_id = ? and ended_at is null and expires_at > now()
      """;

  private static final String ADD =
      """
      insert into app.policy_exception (tenant_id, exception_id, decision, rule, service,
                                        environment, reason, expires_at, owner, asked_by)
      values (?, ?, ?, ?, ?, nullif(?::text, ''), ?, ?, nullif(?::text, '')::uuid, ?)
      """;

  private static final String APPROVE =
      """
      update app.policy_exception set approved_by = ?, approved_at = now()
      where tenant_id = ? and exception_id = ?
      """;

  /** Those behind it are told anew before it ends: its owner was not among them. */
  private static final String ASSIGN =
      """
      update app.policy_exception set owner = ?, told_at = null
      where tenant_id = ? and exception_id = ?
      """;

  private static final String END =
      """
      update app.policy_exception set ended_by = ?, ended_at = now()
      where tenant_id = ? and exception_id = ?
      """;

  /** For many at once: each array holds one column, in the order of those who ask. */
  private static final String IN_FORCE =
      """
      select place - 1 as place, counts.*
      from unnest(?::text[], ?::text[], ?::text[])
        with ordinality as asked (service, environment, decided_at, place)
      cross join lateral (
          select exception_id, rule, expires_at, coalesce(owner, asked_by) as owner, asked_by,
                 asked_at, approved_by
          from app.policy_exception one
          where one.tenant_id = ? and one.service = asked.service
            and one.expires_at > asked.decided_at::timestamptz and one.decision = ?::text
            and (one.environment is null or one.environment = asked.environment)
            and one.approved_at is not null and one.ended_at is null
          order by exception_id limit ?) counts
      order by place, counts.exception_id
      """;

  private static final String PERSON =
      """
      select 1 as one from app.member where tenant_id = ? and member_id = ? and kind = 'member'
      """;

  /** Three days before the end, or when a tenth of the span is left, whichever is later. */
  private static final String ENDING =
      COLUMNS
          + """
          where tenant_id = ? and told_at is null and ended_at is null
            and approved_at is not null and expires_at > now()
            and expires_at <= now() + least(interval '3 days', (expires_at - asked_at) / 10)
          order by expires_at, exception_id limit ?
          """;

  private static final String TELL =
      """
      update app.policy_exception set told_at = now()
      where tenant_id = ? and exception_id = ? and told_at is null and ended_at is null
      """;

  private ExemptionStore() {}

  /** Whether somebody is a person of the team. */
  static boolean person(Tx tx, TenantId tenant, UUID member) {
    return tx.first(PERSON, row -> row.number("one"), tenant, member).isPresent();
  }

  /** What counts and ends soon without its people having been told, the soonest first. */
  static List<Exemption> ending(Tx tx, TenantId tenant, int limit) {
    return tx.query(ENDING, ExemptionStore::exemption, tenant, limit);
  }

  /** True for one caller only, of any number at once. */
  static boolean tell(Tx tx, Permit permit) {
    return tx.execute(TELL, permit.tenant(), permit.resource().id()) == 1;
  }

  static List<Exemption> all(Database database, Permit permit, int limit) {
    var tenant = permit.tenant();
    return database.read(tenant, ALL, ExemptionStore::exemption, tenant, limit);
  }

  static Optional<Exemption> one(Tx tx, Permit permit) {
    return one(tx, permit, ONE);
  }

  /** The same, and nobody else changes it until the transaction ends. */
  static Optional<Exemption> locked(Tx tx, Permit permit) {
    return one(tx, permit, LOCKED);
  }

  private static Optional<Exemption> one(Tx tx, Permit permit, String sql) {
    return tx.first(sql, ExemptionStore::exemption, permit.tenant(), permit.resource().id());
  }

  /** How many count or may count; nobody else adds one until the transaction ends. */
  static long open(Tx tx, Permit permit) {
    tx.lockWithNext(ALONE, permit.tenant().toString());
    return tx.first(OPEN, row -> row.number("n"), permit.tenant()).orElseThrow();
  }

  static void add(Tx tx, Permit permit, DecisionKind kind, ExemptionTerms terms) {
    tx.executeWithNext(
        ADD,
        permit.tenant(),
        permit.resource().id(),
        kind.text(),
        terms.rule(),
        terms.service(),
        terms.environment().orElse(""),
        terms.reason(),
        terms.expires(),
        terms.owner().map(UUID::toString).orElse(""),
        permit.actor().id());
  }

  static void approve(Tx tx, Permit permit) {
    tx.executeWithNext(APPROVE, permit.actor().id(), permit.tenant(), permit.resource().id());
  }

  static void assign(Tx tx, Permit permit, UUID owner) {
    tx.executeWithNext(ASSIGN, owner, permit.tenant(), permit.resource().id());
  }

  static void end(Tx tx, Permit permit) {
    tx.executeWithNext(END, permit.actor().id(), permit.tenant(), permit.resource().id());
  }

  /** Those in force for each, at the place of the one who asks. */
  static List<List<Exemption.InForce>> inForce(
      Database database,
      TenantId tenant,
      DecisionKind kind,
      List<Exemption.Where> asked,
      int limit) {
    var found =
        database.read(
            tenant,
            IN_FORCE,
            row -> new Placed((int) row.number("place"), inForce(row)),
            asked.stream().map(Exemption.Where::service).toList(),
            asked.stream().map(Exemption.Where::environment).toList(),
            asked.stream().map(where -> where.at().toString()).toList(),
            tenant,
            kind.text(),
            limit);
    var answers = asked.stream().map(_ -> new ArrayList<Exemption.InForce>()).toList();
    found.forEach(placed -> answers.get(placed.place()).add(placed.one()));
    return answers.stream().map(List::copyOf).toList();
  }

  private record Placed(int place, Exemption.InForce one) {}

  private static Exemption.InForce inForce(Row row) {
    return new Exemption.InForce(
        row.uuid("exception_id"),
        row.text("rule"),
        row.instant("expires_at"),
        row.uuid("owner"),
        asked(row),
        row.uuid("approved_by"));
  }

  private static Exemption exemption(Row row) {
    var terms =
        new ExemptionTerms(
            row.text("rule"),
            row.text("service"),
            row.optionalText("environment"),
            row.text("reason"),
            row.instant("expires_at"),
            row.optionalUuid("owner"));
    return new Exemption(
        row.uuid("exception_id"),
        terms,
        asked(row),
        step(row.optionalUuid("approved_by"), row.optionalInstant("approved_at")),
        step(row.optionalUuid("ended_by"), row.optionalInstant("ended_at")));
  }

  private static Exemption.Step asked(Row row) {
    return new Exemption.Step(row.uuid("asked_by"), row.instant("asked_at"));
  }

  private static Optional<Exemption.Step> step(Optional<UUID> by, Optional<Instant> at) {
    return by.map(id -> new Exemption.Step(id, at.orElseThrow()));
  }
}
