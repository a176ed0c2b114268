package com.integraci.appliance.keycloak;

import com.integraci.config.RealmTemplate;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A realm's identity providers; every operation looks at what there is and makes it so. Each call
 * as {@link Keycloak} says.
 */
public final class RealmProviders {

  private static final String SECRET = "clientSecret";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final KeycloakHttp http;
  private final UnaryOperator<String> tokens;

  /**
   * The providers of any realm.
   *
   * @param tokens gives a token that may change the realm of a name
   */
  RealmProviders(KeycloakHttp http, UnaryOperator<String> tokens) {
    this.http = http;
    this.tokens = tokens;
  }

  /** The same for repairs, in realms that are closed too: the provisioner does it. */
  public RealmProviders byProvisioner() {
    return new RealmProviders(http, _ -> http.provisionerToken());
  }

  /**
   * Has Keycloak fetch what an OpenID provider says of itself (OpenID Connect Discovery 1.0), over
   * TLS as it trusts it.
   *
   * @return by Keycloak's names, or empty when it got nothing it understands
   */
  public Optional<Map<String, String>> discover(String slug, URI document) {
    var body = Map.of("providerId", "oidc", "fromUrl", document.toString());
    var path = "/" + slug + "/identity-provider/import-config";
    var answer = http.post(tokens.apply(slug), path, JSON.writeValueAsString(body));
    if (answer.status() != 200) {
      return Optional.empty();
    }
    var found = new HashMap<String, String>();
    answer.body().forEachEntry((name, value) -> found.put(name, value.asString("")));
    return Optional.of(found);
  }

  /**
   * Has Keycloak sign in to a directory and search it, as it would for people.
   *
   * @return the code of what is wrong with it, or empty when nothing is
   */
  public Optional<String> trial(String slug, Provider provider, String secret) {
    var config = ((ObjectNode) provider.representation().path("config")).put(SECRET, secret);
    var json = JSON.writeValueAsString(config);
    var path = "/" + slug + "/identity-provider/import-config";
    var answer = http.upload(tokens.apply(slug), path, new Upload(provider.kind(), json));
    return answer.status() == 200
        ? Optional.of(answer.body().path("problem").asString("")).filter(code -> !code.isEmpty())
        : Optional.of("unreachable");
  }

  /** Attaches it, or changes the one of its alias; nothing else than its template says is left. */
  public void put(String slug, Provider provider, String secret) {
    var token = tokens.apply(slug);
    flows(token, slug);
    var wanted = provider.representation();
    if (!secret.isEmpty()) {
      ((ObjectNode) wanted.path("config")).put(SECRET, secret);
    }
    var json = JSON.writeValueAsString(wanted);
    if (find(token, slug, provider.alias()).isPresent()) {
      expect(http.put(token, path(slug, provider.alias()), json), 204);
      mappers(token, slug, provider.alias())
          .forEach(mapper -> removeMapper(token, slug, provider.alias(), mapper));
    } else {
      expect(http.post(token, path(slug, ""), json), 201);
    }
  }

  private void flows(String token, String slug) {
    var flows = new Flows(http, token, slug);
    JSON.readTree(RealmTemplate.providerFlows()).forEach(flows::ensure);
  }

  /** Has those who come from a provider set up a second factor, or only asks who has one. */
  public void requireFactor(String slug, boolean required) {
    var token = tokens.apply(slug);
    for (JsonNode found : instances(token, slug)) {
      var after = required ? "provider-after-required" : "provider-after";
      // One that somebody made by hand is not ours, and its realm may have no flow of this name.
      boolean ours = found.path("firstBrokerLoginFlowAlias").asString("").equals("provider-first");
      if (ours && !found.path("postBrokerLoginFlowAlias").asString("").equals(after)) {
        var changed = ((ObjectNode) found).put("postBrokerLoginFlowAlias", after);
        var alias = found.path("alias").asString();
        expect(http.put(token, path(slug, alias), JSON.writeValueAsString(changed)), 204);
      }
    }
  }

  /** Removes it with what it says of whose accounts are whose, if it is there. */
  public void remove(String slug, String alias) {
    int status = http.delete(tokens.apply(slug), path(slug, alias)).status();
    if (status != 204 && status != 404) {
      throw KeycloakHttp.refused(status);
    }
  }

  /** Ends everybody's sessions. */
  public void endSessions(String slug) {
    expect(http.post(tokens.apply(slug), "/" + slug + "/logout-all", ""), 200);
  }

  /** The aliases of all there are. */
  public List<String> aliases(String slug) {
    return instances(tokens.apply(slug), slug)
        .valueStream()
        .map(found -> found.path("alias").asString(""))
        .sorted()
        .toList();
  }

  /**
   * How one differs from what it is to be: names of fields, {@code mappers} when it has some,
   * {@code flows} when the way of a sign-in through it is another.
   *
   * @return empty when there is none of its alias
   */
  public Optional<List<String>> differences(String slug, Provider provider) {
    var token = tokens.apply(slug);
    return find(token, slug, provider.alias())
        .map(
            found -> {
              var differing =
                  new ArrayList<>(RealmShape.clientFields(provider.representation(), found));
              if (!mappers(token, slug, provider.alias()).isEmpty()) {
                differing.add("mappers");
              }
              var flows = new Flows(http, token, slug);
              var wanted = JSON.readTree(RealmTemplate.providerFlows()).valueStream();
              if (!wanted.allMatch(flows::fits)) {
                differing.add("flows");
              }
              return List.copyOf(differing);
            });
  }

  private Optional<JsonNode> find(String token, String slug, String alias) {
    var answer = http.get(token, path(slug, alias));
    return answer.status() == 404 ? Optional.empty() : Optional.of(Keycloak.demand(answer));
  }

  private JsonNode instances(String token, String slug) {
    return Keycloak.demand(http.get(token, path(slug, "")));
  }

  private List<String> mappers(String token, String slug, String alias) {
    return Keycloak.demand(http.get(token, path(slug, alias) + "/mappers"))
        .valueStream()
        .map(mapper -> mapper.path("id").asString())
        .toList();
  }

  private void removeMapper(String token, String slug, String alias, String mapper) {
    expect(http.delete(token, path(slug, alias) + "/mappers/" + mapper), 204);
  }

  private static String path(String slug, String alias) {
    var all = "/" + slug + "/identity-provider/instances";
    return alias.isEmpty() ? all : all + "/" + alias;
  }

  private static void expect(KeycloakHttp.Answer answer, int status) {
    if (answer.status() != status) {
      throw KeycloakHttp.refused(answer.status());
    }
  }
}
