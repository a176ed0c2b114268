package com.integraci.appliance.replay;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The API of shadows. */
final class ShadowRoutes {

  private static final String PATH = "/api/v1/policies/shadows";
  private static final String ONE = PATH + "/{shadow}";
  private static final String START = "/api/v1/policies/bundles/{bundle}/shadow";

  private final Shadows shadows;

  private ShadowRoutes(Shadows shadows) {
    this.shadows = shadows;
  }

  static Routes of(Shadows shadows) {
    var routes = new ShadowRoutes(shadows);
    return new Routes(
        List.of(
            Route.api(Method.POST, START, "startShadow", routes::start),
            Route.api(Method.GET, PATH, "listShadows", routes::list),
            Route.api(Method.GET, ONE, "readShadow", routes::read),
            Route.api(Method.GET, ONE + "/changes", "listShadowChanges", routes::changes),
            Route.api(Method.POST, ONE + "/end", "endShadow", routes::end)),
        List.of());
  }

  private Reply start(Caller caller, Request request) {
    request.query().end();
    var shadow = shadows.start(caller, request.parameterId("bundle"));
    return Reply.created(PATH + "/" + shadow.id(), fields(shadow));
  }

  private Reply list(Caller caller, Request request) {
    request.query().end();
    var all = shadows.list(caller).stream().map(ShadowRoutes::fields).toList();
    return Reply.json(Map.of("shadows", all));
  }

  private Reply read(Caller caller, Request request) {
    request.query().end();
    return Reply.json(fields(shadows.read(caller, request.parameterId("shadow"))));
  }

  private Reply changes(Caller caller, Request request) {
    var asked = ChangesAsked.of(request);
    var id = request.parameterId("shadow");
    return ChangesAsked.reply(
        shadows.changes(caller, id, asked.filter(), asked.before(), asked.limit()));
  }

  private Reply end(Caller caller, Request request) {
    request.query().end();
    return Reply.json(fields(shadows.end(caller, request.parameterId("shadow"))));
  }

  private static Map<String, Object> fields(Shadow shadow) {
    var counts = shadow.counts();
    var document = new LinkedHashMap<String, Object>();
    document.put("id", shadow.id().toString());
    document.put("bundle", ReplayRoutes.fields(shadow.bundle()));
    document.put("decision", shadow.bundle().decision());
    document.put("since", shadow.since().toString());
    document.put("seen", shadow.seen().toString());
    document.put(
        "counts",
        Map.of(
            "unchanged", counts.unchanged(),
            "to_deny", counts.toDeny(),
            "to_allow", counts.toAllow(),
            "undecided", counts.undecided()));
    document.put("started_by", shadow.startedBy().toString());
    shadow.endedAt().ifPresent(at -> document.put("ended_at", at.toString()));
    return document;
  }
}
