package com.integraci.bundles.pack;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Items;
import com.integraci.bundles.canonical.JsonValue.Members;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * What a pack says of itself ({@code manifest.json}): canonical JSON.
 *
 * @param of whose, and of when
 * @param decisions how many there are
 * @param members all others but the manifest and its signature, in their order
 */
public record PackManifest(Of of, Decisions decisions, List<Member> members) {

  /** Version of the format. */
  public static final long FORMAT = 1;

  public PackManifest {
    members = List.copyOf(members);
  }

  /**
   * Whose pack it is, and of when.
   *
   * @param id its id, by which the audit chain names it
   * @param team the team
   * @param from the first moment
   * @param to the first moment that is not meant
   */
  public record Of(UUID id, UUID team, Instant from, Instant to) {

    /** Whether something of that time is of the period. */
    public boolean holds(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /**
   * How many decisions there are.
   *
   * @param all of every entry that is in the pack, whole batches
   * @param inside of these, those of the period
   * @param erased of these, those whose facts were erased
   */
  public record Decisions(long all, long inside, long erased) {}

  /**
   * A member.
   *
   * @param name its name
   * @param size how many bytes it has, unpacked
   * @param sha256 their SHA-256, in hexadecimal
   */
  public record Member(String name, long size, String sha256) {}

  /** The manifest's bytes. */
  public byte[] bytes() {
    var named = members.stream().<JsonValue>map(PackManifest::member).toList();
    return CanonicalJson.write(
        JsonValue.object()
            .put("decisions", counts())
            .put("format", FORMAT)
            .put("from", of.from().toString())
            .put("id", of.id().toString())
            .put("members", new Items(named))
            .put("team", of.team().toString())
            .put("to", of.to().toString())
            .build());
  }

  /** SHA-256 of them, in hexadecimal: it stands for the whole pack. */
  public String digest() {
    return Digests.of(bytes());
  }

  private JsonValue counts() {
    return JsonValue.object()
        .put("all", decisions.all())
        .put("erased", decisions.erased())
        .put("inside", decisions.inside())
        .build();
  }

  private static JsonValue member(Member member) {
    return JsonValue.object()
        .put("name", member.name())
        .put("sha256", member.sha256())
        .put("size", member.size())
        .build();
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException when the bytes are not exactly those of one
   */
  static PackManifest read(byte[] bytes) {
    var document = CanonicalJson.readObject(bytes);
    if (document.whole("format") != FORMAT) {
      throw new IllegalArgumentException("a pack of format " + document.whole("format"));
    }
    try {
      var read = new PackManifest(of(document), decisions(document), members(document));
      if (Arrays.equals(read.bytes(), bytes)) {
        return read;
      }
      throw new IllegalArgumentException("a member that a manifest does not have");
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time that is none", e);
    }
  }

  private static Of of(Members document) {
    return new Of(
        UUID.fromString(document.text("id")),
        UUID.fromString(document.text("team")),
        Instant.parse(document.text("from")),
        Instant.parse(document.text("to")));
  }

  private static Decisions decisions(Members document) {
    if (document.member("decisions") instanceof Members counts) {
      return new Decisions(counts.whole("all"), counts.whole("inside"), counts.whole("erased"));
    }
    throw new IllegalArgumentException("\"decisions\" is not an object");
  }

  private static List<Member> members(Members document) {
    if (document.member("members") instanceof Items(var items)) {
      return items.stream().map(PackManifest::member).toList();
    }
    throw new IllegalArgumentException("\"members\" is not a list");
  }

  private static Member member(JsonValue item) {
    if (item instanceof Members member) {
      return new Member(member.text("name"), member.whole("size"), member.text("sha256"));
    }
    throw new IllegalArgumentException("a member is not an object");
  }
}
