package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.SignedFiles;
import com.integraci.appliance.database.Unmet;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.trust.AddKey;
import com.integraci.appliance.trust.KnownKey;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.ShippedBundle;
import com.integraci.bundles.signing.BundleSignature;
import com.integraci.tests.Parts;
import com.integraci.tests.policy.TeamKey;
import io.helidon.dbclient.DbClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a signature of a bundle is worth: against a stranger, and against the database. */
@Tag("isolation")
final class SignaturesTest {

  private static Lab lab;
  private static BundleDesk table;

  @TempDir private static Path state;
  @TempDir private Path folder;
  private final Caller owner = table.desk.caller(Role.OWNER);
  private final Caller admin = table.desk.caller(Role.ADMIN);

  @BeforeAll
  static void open() {
    lab = new Lab(state);
    table = lab.table;
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @BeforeEach
  void nothing() {
    lab.clear();
  }

  @Test
  void who_signed_it_is_kept_with_it() {
    var bundle = table.publish(owner, files("1.0.0", 1));
    var opened = table.bundles.read(owner, bundle.id());
    var signed = opened.signed().orElseThrow();
    assertEquals(table.key.trusted().id(), signed.signer().id());
    assertEquals("team", signed.by());
    BundleSignature.signer(
        opened.content(),
        signed.envelope().getBytes(StandardCharsets.UTF_8),
        List.of(table.key.trusted()));
    assertEquals(
        List.of("team"),
        table.desk.texts(
            """
            select distinct e -> 'facts' ->> 'signed_by'
            from (select convert_from(body, 'UTF8')::json as e from app.audit_entry) all_of
            where e -> 'facts' ->> 'digest' = '%s' and e -> 'facts' ->> 'key' = '%s'
            """
                .formatted(bundle.digest(), signed.signer().id())));
  }

  @Test
  void what_nobody_signed_who_is_trusted_is_refused_with_the_reason() {
    var files = files("1.0.0", 1);
    assertTrue(refused(files, "").contains("not signed"), refused(files, ""));
    var stranger = TeamKey.fresh();
    var foreign = refused(files, stranger.envelope(files));
    assertTrue(foreign.contains("by a trusted key"), foreign);
    var changed = refused(files, table.key.envelope(files("1.0.0", 2)));
    assertTrue(changed.contains("changed after it was signed"), changed);
    var renamed = refused(files, table.key.envelope(files("1.0.1", 1)));
    assertTrue(renamed.contains("one of acme-gate 1.0.1"), renamed);
    assertTrue(refused(files, "{}").contains("payload's type"), refused(files, "{}"));
    var removed = TeamKey.fresh();
    var known = table.trusting(removed, "former");
    table.trust.keys().remove(owner, known.id());
    var former = refused(files, removed.envelope(files));
    assertTrue(former.contains("the key former, which was removed"), former);
    var witness = TeamKey.fresh();
    var purposes = new KnownKey.Purposes(false, true);
    table.trust.keys().add(owner, new AddKey("witness", witness.trusted(), purposes));
    var evidence = refused(files, witness.envelope(files));
    assertTrue(evidence.contains("the key witness, which is trusted for evidence"), evidence);
    assertEquals(List.of(), table.bundles.list(owner));
  }

  @Test
  void a_removed_key_approves_and_activates_nothing_more_but_can_be_rolled_back_to() {
    var leaving = TeamKey.fresh();
    var known = table.trusting(leaving, "leaving");
    var active = taken(publish(leaving, "1.0.0"));
    var approved = replayed(publish(leaving, "1.1.0"));
    table.bundles.approve(admin, approved.id());
    var next = replayed(publish(leaving, "1.2.0"));
    table.trust.keys().remove(owner, known.id());

    assertThrows(Conflict.class, () -> table.bundles.approve(admin, next.id()));
    assertThrows(Conflict.class, () -> table.bundles.activate(admin, approved.id()));
    assertTrue(decides(active));
    taken(table.publish(owner, files("2.0.0", 1)));
    assertThrows(Conflict.class, () -> table.bundles.activate(owner, active.id()));
    assertEquals(active.id(), table.bundles.rollBack(owner, DecisionKind.GATE_1).id());
    assertTrue(decides(active));
  }

  @Test
  void whoever_writes_past_the_databases_rules_does_not_decide() {
    var bundle = taken(table.publish(owner, files("1.0.0", 1)));
    var weaker = PolicyBundle.of(files("1.0.0", 0));
    unguarded(
        "update app.policy_bundle set archive = ?, digest = sha256(?::bytea)",
        weaker.archive(),
        weaker.archive());
    refusedToDecide(weaker.digest());

    // With a signature of one's own, and the key that made it.
    var forger = TeamKey.fresh();
    unguarded(
        "update app.policy_bundle set signature = ?, signer = ?",
        forger.envelope(files("1.0.0", 0)),
        forger.trusted().encoded());
    refusedToDecide(weaker.digest());

    // And with that key among the team's: the site vouched for another.
    unguarded(
        "update app.trusted_key set public_key = ?, fingerprint = sha256(?::bytea)"
            + " where name = 'main'",
        forger.trusted().encoded(),
        forger.trusted().encoded());
    refusedToDecide(weaker.digest());
    unguarded(
        "update app.trusted_key set public_key = ?, fingerprint = sha256(?::bytea)"
            + " where name = 'main'",
        table.key.trusted().encoded(),
        table.key.trusted().encoded());

    // As if the site had signed it.
    unguarded("update app.policy_bundle set signed_with = null");
    refusedToDecide(weaker.digest());
    assertFalse(bundle.digest().equals(weaker.digest()));
  }

  @Test
  void what_is_not_what_was_signed_is_neither_approved_nor_activated() {
    var approved = replayed(table.publish(owner, files("0.9.0", 1)));
    table.bundles.approve(admin, approved.id());
    unguarded("update app.policy_bundle set decision = 'gate-2'");
    assertThrows(Unavailable.class, () -> table.bundles.activate(admin, approved.id()));
    nothing();
    var bundle = replayed(table.publish(owner, files("1.0.0", 1)));
    var weaker = PolicyBundle.of(files("1.0.0", 0)).archive();
    unguarded(
        "update app.policy_bundle set archive = ?, digest = sha256(?::bytea)", weaker, weaker);
    assertThrows(Unavailable.class, () -> table.bundles.approve(admin, bundle.id()));
    assertEquals(Bundle.State.REPLAYED, table.bundles.read(owner, bundle.id()).bundle().state());
  }

  @Test
  void one_that_nobody_signed_decides_nothing() {
    var bundle = taken(table.publish(owner, files("1.0.0", 1)));
    unguarded(
        "alter table app.policy_bundle alter signature drop not null, alter signer drop not null");
    unguarded("update app.policy_bundle set signature = null, signer = null, signed_with = null");
    refusedToDecide(bundle.digest());
    taken(table.publish(owner, files("1.1.0", 1)));
    assertThrows(Unavailable.class, () -> table.bundles.activate(owner, bundle.id()));
    assertThrows(Conflict.class, () -> table.bundles.rollBack(owner, DecisionKind.GATE_1));
    lab.clear();
    unguarded(
        "alter table app.policy_bundle alter signature set not null, alter signer set not null");
  }

  @Test
  void nobody_adds_or_changes_a_signature_past_the_verb() {
    table.publish(owner, files("1.0.0", 1));
    for (String change : List.of("signature = null", "signer = 'x'", "signed_with = null")) {
      assertThrows(
          DbClientException.class,
          () ->
              table.desk.database.inTenant(
                  table.desk.team, tx -> tx.execute("update app.policy_bundle set " + change)),
          change);
    }
    var copy =
        "insert into app.policy_bundle (tenant_id, bundle_id, name, version, decision, rules,"
            + " digest, archive, published_by) select tenant_id, gen_random_uuid(), 'other',"
            + " version, decision, rules, sha256('x'), 'x', published_by from app.policy_bundle";
    var refused =
        assertThrows(
            Unmet.class,
            () -> table.desk.database.inTenant(table.desk.team, tx -> tx.execute(copy)));
    assertTrue(said(refused).contains("column \"signature\""), said(refused));
  }

  @Test
  void the_shipped_rules_are_signed_by_the_site_and_decide_like_any_other() {
    var bundle = table.bundles.publishShipped(owner, DecisionKind.GATE_1);
    assertEquals(ShippedBundle.gate().digest(), bundle.digest());
    assertEquals(bundle.id(), table.bundles.publishShipped(admin, DecisionKind.GATE_1).id());
    var signed = table.bundles.read(owner, bundle.id()).signed().orElseThrow();
    assertEquals("site", signed.by());
    lab.replay(bundle);
    assertThrows(Conflict.class, () -> table.bundles.approve(owner, bundle.id()));
    assertTrue(decides(taken(bundle)));
  }

  private static String said(Throwable thrown) {
    return thrown + (thrown.getCause() == null ? "" : " " + said(thrown.getCause()));
  }

  private void refusedToDecide(String digest) {
    try (var fresh = table.feature(Optional.of(Parts.program("opa")))) {
      var refused =
          assertThrows(
              Unavailable.class, () -> fresh.rules().active(table.desk.team, DecisionKind.GATE_1));
      assertTrue(refused.getMessage().contains("not what was signed"), refused.getMessage());
      assertThrows(
          Unavailable.class,
          () -> fresh.rules().of(table.desk.team, HexFormat.of().parseHex(digest)));
    }
  }

  /** Whether a process that has compiled nothing yet decides by it. */
  private static boolean decides(Bundle bundle) {
    try (var fresh = table.feature(Optional.of(Parts.program("opa")))) {
      return fresh
          .rules()
          .active(table.desk.team, DecisionKind.GATE_1)
          .filter(ruling -> ruling.digest().equals(bundle.digest()))
          .isPresent();
    }
  }

  /** As the owner of the cluster can, with its triggers off. */
  private static void unguarded(String statement, Object... values) {
    table.desk.unguarded(statement, values);
  }

  private static Bundle replayed(Bundle bundle) {
    lab.replay(bundle);
    return bundle;
  }

  private Bundle publish(TeamKey key, String version) {
    var files = files(version, 1);
    return table.bundles.publish(owner, () -> new SignedFiles(files, key.envelope(files)));
  }

  private Bundle taken(Bundle bundle) {
    lab.replay(bundle);
    table.bundles.approve(admin, bundle.id());
    return table.bundles.activate(admin, bundle.id());
  }

  private String refused(Map<String, String> files, String signature) {
    return assertThrows(
            Invalid.class,
            () -> table.bundles.publish(owner, () -> new SignedFiles(files, signature)))
        .problems()
        .toString();
  }

  private Map<String, String> files(String version, int least) {
    try {
      var place = Files.createTempDirectory(folder, "bundle");
      return com.integraci.tests.policy.Bundles.in(place).asking(version, least);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
