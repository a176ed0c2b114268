package com.integraci.tests.openbao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.config.OpenBaoConfig;
import com.integraci.tests.Await;
import com.integraci.tests.OpenBaoClient;
import com.integraci.tests.OpenBaoServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What each credential can do in OpenBao, and that none can give itself more. */
@Tag("isolation")
@Tag("containers")
class CredentialsTest {

  private static final TenantId ALPHA = TenantId.fresh();
  private static final TenantId BETA = TenantId.fresh();
  private static final String IN_ALPHA = "t-" + ALPHA;
  private static final String IN_BETA = "t-" + BETA;
  private static final String VALUE = UUID.randomUUID().toString();

  /** What the calls of the provisioning could carry beside, if it were let. */
  private static final Map<String, Object> MORE =
      Map.ofEntries(
          Map.entry("policies", "root"),
          Map.entry("token_type", "batch"),
          Map.entry("token_period", "24h"),
          Map.entry("token_explicit_max_ttl", "24h"),
          Map.entry("token_num_uses", 0),
          Map.entry("token_bound_cidrs", "127.0.0.0/8"),
          Map.entry("bind_secret_id", false),
          Map.entry("local_secret_ids", true),
          Map.entry("secret_id_bound_cidrs", "127.0.0.0/8"),
          Map.entry("TOKEN_POLICIES", "root"),
          Map.entry("config", Map.of("max_lease_ttl", "24h")),
          Map.entry("options", Map.of("version", "1")),
          Map.entry("plugin_name", "kv"),
          Map.entry("local", true),
          Map.entry("seal_wrap", true),
          Map.entry("exportable", true),
          Map.entry("allow_plaintext_backup", true),
          Map.entry("derived", true),
          Map.entry("auto_rotate_period", "1h"),
          Map.entry("delete_version_after", "1h"),
          Map.entry("expiration", "2099-01-01T00:00:00Z"),
          Map.entry("ttl", "1h"),
          Map.entry("cas", 0));

  private static OpenBaoServer server;
  private static OpenBaoClient client;
  private static String witness;

  @BeforeAll
  static void twoTenantsWithAValueEach() {
    server = OpenBaoServer.shared();
    client = server.client();
    witness = server.witness();
    try (var openBao = OpenBao.open(server.settings(), server.authority())) {
      for (TenantId tenant : List.of(ALPHA, BETA)) {
        Await.available(() -> openBao.tenants().provision(tenant));
      }
    }
    for (String namespace : List.of(IN_ALPHA, IN_BETA)) {
      var body = Map.of("options", Map.of("cas", 0), "data", Map.of("value", "v"));
      assertEquals(200, client.send(witness, "POST", namespace, "kv/data/" + VALUE, body).status());
    }
  }

  @Test
  void theStandingCredentialReachesNothingOfATenantButALoginForOneRequest() {
    var mint = "auth/approle/role/request/secret-id";

    assertEquals(
        Set.of(
            "POST " + IN_ALPHA + "/" + mint,
            "PUT " + IN_ALPHA + "/" + mint,
            "GET " + IN_ALPHA + "/transit/wrapping_key"),
        passing("control-plane", Attempt.inTenant(IN_ALPHA, VALUE)));
  }

  @Test
  void theStandingCredentialReachesInTheAppliancesNamespaceWhatItsWorkNeeds() {
    String waiting = "00000000-0000-7000-8000-0000000000ff";

    assertEquals(
        Set.of(
            "GET appliance/signups/data/" + waiting,
            "POST appliance/signups/data/" + waiting,
            "PUT appliance/signups/data/" + waiting,
            "GET appliance/signups/metadata/" + waiting,
            "DELETE appliance/signups/metadata/" + waiting,
            "LIST appliance/signups/metadata",
            "GET appliance/transit/keys/audit",
            "POST appliance/transit/keys/audit/rotate",
            "PUT appliance/transit/keys/audit/rotate",
            "POST appliance/transit/sign/audit",
            "PUT appliance/transit/sign/audit",
            "GET appliance/transit/keys/broker-operator",
            "POST appliance/transit/sign/broker-operator",
            "PUT appliance/transit/sign/broker-operator",
            "GET appliance/transit/keys/broker-system",
            "POST appliance/transit/sign/broker-system",
            "PUT appliance/transit/sign/broker-system",
            "POST appliance/transit/verify/audit",
            "PUT appliance/transit/verify/audit"),
        passing("control-plane", Attempt.inAppliance()));
  }

  @Test
  void theStandingCredentialReachesNothingInTheRootButItsNumbers() {
    assertEquals(Set.of("GET /sys/metrics"), passing("control-plane", Attempt.inRoot()));
  }

  @Test
  void theStandingCredentialBringsKeysForWebhooksInAndNoneOut() {
    String token = server.login("control-plane");
    String path = "transit/keys/webhook-" + UUID.randomUUID() + "/import";
    for (Map<String, ?> body :
        List.<Map<String, ?>>of(
            Map.of("type", "aes256-gcm96", "ciphertext", "AAAA"),
            Map.of("type", "hmac", "ciphertext", "AAAA", "exportable", true),
            Map.of("type", "hmac", "ciphertext", "AAAA", "allow_plaintext_backup", true),
            Map.of("type", "hmac"))) {
      assertEquals(403, client.send(token, "POST", IN_ALPHA, path, body).status(), body.toString());
    }
    var message = Map.of("input", "AAAA");
    assertEquals(
        403,
        client.send(token, "POST", IN_ALPHA, "transit/hmac/tenant/sha2-256", message).status());
    assertEquals(
        403,
        client.send(token, "POST", "appliance", "transit/hmac/audit/sha2-256", message).status());
  }

  @Test
  void theLoginItMintsCannotBeMadeToLiveLongerOrBeUsedTwice() {
    String token = server.login("control-plane");
    String path = "auth/approle/role/request/secret-id";
    for (Map<String, ?> more :
        List.<Map<String, ?>>of(
            Map.of("ttl", "24h"),
            Map.of("num_uses", 0),
            Map.of("num_uses", "100"),
            Map.of("metadata", "{\"a\":\"b\"}"),
            Map.of("cidr_list", "0.0.0.0/0"),
            Map.of("token_bound_cidrs", "0.0.0.0/0"))) {
      assertEquals(403, client.send(token, "POST", IN_ALPHA, path, more).status(), more.toString());
    }
    String secret = mint(token);
    var body = client.send("", "POST", IN_ALPHA, "auth/approle/login", login(secret)).body();

    assertEquals(60, body.path("auth").path("lease_duration").asInt());
    assertEquals("[\"request\"]", body.path("auth").path("policies").toString());
    assertEquals(
        400, client.send("", "POST", IN_ALPHA, "auth/approle/login", login(secret)).status());
  }

  @Test
  void aRequestsTokenPutsAndDestroysValuesOfItsTenantAndReadsProvidersSecretsAlone() {
    assertEquals(
        Set.of(
            "POST " + IN_ALPHA + "/kv/data/" + VALUE,
            "PUT " + IN_ALPHA + "/kv/data/" + VALUE,
            "GET " + IN_ALPHA + "/kv/metadata/" + VALUE,
            "DELETE " + IN_ALPHA + "/kv/metadata/" + VALUE,
            "GET " + IN_ALPHA + "/kv/data/provider/" + VALUE,
            "POST " + IN_ALPHA + "/kv/data/provider/" + VALUE,
            "PUT " + IN_ALPHA + "/kv/data/provider/" + VALUE,
            // A value's id could be this word; there is none of it.
            "GET " + IN_ALPHA + "/kv/metadata/provider",
            "DELETE " + IN_ALPHA + "/kv/metadata/provider",
            "GET " + IN_ALPHA + "/kv/metadata/provider/" + VALUE,
            "DELETE " + IN_ALPHA + "/kv/metadata/provider/" + VALUE,
            "GET " + IN_ALPHA + "/transit/keys/broker",
            "POST " + IN_ALPHA + "/transit/sign/broker",
            "PUT " + IN_ALPHA + "/transit/sign/broker"),
        passingWith(Attempt.inTenant(IN_ALPHA, VALUE)));
  }

  @Test
  void aRequestsTokenReachesNothingOfAnotherTenantTheApplianceOrTheRoot() {
    var everywhere = new ArrayList<>(Attempt.inTenant(IN_BETA, VALUE));
    everywhere.addAll(Attempt.inAppliance());
    everywhere.addAll(Attempt.inRoot());

    assertEquals(Set.of(), passingWith(everywhere));
  }

  @Test
  void theProvisionerCannotTouchTheApplianceOrTheRoot() {
    var everywhere = new ArrayList<>(Attempt.inAppliance());
    everywhere.addAll(Attempt.inRoot());

    assertEquals(Set.of(), passing("provisioner", everywhere));
  }

  @Test
  void theProvisionerReadsNothingOfATenantAndMintsNoLogin() {
    assertEquals(
        Set.of("GET " + IN_ALPHA + "/auth/approle/role/request/role-id"),
        passing("provisioner", Attempt.inTenant(IN_ALPHA, VALUE)));
  }

  @Test
  void theProvisionerMakesNoNamespaceButTenants() {
    String token = server.login("provisioner");
    for (String path :
        List.of(
            "sys/namespaces/appliance",
            "sys/namespaces/other",
            "sys/namespaces/T-x",
            "sys/namespaces/x/t-y",
            "sys/namespaces/t-x/../other",
            "sys/namespaces//other",
            "sys/namespaces/%74-x/../other",
            IN_ALPHA + "/sys/namespaces/t-y")) {
      for (String method : List.of("POST", "DELETE")) {
        int status = client.send(token, method, "", path, Map.of()).status();
        assertTrue(status >= 300, method + " " + path + ": " + status);
      }
    }
    assertEquals(
        200, client.send(witness, "GET", "", "sys/namespaces/appliance", Map.of()).status());
    assertEquals(404, client.send(witness, "GET", "", "sys/namespaces/other", Map.of()).status());
  }

  /** Every call of the provisioning, with each of its values changed, left out, and one added. */
  @Test
  void theProvisionerCannotSendAnythingButTheReviewedParts() {
    String token = server.login("provisioner");
    var before = role();
    var breaches = new TreeSet<String>();
    for (Attempt good : provisioning()) {
      int status = good.send(client, token);
      assertTrue(status / 100 == 2 || status == 400, good + " is to pass, but " + status);
      for (Attempt bad : variants(good)) {
        // A value that can't be parsed is answered with 400 before it is authorized.
        int refused = bad.send(client, token);
        if (refused != 403 && refused != 400) {
          breaches.add(bad + " " + bad.body());
        }
      }
    }

    assertEquals(Set.of(), breaches);
    assertEquals(before, role());
  }

  @Test
  void theseAttemptsFindAPolicyThatWasWidened() {
    String path = "sys/policies/acl/control-plane";
    var reviewed = client.send(witness, "GET", "", path, Map.of()).body().path("data");
    String policy = reviewed.path("policy").asString();
    String wider = policy + "\npath \"+/kv/data/*\" {\n  capabilities = [\"read\"]\n}\n";
    try {
      client.send(witness, "POST", "", path, Map.of("policy", wider));
      assertTrue(
          passing("control-plane", Attempt.inTenant(IN_ALPHA, VALUE))
              .contains("GET " + IN_ALPHA + "/kv/data/" + VALUE));
    } finally {
      client.send(witness, "POST", "", path, Map.of("policy", policy));
    }
  }

  private static JsonNode role() {
    return client
        .send(witness, "GET", IN_ALPHA, "auth/approle/role/request", Map.of())
        .body()
        .path("data");
  }

  private static List<Attempt> provisioning() {
    return List.of(
        call("sys/mounts/kv", Map.of("type", "kv-v2")),
        call("sys/mounts/transit", Map.of("type", "transit")),
        call("sys/auth/approle", Map.of("type", "approle")),
        call("transit/keys/tenant", Map.of("type", "aes256-gcm96")),
        call("transit/keys/broker", Map.of("type", "ed25519")),
        call("kv/config", Map.of("cas_required", "true", "max_versions", "1")),
        call("sys/policies/acl/request", Map.of("policy", OpenBaoConfig.requestPolicy())),
        call(
            "auth/approle/role/request",
            Map.of(
                "role_id", "request",
                "token_policies", "request",
                "token_no_default_policy", "true",
                "token_ttl", "60s",
                "token_max_ttl", "60s",
                "secret_id_ttl", "60s",
                "secret_id_num_uses", "1")));
  }

  private static Attempt call(String path, Map<String, ?> body) {
    return new Attempt("POST", IN_ALPHA, path, body);
  }

  private static List<Attempt> variants(Attempt good) {
    var bad = new ArrayList<Attempt>();
    for (String key : good.body().keySet()) {
      var without = new HashMap<String, Object>(good.body());
      without.remove(key);
      bad.add(call(good.path(), without));
      for (Object other :
          List.of("", "root", "request,root", List.of("request", "root"), "false", 0, 100_000)) {
        bad.add(call(good.path(), with(good, key, other)));
      }
    }
    MORE.forEach((key, value) -> bad.add(call(good.path(), with(good, key, value))));
    return bad;
  }

  private static Map<String, Object> with(Attempt good, String key, Object value) {
    var body = new HashMap<String, Object>(good.body());
    body.put(key, value);
    return body;
  }

  private static Set<String> passing(String role, List<Attempt> attempts) {
    return Attempt.thatPass(client, server.login(role), attempts);
  }

  private static Set<String> passingWith(List<Attempt> attempts) {
    String secret = mint(server.login("control-plane"));
    return Attempt.thatPass(client, client.login(IN_ALPHA, "request", secret), attempts);
  }

  private static String mint(String token) {
    var minted =
        client.send(token, "POST", IN_ALPHA, "auth/approle/role/request/secret-id", Map.of());
    return minted.body().path("data").path("secret_id").asString();
  }

  private static Map<String, String> login(String secret) {
    return Map.of("role_id", "request", "secret_id", secret);
  }
}
