package com.integraci.keycloak.directory;

/** What can be wrong with a directory; the control plane knows each by its code. */
enum Trouble {
  /** Its name leads nowhere. */
  NO_HOST("no_host"),
  /** It stands where the appliance stands. */
  INSIDE("inside"),
  /** Nothing came back. */
  UNREACHABLE("unreachable"),
  /** Its certificate does not hold, or it knows no StartTLS. */
  NO_TLS("no_tls"),
  /** It does not know the account that the appliance signs in as. */
  WRONG_CREDENTIAL("wrong_credential"),
  /** It has no such base, or does not show it to the account. */
  NO_BASE("no_base"),
  /** Nobody below the base has both attributes. */
  NO_ID("no_id");

  private final String code;

  Trouble(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
