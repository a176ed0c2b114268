package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.trust.AddKey;
import com.integraci.appliance.trust.KnownKey;
import com.integraci.appliance.trust.TrustedKeys;
import com.integraci.bundles.signing.SigningKey;
import com.integraci.tests.policy.TeamKey;
import io.helidon.dbclient.DbClientException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys that a team trusts. */
@Tag("isolation")
final class TrustedKeysTest {

  private static final KnownKey.Purposes BOTH = new KnownKey.Purposes(true, true);

  private static BundleDesk table;
  private static TrustedKeys keys;

  @TempDir private static Path state;
  private final Caller owner = table.desk.caller(Role.OWNER);

  @BeforeAll
  static void open() {
    table = new BundleDesk(state);
    keys = table.trust.keys();
  }

  @AfterAll
  static void close() {
    table.close();
  }

  @BeforeEach
  void nothing() {
    table.desk.sql("delete from app.trusted_key");
  }

  @Test
  void a_key_is_added_listed_and_removed_with_entries() {
    var key = TeamKey.fresh().trusted();
    var added = keys.add(owner, new AddKey("main", key, BOTH));
    assertEquals(key.id(), added.key().id());
    assertEquals(List.of(key.id()), ids(table.desk.caller(Role.VIEWER)));
    assertEquals(1, keys.forEvidence(table.desk.team).size());
    keys.remove(owner, added.id());
    assertEquals(List.of(), keys.forEvidence(table.desk.team));
    var listed = keys.list(owner).getFirst();
    assertEquals(owner.actor().id(), listed.removed().orElseThrow().by());
    assertEquals(
        List.of("trust.add true", "trust.remove true"),
        table.desk.texts(
            """
            select e ->> 'action' || ' ' || (e -> 'facts' ->> 'bundles')
            from (
                select position, convert_from(body, 'UTF8')::json as e from app.audit_entry) all_of
            where e -> 'facts' ->> 'key' = '%s' order by position
            """
                .formatted(key.id())));
  }

  @Test
  void what_was_removed_is_not_trusted_again_and_nothing_twice() {
    var key = TeamKey.fresh().trusted();
    var added = keys.add(owner, new AddKey("main", key, BOTH));
    var twice = assertThrows(Conflict.class, () -> keys.add(owner, new AddKey("again", key, BOTH)));
    assertTrue(twice.getMessage().contains("as main"), twice.getMessage());
    keys.remove(owner, added.id());
    assertThrows(Conflict.class, () -> keys.remove(owner, added.id()));
    assertThrows(Conflict.class, () -> keys.add(owner, new AddKey("main", key, BOTH)));
    assertThrows(
        DbClientException.class,
        () ->
            table.desk.database.inTenant(
                table.desk.team,
                tx ->
                    tx.execute("update app.trusted_key set removed_by = null, removed_at = null")));
  }

  @Test
  void only_owners_change_trust_and_another_team_sees_nothing() {
    var key = new AddKey("main", TeamKey.fresh().trusted(), BOTH);
    for (Role role : List.of(Role.ADMIN, Role.MAINTAINER, Role.DEVELOPER, Role.VIEWER)) {
      assertThrows(Denied.class, () -> keys.add(table.desk.caller(role), key), role.toString());
    }
    var added = keys.add(owner, key);
    assertThrows(Denied.class, () -> keys.remove(table.desk.caller(Role.ADMIN), added.id()));
    var stranger = table.desk.caller(table.desk.other, Role.OWNER);
    assertEquals(List.of(), keys.list(stranger));
    assertThrows(NotFound.class, () -> keys.remove(stranger, added.id()));
    // The same key may be another team's too: each trusts for itself.
    keys.add(stranger, key);
    assertEquals(1, keys.list(owner).size());
  }

  @Test
  void a_team_trusts_sixteen_at_a_time() {
    for (int i = 0; i < TrustedKeys.KEYS_MAX; i++) {
      keys.add(owner, new AddKey("key-" + i, TeamKey.fresh().trusted(), BOTH));
    }
    var more = new AddKey("more", TeamKey.fresh().trusted(), BOTH);
    assertThrows(Conflict.class, () -> keys.add(owner, more));
    keys.remove(owner, keys.list(owner).getFirst().id());
    keys.add(owner, more);
  }

  @Test
  void one_that_the_site_did_not_vouch_for_counts_for_nothing() {
    keys.add(
        owner, new AddKey("main", TeamKey.fresh().trusted(), new KnownKey.Purposes(true, false)));
    assertEquals(List.of(), keys.forEvidence(table.desk.team));
    // Its purpose is widened by whoever owns the database.
    table.desk.unguarded("update app.trusted_key set evidence = true");
    assertEquals(1, keys.list(owner).size());
    assertEquals(List.of(), keys.forEvidence(table.desk.team));
    assertEquals(List.of(), keys.known(table.desk.team));
    // And a whole row is copied to another team, voucher and all.
    table.desk.unguarded("update app.trusted_key set evidence = false");
    assertEquals(1, keys.known(table.desk.team).size());
    table.desk.unguarded("update app.trusted_key set tenant_id = ?", table.desk.other.value());
    assertEquals(List.of(), keys.known(table.desk.other));
  }

  @Test
  void everything_that_is_wrong_is_said_at_once_and_a_private_key_is_not_said_again() {
    var pair = SigningKey.fresh();
    var wrong =
        assertThrows(
            Invalid.class,
            () -> AddKey.read("No", pair.signing().pem(), new KnownKey.Purposes(false, false)));
    assertEquals(
        List.of("name", "public_key", "bundles"),
        wrong.problems().stream().map(Invalid.Problem::field).toList());
    assertTrue(wrong.problems().get(1).message().contains("private key"));
    var secret = pair.signing().pem().lines().toList().get(1);
    assertFalse(wrong.problems().toString().contains(secret));
    for (String pem : List.of("", "x", pair.trusted().pem().repeat(2))) {
      assertThrows(Invalid.class, () -> AddKey.read("main", pem, BOTH), pem);
    }
    assertEquals(pair.trusted().id(), AddKey.read("main", pair.trusted().pem(), BOTH).key().id());
  }

  private static List<String> ids(Caller caller) {
    return keys.list(caller).stream().map(key -> key.key().id()).toList();
  }
}
