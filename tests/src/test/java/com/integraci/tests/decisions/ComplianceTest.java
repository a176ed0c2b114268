package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.compliance.Compliance;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.compliance.ControlStatus;
import com.integraci.bundles.compliance.FrameworkStatus;
import com.integraci.bundles.compliance.Outcome;
import com.integraci.tests.policy.Bundles;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence for frameworks: from the latest decisions, by the bundle that made them. */
@Tag("isolation")
final class ComplianceTest {

  private static final String FRAMEWORK = "ssdf-1.1";

  /** The bundle's rule on tests names it. */
  private static final String CONTROL = "PW.8.2";

  private static Desk desk;
  private static Compliance compliance;

  @TempDir private static Path folder;
  private final Caller auditor = desk.caller(Role.AUDITOR);

  @BeforeAll
  static void open() {
    desk = new Desk();
    compliance = new Compliance(desk.database, Policy.load(), desk, InstantSource.system());
    var bundle = Bundles.in(folder);
    bundle.replacing("manifest.json", "[\"soc2:CC8.1\"]", "[\"ssdf-1.1:PW.8.2\"]");
    desk.activate(bundle);
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @BeforeEach
  void nothing() {
    desk.sql("delete from app.decision");
    desk.sql("delete from app.policy_exception");
  }

  @Test
  void without_a_decision_there_is_no_evidence_for_anything() {
    for (FrameworkStatus status : compliance.all(auditor, 30)) {
      assertEquals(0, status.decisions());
      for (ControlStatus control : status.controls()) {
        assertEquals(Outcome.NO_EVIDENCE, control.outcome(), control.control().id());
        assertEquals(List.of(), control.findings());
      }
    }
  }

  @Test
  void the_latest_decision_of_each_service_and_environment_counts() {
    decide("shop", false);
    var shop = decide("shop", true);
    assertEquals(Outcome.PASS, control().outcome());
    assertEquals(1, control().counts().of(Outcome.PASS));
    assertEquals(shop.id(), control().findings().getFirst().decision());

    var till = decide("till", false);
    var status = control();
    assertEquals(Outcome.NO_EVIDENCE, status.outcome(), "the worst counts");
    assertEquals(1, status.counts().of(Outcome.PASS));
    assertEquals(1, status.counts().of(Outcome.NO_EVIDENCE));
    assertEquals(
        List.of(shop.id(), till.id()),
        status.findings().stream().map(ControlStatus.Finding::decision).toList());
    assertEquals(2, compliance.framework(auditor, FRAMEWORK, 30).decisions());

    var failing = Desk.facts();
    failing.put("evidence", Map.of("tests", Map.of("passed", 1, "failed", 1, "skipped", 0)));
    failing.put("service", "till");
    desk.feature.gates().decide(desk.caller(Role.DEVELOPER), "deploy", failing);
    assertEquals(Outcome.FAIL, control().outcome());
  }

  @Test
  void an_exception_is_neither_a_pass_nor_a_failure() {
    var terms = Desk.terms("tests_passed", "shop");
    var exceptions = desk.feature.exemptions();
    var asked = exceptions.ask(desk.caller(Role.OWNER), terms);
    exceptions.approve(desk.caller(Role.OWNER), asked.id());
    assertTrue(decide("shop", false).allowed());
    assertEquals(Outcome.EXCEPTED, control().outcome());
  }

  @Test
  void what_is_older_than_asked_for_is_no_evidence() {
    var old = decide("shop", true);
    desk.sql(
        "update app.decision set decided_at = now() - interval '8 days' where decision_id = ?",
        old.id());
    assertEquals(1, compliance.framework(auditor, FRAMEWORK, 30).decisions());
    assertEquals(0, compliance.framework(auditor, FRAMEWORK, 7).decisions());
    assertEquals(Outcome.PASS, control().outcome());
  }

  @Test
  void a_neighbour_that_passed_hides_nobody_about_whom_nothing_could_be_decided() {
    decide("shop", true);
    desk.forget();
    var till = decide("till", true);
    desk.activate(new Bundles(folder.resolve("bundle")));
    assertEquals("no_bundle", till.reason());
    var control = control();
    assertEquals(Outcome.NO_EVIDENCE, control.outcome());
    assertEquals(1, control.counts().of(Outcome.PASS));
    assertTrue(control.findings().stream().anyMatch(found -> found.decision().equals(till.id())));
    var nothing = "'{\"findings\":[],\"message\":\"Too long.\"}'";
    desk.sql(
        "update app.decision set allowed = false, reason = 'limit', input = null, salt = null,"
            + " findings_hash = sha256(%1$s), result = %1$s where service = 'shop'"
                .formatted(nothing));
    var cut = control();
    assertEquals(0, cut.counts().of(Outcome.PASS));
    assertTrue(cut.findings().stream().anyMatch(found -> found.service().equals("shop")));
  }

  @Test
  void whoever_may_not_is_refused_and_another_team_finds_nothing() {
    decide("shop", true);
    assertThrows(Denied.class, () -> compliance.all(desk.caller(Role.VIEWER), 30));
    assertThrows(NotFound.class, () -> compliance.framework(auditor, "soc3", 30));
    var stranger = desk.caller(desk.other, Role.OWNER);
    assertEquals(0, compliance.framework(stranger, FRAMEWORK, 30).decisions());
  }

  private ControlStatus control() {
    return compliance.framework(auditor, FRAMEWORK, 30).controls().stream()
        .filter(one -> one.control().id().equals(CONTROL))
        .findFirst()
        .orElseThrow();
  }

  private static Decision decide(String service, boolean tested) {
    var facts = Desk.facts();
    facts.put("service", service);
    if (!tested) {
      facts.put("evidence", Map.of());
    }
    return desk.feature.gates().decide(desk.caller(Role.DEVELOPER), "deploy", facts);
  }
}
