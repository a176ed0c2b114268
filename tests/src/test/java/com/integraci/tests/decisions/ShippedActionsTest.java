package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.compliance.Compliance;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.ActionFacts;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.compliance.ControlStatus;
import com.integraci.bundles.compliance.FrameworkStatus;
import com.integraci.bundles.compliance.Outcome;
import com.integraci.bundles.pack.PackNames;
import com.integraci.bundles.policy.DecisionKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped rules for actions decide on what the appliance knows, and that is evidence. */
@Tag("isolation")
final class ShippedActionsTest {

  private static final AuditLog AUDIT = new AuditLog();

  private static PackDesk packs;
  private static Lab lab;
  private static Bundles bundles;
  private static Decisions decisions;
  private static Compliance compliance;
  private static Instant begun;

  @TempDir private static Path state;
  @TempDir private static Path folder;

  private final Caller owner = person(Role.OWNER, true);
  private final Caller admin = person(Role.ADMIN, true);
  private final Caller careless = person(Role.OWNER, false);
  private final Caller auditor = lab.caller(Role.AUDITOR);

  @BeforeAll
  static void open() {
    packs = new PackDesk(state);
    lab = packs.lab;
    bundles = lab.bundles.bundles();
    decisions = lab.deciding.decisions();
    compliance =
        new Compliance(
            lab.desk.database, lab.table.policy, lab.bundles.rules(), InstantSource.system());
    begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  @AfterAll
  static void close() {
    packs.close();
  }

  /** The rules decide; what was decided in another test stays, as the chain has it. */
  @BeforeEach
  void rules() {
    var shipped = bundles.publishShipped(owner, DecisionKind.ACTION_1);
    if (shipped.state() == Bundle.State.TESTED) {
      lab.activate(shipped);
    }
  }

  @Test
  void what_is_sensitive_is_done_by_people_with_a_second_factor() {
    assertEquals("second_factor", denied(careless, 24));
    assertEquals("people_act", denied(program(), 24));
    assertEquals("grant_bounded", denied(owner, 73));
    var made = granted(owner, 24);
    assertTrue(made.allowed());
    assertTrue(made.input().orElseThrow().contains("\"second_factor\":true"));
    assertTrue(made.input().orElseThrow().contains("\"grant\":{\"hours\":24,"));
    assertTrue(decisions.replay(auditor, made.id()).same());
    // What is not sensitive is nobody's who is careless.
    var group = new Resource("group", UuidV7.next());
    lab.table.policy.authorize(careless, Action.GROUP_CREATE, group);
  }

  @Test
  void whoever_publishes_approves_and_activates_is_told_of_by_what_is_kept() {
    var published = lab.publish(owner, folder, "1.0.0", 1);
    lab.replay(published);
    assertThrows(Denied.class, () -> bundles.approve(person(Role.ADMIN, false), published.id()));
    assertThrows(Denied.class, () -> bundles.approve(owner, published.id()));
    bundles.approve(admin, published.id());
    bundles.activate(owner, published.id());
    var activated = latest(Action.BUNDLE_ACTIVATE);
    var facts = activated.input().orElseThrow();
    assertTrue(facts.contains("\"published_by\":\"" + owner.actor().id() + "\""), facts);
    assertTrue(facts.contains("\"approved_by\":\"" + admin.actor().id() + "\""), facts);
    assertTrue(facts.contains("\"coverage_percent\":100"), facts);
    assertTrue(facts.contains("\"replay_hours\":0"), facts);
    assertTrue(decisions.replay(auditor, activated.id()).same());
    assertThrows(Denied.class, () -> bundles.approve(admin, UuidV7.next()), "nothing is known");
    var strange = lab.desk.caller(lab.desk.other, Role.OWNER);
    assertThrows(NotFound.class, () -> bundles.approve(strange, published.id()));
  }

  @Test
  void the_latest_decision_on_each_action_is_evidence_and_in_the_pack() throws Exception {
    var made = granted(owner, 24);
    assertEquals(Outcome.PASS, control("soc2", "CC6.1").outcome());
    assertEquals(Outcome.PASS, control("pci-dss-4.0.1", "8.4.2").outcome());
    var found = control("iso-27001-2022", "8.2").findings();
    assertEquals(2, found.size());
    assertEquals("grant.create", found.getFirst().service());
    assertEquals("", found.getFirst().environment());
    assertEquals(made.id(), found.getFirst().decision());
    assertEquals(0, compliance.framework(strange(), "soc2", 30).decisions());

    // Whom the floor denies changes nothing; whom the rules deny does.
    assertThrows(Denied.class, () -> give(person(Role.VIEWER, true), 24));
    assertEquals(Outcome.PASS, control("hipaa", "164.312(d)").outcome());
    denied(careless, 24);
    assertEquals(Outcome.FAIL, control("hipaa", "164.312(d)").outcome());
    var file = packs.make(lab.caller(Role.OWNER), begun, Instant.now(), folder.resolve("pack"));
    var report = packs.verify(file);
    assertTrue(report.verified(), report.toString());
    for (FrameworkStatus status : compliance.all(auditor, 30)) {
      assertEquals(
          new String(status.document(), StandardCharsets.UTF_8),
          PackDesk.member(file, PackNames.framework(status.map().framework())));
    }
    assertTrue(
        PackDesk.member(file, PackNames.framework("hipaa"))
            .contains("\"action\":\"grant.create\""));
    granted(owner, 24);
    assertEquals(Outcome.PASS, control("hipaa", "164.312(d)").outcome());
  }

  @Test
  void nobody_is_locked_out() {
    denied(careless, 24);
    var exception = new Resource("policy-exception", UuidV7.next());
    lab.table.policy.authorize(careless, Action.EXCEPTION_ASK, exception);
    lab.table.policy.authorize(careless, Action.EXCEPTION_APPROVE, exception);
    lab.table.policy.authorize(careless, Action.FACTOR_REQUIRE, exception);
    bundles.rollBack(careless, DecisionKind.ACTION_1);
    give(careless, 24);
    // Until somebody puts the rules on again.
    bundles.rollBack(careless, DecisionKind.ACTION_1);
    denied(careless, 24);
    assertThrows(Conflict.class, () -> bundles.activate(owner, shipped()));
  }

  private UUID shipped() {
    return bundles.publishShipped(owner, DecisionKind.ACTION_1).id();
  }

  private static ControlStatus control(String framework, String id) {
    return compliance.framework(lab.caller(Role.AUDITOR), framework, 30).controls().stream()
        .filter(one -> one.control().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private String denied(Caller caller, int hours) {
    var refusal = assertThrows(Denied.class, () -> give(caller, hours));
    var ruling = refusal.ruling().orElseThrow();
    assertTrue(ruling.byTeam());
    assertFalse(decisions.read(auditor, ruling.decision()).allowed());
    return ruling.rule();
  }

  /** As the verb does, to somebody else. */
  private Decision granted(Caller caller, int hours) {
    var permit = give(caller, hours);
    lab.desk.database.inTenant(
        lab.desk.team,
        tx -> {
          AUDIT.append(tx, permit, AuditEvent.done(permit.resource()));
          return tx;
        });
    return decisions.read(auditor, permit.decision().orElseThrow().id());
  }

  private Permit give(Caller caller, int hours) {
    var grant =
        JsonValue.object()
            .put("member", UuidV7.next().toString())
            .put("role", "admin")
            .put("hours", hours)
            .build();
    return lab.table.policy.authorize(
        caller,
        Action.GRANT_CREATE,
        new Resource("role-grant", UuidV7.next()),
        () -> ActionFacts.of("grant", grant));
  }

  private Decision latest(Action action) {
    var found =
        lab.desk.texts(
            "select decision_id::text from app.decision where allowed and action = '"
                + action.id()
                + "' order by decision_id desc limit 1");
    return decisions.read(auditor, UUID.fromString(found.getFirst()));
  }

  private static Caller strange() {
    return lab.desk.caller(lab.desk.other, Role.AUDITOR);
  }

  private static Caller person(Role role, boolean secondFactor) {
    var actor = new Actor(Actor.Kind.MEMBER, UuidV7.next());
    return new Caller(lab.desk.team, actor, role, UuidV7.next(), secondFactor);
  }

  private static Caller program() {
    var actor = new Actor(Actor.Kind.SERVICE, UuidV7.next());
    return new Caller(lab.desk.team, actor, Role.ADMIN, UuidV7.next());
  }
}
