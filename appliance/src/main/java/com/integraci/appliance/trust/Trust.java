package com.integraci.appliance.trust;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.openbao.AuditSigner;
import com.integraci.appliance.policy.Policy;

/**
 * Whose signatures count.
 *
 * @param keys those that each team trusts
 * @param site the site's own
 */
public record Trust(TrustedKeys keys, SiteKey site) {

  /** Over these. */
  public static Trust of(Database database, Policy policy, AuditLog audit, AuditSigner signer) {
    var site = new SiteKey(signer);
    return new Trust(new TrustedKeys(database, policy, audit, site), site);
  }

  /** The routes. */
  public Routes routes() {
    return TrustRoutes.of(keys);
  }
}
