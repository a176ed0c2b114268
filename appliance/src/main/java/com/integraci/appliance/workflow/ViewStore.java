package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What people see of workflows, and the one change they make: to resume. */
final class ViewStore {

  /** In the order of {@link WorkflowPage}. */
  private static final String LIST =
      """
      select tenant_id, workflow_id, definition, version, state, undoing, step, attempt, error, created_at,
             changed_at, due_at
      from app.workflow
      where case state when 'stuck' then 0 when 'running' then 1 else 2 end > ?
         or case state when 'stuck' then 0 when 'running' then 1 else 2 end = ? and workflow_id < ?
      order by case state when 'stuck' then 0 when 'running' then 1 else 2 end, workflow_id desc
      limit ?
      """;

  private static final String FIND =
      """
      select tenant_id, workflow_id, definition, version, state, undoing, step, attempt, error, created_at,
             changed_at, due_at
      from app.workflow where workflow_id = ?
      limit 1
      """;

  private static final String ATTEMPTS =
      """
      select number, step, undoing, outcome, error, started_at, ended_at from app.workflow_step
      where tenant_id = ? and workflow_id = ? order by number desc limit 200
      """;

  private static final String RESUME =
      """
      update app.workflow
      set state = 'running', step = ?, attempt = 0, error = '', due_at = now(), lease_id = null, changed_at = now()
      where tenant_id = ? and workflow_id = ? and state = 'stuck'
      """;

  private ViewStore() {}

  /** All that the transaction's role may see. */
  static List<WorkflowView> list(Tx tx, WorkflowPage.Cursor after, int limit) {
    return tx.query(LIST, ViewStore::view, after.rank(), after.rank(), after.id(), limit);
  }

  static Optional<WorkflowView> find(Tx tx, UUID id) {
    return tx.first(FIND, ViewStore::view, id);
  }

  static List<AttemptView> attempts(Tx tx, TenantId tenant, UUID id) {
    return tx.query(
        ATTEMPTS,
        row ->
            new AttemptView(
                (int) row.number("number"),
                row.text("step"),
                row.flag("undoing"),
                row.text("outcome"),
                row.text("error"),
                row.instant("started_at"),
                row.optionalInstant("ended_at")),
        tenant.value(),
        id);
  }

  /** Makes a stuck workflow due at the step; false when it is not stuck. */
  static boolean resume(Tx tx, Permit permit, UUID id, String step) {
    return tx.execute(RESUME, step, permit.tenant().value(), id) == 1;
  }

  private static WorkflowView view(Row row) {
    return new WorkflowView(
        row.uuid("tenant_id"),
        row.uuid("workflow_id"),
        row.text("definition"),
        (int) row.number("version"),
        WorkflowView.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
        row.flag("undoing"),
        row.text("step"),
        (int) row.number("attempt"),
        row.text("error"),
        row.instant("created_at"),
        row.instant("changed_at"),
        row.optionalInstant("due_at"));
  }
}
