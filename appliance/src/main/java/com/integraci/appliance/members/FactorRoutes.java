package com.integraci.appliance.members;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.policy.Caller;
import java.util.List;
import java.util.Map;

/** The second factor in the API. */
final class FactorRoutes {

  private static final String SETTING = "/api/v1/second-factor";

  private final SecondFactor factor;

  FactorRoutes(SecondFactor factor) {
    this.factor = factor;
  }

  List<Route> routes() {
    return List.of(
        Route.api(Method.GET, SETTING, "readSecondFactor", this::read),
        Route.api(Method.PUT, SETTING, "requireSecondFactor", this::require),
        Route.api(
            Method.DELETE,
            "/api/v1/members/{member}/second-factor",
            "resetSecondFactor",
            this::reset));
  }

  private Reply read(Caller caller, Request request) {
    request.query().end();
    return Reply.json(Map.of("required", factor.required(caller)));
  }

  private Reply require(Caller caller, Request request) {
    var body = request.json();
    if (!body.has("required")) {
      body.problem("required", "This field is missing.");
    }
    boolean required = body.flag("required");
    body.end();
    factor.require(caller, required);
    return Reply.json(202, Map.of("required", required));
  }

  private Reply reset(Caller caller, Request request) {
    factor.reset(caller, request.parameterId("member"));
    return Reply.noContent();
  }
}
