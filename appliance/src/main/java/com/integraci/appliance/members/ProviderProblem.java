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
      "The appliance got no answer from it that it understands. Look at the address, whether the"
          + " appliance may reach it, and whether its certificate comes from an authority that the"
          + " appliance trusts."),
  /** It gives itself another name. */
  OTHER_ISSUER("It calls itself otherwise than the issuer here. Take the name that it gives."),
  /** Its description lacks what is needed, or names an address that is not https. */
  INCOMPLETE("Its description lacks an address, or has one that does not begin with https."),
  /** OpenBao does not have it. */
  NO_SECRET("Its secret is gone. Enter it again."),
  /** A directory whose certificate does not hold, or that knows no StartTLS. */
  NO_TLS(
      "It was reached, but no TLS came about. Its certificate must name the host of the address and"
          + " come from an authority that the appliance trusts; over ldap:// it must know"
          + " StartTLS."),
  /** A directory that does not let the appliance in. */
  WRONG_CREDENTIAL(
      "It does not let the appliance sign in. Look at the bind DN, and enter its password again."),
  /** A directory without the base, or that does not show it. */
  NO_BASE("It has no entry of the base DN, or does not show it to the bind DN."),
  /** A directory without anybody who could come. */
  NO_ID(
      "Below the base DN it shows nobody with both attributes, the one that people type and the one"
          + " that never changes. Look at both, and at what the bind DN may read.");

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
