package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody was told is in the log, however the process ended. */
@Tag("crash")
final class DecisionCrashTest {

  private static final Pattern TOLD = Pattern.compile("told ([0-9a-f-]{36})\\.");
  private static final Duration START_MAX = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1000})
  void killed_in_the_middle_it_has_kept_all_that_it_told(int least)
      throws IOException, InterruptedException {
    try (var desk = new Desk()) {
      var log = folder.resolve("log");
      var process = DecidingProcess.start(desk, log);
      Await.until(least + " are told", START_MAX, () -> told(log).size() >= least);
      process.destroyForcibly().waitFor();
      var kept = new HashSet<>(desk.texts("select decision_id::text from app.decision"));
      var lost = new HashSet<>(told(log));
      assertTrue(lost.size() >= least, "told: " + lost.size());
      lost.removeAll(kept);
      assertEquals(Set.of(), lost);
      // Each commit is whole: its decisions and its entry, which counts them.
      assertEquals(
          desk.texts(
              "select batch_id || ' ' || count(*) from app.decision group by batch_id order by 1"),
          desk.texts(
              """
              select (body->'resource'->>'id') || ' ' || (body->'facts'->>'denied') from (
                  select convert_from(body, 'UTF8')::jsonb as body from app.audit_entry) as e
              order by 1
              """));
      assertEquals(
          List.of("t"),
          desk.texts(
              """
              select bool_and(last + 1 = number) from (
                  select max(batch_place) as last, count(*) as number from app.decision
                  group by batch_id) as b
              """));
    }
  }

  private static Set<String> told(Path log) {
    try {
      return TOLD.matcher(Files.readString(log))
          .results()
          .map((MatchResult line) -> line.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
