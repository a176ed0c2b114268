package com.integraci.appliance.members;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Spelled;
import com.integraci.appliance.policy.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Roles for a time in the API. */
final class GrantRoutes {

  private static final String ALL = "/api/v1/grants";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Grants grants;

  GrantRoutes(Grants grants) {
    this.grants = grants;
  }

  List<Route> routes() {
    return List.of(
        Route.api(Method.GET, ALL, "listGrants", this::list),
        Route.api(Method.POST, ALL, "createGrant", this::create),
        Route.api(Method.DELETE, ALL + "/{grant}", "endGrant", this::end));
  }

  private Reply list(Caller caller, Request request) {
    request.query().end();
    return Reply.json(
        Map.of("grants", grants.list(caller).stream().map(GrantRoutes::fields).toList()));
  }

  private Reply create(Caller caller, Request request) {
    var body = request.json();
    var member = body.matching("member", ID, "It is a member's id.");
    var role = body.oneOf("role", Grants.WORDS);
    var until = Spelled.time(body, "until");
    var reason = body.text("reason", 1, 200);
    body.end();
    var command = new GrantRole(UUID.fromString(member), MemberStore.role(role), until, reason);
    return Reply.json(201, fields(grants.run(caller, command)));
  }

  private Reply end(Caller caller, Request request) {
    grants.end(caller, request.parameterId("grant"));
    return Reply.noContent();
  }

  private static Map<String, Object> fields(RoleGrant grant) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", grant.id().toString());
    document.put("member", grant.member().toString());
    document.put("role", MemberStore.word(grant.role()));
    document.put("reason", grant.reason());
    document.put("given_by", grant.givenBy().toString());
    document.put("since", grant.since().toString());
    document.put("until", grant.until().toString());
    return document;
  }
}
