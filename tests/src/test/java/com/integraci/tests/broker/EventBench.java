package com.integraci.tests.broker;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.events.Credentials;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Role;
import com.integraci.tests.Await;
import com.integraci.tests.bench.Figures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the commit of a change to the event in the hands of a member who listens, on one tenant; on
 * a PostgreSQL that waits for the disk, with a real NATS as the appliance configures it.
 */
@Tag("bench")
class EventBench {

  private static final int PACED = 1_000;
  private static final long PACE_MICROS = 10_000;
  private static final int MANY = Integer.getInteger("integraci.bench.events", 20_000);
  private static final int CALLERS = 16;
  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Long> committed = new ConcurrentHashMap<>();
  private final Map<String, Long> heard = new ConcurrentHashMap<>();
  private final AtomicInteger messages = new AtomicInteger();

  @Test
  void events_come_in_time_and_none_is_lost() throws Exception {
    try (var place = new PublishPlace();
        var _ = place.plane()) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        place.broker.sql("alter system set " + setting + " = on");
      }
      place.broker.sql("select pg_reload_conf()");
      TenantId tenant = place.broker.tenant();
      var member = place.caller(tenant, Role.OWNER);
      place.broker.sql(
          "insert into app.member (tenant_id, member_id, kind, role) values (?, ?, 'member',"
              + " 'owner')",
          tenant.value(),
          member.actor().id());
      var rules = EventRules.load();
      var users = place.broker.broker.users();
      var credential = new Credentials(place.broker.policy, rules, users).issue(member, "");
      try (var client = Member.connect(place.broker, credential)) {
        client.connection().createDispatcher(this::hear).subscribe(credential.subject());
        client.flush();
        measure(place, tenant);
      }
    }
  }

  private void measure(PublishPlace place, TenantId tenant) throws InterruptedException {
    load(place, tenant, 2_000);
    var paced = paced(place, tenant);
    int before = messages.get();
    long begun = System.nanoTime();
    load(place, tenant, MANY);
    double seconds = (System.nanoTime() - begun) / 1e9;
    int got = messages.get() - before;
    new Figures("Events, from the commit to a member")
        .figure("p50", millis(paced, 0.5), "100 changes a second; aimed at: under 20 ms")
        .figure("p99", millis(paced, 0.99), "longest " + millis(paced, 1))
        .figure(
            "events a second on one tenant",
            "%.0f".formatted(got / seconds),
            "%d changes by %d callers until the last is heard; aimed at: 2000"
                .formatted(MANY, CALLERS))
        .figure(
            "lost, or heard twice",
            committed.size() - heard.size() + ", " + (messages.get() - heard.size()),
            "%d committed in all".formatted(committed.size()))
        .write();
  }

  private List<Double> paced(PublishPlace place, TenantId tenant) throws InterruptedException {
    var mine = ConcurrentHashMap.<String>newKeySet();
    try (var pace = Executors.newScheduledThreadPool(4)) {
      for (int i = 0; i < PACED; i++) {
        var _ =
            pace.schedule(
                () -> mine.add(change(place, tenant)), i * PACE_MICROS, TimeUnit.MICROSECONDS);
      }
    }
    awaitHeard();
    return mine.stream().map(id -> (heard.get(id) - committed.get(id)) / 1e6).sorted().toList();
  }

  private void load(PublishPlace place, TenantId tenant, int count) {
    var left = new AtomicInteger(count);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Stream.generate(
              () ->
                  (Runnable)
                      () -> {
                        while (left.getAndDecrement() > 0) {
                          change(place, tenant);
                        }
                      })
          .limit(CALLERS)
          .forEach(callers::execute);
    }
    awaitHeard();
  }

  private String change(PublishPlace place, TenantId tenant) {
    String id = "secret/" + place.change(tenant, Action.SECRET_PUT);
    committed.put(id, System.nanoTime());
    return id;
  }

  private void awaitHeard() {
    Await.until("all are heard", BOUND, () -> heard.size() >= committed.size());
  }

  private void hear(io.nats.client.Message message) {
    long now = System.nanoTime();
    var event = JSON.readTree(new String(message.getData(), StandardCharsets.UTF_8));
    messages.incrementAndGet();
    heard.putIfAbsent(event.path("subject").asString(""), now);
  }

  private static String millis(List<Double> sorted, double part) {
    int at = Math.min(sorted.size() - 1, (int) (sorted.size() * part));
    return "%.1f ms".formatted(new ArrayList<>(sorted).get(at));
  }
}
