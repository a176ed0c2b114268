package com.integraci.bundles.evidence;

import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.rego.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns evidence files into facts. Reports of tests, findings, secrets, bills and vulnerabilities
 * add up, also those within signed statements; of provenances one can count. The same files give
 * the same facts, in any order.
 *
 * <p>At most {@value #FILES_MAX} files and {@value #BYTES_MAX} bytes together; each of {@value
 * EvidenceFile#BYTES_MAX} bytes at most.
 */
public final class EvidenceReader {
  /** How many files are read. */
  public static final int FILES_MAX = 2_000;

  /** How large they may be together. */
  public static final int BYTES_MAX = 64 << 20;

  /** How many keys may be trusted. */
  public static final int KEYS_MAX = 16;

  /** The members of evidence that signed statements alone give, never who sends them. */
  public static final SortedSet<String> ATTESTED =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(
              List.of(
                  Attestation.MEMBER,
                  Provenance.MEMBER,
                  Signed.MEMBER,
                  VerificationSummary.MEMBER)));

  private static final String EVIDENCE = "evidence";

  private final List<TrustedKey> trusted;

  /**
   * @param trusted the keys whose attestations count, {@value #KEYS_MAX} at most; none, and each
   *     attestation is refused
   * @throws IllegalArgumentException if there are more
   */
  public EvidenceReader(List<TrustedKey> trusted) {
    if (trusted.size() > KEYS_MAX) {
      throw new IllegalArgumentException("more than " + KEYS_MAX + " trusted keys");
    }
    this.trusted = List.copyOf(trusted);
  }

  /**
   * Facts with those of the files added to their {@code evidence}.
   *
   * @param file the facts' name in problems
   * @param facts which keep the schema; not changed
   * @throws BundleRefused with what is wrong in each file, and what the facts have already
   */
  public JsonNode add(String file, JsonNode facts, List<EvidenceFile> files) {
    var added = (ObjectNode) facts.deepCopy();
    var problems = new ArrayList<Problem>();
    var evidence = (ObjectNode) added.get(EVIDENCE);
    read(files)
        .forEach(
            (member, fact) -> {
              if (evidence.has(member)) {
                var sentence = ": It is here and comes from evidence files too.";
                problems.add(new Problem(file, 0, 0, Fault.CODE, "/evidence/" + member + sentence));
              }
              evidence.set(member, fact.json());
            });
    if (!problems.isEmpty()) {
      throw new BundleRefused(problems);
    }
    return added;
  }

  private SortedMap<String, Fact> read(List<EvidenceFile> files) {
    bound(files);
    var facts = new TreeMap<String, Fact>();
    var plain = new TreeSet<String>();
    var problems = new ArrayList<Problem>();
    for (EvidenceFile file : files) {
      try {
        if (file.content().length > EvidenceFile.BYTES_MAX) {
          throw new Fault("It is larger than 16 MiB.");
        }
        for (Fact fact : file.kind().facts(file.content(), trusted)) {
          facts.merge(fact.member(), fact, Fact::and);
          if (!file.signed()) {
            plain.add(fact.member());
          }
        }
      } catch (Fault e) {
        problems.add(e.in(file.name()));
      }
    }
    if (!problems.isEmpty()) {
      throw new BundleRefused(problems);
    }
    sign(facts, plain);
    return facts;
  }

  /** Says which facts are of signed statements alone; what a plain file adds to is not. */
  private static void sign(SortedMap<String, Fact> facts, Set<String> plain) {
    if (facts.containsKey(Attestation.MEMBER)) {
      var signed = new TreeSet<>(facts.keySet());
      signed.removeAll(plain);
      signed.remove(Attestation.MEMBER);
      facts.put(Signed.MEMBER, new Signed(signed));
    }
  }

  private static void bound(List<EvidenceFile> files) {
    if (files.size() > FILES_MAX) {
      throw tooMuch("There are more than " + FILES_MAX + " evidence files.");
    }
    if (files.stream().mapToLong(file -> file.content().length).sum() > BYTES_MAX) {
      throw tooMuch("The evidence files are larger than 64 MiB together.");
    }
  }

  private static BundleRefused tooMuch(String sentence) {
    return new BundleRefused(List.of(new Problem("", 0, 0, Fault.CODE, sentence)));
  }
}
