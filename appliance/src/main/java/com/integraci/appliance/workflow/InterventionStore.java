package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.Optional;
import java.util.UUID;

/** What people and other workflows write to a workflow; no lease, but the row's lock. */
final class InterventionStore {

  /** A person lets it go on, so its deadline does not count any more. */
  private static final String RESUME =
      """
      update app.workflow
      set state = 'running', step = ?, attempt = 0, error = '', due_at = now(), lease_id = null,
          changed_at = now(),
          asked = case when undoing then asked end, deadline_at = case when undoing then
              deadline_at end
      where tenant_id = ? and workflow_id = ? and state = 'stuck'
      """;

  /** What a worker holds is left to it: it finds what is asked at its next transition. */
  private static final String ASK =
      """
      update app.workflow
      set asked = ?, state = case state when 'waiting' then 'waiting' else 'running' end,
          changed_at = now(),
          due_at = case when lease_id is null then now() else due_at end
      where tenant_id = ? and workflow_id = ? and not undoing
        and (state in ('stuck', 'ambiguous') or state in ('running', 'waiting')
            and coalesce(asked, 'done') = 'done'
            and ?)
      """;

  private static final String RETRY =
      """
      update app.workflow
      set state = 'running', attempt = 0, error = '', due_at = now(), changed_at = now(),
          asked = case when undoing then asked end, deadline_at = case when undoing then
              deadline_at end
      where tenant_id = ? and workflow_id = ? and state = 'ambiguous'
      """;

  private static final String DONE =
      """
      update app.workflow
      set state = 'running', error = '', asked = 'done', due_at = now(), changed_at = now(),
          deadline_at = case when undoing then deadline_at end
      where tenant_id = ? and workflow_id = ? and state = 'ambiguous'
      """;

  private static final String FOUND_OUT =
      """
      update app.workflow_step as last set result = ?
      from app.workflow as its
      where its.tenant_id = ? and its.workflow_id = ? and last.tenant_id = its.tenant_id
        and last.workflow_id = its.workflow_id and last.number = its.attempts and last.outcome =
            'ambiguous'
      """;

  private static final String LOCK =
      """
      select ended_at is not null as ended from app.workflow where tenant_id = ? and workflow_id =
          ? for update
      """;

  private static final String KNOWN =
      """
      select name, payload from app.workflow_signal where tenant_id = ? and workflow_id = ? and key
          = ?
      """;

  private static final String SEND =
      """
      insert into app.workflow_signal (tenant_id, workflow_id, number, key, name, payload)
      select ?::uuid, ?::uuid, coalesce(max(number), 0) + 1, ?, ?, ? from app.workflow_signal
      where tenant_id = ? and workflow_id = ? having coalesce(max(number), 0) < 100
      """;

  private static final String WAKE =
      """
      update app.workflow set due_at = now()
      where tenant_id = ? and workflow_id = ? and state = 'waiting' and awaits = ?
        and lease_id is null
      """;

  private InterventionStore() {}

  /** Makes a stuck workflow due at the step; false when it is not stuck. */
  static boolean resume(Tx tx, Permit permit, UUID id, String step) {
    JournalStore.loseBefore(tx, permit, id, step);
    return tx.execute(RESUME, step, permit.tenant().value(), id) == 1;
  }

  /**
   * Has it turn round.
   *
   * @param asked what
   * @param moving also when it does not wait for a person
   * @return false when it does so already, or can't
   */
  static boolean ask(Tx tx, Permit permit, UUID id, String asked, boolean moving) {
    return tx.execute(ASK, asked, permit.tenant().value(), id, moving) == 1;
  }

  /** The effect was not made: lets the step be tried again; false when that is not in question. */
  static boolean retry(Tx tx, Permit permit, UUID id) {
    return tx.execute(RETRY, permit.tenant().value(), id) == 1;
  }

  /** The effect was made; false when that is not in question. */
  static boolean done(Tx tx, Permit permit, UUID id, Payload result) {
    tx.execute(FOUND_OUT, result.json(), permit.tenant().value(), id);
    return tx.execute(DONE, permit.tenant().value(), id) == 1;
  }

  /** Locks the workflow against its worker's wait; says whether it has ended. */
  static Optional<Boolean> lock(Tx tx, Permit permit, UUID id) {
    return tx.first(LOCK, row -> row.flag("ended"), permit.tenant().value(), id);
  }

  /** The signal that came with the key before. */
  static Optional<Signal> known(Tx tx, Permit permit, UUID id, String key) {
    return tx.first(
        KNOWN,
        row -> new Signal(row.text("name"), key, Payload.parse(row.text("payload"))),
        permit.tenant().value(),
        id,
        key);
  }

  /** Keeps a signal; false when there are too many. The workflow is locked. */
  static boolean send(Tx tx, Permit permit, UUID id, Signal signal) {
    var tenant = permit.tenant().value();
    return tx.execute(
            SEND, tenant, id, signal.key(), signal.name(), signal.payload().json(), tenant, id)
        == 1;
  }

  /** Makes the workflow due if that is what it waits for. */
  static void wake(Tx tx, Permit permit, UUID id, Signal signal) {
    tx.execute(WAKE, permit.tenant().value(), id, signal.name());
  }
}
