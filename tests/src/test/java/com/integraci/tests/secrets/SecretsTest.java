package com.integraci.tests.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.openbao.SecretValue;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.secrets.DeleteSecret;
import com.integraci.appliance.secrets.Expected;
import com.integraci.appliance.secrets.PutSecret;
import com.integraci.appliance.secrets.SecretName;
import com.integraci.appliance.secrets.SecretProbe;
import com.integraci.tests.secrets.KilledSecrets.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Secrets on a real PostgreSQL and OpenBao, and what is left of them when a process dies. */
@Tag("crash")
@Tag("containers")
class SecretsTest {

  private static SecretsBench bench;

  @BeforeAll
  static void open() {
    bench = new SecretsBench();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void aValueIsPutRotatedAndDeletedAndNothingOfItStays() {
    long before = bench.entries();
    assertEquals(1, bench.put("db/password", "first").version());
    assertTrue(bench.stored().containsValue("first"));

    assertEquals(2, bench.put("db/password", "second").version());
    sweep();
    assertFalse(bench.stored().containsValue("first"));
    assertTrue(bench.stored().containsValue("second"));

    bench.delete("db/password");
    sweep();
    assertFalse(bench.stored().containsValue("second"));
    assertTrue(bench.find("db/password").isEmpty());
    // Login and change of each put, the change of the deletion, login and sweep of both sweeps.
    assertEquals(9, bench.entries() - before);
  }

  @Test
  void aChangeThatExpectsAnotherStateIsRefused() {
    bench.put("expected", "a");
    for (Expected wrong : List.of(new Expected.Nothing(), new Expected.Version(2))) {
      var put = SecretsBench.command("expected", "b", wrong);
      assertThrows(Conflict.class, () -> bench.secrets().run(bench.owner, put));
    }
    var delete = new DeleteSecret(new SecretName("expected"), new Expected.Version(7), false);
    assertThrows(Conflict.class, () -> bench.secrets().run(bench.owner, delete));

    var right = SecretsBench.command("expected", "b", new Expected.Version(1));
    assertEquals(2, bench.secrets().run(bench.owner, right).version());
  }

  @Test
  void oneIdempotencyKeyMakesOneVersion() {
    var command =
        new PutSecret(
            new SecretName("once"), new SecretValue("v"), new Expected.Anything(), "key-1", false);
    assertEquals(1, bench.secrets().run(bench.owner, command).version());
    assertEquals(1, bench.secrets().run(bench.owner, command).version());

    var other =
        new PutSecret(
            new SecretName("other"), new SecretValue("v"), new Expected.Anything(), "key-1", false);
    assertThrows(Conflict.class, () -> bench.secrets().run(bench.owner, other));
  }

  @Test
  void aDryRunChangesNothing() {
    long entries = bench.entries();
    var stored = bench.stored();
    var put =
        new PutSecret(
            new SecretName("dry"), new SecretValue("v"), new Expected.Anything(), "", true);
    assertEquals(1, bench.secrets().run(bench.owner, put).version());
    var delete = new DeleteSecret(new SecretName("dry"), new Expected.Anything(), true);
    assertThrows(NotFound.class, () -> bench.secrets().run(bench.owner, delete));

    assertEquals(entries, bench.entries());
    assertEquals(stored, bench.stored());
    assertTrue(bench.find("dry").isEmpty());
  }

  @Test
  void aRoleThatMayNotIsRefused() {
    var put = SecretsBench.command("denied", "v", new Expected.Anything());
    for (Role role : List.of(Role.DEVELOPER, Role.AUDITOR, Role.VIEWER)) {
      assertThrows(Denied.class, () -> bench.secrets().run(bench.caller(role), put));
    }
    assertTrue(bench.find("denied").isEmpty());
  }

  @Test
  void pagesFollowEachOtherByName() {
    for (String name : List.of("page/a", "page/b", "page/c")) {
      bench.put(name, "v");
    }
    var first = bench.secrets().list(bench.owner, "page", 2);
    assertEquals(new SecretName("page/b"), first.next().orElseThrow());
    var rest = bench.secrets().list(bench.owner, "page/b", 2);
    assertEquals("page/c", rest.secrets().getFirst().name().value());
  }

  /** Killed at each point, then swept: OpenBao holds what secrets name and nothing else. */
  @ParameterizedTest
  @EnumSource(
      value = SecretProbe.Point.class,
      names = {"PENDING", "STORED", "NAMED"})
  void aProcessThatDiesInAPutLeavesNothing(SecretProbe.Point point) {
    String name = "killed-put/" + point.name().toLowerCase(Locale.ROOT);
    bench.put(name, "before");

    bench.killedAt(point, Verb.PUT, name);
    bench.killedAt(point, Verb.PUT, name + "-new");
    recover();

    int version = point == SecretProbe.Point.NAMED ? 2 : 1;
    assertEquals(version, bench.find(name).orElseThrow().version());
    assertEquals(version == 2, bench.find(name + "-new").isPresent());
    assertEquals(version + 1, bench.put(name, "again").version());
    recover();
  }

  @Test
  void aProcessThatDiesInADeletionLeavesNothing() {
    bench.put("killed-delete", "v");

    bench.killedAt(SecretProbe.Point.DELETED, Verb.DELETE, "killed-delete");
    recover();

    assertTrue(bench.find("killed-delete").isEmpty());
  }

  @Test
  void aSweeperThatDiesIsFollowedByAnother() {
    bench.put("killed-sweep", "one");
    bench.put("killed-sweep", "two");

    bench.killedAt(SecretProbe.Point.DESTROYED, Verb.SWEEP, "");
    recover();
  }

  @Test
  void whatAProcessThatHungWroteLateIsDestroyedADayLater() {
    bench.put("late", "v");
    bench.delete("late");
    recover();
    String token = bench.bao.witness();
    var destroyed =
        bench.database.inTenant(
            bench.tenant,
            tx ->
                tx.first(
                    """
                    select value_id from app.secret_version
                    where tenant_id = ? and state = 'destroyed'
                    order by changed_at desc limit 1
                    """,
                    row -> row.uuid("value_id"),
                    bench.tenant));
    bench
        .bao
        .client()
        .send(
            token,
            "POST",
            "t-" + bench.tenant,
            "kv/data/" + destroyed.orElseThrow(),
            Map.of("options", Map.of("cas", 0), "data", Map.of("value", "late")));
    assertTrue(bench.stored().containsValue("late"));

    bench.age(Duration.ofHours(25));
    sweep();

    assertFalse(bench.stored().containsValue("late"));
  }

  @Test
  void withoutOpenBaoNothingIsHalfDone() {
    bench.put("away", "v");
    long entries = bench.entries();
    long left = bench.left();
    var delete = SecretsBench.deletion("away");
    bench.bao.kill();
    try {
      var thrown = assertThrows(Unavailable.class, () -> bench.put("away", "w"));
      assertTrue(thrown.getMessage().contains("integraci status"));
      assertThrows(Unavailable.class, () -> bench.secrets().run(bench.owner, delete));
      assertEquals(1, bench.find("away").orElseThrow().version());
      assertEquals(entries, bench.entries());
      assertEquals(left, bench.left());
    } finally {
      bench.bao.restart();
    }
    assertEquals(2, bench.put("away", "w").version());
  }

  @Test
  void sealedItSaysSo() {
    bench.bao.client().send(bench.bao.witness(), "POST", "", "sys/seal", Map.of());
    try {
      var thrown = assertThrows(Unavailable.class, () -> bench.put("sealed", "w"));
      assertTrue(thrown.getMessage().contains("sealed"), thrown.getMessage());
    } finally {
      bench.bao.kill();
      bench.bao.restart();
    }
  }

  private static void sweep() {
    bench.sweeper().sweep();
  }

  /** What the next process does: it sweeps, after what was pending is three minutes old. */
  private static void recover() {
    bench.age(Duration.ofMinutes(4));
    sweep();
    assertEquals(0, bench.left());
    assertEquals(bench.named(), Set.copyOf(bench.stored().keySet()));
  }
}
