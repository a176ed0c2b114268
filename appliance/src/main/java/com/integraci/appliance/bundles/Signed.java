package com.integraci.appliance.bundles;

import com.integraci.bundles.evidence.TrustedKey;
import java.util.Optional;
import java.util.UUID;

/**
 * Who signed a bundle.
 *
 * @param envelope the signature, as {@code integraci policy sign} makes it
 * @param signer the public key
 * @param key which of the keys that the team trusted; none when the site signed
 */
public record Signed(String envelope, TrustedKey signer, Optional<UUID> key) {

  /** In a word. */
  public String by() {
    return key.isPresent() ? "team" : "site";
  }
}
