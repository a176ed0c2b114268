package com.integraci.tests.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.bundles.policy.DecisionFile;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.tests.Await;
import com.integraci.tests.Plane;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.policy.Bundles;
import com.integraci.tests.policy.Gatehouse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All of PostgreSQL is killed while pipelines ask a gate and people change things: whatever one of
 * them was told is there, nobody is let through meanwhile, and the control plane goes on by itself.
 */
@Tag("crash")
final class DatabaseKilledTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration GO_ON_MAX = Duration.ofMinutes(2);
  private static final String DRAFTS = "/api/v1/policies/drafts";
  private static final int TIMES = 2;
  private static final int EACH = 20;

  @TempDir private Path folder;

  /** What callers were told, by the decision's id: whether it was a yes. */
  private final Map<UUID, Boolean> told = new ConcurrentHashMap<>();

  private final AtomicInteger denied = new AtomicInteger();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  /** Answers that nobody may get. */
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void whatever_somebody_was_told_outlives_a_database_that_is_killed() throws IOException {
    try (var server = PostgresServer.start()) {
      server.waitForTheDisk();
      try (var house = Gatehouse.over(server)) {
        var team = house.team("killed");
        house.take(team, Bundles.in(folder).asking("1.0.0", 5));
        var draft =
            Gatehouse.expect(
                    201,
                    house.send(
                        team.owner(), "POST", DRAFTS, Map.of("name", "acme-next", "from", "two")))
                .path("id")
                .asString();
        var viewer = house.member(team.owner(), "viewer");
        var developer = house.member(team.owner(), "developer");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int tests : List.of(12, 12, 3, 3)) {
            threads.execute(() -> repeat(() -> gate(house.decide(developer, tests), tests)));
          }
          threads.execute(() -> repeat(() -> denied(house.send(viewer, "POST", DRAFTS, named()))));
          threads.execute(() -> repeat(() -> write(house, team.owner(), draft)));
          try {
            for (int time = 1; time <= TIMES; time++) {
              killed(server, house, developer);
            }
          } finally {
            over.set(true);
          }
        }
        assertEquals(List.of(), List.copyOf(wrong));
        kept(server, house, team.owner(), draft);
      }
    }
  }

  /** Once, in the middle of it; everybody goes on afterwards. */
  private void killed(PostgresServer server, Gatehouse house, Plane.Member developer) {
    goOn();
    server.killAll();
    int before = refused.get();
    Await.until("some are refused", GO_ON_MAX, () -> refused.get() >= before + 3);
    assertEquals(200, house.plane().send(house.plane().request("/health/live")).statusCode());
    var away = house.decide(developer, 12);
    assertEquals(503, away.statusCode(), away.body());
    assertEquals("postgresql", JSON.readTree(away.body()).path("component").asString(""));
    assertTrue(away.headers().firstValue("Content-Type").orElse("").contains("problem+json"));
    server.restart();
    goOn();
  }

  private void goOn() {
    int decided = told.size();
    int no = denied.get();
    int changed = written.get();
    Await.until(
        "everybody is told something",
        GO_ON_MAX,
        () ->
            told.size() >= decided + EACH
                && denied.get() >= no + EACH
                && written.get() >= changed + EACH);
  }

  private void repeat(Runnable call) {
    while (!over.get()) {
      try {
        call.run();
      } catch (RuntimeException | AssertionError e) {
        wrong.add(e.toString());
      }
    }
  }

  private void gate(HttpResponse<String> answer, int tests) {
    if (told(answer, 201)) {
      var decision = JSON.readTree(answer.body());
      boolean allowed = decision.path("allowed").asBoolean();
      if (allowed != (tests >= 5)) {
        wrong.add(answer.body());
      }
      told.put(UUID.fromString(decision.path("id").asString()), allowed);
    }
  }

  private void denied(HttpResponse<String> answer) {
    if (told(answer, 403)) {
      var decision = JSON.readTree(answer.body()).path("decision_id").asString();
      told.put(UUID.fromString(decision), false);
      denied.incrementAndGet();
    }
  }

  private void write(Gatehouse house, Plane.Member owner, String draft) {
    var path = DRAFTS + "/" + draft;
    var read = house.send(owner, "GET", path, "");
    if (!told(read, 200)) {
      return;
    }
    var tag = read.headers().firstValue("ETag").orElseThrow();
    var body = Map.of("files", Map.of("data.json", "{}"));
    var answer = house.send(owner, "PUT", path, body, "If-Match", tag);
    if (told(answer, 200)) {
      written.set(JSON.readTree(answer.body()).path("version").asInt());
    }
  }

  /** Whether it is the answer; anything but that the database is away is wrong. */
  private boolean told(HttpResponse<String> answer, int expected) {
    if (answer.statusCode() == 503) {
      refused.incrementAndGet();
    } else if (answer.statusCode() != expected) {
      wrong.add(answer.statusCode() + " " + answer.body());
    }
    return answer.statusCode() == expected;
  }

  private void kept(PostgresServer server, Gatehouse house, Plane.Member owner, String draft)
      throws IOException {
    var tenant = new TenantId(owner.tenant());
    List<JsonNode> entries;
    try (var place = new AuditPlace(server, house.plane().settings().database())) {
      place.awaitSealed();
      entries = place.chain(tenant).stream().map(one -> JSON.readTree(one.body())).toList();
    }
    var gates = decisions(house, owner, "gate-1");
    var actions = decisions(house, owner, "action-1");
    var all = new HashMap<UUID, Boolean>();
    gates.forEach(one -> all.put(one.id(), one.allowed()));
    actions.forEach(one -> all.put(one.id(), one.allowed()));
    told.forEach((id, allowed) -> assertEquals(allowed, all.get(id), "told: " + id));
    batches(gates, entries);
    batches(actions.stream().filter(one -> !one.allowed()).toList(), entries);
    // Each version of the draft has its entry, and each entry its decision.
    var read = Gatehouse.expect(200, house.send(owner, "GET", DRAFTS + "/" + draft, ""));
    int version = read.path("version").asInt();
    assertTrue(version >= written.get(), version + " of " + written.get());
    var entriesOf =
        entries.stream()
            .filter(entry -> entry.at("/resource/id").asString("").equals(draft))
            .toList();
    assertEquals(version, entriesOf.size());
    var hashes = new TreeMap<String, String>();
    actions.forEach(one -> hashes.put(one.id().toString(), sha256(one.chained())));
    for (var entry : entriesOf) {
      var facts = entry.path("facts");
      assertEquals(
          hashes.get(facts.path("decision_id").asString()), facts.path("decision_hash").asString());
    }
  }

  /** Those of a commit fit the digest that its entry has. */
  private static void batches(List<DecisionRecord> decisions, List<JsonNode> entries) {
    var lines = new HashMap<String, TreeMap<Integer, byte[]>>();
    for (var one : decisions) {
      var batch = one.asked().batch().orElseThrow();
      lines
          .computeIfAbsent(batch.id().toString(), _ -> new TreeMap<>())
          .put(batch.place(), one.chained());
    }
    assertTrue(lines.size() > TIMES, lines.size() + " commits");
    lines.forEach(
        (batch, each) -> {
          var text = new StringBuilder();
          each.values().forEach(line -> text.append(new String(line, UTF_8)).append('\n'));
          var digests =
              entries.stream()
                  .filter(entry -> entry.at("/resource/id").asString("").equals(batch))
                  .map(entry -> entry.at("/facts/digest").asString())
                  .toList();
          assertEquals(List.of(sha256(text.toString().getBytes(UTF_8))), digests, batch);
        });
  }

  /** All of a kind, as the export has them; reading holds each against its hashes. */
  private static List<DecisionRecord> decisions(Gatehouse house, Plane.Member owner, String kind)
      throws IOException {
    var file = house.send(owner, "GET", "/api/v1/decisions/export?kind=" + kind, "");
    assertEquals(200, file.statusCode(), file.body());
    var all = new ArrayList<DecisionRecord>();
    try (var lines = DecisionFile.of(kind, new ByteArrayInputStream(file.body().getBytes(UTF_8)))) {
      for (var next = lines.next(); next.isPresent(); next = lines.next()) {
        all.add(next.orElseThrow());
      }
    }
    return all;
  }

  private static Map<String, Object> named() {
    return Map.of("name", "acme-other", "from", "two");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
