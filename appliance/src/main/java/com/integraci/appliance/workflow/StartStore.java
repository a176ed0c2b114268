package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;

/** The rows of workflows that are started, due at once. */
final class StartStore {

  private static final String INSERT =
      """
      insert into app.workflow (tenant_id, workflow_id, definition, version, payload, state, step,
          due_at, deadline_at)
      values (?, ?, ?, ?, ?, 'running', ?, now(), now() + ?::bigint * interval '1 millisecond')
      """;

  private static final String INSERT_CHILD =
      """
      insert into app.workflow (tenant_id, workflow_id, definition, version, payload, state, step,
          due_at, deadline_at, parent_id, parent_number, child_index, depth)
      values (?, ?, ?, ?, ?, 'running', ?, now(), now() + ?::bigint * interval '1 millisecond', ?,
          ?, ?, ?)
      """;

  private StartStore() {}

  static void insert(Tx tx, Permit permit, Definition definition, StepRun run) {
    tx.executeWithNext(
        INSERT,
        permit.tenant().value(),
        run.workflow(),
        definition.name(),
        definition.version(),
        run.payload().json(),
        definition.steps().getFirst().name(),
        definition.terms().deadline().map(Duration::toMillis).orElse(null));
  }

  /** The same for a child: there is one in each place. */
  static void insertChild(Tx tx, Permit permit, Definition definition, StepRun run, Place place) {
    tx.executeWithNext(
        INSERT_CHILD,
        permit.tenant().value(),
        run.workflow(),
        definition.name(),
        definition.version(),
        run.payload().json(),
        definition.steps().getFirst().name(),
        definition.terms().deadline().map(Duration::toMillis).orElse(null),
        place.parent().run().workflow(),
        place.parent().number(),
        place.index(),
        run.family().depth());
  }

  /**
   * Where a child belongs.
   *
   * @param parent where its parent waits for it
   * @param index its place among those that this wait starts, from 0
   */
  record Place(Position parent, int index) {}
}
