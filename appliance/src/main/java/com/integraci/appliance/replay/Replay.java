package com.integraci.appliance.replay;

import com.integraci.appliance.bundles.Candidates;
import com.integraci.bundles.policy.ReplayReport;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A run of a bundle, or of a draft, against the decisions of a period.
 *
 * @param id its id
 * @param bundle which bundle, or which draft
 * @param from the first moment of the period
 * @param to its end
 * @param state how it stands
 * @param total how many decisions it goes through; while it runs, as many as there were at first
 * @param done how many of them it has gone through
 * @param startedBy the member's or the service account's id
 * @param startedAt when
 * @param endedAt when it ended
 * @param outcome what came out, or why it failed
 */
public record Replay(
    UUID id,
    Candidate bundle,
    Instant from,
    Instant to,
    State state,
    int total,
    int done,
    UUID startedBy,
    Instant startedAt,
    Optional<Instant> endedAt,
    Outcome outcome) {

  /** How a run stands. */
  public enum State {
    /** It goes on. */
    RUNNING,
    /** It has gone through all; there is a result. */
    FINISHED,
    /** It could not go on; it can be started again. */
    FAILED,
    /** Somebody stopped it. */
    CANCELLED,
    /** Its process is gone; it can be started again. */
    INTERRUPTED;

    /** In a word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The bundle that is tried.
   *
   * @param id its id, or the draft's
   * @param name its name
   * @param version its version
   * @param decision the kind of decision that it is for
   * @param digest SHA-256 of it, in hexadecimal; of a draft, of its files as they were
   * @param draft how often the draft had been changed then; nothing of a bundle that was published
   */
  public record Candidate(
      UUID id,
      String name,
      String version,
      String decision,
      String digest,
      Optional<Integer> draft) {

    /** Of a draft as it was at a moment. */
    static Candidate of(Candidates.Drafted drafted) {
      var manifest = drafted.content().manifest();
      return new Candidate(
          drafted.draft().id(),
          manifest.name(),
          manifest.version(),
          drafted.kind().text(),
          drafted.digest(),
          Optional.of(drafted.draft().version()));
    }

    /** What entries say of it. */
    Map<String, String> facts() {
      return draft.isPresent()
          ? Map.of("bundle", digest, "draft", id.toString())
          : Map.of("bundle", digest);
    }
  }

  /**
   * What came of it.
   *
   * @param report what would be different, of a run that has finished
   * @param hash SHA-256 of the report, in hexadecimal, as it stands in the audit chain
   * @param fault why a run failed, in a sentence
   */
  public record Outcome(
      Optional<ReplayReport.Written> report, Optional<String> hash, Optional<String> fault) {}
}
