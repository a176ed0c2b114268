package com.integraci.appliance.audit;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Members;
import com.integraci.bundles.canonical.JsonValue.Text;
import com.integraci.bundles.canonical.JsonValue.Whole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A page of the log.
 *
 * @param entries the newest first; a filter may leave a page short, even empty, before the end
 * @param next cursor of the next page, absent at the end
 */
public record AuditPage(List<Entry> entries, Optional<Long> next) {

  public AuditPage {
    entries = List.copyOf(entries);
  }

  /**
   * One entry as people read it; what counts is its bytes.
   *
   * @param role the role by which it was allowed, absent when it was denied
   * @param run the request, the workflow or the job's run that did it
   * @param facts numbers and codes by name
   * @param detail personal detail, empty when there is none or it was erased
   * @param detailState which of these it is
   */
  public record Entry(
      long sequence,
      String hash,
      UUID id,
      Instant at,
      String actorKind,
      UUID actor,
      String action,
      String resourceKind,
      UUID resource,
      String outcome,
      Optional<String> role,
      Optional<UUID> run,
      Map<String, String> facts,
      Map<String, String> detail,
      DetailState detailState) {}

  static Entry entry(long sequence, String hash, byte[] body, Optional<byte[]> detail) {
    Members entry = CanonicalJson.readObject(body);
    Members actor = object(entry, "actor");
    Members resource = object(entry, "resource");
    return new Entry(
        sequence,
        hash,
        UUID.fromString(entry.text("id")),
        Instant.EPOCH.plus(entry.whole("at"), ChronoUnit.MICROS),
        actor.text("kind"),
        UUID.fromString(actor.text("id")),
        entry.text("action"),
        resource.text("kind"),
        UUID.fromString(resource.text("id")),
        entry.text("outcome"),
        optional(entry, "permit"),
        optional(entry, "request").or(() -> optional(entry, "workflow")).map(UUID::fromString),
        entry.values().containsKey("facts") ? words(object(entry, "facts")) : Map.of(),
        detail.map(bytes -> words(CanonicalJson.readObject(bytes))).orElse(Map.of()),
        DetailState.of(entry.values().containsKey("detail"), detail.isPresent()));
  }

  private static Members object(Members entry, String name) {
    if (entry.member(name) instanceof Members members) {
      return members;
    }
    throw new IllegalArgumentException(name + " is not an object");
  }

  private static Optional<String> optional(Members entry, String name) {
    return entry.values().containsKey(name) ? Optional.of(entry.text(name)) : Optional.empty();
  }

  private static Map<String, String> words(Members members) {
    var words = new TreeMap<String, String>();
    members.values().forEach((name, value) -> words.put(name, word(value)));
    return words;
  }

  private static String word(JsonValue value) {
    return switch (value) {
      case Text(String text) -> text;
      case Whole(long number) -> Long.toString(number);
      case JsonValue.Flag _, JsonValue.Items _, Members _ ->
          throw new IllegalArgumentException("a fact is a number or a code");
    };
  }
}
