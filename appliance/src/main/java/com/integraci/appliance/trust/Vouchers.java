package com.integraci.appliance.trust;

import com.integraci.appliance.database.TenantId;
import com.integraci.bundles.signing.KeyVoucher;

/** The site's word that a team trusts a key, and for what: an envelope by the site's key. */
final class Vouchers {

  private final SiteKey site;

  Vouchers(SiteKey site) {
    this.site = site;
  }

  /** Asks OpenBao for it, so it is not for a transaction. */
  String of(TenantId tenant, AddKey key) {
    return voucher(tenant, key.key().id(), key.purposes()).seal(site::sign);
  }

  /** Whether the site gave its word for this team, key and purposes. */
  boolean holds(TenantId tenant, KnownKey key, String voucher) {
    return voucher(tenant, key.key().id(), key.purposes()).holds(voucher, site::signer);
  }

  private static KeyVoucher voucher(TenantId tenant, String key, KnownKey.Purposes purposes) {
    return new KeyVoucher(tenant.value(), key, purposes.bundles(), purposes.evidence());
  }
}
