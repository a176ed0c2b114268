package com.integraci.appliance.decisions;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.policy.Permit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Counts decisions. Ids begin with their time, so a time is a range of them. */
final class SummaryStore {

  /** The newest that is not counted any more. */
  private static final String CUT =
      """
      select decision_id, decided_at from app.decision
      where tenant_id = ? and kind = ?::text and decision_id >= ?::uuid and decision_id < ?::uuid
      order by decision_id desc offset ? limit 1
      """;

  private static final String COUNTS =
      """
      select date_bin(?::interval, decided_at, ?::timestamptz) as step,
             count(*) filter (where allowed) as allowed,
             count(*) filter (where not allowed) as denied
      from app.decision
      where tenant_id = ? and kind = ?::text and decision_id > ?::uuid and decision_id < ?::uuid
        and (?::text = '' or bundle_digest = decode(?::text, 'hex'))
      group by step
      """;

  private static final String HITS =
      """
      select rule,
             (select count(*) from app.decision_denial d
              where d.tenant_id = ? and d.rule = r.rule and d.decision_id > ?::uuid
                and d.decision_id < ?::uuid and d.bundle_digest = decode(?::text, 'hex')) as denied
      from unnest(?::text[]) with ordinality as r (rule, place)
      order by place
      """;

  private final Database database;
  private final Permit permit;
  private final DecisionSummary.Asked asked;
  private final Instant from;
  private final UUID end;

  private SummaryStore(Database database, Permit permit, DecisionSummary.Asked asked, Instant now) {
    this.database = database;
    this.permit = permit;
    this.asked = asked;
    this.from = asked.step().first(now);
    this.end =
        LoggedDecisions.at(from.plus(asked.step().length().multipliedBy(asked.step().number())));
  }

  private record Cut(UUID id, Instant at) {}

  static DecisionSummary summary(
      Database database, Permit permit, DecisionSummary.Asked asked, Instant now) {
    return new SummaryStore(database, permit, asked, now).summary();
  }

  private DecisionSummary summary() {
    var first = LoggedDecisions.at(from);
    var cut = cut(first);
    var after = cut.map(Cut::id).orElse(first);
    return new DecisionSummary(from, asked.step(), cut.map(Cut::at), counts(after), hits(after));
  }

  private Optional<Cut> cut(UUID first) {
    return database
        .read(
            permit.tenant(),
            CUT,
            row -> new Cut(row.uuid("decision_id"), row.instant("decided_at")),
            permit.tenant(),
            asked.kind().text(),
            first,
            end,
            DecisionSummary.DECISIONS_MAX)
        .stream()
        .findFirst();
  }

  private List<DecisionSummary.Count> counts(UUID after) {
    var length = asked.step().length();
    var found = new HashMap<Instant, DecisionSummary.Count>();
    database
        .read(
            permit.tenant(),
            COUNTS,
            SummaryStore::count,
            length.toString(),
            from,
            permit.tenant(),
            asked.kind().text(),
            after,
            end,
            asked.bundle(),
            asked.bundle())
        .forEach(count -> found.put(count.at(), count));
    var all = new ArrayList<DecisionSummary.Count>();
    for (int step = 0; step < asked.step().number(); step++) {
      var at = from.plus(length.multipliedBy(step));
      all.add(found.getOrDefault(at, new DecisionSummary.Count(at, 0, 0)));
    }
    return all;
  }

  private static DecisionSummary.Count count(Row row) {
    return new DecisionSummary.Count(
        row.instant("step"), row.number("allowed"), row.number("denied"));
  }

  private List<DecisionSummary.Hits> hits(UUID after) {
    return asked.rules().isEmpty()
        ? List.of()
        : database.read(
            permit.tenant(),
            HITS,
            row -> new DecisionSummary.Hits(row.text("rule"), row.number("denied")),
            permit.tenant(),
            after,
            end,
            asked.bundle(),
            asked.rules());
  }
}
