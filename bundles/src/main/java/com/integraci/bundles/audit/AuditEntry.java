package com.integraci.bundles.audit;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Flag;
import com.integraci.bundles.canonical.JsonValue.Items;
import com.integraci.bundles.canonical.JsonValue.Members;
import com.integraci.bundles.canonical.JsonValue.Text;
import com.integraci.bundles.canonical.JsonValue.Whole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One audited action, in ids, codes and whole numbers only: an entry can't be erased.
 *
 * @param at when the action was, kept to the microsecond
 * @param permit role or job by which it was allowed; absent when it was refused
 * @param facts at most {@value #FACTS_MAX} whole numbers and codes by name
 * @param detail hash of the erasable detail, see {@link AuditDetail}
 */
public record AuditEntry(
    UUID tenant,
    UUID id,
    Instant at,
    Actor actor,
    String action,
    Resource resource,
    Outcome outcome,
    Optional<String> permit,
    Optional<UUID> request,
    Optional<UUID> workflow,
    Map<String, JsonValue> facts,
    Optional<ChainHash> detail) {

  /** Version of the format, in every entry. */
  public static final int VERSION = 1;

  /** Bound on an entry's encoding. */
  public static final int BYTES_MAX = 4096;

  /** Bound on facts. */
  public static final int FACTS_MAX = 16;

  // No space and no '@': an address or a sentence doesn't fit, so that a slip is found early.
  private static final Pattern CODE = Pattern.compile("[a-z0-9._:/-]{1,128}");
  private static final Pattern FACT = Pattern.compile("[A-Za-z0-9._:/-]{1,128}");

  public AuditEntry {
    at = at.truncatedTo(ChronoUnit.MICROS);
    requireCode(action);
    permit.ifPresent(AuditEntry::requireCode);
    facts = Map.copyOf(facts);
    facts.forEach(AuditEntry::requireFact);
    if (facts.size() > FACTS_MAX) {
      throw new IllegalArgumentException("more than " + FACTS_MAX + " facts");
    }
  }

  /** Who acted. For {@link Kind#SYSTEM} the id is that of the workflow or of the job's run. */
  public record Actor(Kind kind, UUID id) {
    /** The kinds of actor. */
    public enum Kind {
      MEMBER,
      SERVICE,
      SYSTEM
    }
  }

  /** On what: a kind of thing (a code) and its id. */
  public record Resource(String kind, UUID id) {
    public Resource {
      requireCode(kind);
    }
  }

  /** How it ended. */
  public enum Outcome {
    DONE,
    DENIED,
    FAILED
  }

  /**
   * The exact bytes to store, hash and export.
   *
   * @throws IllegalArgumentException if they would be more than {@value #BYTES_MAX}
   */
  public byte[] bytes() {
    JsonValue.Builder entry =
        JsonValue.object()
            .put("v", VERSION)
            .put("tenant", tenant.toString())
            .put("id", id.toString())
            .put("at", ChronoUnit.MICROS.between(Instant.EPOCH, at))
            .put("actor", pair(code(actor.kind()), actor.id().toString()))
            .put("action", action)
            .put("resource", pair(resource.kind(), resource.id().toString()))
            .put("outcome", code(outcome));
    permit.ifPresent(value -> entry.put("permit", value));
    request.ifPresent(value -> entry.put("request", value.toString()));
    workflow.ifPresent(value -> entry.put("workflow", value.toString()));
    if (!facts.isEmpty()) {
      JsonValue.Builder object = JsonValue.object();
      facts.forEach(object::put);
      entry.put("facts", object.build());
    }
    detail.ifPresent(value -> entry.put("detail", value.hex()));
    byte[] bytes = CanonicalJson.write(entry.build());
    if (bytes.length > BYTES_MAX) {
      throw new IllegalArgumentException("an audit entry of " + bytes.length + " bytes");
    }
    return bytes;
  }

  /** The code of an enum's constant in entries. */
  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Members pair(String kind, String id) {
    return JsonValue.object().put("kind", kind).put("id", id).build();
  }

  private static void requireFact(String name, JsonValue value) {
    requireCode(name);
    boolean fits =
        switch (value) {
          case Whole _ -> true;
          case Text(String text) -> FACT.matcher(text).matches();
          case Flag _, Items _, Members _ -> false;
        };
    if (!fits) {
      throw new IllegalArgumentException("not a whole number or code: fact " + name);
    }
  }

  private static void requireCode(String code) {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("not an id or code for an audit entry: \"" + code + "\"");
    }
  }
}
