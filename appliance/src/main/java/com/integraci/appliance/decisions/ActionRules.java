package com.integraci.appliance.decisions;

import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Judgement;
import com.integraci.appliance.policy.TeamRules;
import com.integraci.bundles.policy.DecisionKind;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Decides on actions by the bundle that a team has active for them. */
record ActionRules(Rules rules) implements TeamRules {

  private static final String FIX = "An owner or admin of your team can roll its rules back.";

  @Override
  public Optional<Judgement> judge(TenantId tenant, String facts) {
    return rules
        .active(tenant, DecisionKind.ACTION_1)
        .map(
            ruling -> {
              long began = System.nanoTime();
              var outcome = Gates.outcome(ruling, JsonMapper.shared().readTree(facts));
              return new Judgement(
                  new Judgement.Bundle(ruling.name(), ruling.version(), ruling.digest()),
                  outcome.reason().word(),
                  outcome.result(),
                  denial(outcome),
                  Duration.ofNanos(System.nanoTime() - began));
            });
  }

  private static Optional<Judgement.Denial> denial(Outcome outcome) {
    if (outcome.allowed()) {
      return Optional.empty();
    }
    var findings = Findings.read(outcome.result());
    return findings.found().stream()
        .filter(Findings.Found::denies)
        .findFirst()
        .map(found -> new Judgement.Denial(found.rule(), sentence(found), found.fix()))
        .or(() -> Optional.of(unended(outcome, findings)));
  }

  private static String sentence(Findings.Found found) {
    return found.detail().isEmpty() ? found.message() : found.message() + " " + found.detail();
  }

  /** Rules that came to no end name none that denies. */
  private static Judgement.Denial unended(Outcome outcome, Findings findings) {
    return new Judgement.Denial(outcome.reason().word(), findings.message().orElse(""), FIX);
  }
}
