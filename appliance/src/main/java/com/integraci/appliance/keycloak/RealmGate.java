package com.integraci.appliance.keycloak;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Closes realms and opens them; both may be repeated. */
public final class RealmGate {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final KeycloakHttp http;

  RealmGate(KeycloakHttp http) {
    this.http = http;
  }

  /**
   * Lets a realm's people and clients sign in, or ends their sessions and lets nobody. The
   * provisioner does it: a realm that is closed has no tokens for its own client either.
   *
   * @throws Conflict when the realm is not there, or not the tenant's
   */
  public void setOpen(String slug, TenantId tenant, boolean open) {
    var token = http.provisionerToken();
    var realm = http.get(token, "/" + slug);
    if (realm.status() == 404 || !Keycloak.isOf(realm.body(), tenant)) {
      throw new Conflict("The tenant has no realm.");
    }
    expect(realm, 200);
    expect(http.put(token, "/" + slug, JSON.writeValueAsString(Map.of("enabled", open))), 204);
    if (!open) {
      expect(http.post(token, "/" + slug + "/logout-all", ""), 200);
    }
  }

  /** Whether the realm is there, the tenant's, and lets people sign in. */
  public boolean isOpen(String slug, TenantId tenant) {
    var answer = http.get(http.provisionerToken(), "/" + slug);
    return answer.status() == 200
        && Keycloak.isOf(answer.body(), tenant)
        && answer.body().path("enabled").asBoolean(false);
  }

  private static void expect(KeycloakHttp.Answer answer, int status) {
    if (answer.status() != status) {
      throw KeycloakHttp.refused(answer.status());
    }
  }
}
