package com.integraci.appliance.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may pass to Keycloak. */
class AuthProxyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth/realms/team-one/protocol/openid-connect/auth",
        "/auth/realms/team-one/protocol/openid-connect/token",
        "/auth/realms/team-one/login-actions/authenticate",
        "/auth/realms/team-one/.well-known/openid-configuration",
        "/auth/realms/team-one/broker/corp/login",
        "/auth/realms/team-one/broker/corp/endpoint",
        "/auth/realms/team-one/broker/corp/endpoint/descriptor",
        "/auth/realms/team-one/broker/after-first-broker-login",
        "/auth/realms/team-one/broker/after-post-broker-login",
        "/auth/resources/1a2b3/login/keycloak.v2/css/styles.css",
        "/auth/resources/1a2b3/common/keycloak/vendor/@patternfly-v5/x.css",
      })
  void whatPeopleNeedToSignInPasses(String path) {
    assertTrue(AuthProxy.passes(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth/admin/realms",
        "/auth/admin/team-one/console",
        "/auth/realms/master/protocol/openid-connect/token",
        "/auth/realms/master/.well-known/openid-configuration",
        "/auth/realms/team-one",
        "/auth/realms/team-one/account",
        "/auth/realms/team-one/clients-registrations/default",
        "/auth/realms/team-one/broker/corp/token",
        "/auth/realms/team-one/broker/corp/link",
        "/auth/realms/team-one/broker/corp/endpoint/clients/x",
        "/auth/realms/team-one/broker/../account",
        "/auth/realms/master/broker/corp/endpoint",
        "/auth/realms/team-one/protocol/openid-connect/../../../../admin/realms",
        "/auth/realms/team-one/protocol/openid-connect/%2e%2e/x",
        "/auth/realms/team-one/protocol/openid-connect//token",
        "/auth/realms/team-one/protocol/openid-connect/token;x=1",
        "/auth/realms/team-one%2f..%2fmaster/protocol/openid-connect/token",
        "/auth/realms/../admin/realms",
        "/auth/resources/../admin/x",
        "/auth/resources/",
        "/auth/metrics",
        "/auth/health",
        "/auth/",
      })
  void nothingElsePasses(String path) {
    assertFalse(AuthProxy.passes(path));
  }
}
