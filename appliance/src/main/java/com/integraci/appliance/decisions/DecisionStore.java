package com.integraci.appliance.decisions;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.DecisionHashes;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.FindingDetail;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Rows of decisions. */
final class DecisionStore {

  private static final HexFormat HEX = HexFormat.of();

  /** Many rows by one statement: each array holds one column, in the order of the batch. */
  private static final String ADD =
      """
      insert into app.decision (tenant_id, decision_id, kind, gate, service, environment, commit_id,
                                allowed, reason, bundle_name, bundle_version, bundle_digest, input,
                                salt, input_hash, result_hash, findings_hash, result,
                                latency_micros, actor_kind, actor_id,
                                request_id, batch_id, batch_place, decided_at)
      select ?::uuid, id, kind, gate, service, environment, commit_id, allowed::boolean, reason,
             nullif(bundle_name, ''), nullif(bundle_version, ''),
             decode(nullif(bundle_digest, ''), 'hex'), input, decode(salt, 'hex'),
             decode(input_hash, 'hex'), decode(result_hash, 'hex'), decode(findings_hash, 'hex'),
             result, latency::integer, actor_kind, actor_id, request_id, ?::uuid, place - 1,
             decided_at::timestamptz
      from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[],
                  ?::text[])
        with ordinality as d (id, kind, gate, service, environment, commit_id, allowed, reason,
                              bundle_name, bundle_version, bundle_digest, input, salt, input_hash,
                              result_hash, findings_hash, result, latency, actor_kind, actor_id,
                              request_id, decided_at, place)
      """;

  static final String COLUMNS =
      """
      select decision_id, kind, coalesce(gate, '') as gate, coalesce(service, '') as service,
             coalesce(environment, '') as environment, coalesce(commit_id, '') as commit_id,
             action, role, resource_kind, resource_id, floor_digest, allowed, reason, bundle_name,
             bundle_version, bundle_digest, input_hash, result_hash, findings_hash,
             latency_micros, actor_kind, actor_id, batch_id, batch_place, decided_at,
      """;

  private static final String PAGE =
      COLUMNS
          + """
                 null as input, null::bytea as salt, '' as result
          from app.decision
          where tenant_id = ? and decision_id < ?::uuid
            and (?::text = '' or kind = ?::text)
            and (?::text = '' or service = ?::text) and (?::text = '' or gate = ?::text)
            and (?::text = '' or allowed = (?::text = 'true'))
          order by decision_id desc limit ?
          """;

  private static final String ONE =
      COLUMNS
          + """
                 input, salt, result
          from app.decision where tenant_id = ? and decision_id = ?
          """;

  private static final String FOUND =
      """
      select result from app.decision where tenant_id = ? and decision_id = ? for update
      """;

  private static final String ERASE =
      """
      update app.decision set input = null, salt = null, result = ?
      where tenant_id = ? and decision_id = ?
      """;

  private DecisionStore() {}

  /** Adds all, in their order. */
  static void add(Tx tx, Permit permit, UUID batch, List<Draft> drafts) {
    tx.executeWithNext(
        ADD,
        permit.tenant(),
        batch,
        column(drafts, Draft::id),
        column(drafts, draft -> draft.about().kind()),
        column(drafts, draft -> draft.about().gate()),
        column(drafts, draft -> draft.about().service()),
        column(drafts, draft -> draft.about().environment()),
        column(drafts, draft -> draft.about().commit()),
        column(drafts, draft -> Boolean.toString(draft.outcome().allowed())),
        column(drafts, draft -> draft.outcome().reason().word()),
        column(drafts, draft -> draft.bundle().map(Decision.BundleRef::name).orElse("")),
        column(drafts, draft -> draft.bundle().map(Decision.BundleRef::version).orElse("")),
        column(drafts, draft -> draft.bundle().map(Decision.BundleRef::digest).orElse("")),
        column(drafts, Draft::input),
        column(drafts, draft -> draft.hashes().salt().orElseThrow()),
        column(drafts, draft -> draft.hashes().input()),
        column(drafts, draft -> draft.hashes().result()),
        column(drafts, draft -> draft.hashes().findings().orElseThrow()),
        column(drafts, draft -> draft.outcome().result()),
        column(drafts, draft -> Long.toString(draft.latency().toNanos() / 1000)),
        column(drafts, draft -> word(draft.permit().actor().kind())),
        column(drafts, draft -> draft.permit().actor().id()),
        column(drafts, draft -> draft.permit().request()),
        column(drafts, draft -> draft.at().toString()));
  }

  static List<Decision> page(
      Database database, Permit permit, DecisionFilter filter, UUID before, int limit) {
    var allowed = filter.allowed().map(flag -> Boolean.toString(flag)).orElse("");
    return database.read(
        permit.tenant(),
        PAGE,
        DecisionStore::decision,
        permit.tenant(),
        before,
        filter.kind(),
        filter.kind(),
        filter.service(),
        filter.service(),
        filter.gate(),
        filter.gate(),
        allowed,
        allowed,
        limit);
  }

  static Optional<Decision> one(Database database, Permit permit) {
    var tenant = permit.tenant();
    var id = permit.resource().id();
    return database.read(tenant, ONE, DecisionStore::decision, tenant, id).stream().findFirst();
  }

  /** Takes facts, salt and details away; they may be gone already. */
  static boolean erase(Tx tx, Permit permit) {
    var tenant = permit.tenant();
    var id = permit.resource().id();
    var found = tx.first(FOUND, row -> row.text("result"), tenant, id);
    found.ifPresent(result -> tx.execute(ERASE, FindingDetail.without(result), tenant, id));
    return found.isPresent();
  }

  private static <T> List<T> column(List<Draft> drafts, Function<Draft, T> value) {
    return drafts.stream().map(value).toList();
  }

  private static String word(Actor.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static Decision decision(Row row) {
    var bundle =
        row.optionalBytes("bundle_digest")
            .map(
                digest ->
                    new Decision.BundleRef(
                        row.text("bundle_name"),
                        row.text("bundle_version"),
                        HEX.formatHex(digest)));
    var actor =
        new Actor(
            Actor.Kind.valueOf(row.text("actor_kind").toUpperCase(Locale.ROOT)),
            row.uuid("actor_id"));
    return new Decision(
        row.uuid("decision_id"),
        about(row),
        row.flag("allowed"),
        row.text("reason"),
        bundle,
        row.optionalText("input"),
        hashes(row),
        row.text("result"),
        Duration.ofNanos(row.number("latency_micros") * 1000),
        actor,
        row.optionalUuid("batch_id")
            .map(batch -> new Decision.Batch(batch, (int) row.number("batch_place"))),
        row.instant("decided_at"));
  }

  private static DecisionHashes hashes(Row row) {
    return new DecisionHashes(
        row.optionalBytes("salt").map(HEX::formatHex),
        HEX.formatHex(row.bytes("input_hash")),
        HEX.formatHex(row.bytes("result_hash")),
        row.optionalBytes("findings_hash").map(HEX::formatHex));
  }

  private static DecisionRecord.About about(Row row) {
    return new DecisionRecord.About(
        row.text("kind"),
        row.text("gate"),
        row.text("service"),
        row.text("environment"),
        row.text("commit_id"),
        row.optionalText("action").map(action -> deed(row, action)));
  }

  private static DecisionRecord.Deed deed(Row row, String action) {
    return new DecisionRecord.Deed(
        action,
        row.text("role"),
        row.text("resource_kind"),
        row.uuid("resource_id"),
        HEX.formatHex(row.bytes("floor_digest")));
  }
}
