package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Waits, and the signals that end them. */
final class WaitStore {

  /** Without a lease: who waits holds no worker. */
  private static final String WAIT =
      """
      update app.workflow
      set state = 'waiting', step = ?, attempt = 0, attempts = ?, error = '', awaits = ?,
          late_fails = ?, awaits_children = ?,
          wait_until = coalesce(?::timestamptz, now() + ?::bigint * interval '1 millisecond'),
          due_at = case when coalesce(asked, 'done') <> 'done' then now() else least(
              coalesce(?::timestamptz, now() + ?::bigint * interval '1 millisecond'), deadline_at)
              end,
          lease_id = null, changed_at = now(), asked = nullif(asked, 'done')
      where tenant_id = ? and workflow_id = ? and lease_id is not distinct from ?
        and state in ('running', 'waiting')
      """;

  /** After the row is locked, so that no signal is overlooked that came at the same moment. */
  private static final String DUE_IF_SENT =
      """
      update app.workflow set due_at = now()
      where tenant_id = ? and workflow_id = ? and exists (
          select from app.workflow_signal as sent
          where sent.tenant_id = ? and sent.workflow_id = ? and sent.name = ?
            and sent.taken_at is null)
      """;

  private static final String AGAIN =
      """
      update app.workflow set due_at = least(wait_until, deadline_at), lease_id = null
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state = 'waiting'
      """;

  /** Not due at its own deadline once that has passed: it waits for the end of its children. */
  private static final String AGAIN_FOR_CHILDREN =
      """
      update app.workflow set due_at = case when ? then null else deadline_at end, lease_id = null
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state = 'waiting'
      """;

  private static final String TAKE_SIGNAL =
      """
      update app.workflow_signal set taken_at = now()
      where tenant_id = ? and workflow_id = ? and number = (
          select min(number) from app.workflow_signal as sent
          where sent.tenant_id = ? and sent.workflow_id = ? and sent.name = ?
            and sent.taken_at is null)
      returning payload
      """;

  /** The row that a wait has of a workflow, whoever writes it. */
  private record Row(String signal, Instant until, Long millis, boolean lateFails, int children) {

    static Row of(Wait wait) {
      return switch (wait) {
        case Wait.Nothing() -> throw new IllegalArgumentException("there is nothing to wait for");
        case Wait.Until(var moment) -> new Row(null, moment, null, false, 0);
        case Wait.ForSignal(var name) -> new Row(name, null, null, false, 0);
        case Wait.ForSignalWithin(var name, var atMost, var late) ->
            new Row(name, null, atMost.toMillis(), late == Wait.Late.FAILS, 0);
        case Wait.ForChildren(var children) -> new Row(null, null, null, false, children.size());
      };
    }
  }

  /**
   * Lets the claimed workflow wait before a step.
   *
   * @return whether it is due at once, because the signal is there already
   */
  boolean begin(Tx tx, Permit permit, Claim claim, Position at, Wait wait) {
    if (!begin(tx, permit, at, claim.lease(), wait)) {
      throw new LostLease(claim);
    }
    return Row.of(wait).signal() != null && dueIfSent(tx, permit, at, wait);
  }

  /** Lets a new workflow wait before its first step. */
  static void beginFirst(Tx tx, Permit permit, Position at, Wait wait) {
    begin(tx, permit, at, null, wait);
  }

  private static boolean begin(Tx tx, Permit permit, Position at, UUID lease, Wait wait) {
    var row = Row.of(wait);
    long found =
        tx.execute(
            WAIT,
            at.step().name(),
            at.number(),
            row.signal(),
            row.lateFails(),
            row.children(),
            row.until(),
            row.millis(),
            row.until(),
            row.millis(),
            permit.tenant().value(),
            at.run().workflow(),
            lease);
    if (found == 1) {
      JournalStore.beginWait(tx, permit, at);
    }
    return found == 1;
  }

  private static boolean dueIfSent(Tx tx, Permit permit, Position at, Wait wait) {
    var tenant = permit.tenant().value();
    var workflow = at.run().workflow();
    return tx.execute(DUE_IF_SENT, tenant, workflow, tenant, workflow, Row.of(wait).signal()) == 1;
  }

  /** Ends the wait in the journal. */
  void end(Tx tx, Permit permit, Position at, String outcome, Payload payload) {
    JournalStore.endWait(tx, permit, at, outcome, payload);
  }

  /** Nothing has happened yet. */
  void again(Tx tx, Permit permit, Claim claim) {
    if (tx.execute(AGAIN, permit.tenant().value(), claim.workflow(), claim.lease()) != 1) {
      throw new LostLease(claim);
    }
  }

  /**
   * Some of its children have not ended yet.
   *
   * @param turns whether it is to turn round when they have, so that nothing else makes it due
   */
  void children(Tx tx, Permit permit, Claim claim, boolean turns) {
    var tenant = permit.tenant().value();
    if (tx.execute(AGAIN_FOR_CHILDREN, turns, tenant, claim.workflow(), claim.lease()) != 1) {
      throw new LostLease(claim);
    }
  }

  /** Takes the oldest signal of the name that nothing has taken. */
  Optional<Payload> takeSignal(Tx tx, Permit permit, Position at, String name) {
    var tenant = permit.tenant().value();
    var workflow = at.run().workflow();
    return tx.first(
        TAKE_SIGNAL,
        row -> Payload.parse(row.text("payload")),
        tenant,
        workflow,
        tenant,
        workflow,
        name);
  }
}
