package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.pack.PackReport;
import com.integraci.bundles.pack.PackReport.State;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.tests.policy.TeamKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs of a database that somebody wrote to past its rules: the site signs what it finds. */
@Tag("isolation")
final class EvidencePackForgedTest {

  @TempDir private static Path state;
  @TempDir private Path folder;

  @Test
  void what_somebody_did_past_the_databases_rules_is_found() throws IOException {
    try (var desk = new PackDesk(state)) {
      var lab = desk.lab;
      var owner = lab.caller(Role.OWNER);
      lab.activate(lab.publish(owner, folder, "1.0.0", 1));
      var shop = decide(lab);
      assertTrue(verify(desk).verified());

      lab.desk.unguarded("update app.decision set service = 'web' where service = 'shop'");
      assertFails("decisions", "are not those of the chain", verify(desk));
      lab.desk.unguarded("update app.decision set service = 'shop' where service = 'web'");
      var forger = TeamKey.fresh().trusted().encoded();
      lab.desk.unguarded(
          "update app.trusted_key set public_key = ?, fingerprint = sha256(?::bytea)",
          forger,
          forger);
      assertFails("bundles", "by a trusted key", verify(desk));
      lab.desk.unguarded(
          "update app.trusted_key set public_key = ?, fingerprint = sha256(?::bytea)",
          lab.table.key.trusted().encoded(),
          lab.table.key.trusted().encoded());
      assertTrue(verify(desk).verified());

      var files = Lab.files(folder, "1.0.0", 0);
      lab.desk.unguarded(
          "update app.policy_bundle set signature = ?", lab.table.key.envelope(files));
      assertFails("bundles", "changed after it was signed", verify(desk));
      var weaker = PolicyBundle.of(files).archive();
      lab.desk.unguarded(
          "update app.policy_bundle set archive = ?, digest = sha256(?::bytea)", weaker, weaker);
      assertFails("bundles", "There is no bundles/", verify(desk));
      lab.desk.unguarded("delete from app.decision where decision_id = ?", shop.id());
      assertFails("decisions", "", verify(desk));
    }
  }

  private PackReport verify(PackDesk desk) throws IOException {
    var now = Instant.now();
    var file = folder.resolve("pack-" + System.nanoTime() + ".zip");
    desk.make(desk.lab.caller(Role.AUDITOR), now.minus(Duration.ofDays(1)), now, file);
    return desk.verify(file);
  }

  private static Decision decide(Lab lab) {
    return lab.deciding.gates().decide(lab.caller(Role.DEVELOPER), "deploy", Desk.facts());
  }

  private static void assertFails(String name, String sentence, PackReport report) {
    assertTrue(
        report.checks().stream()
            .filter(check -> check.name().equals(name) && check.state() == State.FAILS)
            .anyMatch(check -> check.sentence().contains(sentence)),
        report.toString());
  }
}
