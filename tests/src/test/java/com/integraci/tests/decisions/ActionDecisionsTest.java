package com.integraci.tests.decisions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.DecisionFilter;
import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.ActionDecision;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.DecisionRecord;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions on actions of the platform: kept with what was done, or before a no is told. */
@Tag("isolation")
final class ActionDecisionsTest {

  private static final AuditLog AUDIT = new AuditLog();

  private static Lab lab;
  private static Desk desk;
  private static Policy policy;
  private static Decisions decisions;

  @TempDir private static Path left;

  private final Caller owner = desk.caller(Role.OWNER);
  private final Caller viewer = desk.caller(Role.VIEWER);
  private final Resource secret = new Resource("secret", UuidV7.next());

  @BeforeAll
  static void open() {
    lab = new Lab(left);
    desk = lab.desk;
    policy = lab.table.policy;
    decisions = lab.deciding.decisions();
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @Test
  void what_is_done_commits_with_the_decision_that_its_entry_names() {
    var permit = policy.authorize(owner, Action.SECRET_PUT, secret);
    append(permit);
    var made = permit.decision().orElseThrow();
    var kept = decisions.read(owner, made.id());
    var deed = kept.subject().deed().orElseThrow();
    assertTrue(kept.allowed());
    assertEquals("action-1", kept.subject().kind());
    assertEquals("secret.put", deed.action());
    assertEquals("owner", deed.role());
    assertEquals(secret, new Resource(deed.resource(), deed.id()));
    assertEquals(policy.floor().digest(), deed.floor());
    assertEquals(policy.floor().digest(), kept.bundle().orElseThrow().digest());
    assertEquals(Optional.of(made.input()), kept.input());
    assertEquals(owner.actor(), kept.actor());
    assertEquals(made.at(), kept.at());
    assertEquals(Optional.empty(), kept.batch());
    assertEquals(List.of(made.lineHash()), entryHashes(made.id()));
  }

  @Test
  void what_is_undone_leaves_no_decision() {
    var permit = policy.authorize(owner, Action.SECRET_PUT, secret);
    assertThrows(
        IllegalStateException.class,
        () ->
            desk.database.inTenant(
                desk.team,
                tx -> {
                  AUDIT.append(tx, permit, AuditEvent.done(secret));
                  throw new IllegalStateException("undone");
                }));
    assertEquals(List.of("0"), rows(permit));
  }

  @Test
  void a_permit_for_several_entries_has_one_decision_that_all_name() {
    var permit = policy.authorize(owner, Action.SECRET_PUT, secret);
    append(permit);
    desk.database.inTenant(
        desk.team,
        tx -> {
          AUDIT.append(tx, permit, AuditEvent.done(secret));
          AUDIT.append(tx, permit, AuditEvent.done(secret));
          return tx;
        });
    assertEquals(List.of("1"), rows(permit));
    assertEquals(3, entryHashes(permit.decision().orElseThrow().id()).size());
  }

  @Test
  void the_appliances_own_work_is_no_decision() {
    var permit = policy.system(desk.team, UuidV7.next(), Action.SECRET_SWEEP, secret);
    assertEquals(Optional.empty(), permit.decision());
    var before = desk.texts("select count(*) from app.decision");
    append(permit);
    assertEquals(before, desk.texts("select count(*) from app.decision"));
  }

  @Test
  void a_no_is_kept_before_it_is_told_and_says_by_which_rule() {
    var denied = denied();
    var ruling = denied.ruling().orElseThrow();
    assertEquals("secret.put", denied.action());
    assertEquals("role_allowed", ruling.rule());
    assertTrue(ruling.fix().startsWith("An owner"), ruling.fix());
    var kept = decisions.read(owner, ruling.decision());
    assertFalse(kept.allowed());
    assertTrue(kept.result().contains("\"rule\":\"role_allowed\""), kept.result());
    assertEquals(viewer.actor(), kept.actor());
    // The entry of its commit has the hash over the lines of all in it, each with a line feed.
    var batch = kept.batch().orElseThrow();
    assertEquals(
        List.of("0 1"),
        desk.texts(
            "select body->'facts'->>'allowed' || ' ' || (body->'facts'->>'denied') from ("
                + entries("body->'resource'->>'id' = '" + batch.id() + "'")
                + ") as e"));
  }

  @Test
  void denials_that_come_together_share_commits_and_each_is_kept_once()
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<UUID> ask = () -> denied().ruling().orElseThrow().decision();
      var ids = new HashSet<String>();
      for (var one : threads.invokeAll(IntStream.range(0, 100).mapToObj(_ -> ask).toList())) {
        ids.add(one.get().toString());
      }
      assertEquals(100, ids.size());
      var rows = " from app.decision where decision_id in ('" + String.join("','", ids) + "')";
      assertEquals(List.of("100"), desk.texts("select count(*)" + rows));
      var batches = desk.texts("select count(distinct batch_id)" + rows).getFirst();
      assertTrue(Integer.parseInt(batches) < 50, batches + " commits");
    }
  }

  @Test
  void both_can_be_made_again_by_the_floor_to_the_byte() {
    var permit = policy.authorize(owner, Action.SECRET_PUT, secret);
    append(permit);
    var made = permit.decision().orElseThrow().id();
    var denied = denied().ruling().orElseThrow().decision();
    for (UUID id : List.of(made, denied)) {
      assertTrue(decisions.replay(owner, id).same(), decisions.read(owner, id).result());
    }
    desk.sql(
        "update app.decision set allowed = true, batch_id = null, batch_place = null"
            + " where decision_id = ?",
        denied);
    assertFalse(decisions.replay(owner, denied).same());
  }

  @Test
  void what_the_entry_names_fits_when_the_facts_are_erased() {
    var permit = policy.authorize(owner, Action.SECRET_PUT, secret);
    append(permit);
    var made = permit.decision().orElseThrow();
    decisions.erase(owner, made.id());
    var left = decisions.read(owner, made.id());
    assertEquals(Optional.empty(), left.input());
    assertEquals(Optional.empty(), left.hashes().salt());
    assertEquals(entryHashes(made.id()), List.of(sha256(left.record().chained())));
    assertFalse(left.hashes().input().equals(sha256(made.input().getBytes(UTF_8))));
    var denied = decisions.read(owner, denied().ruling().orElseThrow().decision());
    decisions.erase(owner, denied.id());
    var after = decisions.read(owner, denied.id()).record();
    assertArrayEquals(denied.record().chained(), after.chained());
  }

  @Test
  void the_facts_fit_their_schema_and_are_ids_and_words() {
    for (Action action : Action.values()) {
      for (Role role : List.of(Role.OWNER, Role.VIEWER)) {
        var made = decision(desk.caller(role), action);
        var input = made.input().getBytes(UTF_8);
        var facts = DecisionKind.ACTION_1.facts("facts.json", input);
        assertEquals(action.id(), facts.get("action").asString());
        assertEquals(role.word(), facts.get("role").asString());
        assertEquals(secret.id().toString(), facts.at("/resource/id").asString());
      }
    }
  }

  @Test
  void the_list_tells_actions_from_gates() {
    denied();
    var all = page("");
    assertTrue(all.contains("action-1"));
    assertEquals(List.of("action-1"), page("action-1").stream().distinct().toList());
    assertFalse(page("gate-1").contains("action-1"));
  }

  @Test
  void the_database_keeps_no_row_that_is_half_of_each_kind() {
    var permit = policy.authorize(owner, Action.SECRET_PUT, secret);
    append(permit);
    var id = permit.decision().orElseThrow().id();
    for (String change :
        List.of(
            "gate = 'deploy'",
            "role = 'system'",
            "action = 'secret'",
            "floor_digest = null",
            "resource_id = null",
            "kind = 'gate-1'",
            "allowed = false",
            "reason = 'limit'",
            "input = '{}'",
            "bundle_name = null")) {
      assertThrows(
          IllegalStateException.class,
          () -> desk.sql("update app.decision set " + change + " where decision_id = ?", id),
          change);
    }
  }

  private Denied denied() {
    return assertThrows(Denied.class, () -> policy.authorize(viewer, Action.SECRET_PUT, secret));
  }

  private ActionDecision decision(Caller caller, Action action) {
    if (policy.offers(caller, action)) {
      return policy.authorize(caller, action, secret).decision().orElseThrow();
    }
    var kept = new ArrayList<ActionDecision>();
    var alone = Policy.load();
    alone.keepDenials(kept::add);
    assertThrows(Denied.class, () -> alone.authorize(caller, action, secret));
    return kept.getFirst();
  }

  private void append(Permit permit) {
    desk.database.inTenant(
        desk.team,
        tx -> {
          AUDIT.append(tx, permit, AuditEvent.done(secret));
          return tx;
        });
  }

  private List<String> page(String kind) {
    var filter = new DecisionFilter(kind, "", "", Optional.empty());
    return decisions.list(owner, filter, Decisions.START, 100).decisions().stream()
        .map(Decision::subject)
        .map(DecisionRecord.About::kind)
        .toList();
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> rows(Permit permit) {
    var id = permit.decision().orElseThrow().id();
    return desk.texts("select count(*) from app.decision where decision_id = '" + id + "'");
  }

  private static List<String> entryHashes(UUID decision) {
    return desk.texts(
        "select body->'facts'->>'decision_hash' from ("
            + entries("body->'facts'->>'decision_id' = '" + decision + "'")
            + ") as e");
  }

  private static String entries(String condition) {
    return "select body from (select convert_from(body, 'UTF8')::jsonb as body from"
        + " app.audit_entry) as all_entries where "
        + condition;
  }
}
