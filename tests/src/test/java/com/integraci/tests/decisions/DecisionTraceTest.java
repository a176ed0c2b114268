package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.Trace.Outcome;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A decision that was made is looked into, by the bundle and the facts of then. */
@Tag("isolation")
final class DecisionTraceTest extends LabTest {

  private static final String RULE = "tests_passed";

  private static Decisions decisions;

  private final Caller auditor = lab.caller(Role.AUDITOR);
  private final Caller owner = lab.caller(Role.OWNER);

  @BeforeAll
  static void openDecisions() {
    decisions = lab.deciding.decisions();
  }

  @Test
  void it_is_told_which_expression_did_not_hold_also_when_others_decide_by_now() {
    lab.activate(publish("1.0.0", 20));
    var made = decide();
    lab.activate(publish("1.1.0", 1));
    long entries = entries();
    var trace = decisions.trace(auditor, made.id(), RULE);
    var pass = trace.steps().getFirst();
    assertEquals("pass", pass.name());
    assertEquals(Outcome.FAILED, pass.outcome());
    assertEquals(Outcome.HELD, pass.parts().get(0).outcome());
    assertEquals(Outcome.FAILED, pass.parts().get(1).outcome());
    assertTrue(decisions.replay(auditor, made.id()).same());
    assertEquals(entries, entries(), "nothing is written");
  }

  @Test
  void what_can_not_be_looked_into_is_refused_with_the_reason() {
    var bare = decide();
    assertThrows(Conflict.class, () -> decisions.trace(auditor, bare.id(), RULE));
    lab.activate(publish("1.0.0", 1));
    var made = decide();
    assertThrows(NotFound.class, () -> decisions.trace(auditor, made.id(), "no_such_rule"));
    assertThrows(NotFound.class, () -> decisions.trace(auditor, UuidV7.next(), RULE));
    var stranger = lab.desk.caller(lab.desk.other, Role.OWNER);
    assertThrows(NotFound.class, () -> decisions.trace(stranger, made.id(), RULE));
    var viewer = lab.caller(Role.VIEWER);
    assertThrows(Denied.class, () -> decisions.trace(viewer, made.id(), RULE));
    decisions.erase(owner, made.id());
    assertThrows(Conflict.class, () -> decisions.trace(auditor, made.id(), RULE));
  }

  @Test
  void while_a_bundle_is_tested_nothing_is_looked_into() {
    lab.activate(publish("1.0.0", 1));
    var made = decide();
    lab.table.limitedByTests(() -> decisions.trace(auditor, made.id(), RULE));
    var trace = decisions.trace(auditor, made.id(), RULE);
    assertEquals(Outcome.HELD, trace.steps().getFirst().outcome());
  }

  @Test
  void what_the_floor_decided_is_looked_into_too() {
    var secret = new Resource("secret", UuidV7.next());
    var permit = lab.table.policy.authorize(owner, Action.SECRET_PUT, secret);
    lab.desk.database.inTenant(
        permit.tenant(),
        tx -> {
          new AuditLog().append(tx, permit, AuditEvent.done(secret));
          return tx;
        });
    var id = permit.decision().orElseThrow().id();
    var trace = decisions.trace(auditor, id, "role_allowed");
    assertEquals(Outcome.HELD, trace.steps().getFirst().outcome(), trace.toString());
  }

  private static Decision decide() {
    var facts = Desk.facts();
    facts.put("evidence", Map.of("tests", Map.of("passed", 12, "failed", 0, "skipped", 0)));
    return lab.deciding.gates().decide(lab.caller(Role.DEVELOPER), "deploy", facts);
  }

  private static long entries() {
    return Long.parseLong(lab.desk.texts("select count(*)::text from app.audit_entry").getFirst());
  }
}
