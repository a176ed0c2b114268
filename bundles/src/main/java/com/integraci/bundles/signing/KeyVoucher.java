package com.integraci.bundles.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.evidence.Envelope;
import com.integraci.bundles.evidence.Fault;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A site's word that a team trusts a key, and for what: a DSSE 1.0 envelope by the site's key.
 *
 * @param team the team
 * @param key the key's id, SHA-256 in hexadecimal
 * @param bundles whether the key's signatures count for the team's bundles
 * @param evidence whether they count for attestations at its gates
 */
public record KeyVoucher(UUID team, String key, boolean bundles, boolean evidence) {

  private static final String TYPE = "application/vnd.integraci.trusted-key+json";

  /**
   * The envelope, JSON.
   *
   * @param site makes the signature over the bytes that it is given
   */
  public String seal(UnaryOperator<byte[]> site) {
    return new String(Envelope.seal(TYPE, statement(), site), UTF_8);
  }

  /**
   * Whether the envelope is the site's word for just this.
   *
   * @param site throws {@link Fault} when the site did not sign the envelope that it is given
   */
  public boolean holds(String envelope, Consumer<Envelope> site) {
    try {
      var opened = Envelope.read(envelope.getBytes(UTF_8), TYPE);
      site.accept(opened);
      return Arrays.equals(opened.payload(), statement());
    } catch (Fault e) {
      return false;
    }
  }

  private byte[] statement() {
    return CanonicalJson.write(
        JsonValue.object()
            .put("bundles", bundles)
            .put("evidence", evidence)
            .put("format", 1)
            .put("key", key)
            .put("tenant", team.toString())
            .build());
  }
}
