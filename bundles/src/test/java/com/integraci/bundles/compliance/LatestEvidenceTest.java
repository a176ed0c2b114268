package com.integraci.bundles.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.policy.DecisionHashes;
import com.integraci.bundles.policy.DecisionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which decisions are evidence: the latest ones, and none that the platform floor made alone. */
final class LatestEvidenceTest {

  private static final String FLOOR = "f".repeat(64);
  private static final String TEAM = "a".repeat(64);

  @Test
  void what_the_floor_alone_decided_is_evidence_for_nothing() {
    var latest = new LatestEvidence();
    latest.add(deed(1, "secret.put", Optional.of(FLOOR)));
    latest.add(deed(2, "secret.put", Optional.empty()));
    assertEquals(List.of(), latest.found());
    latest.add(deed(3, "secret.put", Optional.of(TEAM)));
    // Later, and by the floor: it takes no place from what the team's rules found.
    latest.add(deed(4, "secret.put", Optional.of(FLOOR)));
    assertEquals(List.of(id(3)), ids(latest));
  }

  @Test
  void at_a_gate_nothing_is_the_floors_even_without_a_bundle() {
    var latest = new LatestEvidence();
    latest.add(gate(1, "shop", "production", Optional.empty()));
    assertEquals(List.of(id(1)), ids(latest));
    assertEquals(Optional.empty(), latest.found().getFirst().bundle());
  }

  @Test
  void the_latest_of_each_service_and_environment_is_kept_in_whatever_order_they_come() {
    var all =
        new ArrayList<>(
            List.of(
                gate(1, "shop", "production", Optional.of(TEAM)),
                gate(2, "shop", "production", Optional.of(TEAM)),
                gate(3, "shop", "staging", Optional.of(TEAM)),
                gate(4, "till", "production", Optional.of(TEAM)),
                gate(5, "shop", "production", Optional.of(TEAM))));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(all, new Random(seed));
      var latest = new LatestEvidence();
      all.forEach(latest::add);
      assertEquals(List.of(id(5), id(3), id(4)), ids(latest));
      assertFalse(latest.more());
    }
  }

  @Test
  void of_too_many_the_first_by_their_names_are_kept_and_that_there_were_more_is_said() {
    var services =
        new ArrayList<>(IntStream.rangeClosed(0, LatestEvidence.PAIRS_MAX).boxed().toList());
    Collections.shuffle(services, new Random(1));
    var latest = new LatestEvidence();
    services.forEach(
        n -> latest.add(gate(n, "s%03d".formatted(n), "production", Optional.of(TEAM))));
    assertTrue(latest.more());
    assertEquals(
        IntStream.range(0, LatestEvidence.PAIRS_MAX).mapToObj(LatestEvidenceTest::id).toList(),
        ids(latest));
  }

  private static UUID id(long number) {
    return new UUID(0x018f_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
  }

  private static List<UUID> ids(LatestEvidence latest) {
    return latest.found().stream().map(Evidence::decision).toList();
  }

  private static DecisionRecord gate(
      int number, String service, String environment, Optional<String> bundle) {
    var commit = "c".repeat(40);
    return record(
        number, new DecisionRecord.About("gate-1", "deploy", service, environment, commit), bundle);
  }

  private static DecisionRecord deed(int number, String action, Optional<String> bundle) {
    var deed = new DecisionRecord.Deed(action, "owner", "secret", id(900), FLOOR);
    return record(number, new DecisionRecord.About("action-1", deed), bundle);
  }

  private static DecisionRecord record(
      int number, DecisionRecord.About about, Optional<String> bundle) {
    var result = "{\"findings\":[]}";
    return new DecisionRecord(
        id(number),
        Instant.EPOCH,
        about,
        true,
        "rules",
        bundle.map(digest -> new DecisionRecord.BundleRef("acme", "1.0.0", digest)),
        Optional.of("{}"),
        DecisionHashes.of("{}", result),
        result,
        1,
        new DecisionRecord.Asked("member", id(901), Optional.empty()));
  }
}
