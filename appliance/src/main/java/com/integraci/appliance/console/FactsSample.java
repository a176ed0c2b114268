package com.integraci.appliance.console;

import com.integraci.bundles.policy.DecisionKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Facts to begin with, for whoever has none at hand: the least that a kind of decision needs. */
final class FactsSample {

  private static final String GATE =
      """
      {
        "time": "%s",
        "gate": "deploy",
        "service": "shop",
        "environment": "production",
        "commit": "0123456789abcdef0123456789abcdef01234567",
        "change": {"author": "somebody", "reviews": []},
        "evidence": {
          "tests": {"passed": 12, "failed": 0, "skipped": 0}
        }
      }
      """;

  private static final String ACTION =
      """
      {
        "time": "%s",
        "action": "secret.put",
        "role": "developer",
        "actor": {"kind": "member", "id": "01900000-0000-7000-8000-000000000001"},
        "resource": {"type": "secret", "id": "01900000-0000-7000-8000-000000000002"}
      }
      """;

  private FactsSample() {}

  static String of(DecisionKind kind, Instant now) {
    var text =
        switch (kind) {
          case GATE_1 -> GATE;
          case ACTION_1 -> ACTION;
        };
    return text.formatted(now.truncatedTo(ChronoUnit.SECONDS));
  }
}
