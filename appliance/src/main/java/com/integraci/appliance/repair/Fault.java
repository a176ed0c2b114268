package com.integraci.appliance.repair;

import java.util.Locale;

/** The ways in which a layer can differ. Names are kept in journals and never change. */
enum Fault {
  REALM_MISSING(Cure.ASKED, "The realm is missing. It is made anew, without the people it had."),
  REALM_FOREIGN(Cure.BY_HAND, "The realm of this name is not the team's. Look at it in Keycloak."),
  REALM_CLOSED(Cure.ALONE, "The realm is closed, but the team is not suspended. It is opened."),
  REALM_OPEN(
      Cure.ALONE, "The realm is open, but the team is suspended. It is closed, sessions end."),
  REALM_SETTING(Cure.ALONE, "The realm's setting %s is not as it is to be. It is set."),
  CLIENT_MISSING(Cure.ALONE, "The realm's client %s is missing. It is made."),
  CLIENT_CHANGED(Cure.ALONE, "Of a realm's client %s is not as it is to be. It is set."),
  CLIENT_UNKNOWN(Cure.ASKED, "The realm's client %s is nobody's. It is removed."),
  ACCOUNT_MISSING(
      Cure.BY_HAND, "The service account %s has no client. The team renews its secret."),
  ACCOUNT_DISABLED(Cure.ALONE, "The client of the service account %s is disabled. It is enabled."),
  ACCOUNT_ENABLED(
      Cure.ALONE, "The client of the disabled service account %s is enabled. It is disabled."),
  PROVIDER_MISSING(
      Cure.ALONE,
      "The identity provider %s is missing. It is attached; who came from it joins anew."),
  PROVIDER_CHANGED(Cure.ALONE, "Of an identity provider %s is not as it is to be. It is set."),
  PROVIDER_UNKNOWN(Cure.ASKED, "The realm's identity provider %s is nobody's. It is removed."),
  USER_UNKNOWN(Cure.ASKED, "The user %s of the realm is nobody's member. It is removed."),
  MEMBER_MISSING(
      Cure.BY_HAND, "The member %s has no user in the realm. The team removes and invites them."),
  NAMESPACE_MISSING(
      Cure.ASKED, "The namespace is missing. It is made anew; the team's values are gone."),
  NAMESPACE_GOING(Cure.BY_HAND, "OpenBao is still removing the namespace. Plan again later."),
  PART_LOST(Cure.ASKED, "Of the namespace %s is missing. It is made anew, and is empty."),
  PART_MISSING(Cure.ALONE, "Of the namespace %s is missing. It is made."),
  PART_CHANGED(Cure.ALONE, "Of the namespace %s is not as it is to be. It is set."),
  PART_OTHER(Cure.BY_HAND, "Of the namespace %s is something else. Look at it in OpenBao."),
  BROKER_ACCOUNT(Cure.ALONE, "The account is missing. It is made."),
  BROKER_KEY(
      Cure.ASKED, "The key of the account is gone. Another account is made; old events are gone."),
  BROKER_WAITS(
      Cure.BY_HAND, "The account or its key is missing. It can be made when the team is resumed."),
  BROKER_CLAIMS_MISSING(Cure.ALONE, "The broker does not know the account. It is told."),
  BROKER_CLAIMS_OTHER(
      Cure.ALONE, "The broker keeps a statement about the account that is not ours. It is told."),
  BROKER_STREAM_MISSING(Cure.ASKED, "The stream is missing. It is made anew, and is empty."),
  BROKER_STREAM_CHANGED(Cure.ALONE, "The stream is set up otherwise. It is set."),
  BROKER_STREAM_UNSEEN(
      Cure.BY_HAND, "The stream can't be looked at. Repair the secrets, then plan again.");

  private final Cure cure;
  private final String words;

  Fault(Cure cure, String words) {
    this.cure = cure;
    this.words = words;
  }

  Cure cure() {
    return cure;
  }

  /** What it is and what is done, of one thing. */
  String words(String subject) {
    return words.formatted(subject);
  }

  /** Its code in the API and in journals. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Fault of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
