package com.integraci.appliance.decisions;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.policy.Finding;
import com.integraci.bundles.policy.Undecided;
import com.integraci.bundles.policy.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a decision came out.
 *
 * @param allowed whether it is a yes
 * @param reason what made it: {@link Reason}
 * @param result all that the rules found, canonical JSON
 * @param denying the ids of the rules that made it a no
 */
record Outcome(boolean allowed, Reason reason, String result, List<String> denying) {

  private static final int RESULT_MAX = 256 * 1024;
  private static final int DETAIL_MAX = 1000;

  Outcome {
    denying = List.copyOf(denying);
  }

  /** What a decision comes from. */
  enum Reason {
    /** The rules, to their end. */
    RULES,
    /** That there are none, which is a no. */
    NO_BUNDLE,
    /** That they took more time or memory than a decision has, went too deep, or said too much. */
    LIMIT,
    /** That they contradict themselves. */
    FAULT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Outcome noBundle() {
    return undecided(Reason.NO_BUNDLE, "No bundle is active for gates, so nothing allows this.");
  }

  /** A no, because the rules came to no end. */
  static Outcome undecided(Undecided cause) {
    var reason = cause.reason() == Undecided.Reason.FAULT ? Reason.FAULT : Reason.LIMIT;
    return undecided(reason, cause.getMessage());
  }

  /** What the rules found. */
  static Outcome of(Verdict verdict) {
    var result = text(document(verdict));
    if (result.length() > RESULT_MAX / 4) {
      return undecided(Reason.LIMIT, "The rules said more than 64 thousand characters.");
    }
    var denying = verdict.denials().stream().map(found -> found.rule().id());
    return new Outcome(verdict.allowed(), Reason.RULES, result, denying.toList());
  }

  private static Outcome undecided(Reason reason, String message) {
    var findings = new JsonValue.Items(List.of());
    var document = JsonValue.object().put("findings", findings).put("message", message).build();
    return new Outcome(false, reason, text(document), List.of());
  }

  private static JsonValue document(Verdict verdict) {
    var findings = new ArrayList<JsonValue>();
    verdict.findings().forEach(finding -> findings.add(document(finding)));
    return JsonValue.object().put("findings", new JsonValue.Items(findings)).build();
  }

  /** What denies says all that whoever reads it needs; the bundle may be gone by then. */
  private static JsonValue document(Finding finding) {
    var rule = finding.rule();
    var document =
        JsonValue.object()
            .put("rule", rule.id())
            .put("outcome", finding.outcome().name().toLowerCase(Locale.ROOT));
    if (finding.outcome().denies()) {
      document
          .put("title", rule.title())
          .put("severity", rule.severity().name().toLowerCase(Locale.ROOT))
          .put("message", rule.message())
          .put("fix", rule.fix());
    }
    finding.exception().ifPresent(id -> document.put("exception", id));
    finding.detail().ifPresent(detail -> document.put("detail", clipped(detail)));
    return document.build();
  }

  private static String clipped(String detail) {
    int end = Math.min(detail.length(), DETAIL_MAX);
    boolean half = end > 0 && Character.isHighSurrogate(detail.charAt(end - 1));
    return detail.substring(0, half ? end - 1 : end);
  }

  private static String text(JsonValue document) {
    return new String(CanonicalJson.write(document), StandardCharsets.UTF_8);
  }
}
