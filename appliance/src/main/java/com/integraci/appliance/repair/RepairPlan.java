package com.integraci.appliance.repair;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.workflow.Payload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a team's layers differ, and so what a repair would do.
 *
 * @param tenant whose
 * @param slug its slug
 * @param differences by layer, {@link #MAX} at most
 * @param more whether there were more: they are in the next plan
 */
public record RepairPlan(TenantId tenant, String slug, List<Difference> differences, boolean more) {

  /** How many differences one plan has at most. */
  public static final int MAX = 100;

  public RepairPlan {
    Objects.requireNonNull(tenant);
    Objects.requireNonNull(slug);
    differences = List.copyOf(differences);
  }

  static RepairPlan of(Team team, List<Difference> found) {
    return new RepairPlan(
        team.id(), team.slug(), found.stream().limit(MAX).toList(), found.size() > MAX);
  }

  /** What a person may have done. */
  public List<Difference> cures() {
    return differences.stream().filter(one -> one.cure() != Cure.BY_HAND).toList();
  }

  /** The part of it that a rule may have done. */
  RepairPlan alone() {
    var part = differences.stream().filter(one -> one.cure() == Cure.ALONE).toList();
    return new RepairPlan(tenant, slug, part, more);
  }

  /** Names the plan: another plan has another name. SHA-256 in hex. */
  public String fingerprint() {
    var text =
        differences.stream()
            .map(one -> one.layer() + " " + one.line() + "\n")
            .collect(Collectors.joining("", tenant + "\n", more ? "more" : ""));
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** What the workflow is started with: the lines of each layer. */
  Payload payload() {
    var lines = new TreeMap<String, String>();
    cures().forEach(one -> lines.merge(one.layer(), one.line(), (all, line) -> all + "\n" + line));
    return Payload.of(lines);
  }

  /** What of a layer is to be done, as {@link #payload} says it. */
  static List<Difference> of(Payload payload, String layer) {
    return Map.copyOf(payload.values())
        .getOrDefault(layer, "")
        .lines()
        .map(line -> Difference.parse(layer, line))
        .toList();
  }
}
