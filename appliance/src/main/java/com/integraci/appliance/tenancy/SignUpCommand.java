package com.integraci.appliance.tenancy;

import java.util.UUID;

/**
 * What a team sends to sign up, as it was sent: {@link SignUp} checks it.
 *
 * @param name the owner's name, 1 to 200 characters
 * @param email the owner's address
 * @param password 8 characters to 72 bytes of UTF-8
 * @param organisation what the team calls itself, 1 to 200 characters
 * @param slug 3 to 40 characters
 * @param plan a {@link Plan}'s id
 * @param idempotencyKey the client's key, 1 to 200 characters, or "" for none: then each request is
 *     a sign-up of its own
 * @param request the request's id
 */
public record SignUpCommand(
    String name,
    String email,
    String password,
    String organisation,
    String slug,
    String plan,
    String idempotencyKey,
    UUID request) {

  /** Nothing of it belongs into a log. */
  @Override
  public String toString() {
    return "SignUpCommand[" + request + "]";
  }
}
