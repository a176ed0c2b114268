package com.integraci.appliance.members;

import java.util.Locale;

/** What can be wrong with an identity provider when it is tried. Names are kept in journals. */
public enum ProviderProblem {
  /** Its name leads nowhere. */
  NO_HOST("The name of one of its addresses was not found. Look at the address."),
  /** It stands where the appliance stands. */
  INSIDE("One of its addresses is inside the appliance's network. The operator can allow that."),
  /** Nothing came back that can be understood. */
  UNREACHABLE(
      "The appliance got no description of it. Look at the address, whether the appliance may reach"
          + " it, and whether its certificate comes from an authority that the appliance trusts."),
  /** It gives itself another name. */
  OTHER_ISSUER("It calls itself otherwise than the issuer here. Take the name that it gives."),
  /** Its description lacks what is needed, or names an address that is not https. */
  INCOMPLETE("Its description lacks an address, or has one that does not begin with https."),
  /** OpenBao does not have it. */
  NO_SECRET("Its client secret is gone. Enter it again.");

  private final String words;

  ProviderProblem(String words) {
    this.words = words;
  }

  /** What it is and what to do, a sentence or two. */
  public String words() {
    return words;
  }

  /** Its code in the API and in journals. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ProviderProblem of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
