package com.integraci.appliance.decisions;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.http.Part;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.trust.KnownKey;
import com.integraci.appliance.trust.TrustedKeys;
import com.integraci.bundles.evidence.EvidenceFile;
import com.integraci.bundles.evidence.EvidenceKind;
import com.integraci.bundles.evidence.EvidenceReader;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.rego.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is sent to a gate: facts, or facts with files of a CI, which become facts by the same code
 * as those of {@code integraci policy decide}. A form has {@value #BODY_MAX} bytes at most. Of
 * those larger than {@value #FACTS_MAX} bytes a team has one read at a time, and all teams {@value
 * #READ_MAX}: they are kept in memory.
 */
final class EvidenceFiles {

  /** How large a form with files may be. */
  static final int BODY_MAX = 8 << 20;

  private static final int FACTS_MAX = 1 << 20;
  private static final int READ_MAX = 3;
  private static final int PROBLEMS_MAX = 50;
  private static final int NAME_MAX = 100;
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final String FACTS = "facts";
  private static final String EVIDENCE = "evidence";
  private static final String ATTESTED = ": It is taken from signed attestations only.";
  private static final Map<String, EvidenceKind> KINDS =
      new TreeMap<>(
          Map.of(
              "junit", EvidenceKind.JUNIT,
              "sarif", EvidenceKind.SARIF,
              "secrets-sarif", EvidenceKind.SECRETS_SARIF,
              "cyclonedx", EvidenceKind.CYCLONEDX,
              "spdx", EvidenceKind.SPDX,
              "attestation", EvidenceKind.ATTESTATION));
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final Gates gates;
  private final TrustedKeys keys;
  private final Semaphore reading = new Semaphore(READ_MAX);
  private final Set<TenantId> teams = ConcurrentHashMap.newKeySet();

  EvidenceFiles(Gates gates, TrustedKeys keys) {
    this.gates = gates;
    this.keys = keys;
  }

  /**
   * The facts that a request has, those of its files included.
   *
   * @throws Invalid with everything that is wrong with facts and files
   * @throws Limited when others of the team, or many, send large files at this moment
   */
  Map<String, Object> facts(Caller caller, String gate, Request request) {
    if (!request.multipart()) {
      return alone(caller, gate, request.atMost(FACTS_MAX).object());
    }
    // Of whoever may not, files are not read.
    gates.requireMay(caller);
    return request.length().filter(length -> length <= FACTS_MAX).isPresent()
        ? facts(caller, gate, request.atMost(FACTS_MAX).parts())
        : large(caller, gate, request);
  }

  /** Facts without files. Who may not ask is told that, and not what is wrong with them. */
  private Map<String, Object> alone(Caller caller, String gate, Map<String, Object> facts) {
    var problems = new ArrayList<>(claims(facts));
    if (!problems.isEmpty()) {
      gates.requireMay(caller);
      check(gate, facts, problems);
      throw new Invalid(problems.stream().limit(PROBLEMS_MAX).toList());
    }
    return facts;
  }

  private Map<String, Object> large(Caller caller, String gate, Request request) {
    if (!teams.add(caller.tenant())) {
      throw new Limited("Other large evidence of your team is being read.", AGAIN);
    }
    try {
      if (!reading.tryAcquire()) {
        throw new Limited("Much evidence is being read. Ask again in a moment.", AGAIN);
      }
      try {
        return facts(caller, gate, request.parts());
      } finally {
        reading.release();
      }
    } finally {
      teams.remove(caller.tenant());
    }
  }

  private Map<String, Object> facts(Caller caller, String gate, List<Part> parts) {
    var problems = new ArrayList<Invalid.Problem>();
    var given = given(parts, problems);
    var files = files(parts, problems);
    check(gate, given, problems);
    problems.addAll(claims(given));
    var facts = new LinkedHashMap<>(given);
    try {
      // The rest of the facts is not the reader's: it may break the schema, which is said as well.
      var evidence = given.get(EVIDENCE) instanceof Map<?, ?> there ? there : Map.of();
      var document = JSON.valueToTree(Map.of(EVIDENCE, evidence));
      var added = reader(caller, files).add(FACTS, document, files).get(EVIDENCE);
      facts.put(EVIDENCE, JSON.convertValue(added, OBJECT));
    } catch (BundleRefused e) {
      e.problems().forEach(problem -> problems.add(problem(problem)));
    }
    if (!problems.isEmpty()) {
      throw new Invalid(problems.stream().limit(PROBLEMS_MAX).toList());
    }
    return facts;
  }

  private static Map<String, Object> given(List<Part> parts, List<Invalid.Problem> problems) {
    var found = parts.stream().filter(part -> part.name().equals(FACTS)).toList();
    if (found.size() != 1 || found.getFirst().content().length > FACTS_MAX) {
      problems.add(new Invalid.Problem(FACTS, "It is there once, and has 1 MiB at most."));
      return Map.of();
    }
    try {
      var facts = new LinkedHashMap<>(found.getFirst().object());
      facts.putIfAbsent(EVIDENCE, Map.of());
      return facts;
    } catch (Invalid e) {
      problems.add(new Invalid.Problem(FACTS, "It is not one valid JSON object."));
      return Map.of();
    }
  }

  private static List<EvidenceFile> files(List<Part> parts, List<Invalid.Problem> problems) {
    var files = new ArrayList<EvidenceFile>();
    for (Part part : parts) {
      var kind = KINDS.get(part.name());
      if (kind != null) {
        files.add(new EvidenceFile(kind, name(part), part.content()));
      } else if (!part.name().equals(FACTS)) {
        var message = "It is one of: facts, " + String.join(", ", KINDS.keySet()) + ".";
        problems.add(new Invalid.Problem(clipped(part.name()), message));
      }
    }
    return files;
  }

  /**
   * The facts by themselves, so that all is said at once; without facts there is nothing to say.
   */
  private static void check(
      String gate, Map<String, Object> given, List<Invalid.Problem> problems) {
    if (!given.isEmpty()) {
      try {
        Subject.read(gate, given, Instant.now());
      } catch (Invalid e) {
        problems.addAll(e.problems());
      }
    }
  }

  /** What says that something was signed is of signed statements alone, and no sender's word. */
  private static List<Invalid.Problem> claims(Map<String, Object> given) {
    return given.get(EVIDENCE) instanceof Map<?, ?> evidence
        ? EvidenceReader.ATTESTED.stream()
            .filter(evidence::containsKey)
            .map(member -> new Invalid.Problem("", "/evidence/" + member + ATTESTED))
            .toList()
        : List.of();
  }

  /** Keys are looked up for who needs them: each is checked against the site's word for it. */
  private EvidenceReader reader(Caller caller, List<EvidenceFile> files) {
    boolean attested = files.stream().anyMatch(EvidenceFile::signed);
    return new EvidenceReader(
        attested
            ? keys.forEvidence(caller.tenant()).stream().map(KnownKey::key).toList()
            : List.of());
  }

  private static Invalid.Problem problem(Problem problem) {
    var place = new StringBuilder(problem.file());
    if (problem.line() > 0) {
      place.append(':').append(problem.line());
    }
    if (problem.column() > 0) {
      place.append(':').append(problem.column());
    }
    return new Invalid.Problem(place.toString(), problem.message());
  }

  /** The part's name, and the file's as its sender has it. */
  private static String name(Part part) {
    return part.file().isEmpty() ? part.name() : part.name() + " " + clipped(part.file());
  }

  private static String clipped(String name) {
    var printed = name.replaceAll("[\\p{Cc}\\p{Cs}]", "?");
    return printed.length() > NAME_MAX ? printed.substring(0, NAME_MAX) : printed;
  }
}
