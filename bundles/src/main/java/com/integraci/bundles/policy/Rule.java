package com.integraci.bundles.policy;

import java.util.List;

/**
 * A rule of a bundle, as its manifest describes it.
 *
 * @param id its name in Rego, in tests and in decisions
 * @param title what it asks for, in one line
 * @param severity how much a denial by it matters
 * @param message what is said when it denies
 * @param fix what whoever was denied can do
 * @param controls what it gives evidence for, each {@code framework:control}
 */
public record Rule(
    String id, String title, Severity severity, String message, String fix, List<String> controls) {

  /** How much a denial matters. */
  public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
  }

  public Rule {
    controls = List.copyOf(controls);
  }
}
