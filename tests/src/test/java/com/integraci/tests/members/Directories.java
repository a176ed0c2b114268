package com.integraci.tests.members;

import com.integraci.tests.Await;
import com.integraci.tests.Browsing;
import com.integraci.tests.DirectoryServer;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.Plane;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests do with a customer's directory. */
final class Directories {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final Pattern GO_ON = Pattern.compile("href=\"(/t/[^\"]+joining=[^\"]+)\"");

  private Directories() {}

  /** What the owner types. */
  static Map<String, Object> wanted(String url) {
    return Map.of(
        "kind",
        "ldap",
        "alias",
        "corp",
        "name",
        "Corporate accounts",
        "url",
        url,
        "base_dn",
        DirectoryServer.BASE,
        "bind_dn",
        DirectoryServer.ACCOUNT,
        "bind_password",
        DirectoryServer.PASSWORD);
  }

  /** Attaches one. */
  static JsonNode attach(Corporation corporation, String url) {
    return attach(corporation, url, Map.of());
  }

  /** Attaches one with other fields. */
  static JsonNode attach(Corporation corporation, String url, Map<String, Object> other) {
    var wanted = new HashMap<>(wanted(url));
    wanted.putAll(other);
    var answer = corporation.send("POST", Corporation.PROVIDERS, JSON.writeValueAsString(wanted));
    if (answer.statusCode() != 202) {
      throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** Accepts an invitation without a password; returns where the person goes on. */
  static URI accepted(Corporation corporation, String email, String role) {
    var link = corporation.invite(email, role);
    var plane = corporation.plane();
    try (var browser = new Browsing(plane.tls())) {
      browser.to(plane.settings().url().resolve(link));
      Corporation.accept(browser, "corp");
      var goOn = GO_ON.matcher(browser.text());
      if (!goOn.find()) {
        throw new IllegalStateException(browser.text());
      }
      Await.until("the account is made", Corporation.SOON, () -> corporation.accounts() == 2);
      return URI.create(goOn.group(1).replace("&amp;", "&"));
    }
  }

  /** The ids of the team's secrets of providers in OpenBao. */
  static JsonNode secrets(Corporation corporation) {
    return openbao(corporation, "LIST", "kv/metadata/provider").path("keys");
  }

  /** A secret's value there. */
  static String secret(Corporation corporation, String id) {
    var value = openbao(corporation, "GET", "kv/data/provider/" + id);
    return value.path("data").path("value").asString();
  }

  private static JsonNode openbao(Corporation corporation, String method, String path) {
    var server = OpenBaoServer.shared();
    var namespace = "t-" + corporation.owner().tenant();
    return server
        .client()
        .send(server.witness(), method, namespace, path, Map.of())
        .body()
        .path("data");
  }

  /** A new browser that shows the page which asks for the directory's name and password. */
  static Browsing come(Plane plane, URI address) {
    var browser = new Browsing(plane.tls());
    browser.to(plane.settings().url().resolve(address));
    if (!browser.text().contains("The name and password that you have at Corporate accounts")) {
      throw new IllegalStateException(browser.address() + ": " + browser.text());
    }
    return browser;
  }
}
