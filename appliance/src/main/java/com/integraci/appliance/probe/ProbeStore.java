package com.integraci.appliance.probe;

import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Runs of the probe, in the operators' tenant. */
final class ProbeStore {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String INSERT =
      """
      insert into app.probe_run
          (tenant_id, run_id, started_at, ended_at, tried, blocked, attempts)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String LATEST =
      """
      select run_id, started_at, ended_at, attempts from app.probe_run
      order by run_id desc limit 1
      """;

  private static final String STATUS =
      """
      select tried - blocked as open, ended_at from app.probe_run
      where tenant_id = ? order by run_id desc limit 1
      """;

  /** A month of nights. */
  private static final String FORGET =
      """
      delete from app.probe_run where tenant_id = ? and run_id not in
          (select run_id from app.probe_run where tenant_id = ? order by run_id desc limit 31)
      """;

  private ProbeStore() {}

  static void insert(Tx tx, Permit permit, ProbeRun run) {
    tx.execute(
        INSERT,
        permit.tenant().value(),
        run.id(),
        run.startedAt(),
        run.endedAt(),
        run.tried(),
        run.blocked(),
        JSON.writeValueAsString(run.attempts()));
    tx.execute(FORGET, permit.tenant().value(), permit.tenant().value());
  }

  static Optional<ProbeRun> latest(Tx tx) {
    return tx.first(LATEST, ProbeStore::run);
  }

  /** What the last run found, without what it tried. */
  static Optional<ProbeStatus> status(Tx tx, TenantId tenant) {
    return tx.first(
        STATUS, row -> new ProbeStatus(row.number("open"), row.instant("ended_at")), tenant);
  }

  private static ProbeRun run(Row row) {
    Instant started = row.instant("started_at");
    return new ProbeRun(
        row.uuid("run_id"),
        started,
        row.instant("ended_at"),
        JSON.readValue(row.text("attempts"), new TypeReference<List<Attempt>>() {}));
  }
}
