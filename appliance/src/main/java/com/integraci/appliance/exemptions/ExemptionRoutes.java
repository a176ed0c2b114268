package com.integraci.appliance.exemptions;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.http.Spelled;
import com.integraci.appliance.policy.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The API on exceptions from rules. */
final class ExemptionRoutes {

  private static final String ALL = "/api/v1/policies/exceptions";
  private static final String ONE = ALL + "/{exception}";
  private static final Pattern RULE = Pattern.compile("(?=.{1,64}$)[a-z][a-z0-9]*(_[a-z0-9]+)*");

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final String OWNER = "It is the id of a person of your team.";

  private final Exemptions exemptions;

  private ExemptionRoutes(Exemptions exemptions) {
    this.exemptions = exemptions;
  }

  static Routes of(Exemptions exemptions) {
    var routes = new ExemptionRoutes(exemptions);
    return Routes.described(
        ExemptionRoutes.class,
        Route.api(Method.GET, ALL, "listExceptions", routes::list),
        Route.api(Method.POST, ALL, "askForException", routes::ask),
        Route.api(Method.POST, ONE + "/approval", "approveException", routes::approve),
        Route.api(Method.PUT, ONE + "/owner", "assignException", routes::assign),
        Route.api(Method.POST, ONE + "/end", "endException", routes::end));
  }

  private Reply list(Caller caller, Request request) {
    request.query().end();
    var now = Instant.now();
    var all = exemptions.list(caller).stream().map(one -> fields(one, now)).toList();
    return Reply.json(Map.of("exceptions", all));
  }

  private Reply ask(Caller caller, Request request) {
    request.query().end();
    var body = request.json();
    var rule = body.matching("rule", RULE, "It is a rule's id.");
    var service = Spelled.name(body, "service");
    var environment = Spelled.optionalName(body, "environment");
    var reason = body.text("reason", 1, 500);
    var expires = Spelled.time(body, "expires");
    var owner = body.optionalMatching("owner", ID, OWNER);
    body.end();
    var terms =
        new ExemptionTerms(
            rule, service, environment, reason, expires, owner.map(UUID::fromString));
    return Reply.json(201, fields(exemptions.ask(caller, terms), Instant.now()));
  }

  private Reply approve(Caller caller, Request request) {
    request.query().end();
    var approved = exemptions.approve(caller, request.parameterId("exception"));
    return Reply.json(fields(approved, Instant.now()));
  }

  private Reply assign(Caller caller, Request request) {
    request.query().end();
    var id = exemptions.find(caller, request.parameterId("exception")).id();
    var body = request.json();
    var owner = body.matching("owner", ID, OWNER);
    body.end();
    var assigned = exemptions.assign(caller, id, UUID.fromString(owner));
    return Reply.json(fields(assigned, Instant.now()));
  }

  private Reply end(Caller caller, Request request) {
    request.query().end();
    var ended = exemptions.end(caller, request.parameterId("exception"));
    return Reply.json(fields(ended, Instant.now()));
  }

  private static Map<String, Object> fields(Exemption one, Instant now) {
    var terms = one.terms();
    var document = new LinkedHashMap<String, Object>();
    document.put("id", one.id().toString());
    document.put("rule", terms.rule());
    document.put("service", terms.service());
    terms.environment().ifPresent(name -> document.put("environment", name));
    document.put("reason", terms.reason());
    document.put("expires", terms.expires().toString());
    document.put("state", one.state(now).word());
    document.put("owner", one.owner().toString());
    document.put("asked", fields(one.asked()));
    one.approved().ifPresent(step -> document.put("approved", fields(step)));
    one.ended().ifPresent(step -> document.put("ended", fields(step)));
    return document;
  }

  private static Map<String, String> fields(Exemption.Step step) {
    return Map.of("by", step.by().toString(), "at", step.at().toString());
  }
}
