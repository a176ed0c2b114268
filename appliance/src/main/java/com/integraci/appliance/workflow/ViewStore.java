package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What people see of workflows. */
final class ViewStore {

  /** In the order of {@link WorkflowPage}. */
  private static final String LIST =
      """
      select tenant_id, workflow_id, definition, version, state, undoing, step, attempt, error,
          created_at,
             changed_at, due_at, awaits, wait_until, deadline_at, asked
      from app.workflow
      where case when state in ('stuck', 'ambiguous') then 0 when state in ('running', 'waiting')
          then 1 else 2 end > ?
         or case when state in ('stuck', 'ambiguous') then 0 when state in ('running', 'waiting')
             then 1 else 2 end = ? and workflow_id < ?
      order by case when state in ('stuck', 'ambiguous') then 0 when state in ('running',
          'waiting') then 1 else 2 end, workflow_id desc
      limit ?
      """;

  private static final String FIND =
      """
      select tenant_id, workflow_id, definition, version, state, undoing, step, attempt, error,
          created_at,
             changed_at, due_at, awaits, wait_until, deadline_at, asked
      from app.workflow where workflow_id = ?
      limit 1
      """;

  private static final String ATTEMPTS =
      """
      select number, step, undoing, outcome, error, started_at, ended_at from app.workflow_step
      where tenant_id = ? and workflow_id = ? order by number desc limit 200
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
        row.optionalInstant("due_at"),
        new WorkflowView.Waiting(
            row.optionalText("awaits"),
            row.optionalInstant("wait_until"),
            row.optionalInstant("deadline_at"),
            row.optionalText("asked").orElse("")));
  }
}
