package com.integraci.appliance.console;

import com.integraci.appliance.decisions.DecisionSummary;
import com.integraci.appliance.decisions.DecisionSummary.Count;
import com.integraci.appliance.decisions.DecisionSummary.Step;
import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Lays out how decisions came out over time, for those who may read them. */
final class Trends {

  private static final DateTimeFormatter DAY = format("d MMM");
  private static final DateTimeFormatter HOUR = format("HH:mm");

  private final Decisions decisions;
  private final Policy policy;

  Trends(Decisions decisions, Policy policy) {
    this.decisions = decisions;
    this.policy = policy;
  }

  /** The steps that a page is asked to show. */
  static Step step(Fields query) {
    return query.optionalOneOf("by", List.of("day", "hour")).orElse("day").equals("hour")
        ? Step.HOUR
        : Step.DAY;
  }

  /** What was counted, if the visitor may see it. */
  Optional<DecisionSummary> counted(Visitor visitor, DecisionSummary.Asked asked) {
    return policy.offers(visitor.caller(), Action.DECISION_LIST)
        ? Optional.of(decisions.summary(visitor.caller(), asked))
        : Optional.empty();
  }

  /**
   * What was counted, laid out.
   *
   * @param address the page's own
   */
  static TrendView view(DecisionSummary summary, String address) {
    var step = summary.step();
    boolean hours = step == Step.HOUR;
    var rows =
        summary.counts().reversed().stream()
            .filter(count -> count.allowed() + count.denied() > 0)
            .map(count -> new TrendView.Row(when(step, count.at()), count))
            .toList();
    var what = hours ? " an hour" : " a day";
    return new TrendView(
        lead(summary),
        summary.cut().map(Trends::cut).orElse(""),
        hours,
        address + "?by=day",
        address + "?by=hour",
        List.of(
            chart(summary, "decided", "Decisions" + what, Count::allowed),
            chart(summary, "denied", "Denials" + what, _ -> 0)),
        rows);
  }

  /** How long the steps last, in words. */
  static String last(Step step) {
    return step == Step.HOUR ? "the last 24 hours" : "the last 30 days";
  }

  private static String lead(DecisionSummary summary) {
    long all = summary.allowed() + summary.denied();
    return String.format(
        Locale.ROOT,
        "%s in %s, %,d of them denied (%s).",
        all == 1 ? "1 decision" : String.format(Locale.ROOT, "%,d decisions", all),
        last(summary.step()),
        summary.denied(),
        share(summary.denied(), all));
  }

  /** What is there is not rounded to nothing. */
  static String share(long denied, long all) {
    double percent = all == 0 ? 0 : 100.0 * denied / all;
    return denied > 0 && percent < 0.05
        ? "under 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  private static String cut(Instant at) {
    return String.format(
        Locale.ROOT,
        "The newest %,d decisions are counted, those after %s.",
        DecisionSummary.DECISIONS_MAX,
        Moment.text(at));
  }

  private static Chart chart(
      DecisionSummary summary, String id, String title, ToLongFunction<Count> allowed) {
    var counts = summary.counts();
    long most =
        counts.stream().mapToLong(one -> one.denied() + allowed.applyAsLong(one)).max().orElse(0);
    long top = Chart.top(most);
    var bars =
        IntStream.range(0, counts.size())
            .mapToObj(
                place ->
                    new Chart.Bar(
                        place * Chart.STEP,
                        Chart.height(counts.get(place).denied(), top),
                        Chart.height(allowed.applyAsLong(counts.get(place)), top),
                        tip(summary.step(), counts.get(place))))
            .toList();
    return new Chart(
        id,
        title,
        String.format(
            Locale.ROOT,
            "%s from %s to %s, at most %,d. The figures follow.",
            title,
            ticks(summary).getFirst(),
            ticks(summary).getLast(),
            most),
        bars,
        String.format(Locale.ROOT, "%,d", top),
        ticks(summary));
  }

  private static String tip(Step step, Count count) {
    return String.format(
        Locale.ROOT,
        "%s: %,d allowed, %,d denied",
        when(step, count.at()),
        count.allowed(),
        count.denied());
  }

  private static List<String> ticks(DecisionSummary summary) {
    var counts = summary.counts();
    return List.of(counts.getFirst(), counts.get(counts.size() / 2), counts.getLast()).stream()
        .map(count -> when(summary.step(), count.at()))
        .toList();
  }

  private static String when(Step step, Instant at) {
    return (step == Step.HOUR ? HOUR : DAY).format(at);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
