package com.integraci.tests.decisions;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.BundleFeature;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.DecisionFeature;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.DecisionKind;
import io.helidon.dbclient.DbClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle's way from a folder to deciding, and back. */
@Tag("isolation")
final class BundlesTest {

  private static Lab lab;
  private static BundleDesk table;
  private static Desk desk;
  private static BundleFeature feature;
  private static DecisionFeature deciding;
  private static Bundles bundles;

  @TempDir private static Path left;
  @TempDir private Path folder;
  private final Caller owner = desk.caller(Role.OWNER);
  private final Caller admin = desk.caller(Role.ADMIN);
  private final Caller maintainer = desk.caller(Role.MAINTAINER);

  @BeforeAll
  static void open() {
    lab = new Lab(left);
    table = lab.table;
    desk = lab.desk;
    feature = lab.bundles;
    bundles = feature.bundles();
    deciding = lab.deciding;
  }

  private static Bundle publish(Caller caller, Map<String, String> files) {
    return table.publish(caller, files);
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
  void a_start_sees_that_the_floor_is_the_table_where_it_can() {
    feature.start();
    try (var without = table.feature(Optional.empty())) {
      without.start();
    }
  }

  @Test
  void published_approved_and_activated_it_decides_until_it_is_rolled_back() {
    var first = publish(maintainer, files("1.0.0", 1));
    assertEquals(Bundle.State.TESTED, first.state());
    var lines = first.covered().orElseThrow().files().get("rules/gate.rego");
    assertEquals(100, lines.percent());
    assertTrue(lines.all() > 5, lines.toString());
    assertEquals("no_bundle", decide().reason());
    lab.replay(first);
    assertEquals(Bundle.State.REPLAYED, state(first));
    bundles.approve(admin, first.id());
    assertEquals("no_bundle", decide().reason());
    assertEquals(Bundle.State.ACTIVE, bundles.activate(owner, first.id()).state());
    assertTrue(decide().allowed());

    var stricter = publish(maintainer, files("1.1.0", 100));
    lab.replay(stricter);
    bundles.approve(admin, stricter.id());
    bundles.activate(admin, stricter.id());
    var denied = decide();
    assertFalse(denied.allowed());
    assertEquals("1.1.0", denied.bundle().orElseThrow().version());
    assertEquals(Bundle.State.SUPERSEDED, state(first));

    assertEquals(first.id(), bundles.rollBack(owner, DecisionKind.GATE_1).id());
    assertTrue(decide().allowed());
    assertEquals(Bundle.State.SUPERSEDED, state(stricter));
    // What the stricter one decided can be made again all the same.
    assertTrue(deciding.decisions().replay(owner, denied.id()).same());
  }

  @Test
  void the_longest_name_decides_and_one_that_is_longer_is_refused() {
    var longest = publish(maintainer, named("a".repeat(63)));
    lab.replay(longest);
    bundles.approve(admin, longest.id());
    bundles.activate(owner, longest.id());
    assertEquals(longest.name(), decide().bundle().orElseThrow().name());
    assertThrows(Invalid.class, () -> publish(maintainer, named("a".repeat(64))));
  }

  private Map<String, String> named(String name) {
    var files = new HashMap<>(files("1.0.0", 1));
    files.computeIfPresent("manifest.json", (_, text) -> text.replace("acme-gate", name));
    return files;
  }

  @Test
  void the_same_bundle_once_more_is_the_one_that_is_there_and_another_needs_a_version() {
    var first = publish(maintainer, files("1.0.0", 1));
    assertEquals(first.id(), publish(admin, files("1.0.0", 1)).id());
    assertThrows(Conflict.class, () -> publish(admin, files("1.0.0", 2)));
    assertEquals(1, bundles.list(owner).size());
    var content = bundles.read(owner, first.id()).content();
    assertEquals(first.digest(), content.digest());
    assertEquals(files("1.0.0", 1).keySet(), content.files().keySet());
  }

  @Test
  void what_is_wrong_is_named_with_file_and_line_and_nothing_is_kept() {
    var broken = files("1.0.0", 1);
    broken.put("rules/gate.rego", "package bundle\n\npass contains x if {\n");
    assertTrue(refused(broken).contains("rules/gate.rego:"), refused(broken));

    var failing = files("1.0.0", 1);
    failing.merge("rules/gate.rego", "", (text, _) -> text.replace("failed == 0", "failed == 1"));
    assertTrue(refused(failing).contains("does not hold"), refused(failing));
    assertTrue(refused(failing).contains("tests/gate_test.rego:"), refused(failing));

    var untested = files("1.0.0", 1);
    untested.merge(
        "rules/gate.rego",
        "",
        (text, _) -> text + "\nmore contains x if {\n\tsome x in [1, 2]\n\tx > 1\n\tx < 9\n}\n");
    assertTrue(refused(untested).contains("% of the lines"), refused(untested));

    var looking = files("1.0.0", 1);
    looking.merge(
        "rules/gate.rego",
        "",
        (text, _) -> text + "\nx := http.send({\"method\": \"get\", \"url\": \"http://a\"})\n");
    assertTrue(refused(looking).contains("http.send"), refused(looking));

    var outside = files("1.0.0", 1);
    outside.put("../etc/rules.rego", "package bundle\n");
    assertTrue(refused(outside).contains("names are of"), refused(outside));
    assertEquals(List.of(), bundles.list(owner));
  }

  @Test
  void nobody_and_no_program_approves_their_own_and_nothing_unapproved_is_activated() {
    var bundle = publish(owner, files("1.0.0", 1));
    assertThrows(Conflict.class, () -> bundles.approve(owner, bundle.id()));
    assertThrows(Conflict.class, () -> bundles.activate(admin, bundle.id()));
    assertThrows(Conflict.class, () -> bundles.rollBack(admin, DecisionKind.GATE_1));
    lab.replay(bundle);
    assertThrows(Conflict.class, () -> bundles.approve(owner, bundle.id()));
    assertThrows(Conflict.class, () -> bundles.activate(admin, bundle.id()));
    var actor = new Actor(Actor.Kind.SERVICE, UuidV7.next());
    var program = new Caller(desk.team, actor, Role.ADMIN, UuidV7.next());
    assertThrows(Denied.class, () -> bundles.approve(program, bundle.id()));
    bundles.approve(admin, bundle.id());
    assertThrows(Conflict.class, () -> bundles.approve(admin, bundle.id()));
    bundles.activate(admin, bundle.id());
    assertThrows(Conflict.class, () -> bundles.activate(admin, bundle.id()));
  }

  @Test
  void the_database_holds_it_too() {
    var bundle = publish(owner, files("1.0.0", 1));
    var id = bundle.id();
    lab.replay(bundle);
    var me = owner.actor().id();
    var other = admin.actor().id();
    for (String change :
        List.of(
            // A state that is passed over, one's own yes, a yes of nobody.
            "state = 'active', approved_by = '%s', approved_at = now(), activated_by = '%s',"
                + " activated_at = now()",
            "state = 'approved', approved_by = '" + me + "', approved_at = now()",
            "state = 'approved'",
            "archive = 'x'",
            "digest = sha256('x')",
            "version = '2.0.0'",
            "published_by = '" + other + "'")) {
      var statement = "update app.policy_bundle set " + change.formatted(other, other);
      assertThrows(
          DbClientException.class,
          () -> desk.database.inTenant(desk.team, tx -> tx.execute(statement)),
          change);
    }
    bundles.approve(admin, id);
    assertThrows(
        DbClientException.class,
        () ->
            desk.database.inTenant(
                desk.team,
                tx -> tx.execute("update app.policy_bundle set approved_by = ?", UuidV7.next())));
    assertThrows(
        DbClientException.class,
        () -> desk.database.inTenant(desk.team, tx -> tx.execute("delete from app.policy_bundle")));
  }

  @Test
  void whoever_may_not_is_refused_and_another_team_finds_nothing() {
    var files = files("1.0.0", 1);
    assertThrows(Denied.class, () -> publish(desk.caller(Role.DEVELOPER), files));
    var bundle = publish(owner, files);
    assertThrows(Denied.class, () -> bundles.approve(maintainer, bundle.id()));
    assertThrows(Denied.class, () -> bundles.activate(maintainer, bundle.id()));
    assertThrows(Denied.class, () -> bundles.rollBack(maintainer, DecisionKind.GATE_1));
    assertThrows(Denied.class, () -> bundles.read(desk.caller(Role.VIEWER), bundle.id()));
    var stranger = desk.caller(desk.other, Role.OWNER);
    assertThrows(NotFound.class, () -> bundles.read(stranger, bundle.id()));
    assertThrows(NotFound.class, () -> bundles.approve(stranger, bundle.id()));
    assertThrows(NotFound.class, () -> bundles.activate(stranger, bundle.id()));
    assertEquals(List.of(), bundles.list(stranger));
    // Nor by its digest, though it is compiled already.
    lab.replay(bundle);
    bundles.approve(admin, bundle.id());
    bundles.activate(admin, bundle.id());
    byte[] digest = HexFormat.of().parseHex(bundle.digest());
    assertTrue(feature.rules().of(desk.team, digest).isPresent());
    assertEquals(Optional.empty(), feature.rules().of(desk.other, digest));
  }

  @Test
  void data_that_leave_no_room_are_refused_before_anybody_approves_them() {
    var files = files("1.0.0", 1);
    var numbers = IntStream.range(0, 250_000).mapToObj(i -> "" + i % 10).collect(joining(","));
    files.put("data.json", "{\"tests\": {\"least\": 1}, \"more\": [" + numbers + "]}");
    assertTrue(refused(files).contains("data.json"), refused(files));
  }

  @Test
  void one_is_published_at_a_time_and_only_who_may_is_listened_to() {
    var files = files("1.0.0", 1);
    table.limitedByTests(() -> publish(admin, files));
    var bundle = publish(owner, files);
    assertEquals(List.of(bundle), bundles.list(owner));
    assertThrows(
        Denied.class,
        () ->
            bundles.publish(
                desk.caller(Role.VIEWER),
                () -> {
                  throw new AssertionError("a viewer's files are read");
                }));
  }

  @Test
  void what_a_killed_process_left_is_removed() throws IOException {
    var place = Files.createDirectories(left.resolve("integraci-sandbox1/work"));
    var own = Files.writeString(left.resolve("control.yaml"), "");
    Files.writeString(place.resolve("program"), "");
    table.feature(Optional.empty()).close();
    assertFalse(Files.exists(left.resolve("integraci-sandbox1")));
    assertTrue(Files.exists(own));
  }

  @Test
  void without_a_compiler_nothing_is_published() {
    try (var bare = table.feature(Optional.empty())) {
      var files = files("1.0.0", 1);
      assertThrows(
          Unavailable.class, () -> bare.bundles().publish(owner, () -> table.signed(files)));
    }
    assertEquals(List.of(), bundles.list(owner));
  }

  private static String refused(Map<String, String> files) {
    var refused = assertThrows(Invalid.class, () -> publish(desk.caller(Role.OWNER), files));
    return refused.problems().toString();
  }

  private Bundle.State state(Bundle bundle) {
    return bundles.read(owner, bundle.id()).bundle().state();
  }

  private static Decision decide() {
    return deciding.gates().decide(desk.caller(Role.DEVELOPER), "deploy", Desk.facts());
  }

  /** The bundle that {@code policy new} writes, which asks for so many tests. */
  private Map<String, String> files(String version, int least) {
    try {
      var place = Files.createTempDirectory(folder, "bundle");
      return com.integraci.tests.policy.Bundles.in(place).asking(version, least);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
