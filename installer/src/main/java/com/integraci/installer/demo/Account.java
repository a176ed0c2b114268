package com.integraci.installer.demo;

/**
 * A team of the demo and its owner.
 *
 * @param slug the team's short name
 * @param organisation its full name
 * @param name the owner's
 * @param email what the owner signs in with
 * @param password the owner's
 * @param key the Idempotency-Key of the sign-up, so that one that was cut off is taken up again
 */
record Account(
    String slug, String organisation, String name, String email, String password, String key) {

  @Override
  public String toString() {
    return "Account[" + slug + "]";
  }
}
