package com.integraci.tests.members;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.tests.Await;
import com.integraci.tests.Browsing;
import com.integraci.tests.KeycloakServer;
import com.integraci.tests.Plane;
import com.integraci.tests.Plane.Member;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A team and a customer's identity provider beside it, which is a second realm: whoever is in the
 * second realm comes from there.
 *
 * @param owner the team's
 * @param realm the provider's realm
 */
record Corporation(Plane plane, Member owner, String realm) {

  static final String PROVIDERS = "/api/v1/identity-providers";
  static final String SECRET = "marked-client-secret-of-the-provider";
  static final Duration SOON = Duration.ofSeconds(60);

  private static final Pattern GO_ON = Pattern.compile("href=\"(/t/[^\"]+joining=[^\"]+)\"");
  private static final String PASSWORD = "correct horse battery";
  private static final JsonMapper JSON = JsonMapper.shared();

  /** A team with a namespace for secrets, and a provider's realm. */
  static Corporation found(Plane plane, String slug) {
    var owner = plane.tenant(slug, "owner");
    plane.tenant(slug + "-idp", "owner");
    try (var openbao = OpenBao.open(plane.settings().openbao(), plane.settings().authority())) {
      Await.available(() -> openbao.tenants().provision(new TenantId(owner.tenant())));
    }
    return new Corporation(plane, owner, slug + "-idp");
  }

  /** What the owner types. */
  Map<String, Object> wanted(String alias) {
    return Map.of(
        "kind",
        "oidc",
        "alias",
        alias,
        "name",
        "Corporate accounts",
        "issuer",
        plane.settings().url() + "/auth/realms/" + realm,
        "client_id",
        "integraci",
        "client_secret",
        SECRET);
  }

  /** Attaches it, and waits until the realm has it or it has failed. */
  JsonNode attach(String alias) {
    client(alias);
    var answer = send("POST", PROVIDERS, JSON.writeValueAsString(wanted(alias)));
    if (answer.statusCode() != 202) {
      throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    }
    return settled(JSON.readTree(answer.body()).path("id").asString());
  }

  /** Makes the team's client at the provider. */
  void client(String alias) {
    var client =
        Map.of(
            "clientId",
            "integraci",
            "secret",
            SECRET,
            "redirectUris",
            new String[] {
              plane.settings().url()
                  + "/auth/realms/%s/broker/%s/endpoint".formatted(owner.slug(), alias)
            });
    if (keycloak("GET", realm, "/clients?clientId=integraci", "").isEmpty()) {
      keycloak("POST", realm, "/clients", JSON.writeValueAsString(client));
    }
  }

  /** What became of it. */
  JsonNode settled(String id) {
    Await.until(
        "the provider settles", SOON, () -> !read(id).path("state").asString("").equals("trying"));
    return read(id);
  }

  /** All of the team's. */
  JsonNode providers() {
    return JSON.readTree(send("GET", PROVIDERS, "").body()).path("providers");
  }

  JsonNode read(String id) {
    return JSON.readTree(send("GET", PROVIDERS + "/" + id, "").body());
  }

  /** Somebody whom the provider knows, with an address that it says is theirs. */
  void person(String email) {
    var id = UuidV7.next().toString();
    var user =
        Map.of(
            "id",
            id,
            "username",
            email,
            "email",
            email,
            "emailVerified",
            true,
            "firstName",
            "Somebody of the corporation",
            "enabled",
            true,
            "credentials",
            new Object[] {Map.of("type", "password", "value", PASSWORD, "temporary", false)});
    keycloak("POST", realm, "/users", JSON.writeValueAsString(user));
  }

  /** A new browser of somebody who chose the provider and gave name and password there. */
  Browsing come(String alias, String email) {
    return come(URI.create("/t/" + owner.slug() + "/signin?provider=" + alias), email);
  }

  /** The same, from another address of the team's. */
  Browsing come(URI address, String email) {
    var browser = new Browsing(plane.tls());
    browser.to(plane.settings().url().resolve(address));
    browser.carry();
    if (!browser.address().getPath().startsWith("/auth/realms/" + realm + "/")) {
      throw new IllegalStateException("not at the provider: " + browser.address());
    }
    return browser.submit(Map.of("username", email, "password", PASSWORD)).carry();
  }

  /** Whether the browser shows the team's console. */
  boolean in(Browsing browser) {
    return browser.status() == 200 && browser.address().getPath().equals("/t/" + owner.slug());
  }

  /** Invites somebody; returns the link's path. */
  String invite(String email, String role) {
    var body = Map.of("email", email, "role", role);
    var answer = send("POST", "/api/v1/invitations", JSON.writeValueAsString(body));
    return URI.create(JSON.readTree(answer.body()).path("link").asString()).getPath();
  }

  /** Presses a provider's button on the page of an invitation, as a browser sends it. */
  static void accept(Browsing browser, String alias) {
    browser.submit(Map.of("name", "Grace Hopper", "password", "", "again", "", "provider", alias));
  }

  /** Accepts an invitation without a password; returns where the person goes on. */
  URI accepted(String link, String alias) {
    try (var browser = new Browsing(plane.tls())) {
      browser.to(plane.settings().url().resolve(link));
      accept(browser, alias);
      var goOn = GO_ON.matcher(browser.text());
      if (!goOn.find()) {
        throw new IllegalStateException(browser.text());
      }
      return URI.create(goOn.group(1).replace("&amp;", "&"));
    }
  }

  /** Waits until so many of the team's workflows of a kind have succeeded. */
  void ended(String definition, int times) {
    Await.until(
        definition + " ends",
        SOON,
        () ->
            plane.count(
                    "select count(*) from app.workflow where definition = ? and state = 'succeeded'"
                        + " and tenant_id = ?",
                    definition,
                    owner.tenant())
                == times);
  }

  /** As the team's owner. */
  HttpResponse<String> send(String method, String path, String body) {
    return send(owner, method, path, body);
  }

  HttpResponse<String> send(Member member, String method, String path, String body) {
    return send(plane.token(member), method, path, body);
  }

  /** With a token that was fetched before. */
  HttpResponse<String> send(String token, String method, String path, String body) {
    var sent = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    return plane.send(
        plane
            .request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, sent));
  }

  /** Past the product. */
  JsonNode keycloak(String method, String slug, String path, String body) {
    return KeycloakServer.shared().admin().admin(method, "/" + slug + path, body);
  }

  /** How many accounts the team's realm has. */
  int accounts() {
    return keycloak("GET", owner.slug(), "/users", "").size();
  }

  /** The provider's accounts that a member is joined to. */
  JsonNode joined(Member member) {
    return keycloak("GET", owner.slug(), "/users/" + member.id() + "/federated-identity", "");
  }
}
