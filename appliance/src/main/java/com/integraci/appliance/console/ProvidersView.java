package com.integraci.appliance.console;

import java.util.List;

/**
 * The team's own identity providers.
 *
 * @param done what was just done, or ""
 * @param rows all of them
 * @param writable whether the reader may attach one
 * @param most how many a team may have
 * @param kind of the form for a new one, one of {@link #KINDS}
 * @param callback where providers send people back to, with ALIAS for the alias
 * @param action where a new one is attached
 * @param back the members
 * @param form what was typed
 */
record ProvidersView(
    String done,
    List<Row> rows,
    boolean writable,
    int most,
    String kind,
    String callback,
    String action,
    String back,
    Form form) {

  static final List<String> KINDS = List.of("oidc", "saml", "ldap");

  static final List<Vendor> VENDORS =
      List.of(
          new Vendor("openldap", "OpenLDAP"),
          new Vendor("active_directory", "Active Directory"),
          new Vendor("389ds", "389 Directory Server"),
          new Vendor("other", "Another: name both attributes below"));

  /**
   * One provider.
   *
   * @param kind what it speaks
   * @param where who it is
   * @param word how far it is
   */
  record Row(String name, String kind, String where, Lamp lamp, String word, String href) {}

  boolean saml() {
    return kind.equals("saml");
  }

  boolean ldap() {
    return kind.equals("ldap");
  }

  /** What is attached, with its article. */
  String what() {
    return switch (kind) {
      case "saml" -> "a SAML 2.0 provider";
      case "ldap" -> "an LDAP directory";
      default -> "an OpenID Connect provider";
    };
  }

  /** The pages with the forms for the other kinds. */
  List<Other> others() {
    var others = KINDS.stream().filter(other -> !other.equals(kind)).toList();
    return others.stream()
        .map(one -> new Other(name(one), action + "?kind=" + one, one.equals(others.getLast())))
        .toList();
  }

  private static String name(String kind) {
    return switch (kind) {
      case "saml" -> "SAML 2.0";
      case "ldap" -> "LDAP";
      default -> "OpenID Connect";
    };
  }

  /** A kind and where its form is. */
  record Other(String name, String href, boolean last) {}

  /**
   * Whose directory it may be.
   *
   * @param word in the API
   */
  record Vendor(String word, String name) {}

  boolean full() {
    return rows.size() >= most;
  }
}
