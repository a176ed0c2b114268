package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The rows of a workflow that a worker holds. Every write of its row names the lease and is rolled
 * back when the lease is another's.
 */
final class WorkflowStore {

  private static final String INSERT =
      """
      insert into app.workflow (tenant_id, workflow_id, definition, version, payload, state, step, due_at)
      values (?, ?, ?, ?, ?, 'running', ?, now())
      """;

  private static final String TAKE =
      """
      select definition, version, undoing, step, attempt, attempts, payload from app.workflow
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state = 'running'
      for update
      """;

  private static final String RESULTS =
      """
      select step, result from app.workflow_step
      where tenant_id = ? and workflow_id = ? and outcome = 'done' and not undoing
      order by number limit 10000
      """;

  private static final String LOSE_OPEN =
      """
      update app.workflow_step set outcome = 'lost', ended_at = now()
      where tenant_id = ? and workflow_id = ? and outcome = 'open'
      """;

  private static final String EXTEND =
      """
      update app.workflow set due_at = now() + ? * interval '1 millisecond'
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state = 'running'
      """;

  private static final String BEGIN =
      """
      update app.workflow
      set step = ?, undoing = ?, attempt = ?, attempts = ?, changed_at = now(),
          due_at = now() + ? * interval '1 millisecond'
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state = 'running'
      """;

  private static final String OPEN_ATTEMPT =
      """
      insert into app.workflow_step (tenant_id, workflow_id, number, step, undoing) values (?, ?, ?, ?, ?)
      """;

  private static final String CLOSE_ATTEMPT =
      """
      update app.workflow_step set outcome = ?, error = ?, result = ?, ended_at = now()
      where tenant_id = ? and workflow_id = ? and number = ?
      """;

  private static final String RETRY =
      """
      update app.workflow
      set due_at = now() + ? * interval '1 millisecond', lease_id = null, error = ?, changed_at = now()
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state = 'running'
      """;

  private static final String STOP =
      """
      update app.workflow
      set state = 'stuck', due_at = null, lease_id = null, error = ?, changed_at = now()
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state = 'running'
      """;

  private static final String END =
      """
      update app.workflow
      set state = ?, due_at = null, lease_id = null, error = ?, changed_at = now(), ended_at = now()
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state = 'running'
      """;

  private final Duration lease;

  /**
   * Makes the store.
   *
   * @param lease how long a claim holds without being extended
   */
  WorkflowStore(Duration lease) {
    this.lease = lease;
  }

  static void insert(Tx tx, Permit permit, UUID id, Definition definition, Payload payload) {
    tx.execute(
        INSERT,
        permit.tenant().value(),
        id,
        definition.name(),
        definition.version(),
        payload.json(),
        definition.steps().getFirst().name());
  }

  /** The claimed row, unless the lease is another's by now. */
  Optional<Taken> take(Tx tx, Claim claim) {
    return tx.first(
        TAKE,
        row ->
            new Taken(
                row.text("definition"),
                (int) row.number("version"),
                row.flag("undoing"),
                row.text("step"),
                (int) row.number("attempt"),
                (int) row.number("attempts"),
                Payload.parse(row.text("payload"))),
        claim.tenant().value(),
        claim.workflow(),
        claim.lease());
  }

  Map<String, Payload> results(Tx tx, Claim claim) {
    return tx
        .query(
            RESULTS,
            row -> Map.entry(row.text("step"), Payload.parse(row.text("result"))),
            claim.tenant().value(),
            claim.workflow())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, later) -> later));
  }

  /** An attempt that is still open when its workflow is claimed died with its worker. */
  void loseOpen(Tx tx, Permit permit, Claim claim) {
    tx.execute(LOSE_OPEN, permit.tenant().value(), claim.workflow());
  }

  void extend(Tx tx, Permit permit, Claim claim) {
    fenced(tx, permit, claim, EXTEND, lease.toMillis());
  }

  /** Journals that an attempt begins. */
  void begin(Tx tx, Permit permit, Claim claim, Position at) {
    fenced(
        tx,
        permit,
        claim,
        BEGIN,
        at.step().name(),
        at.undoing(),
        at.attempt(),
        at.number(),
        lease.toMillis());
    tx.execute(
        OPEN_ATTEMPT,
        permit.tenant().value(),
        claim.workflow(),
        at.number(),
        at.step().name(),
        at.undoing());
  }

  void closeDone(Tx tx, Permit permit, Position at, Payload result) {
    close(tx, permit, at, "done", "", result);
  }

  void closeFailed(Tx tx, Permit permit, Position at, String error) {
    close(tx, permit, at, "failed", error, Payload.EMPTY);
  }

  private static void close(
      Tx tx, Permit permit, Position at, String outcome, String error, Payload result) {
    tx.execute(
        CLOSE_ATTEMPT,
        outcome,
        error,
        result.json(),
        permit.tenant().value(),
        at.run().workflow(),
        at.number());
  }

  /** Gives the workflow back, to be due after the wait. */
  void retry(Tx tx, Permit permit, Claim claim, Duration wait, String error) {
    fenced(tx, permit, claim, RETRY, wait.toMillis(), error);
  }

  /** Lets the workflow wait for a person. */
  void stop(Tx tx, Permit permit, Claim claim, String error) {
    fenced(tx, permit, claim, STOP, error);
  }

  void end(Tx tx, Permit permit, Claim claim, boolean succeeded, String error) {
    fenced(tx, permit, claim, END, succeeded ? "succeeded" : "failed", error);
  }

  private static void fenced(Tx tx, Permit permit, Claim claim, String sql, Object... values) {
    var parameters = new Object[values.length + 3];
    System.arraycopy(values, 0, parameters, 0, values.length);
    parameters[values.length] = permit.tenant().value();
    parameters[values.length + 1] = claim.workflow();
    parameters[values.length + 2] = claim.lease();
    if (tx.execute(sql, parameters) != 1) {
      throw new LostLease(claim);
    }
  }
}
