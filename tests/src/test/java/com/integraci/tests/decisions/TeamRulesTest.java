package com.integraci.tests.decisions;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.replay.ReplayChange;
import com.integraci.appliance.replay.Replays;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.ReplayReport;
import com.integraci.bundles.policy.Starter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team's own rules for actions: they can only deny more, and lock nobody out. */
@Tag("isolation")
final class TeamRulesTest {

  private static final AuditLog AUDIT = new AuditLog();

  /** Both rules hold for a role that there is not. */
  private static final Map<String, String> DENYING_ALL =
      Map.of(
          "rules/action.rego",
          """
          package bundle

          pass contains id if {
          	some id in ["by_people", "in_hours"]
          	input.role == "nobody"
          }
          """,
          "tests/action_test.rego",
          Stream.of("by_people", "in_hours")
              .flatMap(
                  rule ->
                      Stream.of("passes", "fails", "boundary", "missing")
                          .map(kind -> test(rule, kind)))
              .collect(joining("", "package bundle_test\n\nimport data.bundle\n", "")));

  private static final String LOOP =
      """
      package bundle

      xs := numbers.range(1, 3000)

      pass contains "in_hours" if count([1 | some a in xs; some b in xs; a * b == 7]) > 1000
      """;

  private static Lab lab;
  private static Desk desk;
  private static Policy policy;
  private static Bundles bundles;
  private static Decisions decisions;

  @TempDir private static Path left;
  @TempDir private Path folder;

  private final Caller owner = desk.caller(Role.OWNER);
  private final Caller admin = desk.caller(Role.ADMIN);
  private final Caller program = program(desk.team, Role.ADMIN);
  private final Resource grant = new Resource("grant", UuidV7.next());

  @BeforeAll
  static void open() {
    lab = new Lab(left);
    desk = lab.desk;
    policy = lab.table.policy;
    bundles = lab.bundles.bundles();
    decisions = lab.deciding.decisions();
  }

  @AfterEach
  void forget() {
    lab.clear();
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @Test
  void a_rule_denies_what_the_role_allows_and_says_what_to_do() {
    activated("1.0.0", Map.of());
    var denied = denied(program, Action.GRANT_CREATE);
    assertEquals("A program wanted to do what people do here.", denied.getMessage());
    var ruling = denied.ruling().orElseThrow();
    assertTrue(ruling.byTeam());
    assertEquals("by_people", ruling.rule());
    assertEquals("Have somebody of the team do it, signed in.", ruling.fix());
    var kept = decisions.read(owner, ruling.decision());
    assertFalse(kept.allowed());
    assertEquals("acme-actions", kept.bundle().orElseThrow().name());
    assertEquals(policy.floor().digest(), kept.subject().deed().orElseThrow().floor());
    assertTrue(decisions.replay(owner, kept.id()).same());
  }

  @Test
  void a_yes_of_both_is_kept_with_the_teams_bundle_and_what_it_found() {
    var bundle = activated("1.0.0", Map.of());
    var permit = policy.authorize(owner, Action.GRANT_CREATE, grant);
    desk.database.inTenant(
        desk.team,
        tx -> {
          AUDIT.append(tx, permit, AuditEvent.done(grant));
          return tx;
        });
    var kept = decisions.read(owner, permit.decision().orElseThrow().id());
    assertTrue(kept.allowed());
    assertEquals(bundle.digest(), kept.bundle().orElseThrow().digest());
    assertTrue(kept.result().contains("\"outcome\":\"pass\",\"rule\":\"by_people\""));
    assertTrue(decisions.replay(owner, kept.id()).same());
  }

  @Test
  void no_rule_allows_what_the_floor_denies_and_no_other_team_is_ruled_by_it() {
    activated("1.0.0", Map.of());
    var ruling = denied(desk.caller(Role.VIEWER), Action.GRANT_CREATE).ruling().orElseThrow();
    assertFalse(ruling.byTeam());
    assertEquals("role_allowed", ruling.rule());
    policy.authorize(program(desk.other, Role.ADMIN), Action.GRANT_CREATE, grant);
  }

  @Test
  void rules_that_deny_everything_can_be_taken_back_and_put_on_again() {
    var bundle = activated("1.0.0", DENYING_ALL);
    assertEquals("by_people", denied(owner, Action.SECRET_PUT).ruling().orElseThrow().rule());
    denied(owner, Action.BUNDLE_PUBLISH);
    // Under the floor alone: to sign in, to read, to ask gates and for exceptions, to roll back.
    for (Action open :
        List.of(
            Action.SESSION_CREATE,
            Action.SESSION_END,
            Action.BUNDLE_READ,
            Action.AUDIT_EXPORT,
            Action.GATE_DECIDE,
            Action.EXCEPTION_ASK,
            Action.EXCEPTION_APPROVE)) {
      policy.authorize(owner, open, grant);
    }
    assertEquals(Bundle.State.SUPERSEDED, rolledBack().state());
    policy.authorize(owner, Action.SECRET_PUT, grant);
    assertEquals(Bundle.State.ACTIVE, rolledBack().state());
    denied(owner, Action.SECRET_PUT);
    assertEquals(bundle.id(), rolledBack().id());
  }

  @Test
  void the_one_before_decides_again_after_a_roll_back() {
    var first = activated("1.0.0", Map.of());
    // Whoever activates the second is asked by the first.
    activated("2.0.0", DENYING_ALL);
    assertEquals(first.id(), rolledBack().id());
    policy.authorize(owner, Action.SECRET_PUT, grant);
    denied(program, Action.GRANT_CREATE);
  }

  @Test
  void a_replay_tells_which_actions_they_would_deny() {
    done(owner, Action.GRANT_CREATE);
    done(owner, Action.EXCEPTION_ASK);
    denied(desk.caller(Role.VIEWER), Action.GRANT_END);
    var candidate = lab.table.publish(owner, files("1.0.0", DENYING_ALL));
    var replay = lab.replay(candidate);
    var lines = replay.outcome().report().orElseThrow().services();
    assertEquals(
        Optional.of(new ReplayReport.Line("grant.create", 0, 1, 0, 0)), of(lines, "grant.create"));
    // Nobody asks a team's rules about these.
    assertEquals(
        Optional.of(new ReplayReport.Line("exception.ask", 1, 0, 0, 0)),
        of(lines, "exception.ask"));
    assertEquals(
        Optional.of(new ReplayReport.Line("grant.end", 1, 0, 0, 0)), of(lines, "grant.end"));
  }

  @Test
  void the_actions_that_they_would_deny_are_listed() {
    done(owner, Action.GRANT_CREATE);
    done(owner, Action.GRANT_END);
    var replay = lab.replay(lab.table.publish(owner, files("1.0.0", DENYING_ALL)));
    var only = new ReplayChange.Filter("to_deny", "grant.end");
    var page = lab.replaying.replays().changes(owner, replay.id(), only, Replays.START, 10);
    var change = page.changes().getFirst();
    assertEquals(1, page.changes().size());
    assertEquals(
        "grant.end owner grant",
        change.service() + " " + change.gate() + " " + change.environment());
  }

  private static Optional<ReplayReport.Line> of(List<ReplayReport.Line> lines, String action) {
    return lines.stream().filter(line -> line.name().equals(action)).findFirst();
  }

  private void done(Caller caller, Action action) {
    var permit = policy.authorize(caller, action, grant);
    desk.database.inTenant(
        desk.team,
        tx -> {
          AUDIT.append(tx, permit, AuditEvent.done(grant));
          return tx;
        });
  }

  @Test
  void rules_that_come_to_no_end_deny_for_that_reason() {
    activated("1.0.0", Map.of());
    // Kept past its tests, which would not end either.
    var files = files("1.0.0", Map.of("rules/action.rego", LOOP));
    var looping = PolicyBundle.of(files);
    desk.sql("alter table app.policy_bundle disable trigger all");
    desk.sql(
        "update app.policy_bundle set archive = ?, digest = sha256(?), signature = ?",
        looping.archive(),
        looping.archive(),
        lab.table.key.envelope(files));
    desk.sql("alter table app.policy_bundle enable trigger all");
    var ruling = denied(owner, Action.SECRET_DELETE).ruling().orElseThrow();
    assertEquals("limit", ruling.rule());
    assertEquals("limit", decisions.read(owner, ruling.decision()).reason());
    assertTrue(ruling.fix().contains("roll"), ruling.fix());
  }

  private static String test(String rule, String kind) {
    return "\ntest_%s__%s if %s\"%s\" in bundle.pass with input as {\"role\": \"%s\"}\n"
        .formatted(
            rule,
            kind,
            kind.equals("passes") ? "" : "not ",
            rule,
            kind.equals("passes") ? "nobody" : "owner");
  }

  private Bundle rolledBack() {
    return bundles.rollBack(admin, DecisionKind.ACTION_1);
  }

  private Denied denied(Caller caller, Action action) {
    return assertThrows(Denied.class, () -> policy.authorize(caller, action, grant));
  }

  private static Caller program(TenantId tenant, Role role) {
    var actor = new Actor(Actor.Kind.SERVICE, UuidV7.next());
    return new Caller(tenant, actor, role, UuidV7.next());
  }

  /** The bundle to start from, with these changes, published, approved and activated. */
  private Bundle activated(String version, Map<String, String> changed) {
    var files = files(version, changed);
    var bundle = lab.table.publish(owner, files);
    lab.replay(bundle);
    bundles.approve(admin, bundle.id());
    return bundles.activate(owner, bundle.id());
  }

  private Map<String, String> files(String version, Map<String, String> changed) {
    try {
      var place = folder.resolve("bundle" + UuidV7.next());
      Starter.writeAction(place, "acme-actions", LocalDate.of(2026, 12, 1));
      var files = new TreeMap<String, String>();
      PolicyBundle.read(place).files().forEach((path, text) -> files.put(path, text.content()));
      files.computeIfPresent("manifest.json", (_, text) -> text.replace("0.1.0", version));
      files.putAll(changed);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
