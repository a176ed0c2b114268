package com.integraci.appliance.tenancy;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.RateLimit;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The API on tenants: sign up, watch it, see one's own tenant, see all as an operator. */
public final class TenancyRoutes {

  /** Where a sign-up can be watched; the secret follows it. */
  public static final String OPERATIONS = "/api/v1/operations/";

  private static final String SUSPENSION = "/api/v1/tenants/{tenant}/suspension";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int FIELD_MAX = 1000;
  private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
  private static final Set<String> FIELDS =
      Set.of("name", "email", "password", "organisation", "slug", "plan");

  private final SignUp signUp;
  private final Operations operations;
  private final Tenants tenants;
  private final Suspension suspension;

  /** Routes over these verbs. */
  public TenancyRoutes(
      SignUp signUp, Operations operations, Tenants tenants, Suspension suspension) {
    this.suspension = suspension;
    this.signUp = signUp;
    this.operations = operations;
    this.tenants = tenants;
  }

  /** The routes with their description. */
  public Routes routes() {
    // Hashing a password takes a quarter of a second of a core.
    var limit = new RateLimit(60, Duration.ofSeconds(1), InstantSource.system());
    return Routes.described(
        TenancyRoutes.class,
        Route.open(Method.POST, "/api/v1/signups", "signUp", this::signUp).limited(limit),
        Route.open(Method.GET, OPERATIONS + "{secret}", "readOperation", this::operation),
        Route.api(
            Method.GET,
            "/api/v1/tenant",
            "readTenant",
            (caller, _) -> Reply.json(own(tenants.own(caller)))),
        Route.api(Method.GET, "/api/v1/tenants", "listTenants", this::list),
        Route.api(Method.POST, SUSPENSION, "suspendTenant", this::suspend),
        Route.api(Method.DELETE, SUSPENSION, "resumeTenant", this::resume));
  }

  private Reply suspend(Caller caller, Request request) {
    var fields = request.json();
    var reason = fields.text("reason", 1, Suspension.REASON_MAX);
    fields.end();
    suspension.suspend(caller, request.parameter("tenant"), reason);
    return Reply.noContent();
  }

  private Reply resume(Caller caller, Request request) {
    suspension.resume(caller, request.parameter("tenant"));
    return Reply.noContent();
  }

  private Reply list(Caller caller, Request request) {
    var query = request.query();
    var after = query.optionalMatching("cursor", ID, "It is a cursor.").filter(id -> !id.isEmpty());
    int limit = query.optionalNumber("limit", 1, Tenants.PAGE_MAX).orElse(50L).intValue();
    query.end();
    var page = tenants.list(caller, after.map(UUID::fromString).orElse(Tenants.START), limit);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("tenants", page.tenants().stream().map(this::fields).toList());
    page.next().ifPresent(next -> answer.put("next", next.toString()));
    return Reply.json(answer);
  }

  private Reply signUp(Request request) {
    var fields = request.json();
    var key = request.header("Idempotency-Key");
    var sent = FIELDS.stream().filter(fields::has).collect(Collectors.toSet());
    var command =
        new SignUpCommand(
            fields.value("name", 0, FIELD_MAX),
            fields.value("email", 0, FIELD_MAX),
            fields.value("password", 0, FIELD_MAX),
            fields.value("organisation", 0, FIELD_MAX),
            fields.value("slug", 0, FIELD_MAX),
            fields.value("plan", 0, FIELD_MAX),
            key.orElse(""),
            request.id());
    SignUpRules.problems(command).stream()
        .filter(problem -> sent.contains(problem.field()))
        .forEach(problem -> fields.problem(problem.field(), problem.message()));
    if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
      fields.problem("Idempotency-Key", "It has 1 to 200 visible ASCII characters.");
    }
    fields.end();
    var location = OPERATIONS + signUp.run(command).value();
    return Reply.accepted(location, Map.of("operation", location))
        .with("Referrer-Policy", "no-referrer")
        .with("Cache-Control", "no-store");
  }

  private Reply operation(Request request) {
    return Reply.json(fields(operations.read(request.parameter("secret"))))
        .with("Referrer-Policy", "no-referrer")
        .with("Cache-Control", "no-store");
  }

  private static Map<String, Object> fields(Operation operation) {
    var document = new LinkedHashMap<String, Object>();
    document.put("state", word(operation.state()));
    document.put("slug", operation.slug());
    document.put(
        "steps",
        operation.steps().stream()
            .map(step -> Map.of("name", step.name(), "state", word(step.progress())))
            .toList());
    if (operation.state() == Operation.State.SUCCEEDED) {
      document.put("issuer", operation.issuer());
      document.put("console", operation.console());
    }
    return document;
  }

  private Map<String, Object> own(Tenant tenant) {
    var document = fields(tenant);
    document.put("organisation", tenant.organisation());
    return document;
  }

  private Map<String, Object> fields(Tenant tenant) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", tenant.id().toString());
    document.put("slug", tenant.slug());
    document.put("plan", tenant.plan());
    document.put("state", tenant.state());
    document.put("created_at", tenant.createdAt().toString());
    document.put("layers", layers(tenant));
    return document;
  }

  private static List<Map<String, String>> layers(Tenant tenant) {
    return tenant.layers().entrySet().stream()
        .map(layer -> Map.of("name", layer.getKey(), "state", layer.getValue()))
        .toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
