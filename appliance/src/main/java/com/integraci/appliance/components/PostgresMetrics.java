package com.integraci.appliance.components;

import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.metrics.Exposition;
import com.integraci.appliance.metrics.Exposition.Kind;
import java.util.List;

/**
 * PostgreSQL's own statistics under the names that postgres_exporter gives them. The role behind it
 * reads no table, and these statements show no text of anybody's.
 */
final class PostgresMetrics {

  private static final String DATABASES =
      """
      select s.datname::text, numbackends, xact_commit, xact_rollback, blks_read, blks_hit,
             tup_fetched, tup_inserted, tup_updated, tup_deleted, temp_bytes, deadlocks,
             pg_database_size(s.datid) as bytes
      from pg_stat_database s join pg_database d on d.oid = s.datid
      where not d.datistemplate order by 1 limit 20
      """;

  private static final String ACTIVITY =
      """
      select coalesce(datname::text, '') as datname, usename::text,
             coalesce(state, 'unknown') as state, count(*) as connections,
             coalesce(max(extract(epoch from clock_timestamp() - xact_start) * 1000), 0)::bigint
                 as oldest_millis
      from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid() and usename is not null
      group by 1, 2, 3 order by 1, 2, 3 limit 200
      """;

  private static final String SERVER =
      """
      select w.wal_records, w.wal_fpi, w.wal_bytes::bigint, c.num_timed, c.num_requested,
             c.write_time::bigint, c.sync_time::bigint, c.buffers_written,
             current_setting('max_connections')::bigint as max_connections,
             extract(epoch from pg_postmaster_start_time())::bigint as started
      from pg_stat_wal w, pg_stat_checkpointer c limit 1
      """;

  /** A number of a database: its column, its name, its kind and what it is. */
  private record Column(String column, String name, Kind kind, String help) {}

  private static final List<Column> OF_DATABASE =
      List.of(
          stat("numbackends", Kind.GAUGE, "Connections."),
          stat("xact_commit", Kind.COUNTER, "Transactions committed."),
          stat("xact_rollback", Kind.COUNTER, "Transactions rolled back."),
          stat("blks_read", Kind.COUNTER, "Blocks read from the file system."),
          stat("blks_hit", Kind.COUNTER, "Blocks found in the server's own cache."),
          stat("tup_fetched", Kind.COUNTER, "Rows fetched by queries."),
          stat("tup_inserted", Kind.COUNTER, "Rows inserted."),
          stat("tup_updated", Kind.COUNTER, "Rows updated."),
          stat("tup_deleted", Kind.COUNTER, "Rows deleted."),
          stat("temp_bytes", Kind.COUNTER, "Bytes written to temporary files."),
          stat("deadlocks", Kind.COUNTER, "Deadlocks."),
          new Column("bytes", "pg_database_size_bytes", Kind.GAUGE, "Size on disk, in bytes."));

  private static final List<Column> OF_SERVER =
      List.of(
          new Column("wal_records", "pg_stat_wal_records_total", Kind.COUNTER, "WAL records."),
          new Column("wal_fpi", "pg_stat_wal_fpi_total", Kind.COUNTER, "Full page images in WAL."),
          new Column("wal_bytes", "pg_stat_wal_bytes_total", Kind.COUNTER, "Bytes of WAL."),
          checkpointer("num_timed", "Checkpoints that were due."),
          checkpointer("num_requested", "Checkpoints that were asked for, such as by much WAL."),
          checkpointer("write_time", "Milliseconds that checkpoints spent writing."),
          checkpointer("sync_time", "Milliseconds that checkpoints spent syncing."),
          checkpointer("buffers_written", "Buffers that checkpoints wrote."),
          new Column(
              "max_connections",
              "pg_settings_max_connections",
              Kind.GAUGE,
              "Connections that the server takes at most."),
          new Column(
              "started",
              "pg_postmaster_start_time_seconds",
              Kind.GAUGE,
              "When the server started, in seconds since 1970."));

  private final JobDatabase statistics;

  PostgresMetrics(JobDatabase statistics) {
    this.statistics = statistics;
  }

  private static Column stat(String column, Kind kind, String help) {
    return new Column(column, "pg_stat_database_" + column, kind, help);
  }

  private static Column checkpointer(String column, String help) {
    return new Column(column, "pg_stat_checkpointer_" + column + "_total", Kind.COUNTER, help);
  }

  /** A row's numbers and whose they are. */
  private record Numbers(List<String> labels, List<Long> values) {
    private static Numbers of(Row row, List<String> labels, List<Column> columns) {
      return new Numbers(labels, columns.stream().map(c -> row.number(c.column())).toList());
    }
  }

  String read() {
    return statistics.claim(PostgresMetrics::text);
  }

  private static String text(Tx tx) {
    var out = new Exposition();
    var databases =
        tx.query(
            DATABASES,
            row -> Numbers.of(row, List.of("datname", row.text("datname")), OF_DATABASE));
    write(out, OF_DATABASE, databases);
    write(out, OF_SERVER, tx.query(SERVER, row -> Numbers.of(row, List.of(), OF_SERVER)));
    activity(tx, out);
    return out.toString();
  }

  private static void write(Exposition out, List<Column> columns, List<Numbers> rows) {
    for (int i = 0; i < columns.size(); i++) {
      var column = columns.get(i);
      out.family(column.name(), column.kind(), column.help());
      for (Numbers row : rows) {
        out.sample(column.name(), row.values().get(i), row.labels().toArray(String[]::new));
      }
    }
  }

  private static void activity(Tx tx, Exposition out) {
    var rows =
        tx.query(
            ACTIVITY,
            row ->
                new Numbers(
                    List.of(
                        "datname",
                        row.text("datname"),
                        "usename",
                        row.text("usename"),
                        "state",
                        row.text("state")),
                    List.of(row.number("connections"), row.number("oldest_millis"))));
    out.family("pg_stat_activity_count", Kind.GAUGE, "Connections of a role in a state.");
    rows.forEach(row -> out.sample("pg_stat_activity_count", row.values().get(0), labels(row)));
    var oldest = "pg_stat_activity_max_tx_duration";
    out.family(oldest, Kind.GAUGE, "Age of the oldest transaction, in seconds.");
    rows.forEach(row -> out.sample(oldest, row.values().get(1) / 1e3, labels(row)));
  }

  private static String[] labels(Numbers row) {
    return row.labels().toArray(String[]::new);
  }
}
