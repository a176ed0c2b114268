package com.integraci.bundles.policy;

import com.integraci.bundles.policy.Trace.Outcome;
import com.integraci.bundles.rego.RegoProgram;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A rule of a bundle that was compiled to be looked into. */
public final class Tracing {

  /** One question, which begins cold: longer than a decision has, and nobody waits for it. */
  private static final Duration QUESTION_MAX = Duration.ofMillis(500);

  /** All of it together. */
  private static final Duration TIME_MAX = Duration.ofSeconds(3);

  private static final int VALUE_MAX = 500;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Probes probes;
  private final RegoProgram program;
  private final boolean apart;
  private final byte[] data;

  /**
   * A rule.
   *
   * @param probes what is asked
   * @param program the bundle's rules, and the probes
   * @param apart whether expressions are told apart
   * @param data what rules read as {@code data}, JSON
   */
  Tracing(Probes probes, RegoProgram program, boolean apart, String data) {
    this.probes = probes;
    this.program = program;
    this.apart = apart;
    this.data = data.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Looks into it. Each question has half a second and the memory of a decision; what comes to no
   * end, or is not come to in three seconds, is not known.
   *
   * @param clock ends what takes too long
   */
  public Trace of(JsonNode facts, ScheduledExecutorService clock) {
    var asking =
        new Asking(JSON.writeValueAsBytes(facts), clock, System.nanoTime() + TIME_MAX.toNanos());
    var steps =
        IntStream.range(0, probes.steps().size()).mapToObj(step -> step(asking, step)).toList();
    var values =
        IntStream.range(0, probes.values().size()).mapToObj(at -> value(asking, at)).toList();
    return new Trace(probes.rule(), steps, values, probes.cut());
  }

  /** What all questions of one trace have in common. */
  @SuppressWarnings("ArrayRecordComponent") // Read by each, never compared.
  private record Asking(byte[] input, ScheduledExecutorService clock, long endNanos) {}

  private Trace.Step step(Asking asking, int step) {
    var looked = probes.steps().get(step);
    var statement = looked.statement();
    var outcomes = new ArrayList<Outcome>();
    int asked = Probes.asked(looked);
    for (int last = apart ? 1 : Math.max(1, asked); last <= asked; last++) {
      outcomes.add(outcome(ask(asking, probes.point(step, last))));
    }
    var whole = whole(looked, outcomes);
    var parts = new ArrayList<Trace.Part>();
    for (int part = 0; part < looked.asked().size(); part++) {
      var expression = looked.asked().get(part);
      parts.add(new Trace.Part(expression.line(), expression.text(), part(outcomes, part, whole)));
    }
    return new Trace.Step(statement.file(), statement.line(), statement.name(), whole, parts);
  }

  /** It holds when all its expressions do, and it does not when some of them do not. */
  private static Outcome whole(Probes.Step step, List<Outcome> outcomes) {
    if (outcomes.contains(Outcome.FAILED)) {
      return Outcome.FAILED;
    }
    boolean all = step.asked().size() == Probes.asked(step);
    boolean held = outcomes.isEmpty() || outcomes.getLast() == Outcome.HELD;
    return all && held ? Outcome.HELD : Outcome.UNKNOWN;
  }

  private Outcome part(List<Outcome> outcomes, int part, Outcome whole) {
    if (whole == Outcome.HELD) {
      return Outcome.HELD;
    }
    if (!apart) {
      return Outcome.UNKNOWN;
    }
    int failed = outcomes.indexOf(Outcome.FAILED);
    if (failed >= 0 && part > failed) {
      return Outcome.UNREACHED;
    }
    return part < outcomes.size() ? outcomes.get(part) : Outcome.UNKNOWN;
  }

  private Trace.Value value(Asking asking, int value) {
    var statement = probes.values().get(value);
    var answer = ask(asking, probes.point(value));
    return new Trace.Value(
        statement.name(),
        statement.file(),
        statement.line(),
        answer.filter(found -> !found.isEmpty()).map(found -> clipped(found.get(0).path("result"))),
        outcome(answer));
  }

  private static Outcome outcome(Optional<JsonNode> answer) {
    return answer
        .map(found -> found.isEmpty() ? Outcome.FAILED : Outcome.HELD)
        .orElse(Outcome.UNKNOWN);
  }

  private static String clipped(JsonNode value) {
    var text = value.toString();
    int end = Math.min(VALUE_MAX, text.length());
    boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return end == text.length() ? text : text.substring(0, half ? end - 1 : end) + "…";
  }

  /** An array with the answer, or an empty one when there is none; nothing when it is not known. */
  private Optional<JsonNode> ask(Asking asking, String point) {
    if (System.nanoTime() > asking.endNanos()) {
      return Optional.empty();
    }
    try (var _ = new Deadline(asking.clock(), QUESTION_MAX).begin()) {
      var instance = program.instance(point, data);
      return Optional.of(JSON.readTree(instance.evaluate(asking.input())));
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
  }
}
