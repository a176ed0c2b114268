package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Workflows and those that wait for them. Whoever writes both rows locks the parent's first, so
 * that no two wait for each other, and neither the last child nor its parent overlooks the other.
 */
final class ChildStore {

  /** Each step's last wait counts: a step that is come to once more starts others. */
  private static final String ENDS =
      """
      select wait.number, wait.step, its.workflow_id, its.definition, its.state, its.error,
             coalesce((
                 select last.result from app.workflow_step as last
                 where last.tenant_id = its.tenant_id and last.workflow_id = its.workflow_id
                   and its.state = 'succeeded' and last.outcome = 'done'
                 order by last.number desc limit 1), '{}') as result
      from app.workflow as its
      join app.workflow_step as wait on wait.tenant_id = its.tenant_id
          and wait.workflow_id = its.parent_id and wait.number = its.parent_number
      where its.tenant_id = ? and its.parent_id = ? and its.ended_at is not null
      order by its.parent_number desc, its.child_index limit 1000
      """;

  private static final String OPEN =
      """
      select workflow_id, definition, version, state from app.workflow
      where tenant_id = ? and parent_id = ? and parent_number = ? and ended_at is null
      order by child_index limit 16
      """;

  private static final String LOCK_PARENT =
      """
      select 1 from app.workflow as above where above.tenant_id = ? and above.workflow_id = ? for
          update
      """;

  private static final String LOCK_PARENT_OF =
      """
      select 1 from app.workflow as above
      where above.tenant_id = ? and above.workflow_id = (
          select its.parent_id from app.workflow as its
          where its.tenant_id = ? and its.workflow_id = ?)
      for update
      """;

  /** Held by a worker, it is about to look for itself, or due when that one's lease ends. */
  private static final String WAKE_PARENT =
      """
      update app.workflow as above set due_at = now()
      where above.tenant_id = ? and above.workflow_id = ? and above.state = 'waiting'
        and above.awaits_children > 0 and above.lease_id is null
        and not exists (
            select from app.workflow as its
            where its.tenant_id = ? and its.parent_id = ? and its.parent_number = above.attempts
              and its.ended_at is null)
      """;

  private ChildStore() {}

  /**
   * A child that has not ended.
   *
   * @param ambiguous whether a person has to say first what became of a step
   */
  record Open(UUID workflow, String definition, int version, boolean ambiguous) {}

  /** Those that the workflow waits for at this row of its journal and that have not ended. */
  static List<Open> open(Tx tx, Position at) {
    return tx.query(
        OPEN,
        row ->
            new Open(
                row.uuid("workflow_id"),
                row.text("definition"),
                (int) row.number("version"),
                row.text("state").equals("ambiguous")),
        at.run().tenant().value(),
        at.run().workflow(),
        at.number());
  }

  /** How those ended that the workflow started, by the step that waited for them. */
  static Map<String, List<ChildEnd>> ends(Tx tx, Claim claim) {
    var ends = new LinkedHashMap<String, List<ChildEnd>>();
    var numbers = new LinkedHashMap<String, Long>();
    tx.query(
            ENDS,
            row -> Map.entry(row.text("step"), Map.entry(row.number("number"), end(row))),
            claim.tenant().value(),
            claim.workflow())
        .forEach(
            row -> {
              var number = row.getValue().getKey();
              if (number.equals(numbers.computeIfAbsent(row.getKey(), _ -> number))) {
                ends.computeIfAbsent(row.getKey(), _ -> new ArrayList<>())
                    .add(row.getValue().getValue());
              }
            });
    return ends;
  }

  private static ChildEnd end(Row row) {
    return new ChildEnd(
        row.uuid("workflow_id"),
        row.text("definition"),
        WorkflowView.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
        row.text("error"),
        Payload.parse(row.text("result")));
  }

  /** Before the row of a claimed workflow is locked, which may end at once. */
  static void lockParentOf(Tx tx, Claim claim) {
    var tenant = claim.tenant().value();
    tx.lockWithNext(LOCK_PARENT_OF, tenant, tenant, claim.workflow());
  }

  /** Before the row of a workflow is locked that ends. */
  static void lockParent(Tx tx, Permit permit, UUID parent) {
    tx.lockWithNext(LOCK_PARENT, permit.tenant().value(), parent);
  }

  /** After a child has ended: its parent is due if it was the last. */
  static void wakeParent(Tx tx, Permit permit, UUID parent) {
    var tenant = permit.tenant().value();
    tx.executeWithNext(WAKE_PARENT, tenant, parent, tenant, parent);
  }
}
