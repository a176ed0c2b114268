package com.integraci.bundles.pack;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Flag;
import com.integraci.bundles.canonical.JsonValue.Items;
import com.integraci.bundles.canonical.JsonValue.Members;
import com.integraci.bundles.evidence.TrustedKey;
import com.integraci.bundles.signing.KeyVoucher;
import java.util.List;
import java.util.UUID;

/** The keys that a team trusts or trusted, as they stand in a pack ({@code keys.json}). */
public final class PackKeys {

  private PackKeys() {}

  /**
   * A key.
   *
   * @param name the team's name for it
   * @param key the public key
   * @param bundles whether its signatures count for the team's bundles
   * @param evidence whether they count for attestations at its gates
   * @param voucher the site's word for it
   */
  public record Key(
      String name, TrustedKey key, boolean bundles, boolean evidence, String voucher) {

    KeyVoucher of(UUID team) {
      return new KeyVoucher(team, key.id(), bundles, evidence);
    }
  }

  /** The member's bytes. */
  public static byte[] write(List<Key> keys) {
    var all = keys.stream().<JsonValue>map(PackKeys::document).toList();
    return CanonicalJson.write(
        JsonValue.object().put("format", 1).put("keys", new Items(all)).build());
  }

  private static JsonValue document(Key key) {
    return JsonValue.object()
        .put("bundles", key.bundles())
        .put("evidence", key.evidence())
        .put("name", key.name())
        .put("public_key", key.key().pem())
        .put("voucher", key.voucher())
        .build();
  }

  /**
   * Reads the member.
   *
   * @throws IllegalArgumentException when it is none
   */
  static List<Key> read(byte[] bytes) {
    if (CanonicalJson.readObject(bytes).member("keys") instanceof Items(var items)) {
      return items.stream().map(PackKeys::key).toList();
    }
    throw new IllegalArgumentException("\"keys\" is not a list");
  }

  private static Key key(JsonValue item) {
    if (item instanceof Members key
        && key.member("bundles") instanceof Flag(boolean bundles)
        && key.member("evidence") instanceof Flag(boolean evidence)) {
      return new Key(
          key.text("name"),
          TrustedKey.ofPem(key.text("public_key")).getFirst(),
          bundles,
          evidence,
          key.text("voucher"));
    }
    throw new IllegalArgumentException("a key is not as keys are");
  }
}
