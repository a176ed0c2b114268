package com.integraci.appliance.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CallNameTest {

  @Test
  void aNameHasTheInterfacesWordsAndNobodysOwn() {
    assertEquals(
        "/admin/realms/{}/users/{}/logout",
        CallName.of("/admin/realms/acme/users/01900000-0000-7000-8000-000000000001/logout"));
    assertEquals(
        "/auth/realms/{}/login-actions/{}",
        CallName.of("/auth/realms/acme/login-actions/action-token?key=eyJ.secret"));
    assertEquals("/admin/realms/{}/users", CallName.of("/admin/realms/a/users?email=a@b.example"));
    assertEquals("", CallName.of(""));
  }
}
