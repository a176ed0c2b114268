package com.integraci.appliance.audit;

import com.integraci.appliance.policy.Resource;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is recorded beside the permit's own facts (tenant, actor, role, action, request).
 *
 * @param resource what was acted on
 * @param outcome how it ended
 * @param facts codes, ids and decimal numbers, never names, addresses or free text: keys {@code
 *     [a-z_]{1,32}}, values {@code [A-Za-z0-9_.:-]{1,64}}, 14 at most
 * @param detail personal or free detail; it goes to an erasable row, and only its salted hash into
 *     the entry
 */
public record AuditEvent(
    Resource resource,
    Outcome outcome,
    SortedMap<String, String> facts,
    SortedMap<String, String> detail) {

  /** An entry has room for two more: the decision by which it was done, and its hash. */
  private static final int FACTS_MAX = 14;

  /** How it ended. */
  public enum Outcome {
    DONE,
    DENIED,
    FAILED
  }

  public AuditEvent {
    Objects.requireNonNull(resource);
    Objects.requireNonNull(outcome);
    facts = new TreeMap<>(facts);
    detail = new TreeMap<>(detail);
    if (facts.size() > FACTS_MAX) {
      throw new IllegalArgumentException("more than " + FACTS_MAX + " facts");
    }
    facts.forEach(
        (key, value) -> {
          if (!key.matches("[a-z_]{1,32}") || !value.matches("[A-Za-z0-9_.:-]{1,64}")) {
            throw new IllegalArgumentException("not a fact: " + key);
          }
        });
  }

  /** The action was done. */
  public static AuditEvent done(Resource resource) {
    return new AuditEvent(resource, Outcome.DONE, new TreeMap<>(), new TreeMap<>());
  }

  /** It was tried, and failed. */
  public static AuditEvent failed(Resource resource) {
    return new AuditEvent(resource, Outcome.FAILED, new TreeMap<>(), new TreeMap<>());
  }

  /** The same with facts. */
  public AuditEvent with(Map<String, String> more) {
    var all = new TreeMap<>(facts);
    all.putAll(more);
    return new AuditEvent(resource, outcome, all, detail);
  }

  /** The same with erasable detail. */
  public AuditEvent withDetail(Map<String, String> more) {
    var all = new TreeMap<>(detail);
    all.putAll(more);
    return new AuditEvent(resource, outcome, facts, all);
  }
}
