package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.Map;
import java.util.TreeMap;

/** The rows of a workflow's journal: one for each attempt at a step, and for each wait. */
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

  private static final String LOSE_OPEN =
      """
      update app.workflow_step set outcome = ?, ended_at = now()
      where tenant_id = ? and workflow_id = ? and outcome = 'open'
      """;

  private static final String OPEN =
      """
      insert into app.workflow_step (tenant_id, workflow_id, number, step, undoing, outcome) values
          (?, ?, ?, ?, ?, ?)
      """;

  private static final String CLOSE =
      """
      update app.workflow_step set outcome = ?, error = ?, result = ?, ended_at = now()
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

  /** An attempt that is still open when its workflow is claimed died with its worker. */
  static long loseOpen(Tx tx, Permit permit, Claim claim, String outcome) {
    return tx.execute(LOSE_OPEN, outcome, permit.tenant().value(), claim.workflow());
  }

  /** Adds a row: {@code open} for an attempt, {@code waiting} for a wait. */
  static void open(Tx tx, Permit permit, Position at, String outcome) {
    tx.executeWithNext(
        OPEN,
        permit.tenant().value(),
        at.run().workflow(),
        at.number(),
        at.step().name(),
        at.undoing(),
        outcome);
  }

  /** Ends the row of the position's number. */
  static void close(
      Tx tx, Permit permit, Position at, String outcome, String error, Payload result) {
    tx.executeWithNext(
        CLOSE,
        outcome,
        error,
        result.json(),
        permit.tenant().value(),
        at.run().workflow(),
        at.number());
  }
}
