package com.integraci.installer.stack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScramVerifierTest {
  // Made by PostgreSQL 18.6 itself: create role probe password 'pencil'.
  private static final String SERVERS =
      "SCRAM-SHA-256$4096:T13TMq+jEMdjCKQC9svGng==$U9NA1YEcqWOQmNagxh+zmGSw8FxBy+o2shiIHAh5NtI=:"
          + "wPPwb0Nx0Ngu5fBHvTD0M7TV6l3L1/RD8VMlaklzPwk=";

  @Test
  void a_verifier_matches_the_password_it_was_made_from() {
    assertTrue(ScramVerifier.matches(ScramVerifier.of("pencil"), "pencil"));
  }

  @Test
  void a_verifier_matches_no_other_password() {
    assertFalse(ScramVerifier.matches(ScramVerifier.of("pencil"), "Pencil"));
  }

  @Test
  void each_verifier_has_a_salt_of_its_own() {
    assertNotEquals(ScramVerifier.of("pencil"), ScramVerifier.of("pencil"));
  }

  @Test
  void what_is_no_verifier_matches_nothing() {
    assertFalse(ScramVerifier.matches("", "pencil"));
    assertFalse(ScramVerifier.matches("md5d6d1f5b5d5b5d5b5", "pencil"));
  }

  @Test
  void the_servers_own_verifier_is_understood() {
    assertTrue(ScramVerifier.matches(SERVERS, "pencil"));
  }
}
