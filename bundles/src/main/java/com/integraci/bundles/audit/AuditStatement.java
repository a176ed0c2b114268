package com.integraci.bundles.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Members;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/** What the site's audit key signs. See docs/audit-format.md, "Statements". */
public sealed interface AuditStatement {

  /** When it was signed. */
  Instant time();

  /** Id of the key that signs. */
  ChainHash key();

  /** Entries {@code first} to {@code last} of a tenant's chain and the hash at their end. */
  record Segment(UUID tenant, long first, long last, ChainHash head) {
    public Segment {
      if (first < 1 || last < first - 1) {
        throw new IllegalArgumentException("not a segment: " + first + " to " + last);
      }
    }

    /** How many entries. */
    public long count() {
      return last - first + 1;
    }
  }

  /** The chain up to here, from its beginning. */
  record Checkpoint(Segment segment, Instant time, ChainHash key) implements AuditStatement {
    public Checkpoint {
      if (segment.first() != 1) {
        throw new IllegalArgumentException("a checkpoint covers a chain from its beginning");
      }
    }
  }

  /**
   * What an export's file holds.
   *
   * @param frame hash of the lines before the end that aren't entries, their line feeds included
   */
  record Export(Segment segment, ChainHash frame, Instant time, ChainHash key)
      implements AuditStatement {}

  /** A new key, signed by the former. */
  record NewKey(AuditKey next, Instant time, ChainHash key) implements AuditStatement {}

  /** The statement's exact bytes. */
  default byte[] bytes() {
    JsonValue.Builder object =
        JsonValue.object()
            .put("v", AuditEntry.VERSION)
            .put("kind", kind())
            .put("time", ChronoUnit.MICROS.between(Instant.EPOCH, time()))
            .put("key", key().hex());
    switch (this) {
      case Checkpoint checkpoint -> put(object, checkpoint.segment());
      case Export export -> {
        put(object, export.segment());
        object.put("frame", export.frame().hex());
      }
      case NewKey key -> object.put("public", HexFormat.of().formatHex(key.next().raw()));
    }
    return CanonicalJson.write(object.build());
  }

  /** What is signed for a statement of those bytes: a domain prefix and the bytes. */
  static byte[] signingInput(byte[] statement) {
    byte[] domain = "integraci/audit/statement/1\n".getBytes(US_ASCII);
    byte[] input = new byte[domain.length + statement.length];
    System.arraycopy(domain, 0, input, 0, domain.length);
    System.arraycopy(statement, 0, input, domain.length, statement.length);
    return input;
  }

  /**
   * Reads a statement.
   *
   * @throws IllegalArgumentException if the bytes aren't exactly those of a statement
   */
  static AuditStatement read(byte[] bytes) {
    Members object = CanonicalJson.readObject(bytes);
    if (object.whole("v") != AuditEntry.VERSION) {
      throw new IllegalArgumentException("a statement of another version");
    }
    Instant time = Instant.EPOCH.plus(object.whole("time"), ChronoUnit.MICROS);
    ChainHash key = ChainHash.ofHex(object.text("key"));
    AuditStatement statement =
        switch (object.text("kind")) {
          case "checkpoint" -> new Checkpoint(segment(object), time, key);
          case "export" ->
              new Export(segment(object), ChainHash.ofHex(object.text("frame")), time, key);
          case "key" ->
              new NewKey(AuditKey.ofRaw(HexFormat.of().parseHex(object.text("public"))), time, key);
          default -> throw new IllegalArgumentException("a statement of unknown kind");
        };
    // A wrong count or a member too many shows here.
    if (!Arrays.equals(statement.bytes(), bytes)) {
      throw new IllegalArgumentException("a statement with other members than its kind has");
    }
    return statement;
  }

  private String kind() {
    return switch (this) {
      case Checkpoint _ -> "checkpoint";
      case Export _ -> "export";
      case NewKey _ -> "key";
    };
  }

  private static void put(JsonValue.Builder object, Segment segment) {
    object
        .put("tenant", segment.tenant().toString())
        .put("first", segment.first())
        .put("last", segment.last())
        .put("count", segment.count())
        .put("head", segment.head().hex());
  }

  private static Segment segment(Members object) {
    return new Segment(
        UUID.fromString(object.text("tenant")),
        object.whole("first"),
        object.whole("last"),
        ChainHash.ofHex(object.text("head")));
  }
}
