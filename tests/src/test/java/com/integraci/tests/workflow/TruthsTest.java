package com.integraci.tests.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.tests.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of a workflow's row and of its journal's, PostgreSQL holds against everybody. */
@Tag("crash")
final class TruthsTest {

  private static final String CHECK_VIOLATION = "23514";
  private static final String ROWS =
      """
      insert into app.tenant (tenant_id, slug, plan, organisation, state)
      values ('01900000-0000-7000-8000-000000000001', 'alpha', 'team', 'Test', 'active');
      insert into app.workflow (tenant_id, workflow_id, definition, version, payload, state, step,
          due_at)
      values ('01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002',
          'test.steps', 1, '{}', 'running', 'one', now());
      insert into app.workflow_step (tenant_id, workflow_id, number, step, undoing, outcome,
          ended_at)
      values ('01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002', 1,
          'one', false, 'done', now())
      """;

  private static Connection superuser;
  private Statement statement;

  @BeforeAll
  static void fill() throws SQLException {
    superuser = PostgresServer.shared().superuser(PostgresServer.shared().copy().name());
    try (var filling = superuser.createStatement()) {
      filling.execute(ROWS);
    }
    superuser.setAutoCommit(false);
  }

  @AfterAll
  static void close() throws SQLException {
    superuser.close();
  }

  @BeforeEach
  void begin() throws SQLException {
    statement = superuser.createStatement();
  }

  @AfterEach
  void rollBack() throws SQLException {
    statement.close();
    superuser.rollback();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "definition = 'Not a name'",
        "version = 0",
        "payload = '[]'",
        "payload = json_build_object('a', repeat('x', 16384))",
        "state = 'asleep', due_at = null",
        "step = 'One'",
        "attempt = -1",
        "attempts = -1",
        "error = repeat('x', 501)",
        "due_at = null",
        "state = 'stuck'",
        "state = 'waiting', begun_at = now()",
        "state = 'ambiguous', due_at = null, begun_at = now()",
        "ended_at = now()",
        "state = 'succeeded', due_at = null",
        "awaits = 'go'",
        "wait_until = now()",
        "awaits_children = 1",
        "state = 'waiting', awaits = 'Go'",
        "state = 'waiting', awaits_children = 17",
        "state = 'waiting', awaits_children = -1",
        "asked = 'more'",
        "parent_number = 1",
        "depth = 1",
        "parent_id = workflow_id, parent_number = 1, child_index = 0",
        "parent_id = workflow_id, parent_number = 1, child_index = 0, depth = 4",
        "parent_id = workflow_id, parent_number = 1, child_index = 16, depth = 1",
        "parent_id = workflow_id, parent_number = 1, depth = 1"
      })
  void no_workflow_is_so(String change) {
    expectRefused("update app.workflow set " + change);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "number = 0",
        "step = 'One'",
        "outcome = 'open'",
        "outcome = 'open', ended_at = null",
        "outcome = 'waiting'",
        "ended_at = null",
        "error = repeat('x', 501)",
        "result = '[]'",
        "result = json_build_object('a', repeat('x', 16384))"
      })
  void no_row_of_a_journal_is_so(String change) {
    expectRefused("update app.workflow_step set " + change);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "begun_at = now(), attempt = 1, attempts = 1",
        "state = 'stuck', due_at = null, begun_at = now()",
        "state = 'waiting', due_at = null, awaits = 'go', wait_until = now(), awaits_children = 16",
        "state = 'cancelled', due_at = null, ended_at = now(), asked = 'cancel'",
        "parent_id = workflow_id, parent_number = 1, child_index = 15, depth = 3"
      })
  void a_workflow_may_be_so(String change) throws SQLException {
    assertEquals(1, statement.executeUpdate("update app.workflow set " + change));
  }

  private void expectRefused(String sql) {
    var refused = assertThrows(SQLException.class, () -> statement.executeUpdate(sql));
    assertEquals(CHECK_VIOLATION, refused.getSQLState(), refused.getMessage());
  }
}
