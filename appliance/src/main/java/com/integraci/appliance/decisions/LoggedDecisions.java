package com.integraci.appliance.decisions;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.DecisionRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads many decisions of the log, facts and findings included, a page at a time. */
public final class LoggedDecisions {

  private static final int ROWS_MAX = 500;
  private static final long BYTES_MAX = 2L << 20;

  private static final String COUNT =
      """
      select count(*) as n from (
        select 1 from app.decision
        where tenant_id = ? and kind = ?::text and decision_id >= ?::uuid and decision_id < ?::uuid
          and decided_at >= ?::timestamptz and decided_at < ?::timestamptz
        limit ?) as d
      """;

  /** Facts may be large, so a page ends where it has enough bytes; its first row always comes. */
  private static final String PAGE =
      DecisionStore.COLUMNS
          + """
                 input, salt, result
          from (
            select d.*, sum(octet_length(coalesce(input, '')) + octet_length(result))
                          over (order by decision_id desc)
                        - octet_length(coalesce(input, '')) - octet_length(result) as before
            from (
              select * from app.decision
              where tenant_id = ? and kind = ?::text and decision_id >= ?::uuid
                and decision_id < ?::uuid
                and decided_at >= ?::timestamptz and decided_at < ?::timestamptz
              order by decision_id desc limit ?) as d) as p
          where before < ?
          order by decision_id desc
          """;

  private static final String AFTER =
      DecisionStore.COLUMNS
          + """
                 input, salt, result
          from (
            select d.*, sum(octet_length(coalesce(input, '')) + octet_length(result))
                          over (order by decision_id)
                        - octet_length(coalesce(input, '')) - octet_length(result) as before
            from (
              select * from app.decision
              where tenant_id = ? and kind = ?::text and decision_id > ?::uuid
                and decision_id < ?::uuid
              order by decision_id limit ?) as d) as p
          where before < ?
          order by decision_id
          """;

  private static final int RANDOM_BITS = 16;

  /** Those of one commit are few, and together as large as a commit may be. */
  private static final String BATCH =
      DecisionStore.COLUMNS
          + """
                 input, salt, result
          from app.decision where tenant_id = ? and batch_id = ? order by batch_place limit 10000
          """;

  private static final String ALL =
      DecisionStore.COLUMNS
          + """
                 input, salt, result
          from app.decision where tenant_id = ? and decision_id = any (?::uuid[])
          """;

  private final Database database;

  /** Those in that database. */
  public LoggedDecisions(Database database) {
    this.database = database;
  }

  /**
   * How many there are.
   *
   * @param max no more are counted
   */
  public long count(Permit permit, Period period, long max) {
    return database
        .read(
            permit.tenant(),
            COUNT,
            row -> row.number("n"),
            permit.tenant(),
            period.kind().text(),
            period.first(),
            period.end(),
            period.from(),
            period.to(),
            max)
        .getFirst();
  }

  /**
   * The next page, the newest first; empty after the last.
   *
   * @param before what it comes after, {@link Period#end} for the first
   */
  public List<Decision> page(Permit permit, Period period, UUID before) {
    return database.read(
        permit.tenant(),
        PAGE,
        DecisionStore::decision,
        permit.tenant(),
        period.kind().text(),
        period.first(),
        before,
        period.from(),
        period.to(),
        ROWS_MAX,
        BYTES_MAX);
  }

  /** Decisions that were made before that moment have smaller ids, later ones greater ones. */
  public static UUID at(Instant moment) {
    return new UUID(moment.toEpochMilli() << RANDOM_BITS, 0);
  }

  /**
   * The next page in the order in which they were made; empty after the last.
   *
   * @param kind the kind of decision, in its text
   * @param after what it comes after
   * @param before what it comes before
   */
  public List<Decision> after(Permit permit, String kind, UUID after, UUID before) {
    return database.read(
        permit.tenant(),
        AFTER,
        DecisionStore::decision,
        permit.tenant(),
        kind,
        after,
        before,
        ROWS_MAX,
        BYTES_MAX);
  }

  /** Those that were committed together, in their order. */
  public List<DecisionRecord> batch(Permit permit, UUID batch) {
    return records(permit, BATCH, batch);
  }

  /**
   * Those of these ids that there are, in no order.
   *
   * @param decisions ids of decisions on actions, whose facts are few words
   */
  public List<DecisionRecord> all(Permit permit, List<UUID> decisions) {
    return decisions.isEmpty() ? List.of() : records(permit, ALL, decisions);
  }

  private List<DecisionRecord> records(Permit permit, String query, Object which) {
    var tenant = permit.tenant();
    return database.read(tenant, query, DecisionStore::decision, tenant, which).stream()
        .map(Decision::record)
        .toList();
  }
}
