package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The rows of a workflow's journal: one for each attempt that has ended, and for each wait. */
final class JournalStore {

  private static final String RESULTS =
      """
      select step, outcome, result from app.workflow_step
      where tenant_id = ? and workflow_id = ? and outcome in ('done', 'signalled', 'elapsed') and
          not undoing
      order by number limit 10000
      """;

  private static final String DECIDED =
      """
      select result from app.workflow_step
      where tenant_id = ? and workflow_id = ? and outcome = 'ambiguous'
      order by number desc limit 1
      """;

  /** It takes the attempt from its workflow's row, if one is open there. */
  private static final String CLOSE =
      """
      with closed as (
          update app.workflow set begun_at = null
          where tenant_id = ? and workflow_id = ? and lease_id = ? and begun_at is not null
          returning tenant_id, workflow_id, attempts, step, undoing, old.begun_at)
      insert into app.workflow_step (tenant_id, workflow_id, number, step, undoing, outcome, error,
          result, started_at, ended_at)
      select tenant_id, workflow_id, attempts, step, undoing, ?, ?, ?, begun_at, now() from closed
      """;

  /** The same where a person lets it go on at another step. */
  private static final String LOSE_BEFORE =
      """
      with closed as (
          update app.workflow set begun_at = null
          where tenant_id = ? and workflow_id = ? and state = 'stuck' and begun_at is not null
            and step <> ?
          returning tenant_id, workflow_id, attempts, step, undoing, old.begun_at)
      insert into app.workflow_step (tenant_id, workflow_id, number, step, undoing, outcome,
          started_at, ended_at)
      select tenant_id, workflow_id, attempts, step, undoing, 'lost', begun_at, now() from closed
      """;

  private static final String BEGIN_WAIT =
      """
      insert into app.workflow_step (tenant_id, workflow_id, number, step, undoing, outcome) values
          (?, ?, ?, ?, ?, 'waiting')
      """;

  private static final String END_WAIT =
      """
      update app.workflow_step set outcome = ?, result = ?, ended_at = now()
      where tenant_id = ? and workflow_id = ? and number = ?
      """;

  private JournalStore() {}

  /** What each step has found out, or what the signal said that it waited for. */
  static Map<String, Payload> results(Tx tx, Claim claim) {
    var results = new TreeMap<String, Payload>();
    tx.query(
            RESULTS,
            row -> Map.entry(row.text("step"), Map.entry(row.text("outcome"), row.text("result"))),
            claim.tenant().value(),
            claim.workflow())
        .forEach(
            row -> {
              if (row.getValue().getKey().equals("elapsed")) {
                results.remove(row.getKey());
              } else {
                results.put(row.getKey(), Payload.parse(row.getValue().getValue()));
              }
            });
    return results;
  }

  /** What a person said that the step has found out whose outcome was not known. */
  static Payload decided(Tx tx, Position last) {
    return tx.first(
            DECIDED,
            row -> Payload.parse(row.text("result")),
            last.run().tenant().value(),
            last.run().workflow())
        .orElse(Payload.EMPTY);
  }

  /** Adds the row of the attempt that was open; with another's lease there is none to add. */
  static void close(Tx tx, Permit permit, Claim claim, Ended ended) {
    tx.executeWithNext(
        CLOSE,
        permit.tenant().value(),
        claim.workflow(),
        claim.lease(),
        ended.outcome(),
        ended.error(),
        ended.result().json());
  }

  /** An attempt that is open at another step than this one died with its worker. */
  static void loseBefore(Tx tx, Permit permit, UUID workflow, String step) {
    tx.executeWithNext(LOSE_BEFORE, permit.tenant().value(), workflow, step);
  }

  /** Adds the row of a wait. */
  static void beginWait(Tx tx, Permit permit, Position at) {
    tx.executeWithNext(
        BEGIN_WAIT,
        permit.tenant().value(),
        at.run().workflow(),
        at.number(),
        at.step().name(),
        at.undoing());
  }

  /** Ends the wait of the position's number. */
  static void endWait(Tx tx, Permit permit, Position at, String outcome, Payload result) {
    tx.executeWithNext(
        END_WAIT,
        outcome,
        result.json(),
        permit.tenant().value(),
        at.run().workflow(),
        at.number());
  }
}
