package com.integraci.appliance.secrets;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.openbao.SecretValue;
import com.integraci.appliance.policy.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Secrets in the API. */
public final class SecretRoutes {

  private static final int LIMIT_DEFAULT = 50;

  /** JSON may spell a byte of the value with six characters. */
  private static final int BODY_MAX = 6 * SecretValue.BYTES_MAX + 1024;

  private static final Pattern CURSOR = Pattern.compile("[a-z0-9][a-z0-9/_.-]{0,127}");
  private static final Pattern ETAG = Pattern.compile("\"([1-9][0-9]{0,8})\"");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final Secrets secrets;

  private SecretRoutes(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The routes, described in {@code openapi.yaml} beside this class. */
  public static Routes of(Secrets secrets) {
    var routes = new SecretRoutes(secrets);
    return Routes.described(
        SecretRoutes.class,
        Route.api(Method.GET, "/api/v1/secrets", "listSecrets", routes::list),
        Route.api(Method.PUT, "/api/v1/secrets/{+name}", "putSecret", routes::put)
            .bodyMax(BODY_MAX),
        Route.api(Method.DELETE, "/api/v1/secrets/{+name}", "deleteSecret", routes::delete));
  }

  private Reply list(Caller caller, Request request) {
    Fields query = request.query();
    String after = query.optionalMatching("cursor", CURSOR, SecretName.RULE).orElse("");
    int limit =
        Math.toIntExact(
            query.optionalNumber("limit", 1, Secrets.PAGE_MAX).orElse((long) LIMIT_DEFAULT));
    query.end();
    SecretPage page = secrets.list(caller, after, limit);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("secrets", page.secrets().stream().map(SecretRoutes::rendered).toList());
    page.next().ifPresent(next -> answer.put("next", next.value()));
    return Reply.json(answer);
  }

  private Reply put(Caller caller, Request request) {
    boolean dryRun = dryRun(request);
    Fields body = request.json();
    String value = body.value("value", 1, SecretValue.BYTES_MAX);
    body.end();
    var command =
        new PutSecret(
            new SecretName(request.parameter("name")),
            new SecretValue(value),
            expected(request),
            key(request),
            dryRun);
    SecretReference reference = secrets.run(caller, command);
    int status = reference.version() == 1 && !dryRun ? 201 : 200;
    return Reply.json(status, rendered(reference)).with("ETag", etag(reference));
  }

  private Reply delete(Caller caller, Request request) {
    var command =
        new DeleteSecret(
            new SecretName(request.parameter("name")), expected(request), dryRun(request));
    secrets.run(caller, command);
    return Reply.noContent();
  }

  private static boolean dryRun(Request request) {
    Fields query = request.query();
    boolean dryRun = query.flag("dry_run");
    query.end();
    return dryRun;
  }

  private static Expected expected(Request request) {
    var match = request.header("If-Match");
    var none = request.header("If-None-Match");
    if (match.isPresent() && none.isPresent()) {
      throw new Invalid("If-Match", "It does not go together with If-None-Match.");
    }
    if (none.isPresent()) {
      if (!none.orElseThrow().equals("*")) {
        throw new Invalid("If-None-Match", "It can only be *.");
      }
      return new Expected.Nothing();
    }
    return match.map(SecretRoutes::version).orElseGet(Expected.Anything::new);
  }

  private static Expected version(String header) {
    var etag = ETAG.matcher(header);
    if (!etag.matches()) {
      throw new Invalid("If-Match", "It is an ETag of a secret, such as \"3\".");
    }
    return new Expected.Version(Integer.parseInt(etag.group(1)));
  }

  private static String key(Request request) {
    var key = request.header("Idempotency-Key");
    if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
      throw new Invalid("Idempotency-Key", "It has 1 to 200 visible ASCII characters.");
    }
    return key.orElse("");
  }

  private static String etag(SecretReference reference) {
    return "\"" + reference.version() + "\"";
  }

  private static Map<String, Object> rendered(SecretReference reference) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("id", reference.id().toString());
    answer.put("name", reference.name().value());
    answer.put("version", reference.version());
    answer.put("created_at", reference.createdAt().toString());
    answer.put("rotated_at", reference.rotatedAt().toString());
    reference.lastUsedAt().ifPresent(used -> answer.put("last_used_at", used.toString()));
    return answer;
  }
}
