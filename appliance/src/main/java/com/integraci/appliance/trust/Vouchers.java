package com.integraci.appliance.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.appliance.database.TenantId;
import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.evidence.Envelope;
import com.integraci.bundles.evidence.Fault;
import java.util.Arrays;

/** The site's word that a team trusts a key, and for what: an envelope by the site's key. */
final class Vouchers {

  private static final String TYPE = "application/vnd.integraci.trusted-key+json";

  private final SiteKey site;

  Vouchers(SiteKey site) {
    this.site = site;
  }

  /** Asks OpenBao for it, so it is not for a transaction. */
  String of(TenantId tenant, AddKey key) {
    byte[] statement = statement(tenant, key.key().id(), key.purposes());
    return new String(Envelope.seal(TYPE, statement, site::sign), UTF_8);
  }

  /** Whether the site gave its word for this team, key and purposes. */
  boolean holds(TenantId tenant, KnownKey key, String voucher) {
    try {
      var envelope = Envelope.read(voucher.getBytes(UTF_8), TYPE);
      site.signer(envelope);
      return Arrays.equals(envelope.payload(), statement(tenant, key.key().id(), key.purposes()));
    } catch (Fault e) {
      return false;
    }
  }

  private static byte[] statement(TenantId tenant, String key, KnownKey.Purposes purposes) {
    return CanonicalJson.write(
        JsonValue.object()
            .put("bundles", purposes.bundles())
            .put("evidence", purposes.evidence())
            .put("format", 1)
            .put("key", key)
            .put("tenant", tenant.toString())
            .build());
  }
}
