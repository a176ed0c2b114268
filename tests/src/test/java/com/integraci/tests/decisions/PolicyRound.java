package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.database.TenantId;
import com.integraci.config.ControlSettings;
import com.integraci.tests.Await;
import com.integraci.tests.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A copy of the teams' database in which a process was killed, and what it left there.
 *
 * @param settings the copy
 * @param teams what was there before
 * @param told what somebody was told of
 * @param answers how many answers each step was given
 */
record PolicyRound(
    ControlSettings.Database settings,
    PolicyTeams teams,
    Set<String> told,
    Map<String, Integer> answers) {

  private static final Duration WAIT_MAX = Duration.ofMinutes(2);

  /** When a step's answers are held: tells its wire. */
  @FunctionalInterface
  interface Holding {
    void of(PolicyRound round, String step, HeldWire wire);
  }

  /**
   * Has a process do steps one after the other, and kills it when each is told or waits for an
   * answer.
   *
   * @param steps names, {@link HeldPolicies#FOLLOW} among them or not
   */
  static PolicyRound killed(
      PolicyTeams teams, Path folder, Collection<String> steps, Holding holding) {
    var settings = PostgresServer.shared().copy(teams.template());
    var round = new PolicyRound(settings, teams, new HashSet<>(), new HashMap<>());
    try {
      var place = Files.createTempDirectory(folder, "killed");
      Files.writeString(place.resolve("envelope"), teams.given().envelope());
      Files.writeString(place.resolve("next.pem"), teams.given().key());
      round.kill(place.resolve("log"), steps, holding);
      Await.until("its transactions are over", WAIT_MAX, () -> !round.connected());
      return round;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void kill(Path log, Collection<String> steps, Holding holding)
      throws IOException, InterruptedException {
    var whose = new LinkedHashMap<String, TenantId>();
    steps.forEach(step -> whose.put(step, team(step)));
    var wires = new HashMap<String, HeldWire>();
    steps.forEach(step -> wires.put(step, new HeldWire(settings.port())));
    var process = HeldPolicies.start(log, settings, whose, wires);
    try {
      Await.until("all are ready", WAIT_MAX, () -> said(log, "ready").size() == whose.size());
      var lines = process.outputWriter();
      for (String step : whose.keySet()) {
        holding.of(this, step, wires.get(step));
        lines.write(step + "\n");
        lines.flush();
        Await.until(step + " is told or held", WAIT_MAX, () -> stands(step, wires.get(step), log));
      }
    } finally {
      process.destroyForcibly().waitFor();
      wires.forEach((step, wire) -> answers.put(step, wire.answers()));
      wires.values().forEach(HeldWire::close);
    }
    told.addAll(said(log, "told"));
  }

  private TenantId team(String step) {
    return step.equals(HeldPolicies.FOLLOW)
        ? teams.followed()
        : teams.teams().get(PolicyStep.valueOf(step));
  }

  private boolean stands(String step, HeldWire wire, Path log) {
    if (said(log, "failed").contains(step)) {
      throw new AssertionError(step + " failed: " + read(log));
    }
    return wire.held()
        || said(log, "told").contains(step)
        || (step.equals(HeldPolicies.FOLLOW) && followed() == PolicyTeams.DECISIONS);
  }

  private static Set<String> said(Path log, String word) {
    return Pattern.compile(word + " ([A-Z_]+)\\.")
        .matcher(read(log))
        .results()
        .map(line -> line.group(1))
        .collect(Collectors.toSet());
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How often a step was done since the database was made, each time with an entry whose decision
   * is there; and no decision is there without one.
   */
  int done(PolicyStep step) {
    var team = teams.teams().get(step);
    var done = texts(step.done(team));
    var entries =
        """
        from (select convert_from(body, 'UTF8')::jsonb as b from app.audit_entry
            where tenant_id = '%s') as e where b->>'action' = '%s' order by 1
        """
            .formatted(team, step.action);
    assertEquals(done, texts("select b->'resource'->>'id' " + entries), step.name());
    var decisions =
        """
        select decision_id::text from app.decision
        where tenant_id = '%s' and action = '%s' and allowed order by 1
        """
            .formatted(team, step.action);
    assertEquals(texts(decisions), texts("select b->'facts'->>'decision_id' " + entries));
    return done.size() - teams.before().getOrDefault(step, 0);
  }

  /** Whether the database has what the step changes, or the first page of what it follows. */
  boolean committed(String step) {
    return step.equals(HeldPolicies.FOLLOW) ? followed() > 0 : done(PolicyStep.valueOf(step)) > 0;
  }

  /** How many decisions the shadow has seen, each of which would have come out differently. */
  long followed() {
    var counts =
        texts(
                """
                select to_deny || ' ' || (select count(*) from app.shadow_change c
                    where c.shadow_id = s.shadow_id) || ' ' || (unchanged + to_allow + undecided)
                from app.shadow s where tenant_id = '%s'
                """
                    .formatted(teams.followed()))
            .getFirst()
            .split(" ", 3);
    assertEquals(List.of(counts[0], "0"), List.of(counts[1], counts[2]));
    return Long.parseLong(counts[0]);
  }

  private boolean connected() {
    return !texts(
            """
            select 1 from pg_stat_activity
            where datname = current_database() and usename <> 'postgres'
            """)
        .isEmpty();
  }

  private List<String> texts(String query) {
    return Desk.texts(settings, query);
  }
}
