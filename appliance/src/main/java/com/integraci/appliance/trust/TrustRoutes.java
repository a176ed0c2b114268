package com.integraci.appliance.trust;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import java.util.LinkedHashMap;
import java.util.Map;

/** The API on the keys that a team trusts. */
public final class TrustRoutes {

  private static final String PATH = "/api/v1/policies/keys";
  private static final int PEM_MAX = 4096;

  private final TrustedKeys keys;

  private TrustRoutes(TrustedKeys keys) {
    this.keys = keys;
  }

  /** The routes with their description. */
  public static Routes of(TrustedKeys keys) {
    var routes = new TrustRoutes(keys);
    return Routes.described(
        TrustRoutes.class,
        Route.api(Method.GET, PATH, "listTrustedKeys", routes::list),
        Route.api(Method.POST, PATH, "addTrustedKey", routes::add),
        Route.api(Method.DELETE, PATH + "/{key}", "removeTrustedKey", routes::remove));
  }

  private Reply list(Caller caller, Request request) {
    request.query().end();
    var all = keys.list(caller).stream().map(TrustRoutes::fields).toList();
    return Reply.json(Map.of("keys", all));
  }

  private Reply add(Caller caller, Request request) {
    request.query().end();
    var body = request.json();
    var name = body.text("name", 1, 63);
    var pem = body.value("public_key", 1, PEM_MAX);
    var purposes = new KnownKey.Purposes(body.flag("bundles"), body.flag("evidence"));
    body.end();
    var added = keys.add(caller, AddKey.read(name, pem, purposes));
    return Reply.created(PATH + "/" + added.id(), fields(added));
  }

  private Reply remove(Caller caller, Request request) {
    request.query().end();
    keys.remove(caller, request.parameterId("key"));
    return Reply.noContent();
  }

  private static Map<String, Object> fields(KnownKey key) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", key.id().toString());
    document.put("name", key.name());
    document.put("key_id", key.key().id());
    document.put("public_key", key.key().pem());
    document.put("bundles", key.purposes().bundles());
    document.put("evidence", key.purposes().evidence());
    document.put("added", fields(key.added()));
    key.removed().ifPresent(step -> document.put("removed", fields(step)));
    return document;
  }

  private static Map<String, String> fields(KnownKey.Step step) {
    return Map.of("by", step.by().toString(), "at", step.at().toString());
  }
}
