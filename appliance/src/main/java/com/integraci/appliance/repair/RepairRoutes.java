package com.integraci.appliance.repair;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import java.util.Locale;
import java.util.Map;

/** The API on repairs, for operators. */
public final class RepairRoutes {

  private static final String PATH = "/api/v1/tenants/{tenant}/repair";
  private static final int FINGERPRINT = 64;

  private final Repairs repairs;

  private RepairRoutes(Repairs repairs) {
    this.repairs = repairs;
  }

  /** The routes with their description. */
  public static Routes of(Repairs repairs) {
    var routes = new RepairRoutes(repairs);
    return Routes.described(
        RepairRoutes.class,
        Route.api(Method.GET, PATH, "planRepair", routes::plan),
        Route.api(Method.POST, PATH, "startRepair", routes::start));
  }

  private Reply plan(Caller caller, Request request) {
    var plan = repairs.plan(caller, request.parameter("tenant"));
    return Reply.json(
        Map.of(
            "plan",
            plan.fingerprint(),
            "differences",
            plan.differences().stream().map(RepairRoutes::fields).toList(),
            "more",
            plan.more()));
  }

  private Reply start(Caller caller, Request request) {
    var fields = request.json();
    var plan = fields.text("plan", FINGERPRINT, FINGERPRINT);
    fields.end();
    var id = repairs.start(caller, request.parameter("tenant"), plan).toString();
    return Reply.accepted("/api/v1/workflows/" + id, Map.of("workflow", id));
  }

  private static Map<String, String> fields(Difference one) {
    return Map.of(
        "layer", one.layer(),
        "code", one.code(),
        "subject", one.subject(),
        "cure", one.cure().name().toLowerCase(Locale.ROOT),
        "words", one.words());
  }
}
