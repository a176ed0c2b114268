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

  private static final String SEEN =
      """
      select tenant_id, workflow_id, definition, version, state, undoing, step, attempt, error,
          created_at, changed_at, due_at, awaits, wait_until, deadline_at, asked, parent_id,
          awaits_children, case when awaits_children > 0 then (
              select count(*) from app.workflow as its
              where its.tenant_id = seen.tenant_id and its.parent_id = seen.workflow_id
                and its.state in ('stuck', 'ambiguous')) else 0 end as halted
      from app.workflow as seen
      """;

  private static final String RANK =
      """
      case when state in ('stuck', 'ambiguous') then 0 when state in ('running', 'waiting') then 1
          else 2 end
      """;

  /** In the order of {@link WorkflowPage}, from its cursor on. */
  private static final String PAGE =
      "("
          + RANK
          + " > ? or "
          + RANK
          + " = ? and workflow_id < ?)"
          + " order by "
          + RANK
          + ", workflow_id desc limit ?";

  private static final String LIST = SEEN + "where " + PAGE;

  /** Along an index of tenant and state. */
  private static final String LIST_IN_STATE = SEEN + "where state = any(?) and " + PAGE;

  /** Along an index of tenant and definition. */
  private static final String LIST_OF_DEFINITION =
      SEEN + "where definition = ? and state = any(?) and " + PAGE;

  private static final String FIND = SEEN + "where workflow_id = ? limit 1";

  private static final String CHILDREN =
      SEEN
          + "where tenant_id = ? and parent_id = ?"
          + " order by parent_number desc, child_index limit 100";

  /** The one that is open stands in its workflow's row. */
  private static final String ATTEMPTS =
      """
      select number, step, undoing, outcome, error, started_at, ended_at from app.workflow_step
      where tenant_id = ? and workflow_id = ?
      union all
      select attempts, step, undoing, 'open', '', begun_at, null from app.workflow
      where tenant_id = ? and workflow_id = ? and begun_at is not null
      order by number desc limit 200
      """;

  private ViewStore() {}

  /** All that the transaction's role may see. */
  static List<WorkflowView> list(
      Tx tx, WorkflowFilter filter, WorkflowPage.Cursor after, int limit) {
    int rank = after.rank();
    if (!filter.definition().isEmpty()) {
      return tx.query(
          LIST_OF_DEFINITION,
          ViewStore::view,
          filter.definition(),
          filter.states(),
          rank,
          rank,
          after.id(),
          limit);
    }
    return filter.state().isEmpty()
        ? tx.query(LIST, ViewStore::view, rank, rank, after.id(), limit)
        : tx.query(LIST_IN_STATE, ViewStore::view, filter.states(), rank, rank, after.id(), limit);
  }

  /** Those that a workflow has started, the latest wait's first. */
  static List<WorkflowView> children(Tx tx, WorkflowView parent) {
    return tx.query(CHILDREN, ViewStore::view, parent.tenant(), parent.id());
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
        id,
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
            row.optionalText("asked").orElse("")),
        new WorkflowView.Family(
            row.optionalUuid("parent_id"),
            (int) row.number("awaits_children"),
            (int) row.number("halted")));
  }
}
