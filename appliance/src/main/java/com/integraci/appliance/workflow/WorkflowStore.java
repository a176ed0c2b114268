package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The rows of a workflow that a worker holds. Every write of its row names the lease and is rolled
 * back when the lease is another's.
 */
final class WorkflowStore {

  private static final String TAKE =
      """
      select definition, version, undoing, step, attempt, attempts, payload,
             state = 'waiting' as waiting, awaits,
             coalesce(wait_until <= now(), false) as wait_over, late_fails, asked,
             coalesce(deadline_at <= now(), false) as late,
             changed_at < now() - interval '10 minutes' as still,
             begun_at is not null as open, parent_id, depth, awaits_children > 0 as joins,
             exists (select from app.workflow as its where its.tenant_id = app.workflow.tenant_id
                 and its.parent_id = app.workflow.workflow_id) as fruitful
      from app.workflow
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state in ('running', 'waiting')
      for update
      """;

  private static final String TURNS =
      """
      select asked, coalesce(deadline_at <= now(), false) as late from app.workflow
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state in ('running', 'waiting')
      for update
      """;

  private static final String EXTEND =
      """
      update app.workflow set due_at = now() + ? * interval '1 millisecond'
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state = 'running'
      """;

  private static final String RETRY =
      """
      update app.workflow
      set due_at = case when coalesce(asked, 'done') <> 'done' and not undoing then now()
              else least(now() + ? * interval '1 millisecond',
              case when undoing then null else deadline_at end) end,
          lease_id = null, error = ?, changed_at = now()
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state = 'running'
      """;

  /** Whatever state it is claimed in. */
  private static final String LEAVE =
      """
      update app.workflow set due_at = now() + ? * interval '1 millisecond', lease_id = null
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state in ('running', 'waiting')
      """;

  private static final String NOTE =
      """
      update app.workflow set error = ?
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state in ('running', 'waiting')
      """;

  private static final String HALT =
      """
      update app.workflow
      set state = ?, due_at = null, lease_id = null, error = ?, changed_at = now(), awaits = null,
          wait_until = null, awaits_children = 0
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state in ('running', 'waiting')
      """;

  /** With the row of the journal that its last attempt gets. */
  private static final String END_SUCCEEDED =
      """
      with ended as (
          update app.workflow
          set state = 'succeeded', due_at = null, lease_id = null, error = '', changed_at = now(),
              begun_at = null, ended_at = now(), asked = null
          where tenant_id = ? and workflow_id = ? and lease_id = ? and state = 'running'
            and coalesce(asked, 'done') = 'done'
          returning tenant_id, workflow_id, attempts, step, undoing, old.begun_at)
      insert into app.workflow_step (tenant_id, workflow_id, number, step, undoing, outcome, result,
          started_at, ended_at)
      select tenant_id, workflow_id, attempts, step, undoing, 'done', ?, begun_at, now() from ended
      """;

  private static final String END_UNDONE =
      """
      update app.workflow
      set state = case when asked = 'cancel' then 'cancelled' else 'failed' end, undoing = true,
          due_at = null,
          lease_id = null, changed_at = now(), ended_at = now(), awaits = null, wait_until = null,
          awaits_children = 0, asked = nullif(asked, 'done')
      where tenant_id = ? and workflow_id = ? and lease_id = ? and state in ('running', 'waiting')
      """;

  private final Duration lease;
  private final BeginStore beginnings;

  private WorkflowStore(Duration lease, BeginStore beginnings) {
    this.lease = lease;
    this.beginnings = beginnings;
  }

  /**
   * A store that looks whether an attempt may begin.
   *
   * @param lease how long a claim holds without being extended
   */
  static WorkflowStore looking(Duration lease) {
    return new WorkflowStore(lease, new BeginStore.Looking(lease));
  }

  /** One whose transactions fail when they had better looked. */
  static WorkflowStore trusting(Duration lease) {
    return new WorkflowStore(lease, new BeginStore.Trusting(lease));
  }

  /** The claimed row, unless the lease is another's by now. */
  Optional<Taken> take(Tx tx, Claim claim) {
    ChildStore.lockParentOf(tx, claim);
    return tx.first(
        TAKE, WorkflowStore::taken, claim.tenant().value(), claim.workflow(), claim.lease());
  }

  private static Taken taken(Row row) {
    return new Taken(
        row.text("definition"),
        (int) row.number("version"),
        row.flag("undoing"),
        row.text("step"),
        (int) row.number("attempt"),
        (int) row.number("attempts"),
        Payload.parse(row.text("payload")),
        new Taken.Standing(
            row.flag("waiting"),
            row.optionalText("awaits"),
            row.flag("joins"),
            row.flag("wait_over"),
            row.flag("late_fails"),
            asked(row),
            row.flag("late"),
            row.flag("still"),
            row.flag("open")),
        new Taken.Lineage(
            row.optionalUuid("parent_id"), (int) row.number("depth"), row.flag("fruitful")));
  }

  private static Optional<Taken.Asked> asked(Row row) {
    return row.optionalText("asked")
        .map(text -> Taken.Asked.valueOf(text.toUpperCase(Locale.ROOT)));
  }

  /** Why the claimed workflow has to turn round, or ""; empty when the lease is another's. */
  Optional<String> turns(Tx tx, Claim claim) {
    return tx.first(
        TURNS,
        row -> Taken.why(asked(row), row.flag("late")),
        claim.tenant().value(),
        claim.workflow(),
        claim.lease());
  }

  void extend(Tx tx, Permit permit, Claim claim) {
    fenced(tx, permit, claim, EXTEND, lease.toMillis());
  }

  /** Begins an attempt; false when it may not, or the lease is another's. */
  boolean begin(Tx tx, Permit permit, Claim claim, Position at) {
    return beginnings.begin(tx, permit, claim, at);
  }

  /** The same after an attempt that has ended. */
  boolean next(Tx tx, Permit permit, Claim claim, Ended ended, Position at) {
    return beginnings.next(tx, permit, claim, ended, at);
  }

  /** Gives the workflow back, to be due after the wait, or at the deadline if that is earlier. */
  void retry(Tx tx, Permit permit, Claim claim, Duration wait, String error) {
    fenced(tx, permit, claim, RETRY, wait.toMillis(), error);
  }

  /** Gives the workflow back as it was. */
  void leave(Tx tx, Permit permit, Claim claim, Duration wait) {
    fenced(tx, permit, claim, LEAVE, wait.toMillis());
  }

  /** Writes down why it turns round. */
  void note(Tx tx, Permit permit, Claim claim, String why) {
    fenced(tx, permit, claim, NOTE, why);
  }

  /** Lets the workflow wait for a person: {@code stuck} or {@code ambiguous}. */
  void halt(Tx tx, Permit permit, Claim claim, String state, String error) {
    fenced(tx, permit, claim, HALT, state, error);
  }

  /** Ends it with its last attempt; false when it may not: a person wants it to turn round. */
  boolean endSucceeded(Tx tx, Permit permit, Claim claim, Ended last) {
    var tenant = permit.tenant().value();
    var result = last.result().json();
    return tx.execute(END_SUCCEEDED, tenant, claim.workflow(), claim.lease(), result) == 1;
  }

  /** Ends it with all that it did taken back. */
  void endUndone(Tx tx, Permit permit, Claim claim) {
    fenced(tx, permit, claim, END_UNDONE);
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
