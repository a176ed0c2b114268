package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.policy.Role;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.SqlBlocks;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What PostgreSQL takes of replays, of shadows, of what each found different and of which rules
 * denied, whoever writes it.
 */
@Tag("isolation")
final class RunConstraintsTest {

  /** "Constraint: what is broken" and the statement that breaks that constraint and no other. */
  private static final Map<String, String> BREACHES =
      SqlBlocks.of(RunConstraintsTest.class, "constraints.sql");

  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = new Desk();
    desk.feature.gates().decide(desk.caller(Role.DEVELOPER), "deploy", Desk.facts());
    SqlBlocks.of(RunConstraintsTest.class, "runs.sql")
        .forEach((_, row) -> desk.unguarded(row.replace(":team", "'" + desk.team + "'")));
    // What they refuse is refused before a constraint is looked at.
    for (String table : List.of("policy_bundle", "replay", "shadow")) {
      desk.sql("alter table app." + table + " disable trigger user");
    }
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  static Set<String> breaches() {
    return BREACHES.keySet();
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void each_constraint_refuses_what_it_is_for(String breach) {
    var refused = assertThrows(SQLException.class, () -> rolledBack(BREACHES.get(breach)), breach);
    assertTrue(refused.getMessage().contains('"' + constraint(breach) + '"'), refused.getMessage());
  }

  @Test
  void no_constraint_of_theirs_is_left_out() {
    var all =
        desk.texts(
            """
            select conname from pg_constraint
            where conrelid in (select oid from pg_class where relname ~ '%1$s')
              and contype in ('c', 'f', 'p', 'u', 'x')
            union
            select c.relname from pg_index join pg_class c on c.oid = indexrelid
            where indrelid in (select oid from pg_class where relname ~ '%1$s') and indisunique
            """
                .formatted("^(replay|shadow)(_change)?$|^decision_denial$"));
    var broken =
        breaches().stream()
            .map(RunConstraintsTest::constraint)
            .filter(name -> !name.startsWith("policy_bundle"))
            .toList();
    assertEquals(new TreeSet<>(all), new TreeSet<>(broken));
  }

  @Test
  void the_application_changes_what_goes_on_and_nothing_else() {
    var rights =
        """
        select relname || ': ' || string_agg(attname, ' ' order by attname)
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where relname ~ '^(replay|shadow|decision|policy_bundle|policy_exception)(_|$)'
          and relkind = 'r' and attnum > 0
          and has_column_privilege('integraci_app', c.oid, attnum, 'update')
        group by relname order by relname
        """;
    assertEquals(
        List.of(
            "decision: input result salt",
            "policy_bundle: activated_at activated_by approved_at approved_by returned state",
            "policy_exception: approved_at approved_by ended_at ended_by owner told_at",
            "replay: alive_until done ended_at fault result result_hash state total",
            "shadow: ended_at seen to_allow to_deny unchanged undecided"),
        desk.texts(rights));
    var gone =
        """
        select relname from pg_class
        where relname ~ '^(replay|shadow|decision|policy_bundle|policy_exception)(_|$)'
          and relkind = 'r' and has_table_privilege('integraci_app', oid, 'delete')
        order by relname
        """;
    assertEquals(List.of("replay_change", "shadow_change"), desk.texts(gone));
  }

  @Test
  void which_rules_denied_goes_with_its_decision() throws SQLException {
    var count = "select count(*)::text from app.decision_denial";
    assertEquals("1", rolledBack(count));
    assertEquals("0", rolledBack("delete from app.decision", count));
  }

  private static String constraint(String breach) {
    return breach.substring(0, breach.indexOf(": "));
  }

  /** What the last of some statements returned; what they did is taken back. */
  private static String rolledBack(String... statements) throws SQLException {
    try (var connection = PostgresServer.shared().superuser(desk.settings.name());
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        for (String sql : statements) {
          statement.execute(sql);
        }
        var rows = statement.getResultSet();
        return rows != null && rows.next() ? rows.getString(1) : "";
      } finally {
        connection.rollback();
      }
    }
  }
}
