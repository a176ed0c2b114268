package com.integraci.appliance.members;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.policy.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Identity providers in the API. No answer holds a secret. */
final class ProviderRoutes {

  private static final String ALL = "/api/v1/identity-providers";
  private static final String ONE = ALL + "/{provider}";

  private final IdentityProviders providers;

  ProviderRoutes(IdentityProviders providers) {
    this.providers = providers;
  }

  List<Route> routes() {
    return List.of(
        Route.api(Method.GET, ALL, "listIdentityProviders", this::list),
        Route.api(Method.POST, ALL, "attachIdentityProvider", this::attach),
        Route.api(Method.GET, ONE, "readIdentityProvider", this::read),
        Route.api(Method.PUT, ONE, "changeIdentityProvider", this::change),
        Route.api(Method.PUT, ONE + "/secret", "rotateIdentityProvider", this::rotate),
        Route.api(Method.DELETE, ONE, "detachIdentityProvider", this::detach));
  }

  private Reply list(Caller caller, Request request) {
    request.query().end();
    var all = providers.list(caller);
    var slug = providers.slug(caller);
    return Reply.json(Map.of("providers", all.stream().map(one -> provider(slug, one)).toList()));
  }

  private Reply attach(Caller caller, Request request) {
    var command = AttachProvider.of(request.json(), providers.insideAllowed());
    var made = providers.attach(caller, command);
    return Reply.accepted(ALL + "/" + made.id(), provider(caller, made));
  }

  private Reply read(Caller caller, Request request) {
    return Reply.json(provider(caller, providers.find(caller, request.parameterId("provider"))));
  }

  private Reply change(Caller caller, Request request) {
    var id = providers.find(caller, request.parameterId("provider")).id();
    var body = request.json();
    var name = body.text("name", 1, AttachProvider.NAME_MAX);
    if (!body.has("enabled")) {
      body.problem("enabled", "This field is missing.");
    }
    boolean enabled = body.flag("enabled");
    body.end();
    return Reply.json(202, provider(caller, providers.change(caller, id, name, enabled)));
  }

  private Reply rotate(Caller caller, Request request) {
    var found = providers.find(caller, request.parameterId("provider"));
    var command = RotateProvider.of(request.json(), found.kind());
    var changed = providers.rotate(caller, found.id(), command.account(), command.secret());
    return Reply.json(202, provider(caller, changed));
  }

  private Reply detach(Caller caller, Request request) {
    providers.detach(caller, request.parameterId("provider"));
    return Reply.noContent();
  }

  private Map<String, Object> provider(Caller caller, IdentityProvider one) {
    return provider(providers.slug(caller), one);
  }

  private Map<String, Object> provider(String slug, IdentityProvider one) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("id", one.id().toString());
    answer.put("alias", one.alias());
    answer.put("name", one.name());
    answer.put("kind", one.kind().word());
    answer.putAll(one.settings());
    if (!one.account().isEmpty()) {
      answer.put(LdapSettings.ACCOUNT, one.account());
    }
    answer.put("enabled", one.enabled());
    answer.put("state", one.state().word());
    one.problem()
        .ifPresent(
            problem ->
                answer.put("problem", Map.of("code", problem.code(), "text", problem.words())));
    var redirect = providers.redirect(slug, one.alias());
    if (one.kind() != IdentityProvider.Kind.LDAP) {
      answer.put("redirect_uri", redirect);
    }
    if (one.kind() == IdentityProvider.Kind.SAML) {
      answer.put("sp_entity_id", providers.entity(slug));
      answer.put("sp_metadata", redirect + "/descriptor");
    }
    answer.put("changed_at", one.changedAt().toString());
    return answer;
  }
}
