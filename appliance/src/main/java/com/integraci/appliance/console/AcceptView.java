package com.integraci.appliance.console;

import com.integraci.appliance.members.Acceptance;

/**
 * The page behind an invitation's link.
 *
 * @param offer what the link offers
 * @param action where the form goes
 * @param next where the person signs in
 * @param provider the alias of the identity provider that the person goes on to, or ""
 * @param form what was typed
 */
record AcceptView(Acceptance.Offer offer, String action, String next, String provider, Form form) {

  /** What the provider is called. */
  String providerName() {
    return offer.providers().getOrDefault(provider, provider);
  }

  /** The action opens something, so it is not shown. */
  @Override
  public String toString() {
    return "AcceptView[" + offer.slug() + "]";
  }
}
