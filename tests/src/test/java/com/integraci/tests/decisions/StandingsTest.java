package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.exemptions.Exemption;
import com.integraci.appliance.exemptions.ExemptionTerms;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.tests.policy.Bundles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates that are asked at the same moment share what is read for them, and no answer. */
@Tag("isolation")
final class StandingsTest {

  private static final int ASKED = 64;

  private static Desk desk;

  @TempDir private static Path folder;
  private final Caller owner = desk.caller(Role.OWNER);

  @BeforeAll
  static void open() {
    desk = new Desk();
    desk.activate(Bundles.in(folder));
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  void each_has_its_own_exceptions_and_one_that_ended_counts_for_nobody_who_comes_later()
      throws ExecutionException, InterruptedException {
    var one = excepted();
    for (Map.Entry<String, Decision> made : decided()) {
      assertEquals(made.getKey().equals("shop"), made.getValue().allowed(), made.getKey());
    }
    desk.feature.exemptions().end(owner, one.id());
    for (Map.Entry<String, Decision> made : decided()) {
      assertFalse(made.getValue().allowed(), made.getKey());
    }
  }

  private Exemption excepted() {
    var expires = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    var terms = new ExemptionTerms("tests_passed", "shop", Optional.empty(), "the runner", expires);
    var exceptions = desk.feature.exemptions();
    var asked = exceptions.ask(desk.caller(Role.MAINTAINER), terms);
    return exceptions.approve(owner, asked.id());
  }

  /** Two services in turn, all at once, each without evidence. */
  private List<Map.Entry<String, Decision>> decided()
      throws ExecutionException, InterruptedException {
    var developer = desk.caller(Role.DEVELOPER);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<Map.Entry<String, Decision>>>();
      for (int i = 0; i < ASKED; i++) {
        var service = i % 2 == 0 ? "shop" : "till";
        asked.add(threads.submit(() -> Map.entry(service, decide(developer, service))));
      }
      var made = new ArrayList<Map.Entry<String, Decision>>();
      for (Future<Map.Entry<String, Decision>> each : asked) {
        made.add(each.get());
      }
      return made;
    }
  }

  private static Decision decide(Caller caller, String service) {
    var facts = Desk.facts();
    facts.put("service", service);
    facts.put("evidence", Map.of());
    return desk.feature.gates().decide(caller, "deploy", facts);
  }
}
