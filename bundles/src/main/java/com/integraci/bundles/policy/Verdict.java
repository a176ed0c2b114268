package com.integraci.bundles.policy;

import java.util.List;

/**
 * A decision.
 *
 * @param findings of every rule, in the manifest's order
 */
public record Verdict(List<Finding> findings) {

  public Verdict {
    findings = List.copyOf(findings);
  }

  /** Whether no rule denies. */
  public boolean allowed() {
    return findings.stream().noneMatch(Finding::denies);
  }

  /** Of the rules that deny. */
  public List<Finding> denials() {
    return findings.stream().filter(Finding::denies).toList();
  }
}
