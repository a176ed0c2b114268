package com.integraci.tests.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.tests.Await;
import com.integraci.tests.Plane;
import com.integraci.tests.Plane.Member;
import com.integraci.tests.PostgresServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program's membership, from its secret to its end. */
@Tag("isolation")
class AccountsTest {

  private static final String PATH = "/api/v1/service-accounts";
  private static final Duration SETTLED_MAX = Duration.ofSeconds(20);

  private static Plane plane;
  private static Keycloak keycloak;

  @BeforeAll
  static void start() {
    plane = Plane.start();
    keycloak = Keycloak.open(plane.settings());
  }

  @AfterAll
  static void stop() {
    keycloak.close();
    plane.close();
  }

  @Test
  void it_acts_with_its_role_and_its_secret_is_in_no_table_of_ours() {
    var owner = plane.tenant("accounts-whole", "owner");
    var token = plane.token(owner);
    var made = json(create(token, "builder", "developer"), 201);
    var access = fetched(made);
    assertEquals(200, call(access, "GET", "/api/v1/tenant", "").statusCode());
    assertEquals(200, call(access, "GET", "/api/v1/secrets", "").statusCode());
    assertEquals(403, call(access, "GET", PATH, "").statusCode());

    var listed = json(call(token, "GET", PATH, ""), 200).path("service_accounts").path(0);
    assertEquals("builder", listed.path("name").asString());
    assertTrue(listed.has("last_used_at"), listed.toString());
    assertFalse(listed.has("client_secret"));
    assertEquals(1, entries(owner, "account.create", "done"));
    assertEquals(1, plane.count(REFUSED_SERVICE, owner.tenant()));
    var dump = PostgresServer.shared().dump(plane.settings().database().name());
    assertTrue(dump.contains("builder"));
    assertFalse(dump.contains(made.path("client_secret").asString()));
  }

  /** The refusal above is the program's, not its maker's. */
  private static final String REFUSED_SERVICE =
      "select count(*) from app.audit_entry where tenant_id = ? and convert_from(body, 'UTF8') like"
          + " '%\"denied\"%' and convert_from(body, 'UTF8') like '%\"service\"%'";

  @Test
  void its_last_use_is_written_once_a_minute() {
    var owner = plane.tenant("accounts-used", "owner");
    var made = json(create(plane.token(owner), "often", "viewer"), 201);
    var access = fetched(made);
    call(access, "GET", "/api/v1/tenant", "");
    var version = "select xmin::text::bigint from app.service_account where tenant_id = ?";
    long first = plane.count(version, owner.tenant());
    for (int request = 0; request < 5; request++) {
      call(access, "GET", "/api/v1/tenant", "");
    }
    assertEquals(first, plane.count(version, owner.tenant()));
  }

  @Test
  void a_new_secret_ends_the_former() {
    var owner = plane.tenant("accounts-rotated", "owner");
    var token = plane.token(owner);
    var made = json(create(token, "rotated", "viewer"), 201);
    var renewed = json(call(token, "POST", one(made) + "/secret", ""), 200);
    assertNotEquals(
        made.path("client_secret").asString(), renewed.path("client_secret").asString());
    assertEquals(401, fetch(made).statusCode());
    assertEquals(200, call(fetched(renewed), "GET", "/api/v1/tenant", "").statusCode());
    assertEquals(1, entries(owner, "account.rotate", "done"));
  }

  @Test
  void disabled_or_deleted_its_next_request_is_refused_and_its_client_follows() {
    var owner = plane.tenant("accounts-ends", "owner");
    var token = plane.token(owner);
    var made = json(create(token, "ends", "viewer"), 201);
    var client = made.path("client_id").asString();
    var access = fetched(made);

    assertEquals(204, call(token, "POST", one(made) + "/disable", "").statusCode());
    assertEquals(401, call(access, "GET", "/api/v1/tenant", "").statusCode());
    assertEquals(409, call(token, "POST", one(made) + "/disable", "").statusCode());
    assertEquals(409, call(token, "POST", one(made) + "/secret", "").statusCode());
    Await.until(
        "the client is disabled",
        SETTLED_MAX,
        () -> !keycloak.clients().isEnabled(owner.slug(), client));
    assertEquals(204, call(token, "POST", one(made) + "/enable", "").statusCode());
    assertEquals(200, call(access, "GET", "/api/v1/tenant", "").statusCode());
    Await.until(
        "the client is enabled",
        SETTLED_MAX,
        () -> keycloak.clients().isEnabled(owner.slug(), client));
    assertEquals(200, fetch(made).statusCode(), "the secret is the one it had");

    assertEquals(204, call(token, "DELETE", one(made), "").statusCode());
    assertEquals(401, call(access, "GET", "/api/v1/tenant", "").statusCode());
    assertEquals(404, call(token, "DELETE", one(made), "").statusCode());
    Await.until("the client is gone", SETTLED_MAX, () -> fetch(made).statusCode() == 401);
    for (String action : new String[] {"disable", "enable", "delete"}) {
      assertEquals(1, entries(owner, "account." + action, "done"));
    }
  }

  @Test
  void nobody_makes_or_renews_what_may_do_more_than_they() {
    var owner = plane.tenant("accounts-roles", "owner");
    var token = plane.token(owner);
    assertEquals(400, create(token, "owner", "owner").statusCode());
    var admin = json(create(token, "admin", "admin"), 201);
    plane.sql("update app.member set role = 'maintainer' where member_id = ?", maintainer(owner));
    var maintainer = plane.token(new Member(owner.tenant(), owner.slug(), maintainer(owner)));
    assertEquals(403, create(maintainer, "wider", "admin").statusCode());
    assertEquals(403, create(maintainer, "auditor", "auditor").statusCode());
    assertEquals(403, call(maintainer, "POST", one(admin) + "/secret", "").statusCode());
    assertEquals(403, call(maintainer, "POST", one(admin) + "/disable", "").statusCode());
    assertEquals(201, create(maintainer, "same", "maintainer").statusCode());
    plane.sql("update app.member set role = 'viewer' where member_id = ?", maintainer(owner));
    assertEquals(403, create(maintainer, "none", "viewer").statusCode());
    assertEquals(403, call(maintainer, "GET", PATH, "").statusCode());
  }

  private static java.util.UUID maintainer(Member owner) {
    return MAINTAINERS.computeIfAbsent(
        owner.tenant(),
        _ -> {
          var second = plane.stranger(owner);
          plane.insert(second, "viewer");
          return second.id();
        });
  }

  private static final Map<java.util.UUID, java.util.UUID> MAINTAINERS =
      new java.util.concurrent.ConcurrentHashMap<>();

  @Test
  void a_name_is_one_accounts_and_there_are_fifty_at_most() {
    var owner = plane.tenant("accounts-many", "owner");
    var token = plane.token(owner);
    assertEquals(201, create(token, "taken", "viewer").statusCode());
    assertEquals(409, create(token, "taken", "viewer").statusCode());
    plane.sql(
        "insert into app.service_account (tenant_id, account_id, name, role, created_by) select ?,"
            + " uuidv7(), 'filler' || n, 'viewer', uuidv7() from generate_series(1, 49) n",
        owner.tenant());
    assertEquals(409, create(token, "one-more", "viewer").statusCode());
  }

  @Test
  void without_keycloak_there_is_no_account_and_the_log_says_so() {
    var owner = plane.tenant("accounts-away", "owner");
    var token = plane.token(owner);
    keycloak.gate().setOpen(owner.slug(), new TenantId(owner.tenant()), false);
    assertEquals(503, create(token, "stranded", "viewer").statusCode());
    assertEquals(1, entries(owner, "account.create", "failed"));
    assertEquals(
        0,
        plane.count(
            "select count(*) from app.member where tenant_id = ? and kind = 'service'",
            owner.tenant()));
    keycloak.gate().setOpen(owner.slug(), new TenantId(owner.tenant()), true);
    assertEquals(201, create(token, "stranded", "viewer").statusCode());
  }

  private static HttpResponse<String> create(String token, String name, String role) {
    return call(token, "POST", PATH, "{\"name\": \"%s\", \"role\": \"%s\"}".formatted(name, role));
  }

  private static String one(JsonNode account) {
    return PATH + "/" + account.path("id").asString();
  }

  private static HttpResponse<String> call(String token, String method, String path, String body) {
    return plane.send(
        plane
            .request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private static String fetched(JsonNode issued) {
    return json(fetch(issued), 200).path("access_token").asString();
  }

  /** Client credentials, as docs/api.md has them. */
  private static HttpResponse<String> fetch(JsonNode issued) {
    var form =
        Map.of(
                "grant_type", "client_credentials",
                "client_id", issued.path("client_id").asString(),
                "client_secret", issued.path("client_secret").asString())
            .entrySet()
            .stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return plane.send(
        HttpRequest.newBuilder(URI.create(issued.path("token_endpoint").asString()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private static JsonNode json(HttpResponse<String> response, int status) {
    assertEquals(status, response.statusCode(), response.body());
    return JsonMapper.shared().readTree(response.body());
  }

  private static long entries(Member owner, String action, String outcome) {
    return plane.count(
        "select count(*) from app.audit_entry where tenant_id = ? and convert_from(body, 'UTF8')"
            + " like '%\"' || ? || '\"%' and convert_from(body, 'UTF8') like '%\"' || ? || '\"%'",
        owner.tenant(), action, outcome);
  }
}
