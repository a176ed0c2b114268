package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import io.helidon.dbclient.DbClientException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL itself refuses in rows of decisions, denials, shadows and coverage. */
@Tag("isolation")
final class DecisionRowsTest {

  /** The hash of what an update sets {@code input} to. */
  private static final String HASHED =
      "sha256(E'integraci/decision/%1$s/1\\n'::bytea || salt || convert_to(%2$s, 'UTF8'))";

  private static final String LONG_INPUT = "repeat('x', 1048577)";
  private static final String LONG_RESULT = "repeat('x', 262145)";

  @TempDir private static Path folder;
  @TempDir private static Path state;
  private static Lab lab;
  private static Decision allowed;
  private static Decision detailed;
  private static Decision erased;

  @BeforeAll
  static void open() {
    lab = new Lab(state);
    lab.activate(lab.publish(lab.caller(Role.MAINTAINER), folder, "1.0.0", 1));
    allowed = decide(0);
    // One whose rules say a detail.
    detailed = decide(3);
    erased = decide(0);
    lab.deciding.decisions().erase(lab.caller(Role.OWNER), erased.id());
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  private static Decision decide(int failed) {
    var facts = Desk.facts();
    var tests = Map.of("passed", 12, "failed", failed, "skipped", 0);
    facts.put("evidence", Map.of("tests", tests));
    return lab.deciding.gates().decide(lab.caller(Role.DEVELOPER), "deploy", facts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reason = 'other', allowed = false",
        "reason = 'limit'",
        "reason = 'no_bundle', allowed = false",
        "actor_kind = 'system'",
        "latency_micros = -1",
        "input = " + LONG_INPUT + ", input_hash = input of it",
        "result = " + LONG_RESULT + ", result_hash = result of it, findings_hash = plain of it",
        "input_hash = input_hash || ' '",
        "result_hash = result_hash || ' '",
        "salt = salt || ' ', input_hash = salted input, result_hash = salted result",
        "salt = null",
        "batch_id = null",
        "batch_place = null",
        "batch_id = null, batch_place = null",
        "batch_place = -1",
        "bundle_name = 'Acme'",
        "bundle_name = null",
        "bundle_version = repeat('1', 41)",
        "bundle_digest = bundle_digest || ' '",
        "kind = 'Gate-1'",
        "gate = 'Deploy'",
        "gate = null",
        "service = 'Shop'",
        "environment = 'Production'",
        "commit_id = 'main'",
        "action = 'secret.put'",
        "role = 'owner'",
        "resource_kind = 'secret'",
        "resource_id = decision_id",
        "floor_digest = bundle_digest",
      })
  void a_decision_is_as_it_was_made_or_not_at_all(String change) {
    fits(allowed.id(), spelled(change));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "findings_hash = findings_hash || ' '",
        "input = null, salt = null, findings_hash = sha256(convert_to(result, 'UTF8'))",
        "input = null",
      })
  void details_stay_with_their_facts(String change) {
    fits(detailed.id(), change);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input_hash = input_hash || ' '",
        "result_hash = result_hash || ' '",
        "result = '{}'",
        "salt = sha256('')",
        "input = '{}'",
      })
  void what_was_erased_stays_so(String change) {
    fits(erased.id(), change);
  }

  /** It is refused by the constraint, and by nothing else. */
  private static void fits(UUID id, String change) {
    var update = "update app.decision set " + change + " where decision_id = '" + id + "'";
    var refused = assertThrows(IllegalStateException.class, () -> lab.desk.sql(update), change);
    var message = refused.getCause().getMessage();
    assertTrue(message.contains("\"decision_fits\""), change + ": " + message);
  }

  private static String spelled(String change) {
    return change
        .replace("input of it", HASHED.formatted("input", LONG_INPUT))
        .replace("result of it", HASHED.formatted("result", LONG_RESULT))
        .replace("plain of it", "sha256(convert_to(" + LONG_RESULT + ", 'UTF8'))")
        .replace("salted input", HASHED.formatted("input", "input").replace("salt", "salt || ' '"))
        .replace(
            "salted result", HASHED.formatted("result", "result").replace("salt", "salt || ' '"));
  }

  @Test
  void a_denied_action_has_a_row_for_what_denied_it_and_a_yes_has_none() {
    var policy = lab.table.policy;
    var secret = new Resource("secret", UuidV7.next());
    var denied =
        assertThrows(
            Denied.class,
            () -> policy.authorize(lab.caller(Role.VIEWER), Action.SECRET_PUT, secret));
    var id = denied.ruling().orElseThrow().decision();
    assertEquals(
        List.of("role_allowed " + policy.floor().digest()),
        lab.desk.texts(
            "select rule || ' ' || encode(bundle_digest, 'hex') from app.decision_denial"
                + " where decision_id = '"
                + id
                + "'"));
    assertEquals(List.of("tests_passed"), denials(detailed));
    assertEquals(List.of(), denials(allowed));
  }

  private static List<String> denials(Decision decision) {
    return lab.desk.texts(
        "select rule from app.decision_denial where decision_id = '" + decision.id() + "'");
  }

  @Test
  void denials_are_of_rules_and_bundles() {
    for (String change :
        List.of("rule = 'Reviewed'", "rule = ''", "bundle_digest = '\\x00'", "tenant_id = null")) {
      var update = "update app.decision_denial set " + change;
      assertThrows(IllegalStateException.class, () -> lab.desk.sql(update), change);
    }
    assertThrows(
        IllegalStateException.class,
        () -> lab.desk.sql("update app.decision_denial set decision_id = gen_random_uuid()"));
  }

  @Test
  void coverage_is_one_object_and_bounded_and_stays_what_it_was() {
    var large = "('{\"a\": \"' || repeat('x', 131072) || '\"}')";
    for (String coverage : List.of("'[]'", "'{'", "''", large)) {
      var update = "update app.policy_bundle set coverage = " + coverage;
      assertThrows(IllegalStateException.class, () -> lab.desk.unguarded(update), coverage);
    }
    denied("update app.policy_bundle set coverage = null");
  }

  @Test
  void shadows_keep_to_what_they_are() {
    var candidate = lab.publish(lab.caller(Role.MAINTAINER), folder, "2.0.0", 100);
    var shadow = lab.replaying.shadows().start(lab.caller(Role.MAINTAINER), candidate.id());
    for (String change :
        List.of(
            "to_deny = -1",
            "to_allow = -1",
            "unchanged = -1",
            "undecided = -1",
            "kind = 'Gate'",
            "ended_at = since - interval '1 second'",
            "bundle_id = gen_random_uuid()")) {
      var update = "update app.shadow set " + change;
      assertThrows(IllegalStateException.class, () -> lab.desk.sql(update), change);
    }
    for (String change : List.of("kind = 'gate-2'", "since = now()", "started_by = shadow_id")) {
      denied("update app.shadow set " + change);
    }
    denied("delete from app.shadow");
    var second =
        """
        insert into app.shadow (tenant_id, shadow_id, bundle_id, kind, since, seen, started_by)
        select tenant_id, gen_random_uuid(), bundle_id, kind, since, seen, started_by
        from app.shadow
        """;
    assertThrows(IllegalStateException.class, () -> lab.desk.sql(second), "two of a kind");
    for (String values :
        List.of(
            "shadow_id, gen_random_uuid(), 'unchanged', ''",
            "shadow_id, gen_random_uuid(), 'to_deny', repeat('x', 2001)",
            "gen_random_uuid(), gen_random_uuid(), 'to_deny', ''")) {
      var insert = "insert into app.shadow_change select tenant_id, " + values + " from app.shadow";
      assertThrows(IllegalStateException.class, () -> lab.desk.sql(insert), values);
    }
    denied("update app.shadow_change set change = 'to_allow'");
    lab.replaying.shadows().end(lab.caller(Role.MAINTAINER), shadow.id());
  }

  /** The application's role may not even try. */
  private static void denied(String statement) {
    var refused =
        assertThrows(
            DbClientException.class,
            () -> lab.desk.database.inTenant(lab.desk.team, tx -> tx.execute(statement)),
            statement);
    assertTrue(refused.getCause().toString().contains("permission denied"), statement);
  }
}
