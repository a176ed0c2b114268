package com.integraci.appliance.audit;

import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.http.Spelled;
import com.integraci.appliance.policy.Caller;
import com.integraci.bundles.audit.AuditExport;
import com.integraci.bundles.audit.AuditVerdict;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The audit log in the API. */
public final class AuditRoutes {

  private static final int LIMIT_DEFAULT = 50;
  private static final Pattern SEQUENCE = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern CODE = Pattern.compile("[a-z0-9._:/-]{1,128}");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final AuditTrail trail;
  private final AuditErasure erasure;
  private final AuditKeyRotation rotation;

  private AuditRoutes(AuditTrail trail, AuditErasure erasure, AuditKeyRotation rotation) {
    this.trail = trail;
    this.erasure = erasure;
    this.rotation = rotation;
  }

  /** The routes, described in {@code openapi.yaml} beside this class. */
  public static Routes of(AuditTrail trail, AuditErasure erasure, AuditKeyRotation rotation) {
    var routes = new AuditRoutes(trail, erasure, rotation);
    return Routes.described(
        AuditRoutes.class,
        Route.api(Method.GET, "/api/v1/audit/entries", "listAuditEntries", routes::list),
        Route.api(
            Method.DELETE,
            "/api/v1/audit/entries/{sequence}/detail",
            "eraseAuditDetail",
            routes::erase),
        Route.api(Method.GET, "/api/v1/audit/chain", "readAuditChain", routes::chain),
        Route.api(Method.GET, "/api/v1/audit/export", "exportAudit", routes::export),
        Route.api(Method.GET, "/api/v1/audit/verification", "verifyAudit", routes::verify),
        Route.api(Method.GET, "/api/v1/audit/key", "readAuditKey", routes::key),
        Route.api(Method.POST, "/api/v1/audit/key/rotations", "rotateAuditKey", routes::rotate));
  }

  private Reply list(Caller caller, Request request) {
    AuditPage page = trail.list(caller, filter(request.query()));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("entries", page.entries().stream().map(AuditRoutes::entry).toList());
    page.next().ifPresent(next -> answer.put("next", Long.toString(next)));
    return Reply.json(answer);
  }

  private Reply erase(Caller caller, Request request) {
    Fields query = request.query();
    boolean dryRun = query.flag("dry_run");
    query.end();
    String sequence = request.parameter("sequence");
    if (!SEQUENCE.matcher(sequence).matches()) {
      throw new NotFound("There is no such entry.");
    }
    erasure.run(caller, new EraseDetail(Long.parseLong(sequence), dryRun));
    return Reply.noContent();
  }

  private Reply chain(Caller caller, Request request) {
    request.query().end();
    ChainState state = trail.state(caller);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("sealed", state.sealed());
    answer.put("head", state.head().hex());
    answer.put("waiting", state.waiting());
    state
        .checkpoint()
        .ifPresent(
            checkpoint ->
                answer.put(
                    "checkpoint",
                    Map.of("sequence", checkpoint.sequence(), "time", checkpoint.at().toString())));
    return Reply.json(answer);
  }

  private Reply export(Caller caller, Request request) {
    request.query().end();
    AuditTrail.Export export = trail.export(caller);
    return Reply.streamed(AuditExport.MEDIA_TYPE, export::writeTo)
        .download("audit-" + caller.tenant() + ".txt");
  }

  private Reply verify(Caller caller, Request request) {
    request.query().end();
    var answer = new LinkedHashMap<String, Object>();
    switch (trail.verify(caller)) {
      case AuditVerdict.Intact intact -> {
        answer.put("intact", true);
        answer.put("last", intact.segment().last());
        answer.put("head", intact.segment().head().hex());
        answer.put("checkpoints", intact.checkpoints());
      }
      case AuditVerdict.Broken broken -> {
        answer.put("intact", false);
        answer.put("fault", broken.fault().name().toLowerCase(Locale.ROOT));
        answer.put("sequence", broken.sequence());
        answer.put("what", broken.what());
      }
    }
    return Reply.json(answer);
  }

  private Reply rotate(Caller caller, Request request) {
    request.query().end();
    AuditKeyRotation.Rotated rotated = rotation.run(caller);
    return Reply.json(201, Map.of("version", rotated.version(), "key", rotated.id()));
  }

  private Reply key(Caller caller, Request request) {
    request.query().end();
    byte[] pem = trail.key(caller).getBytes(StandardCharsets.US_ASCII);
    return Reply.bytes(200, "application/x-pem-file", pem).download("audit-key.pem");
  }

  private static AuditFilter filter(Fields query) {
    var cursor = query.optionalNumber("cursor", 1, 999_999_999_999_999_999L);
    var limit = query.optionalNumber("limit", 1, AuditFilter.LIMIT_MAX);
    var action = query.optionalMatching("action", CODE, "An action is like secret.put.");
    var actor = query.optionalMatching("actor", UUID_TEXT, "An actor is a UUID.");
    var from = Spelled.optionalTime(query, "from");
    var to = Spelled.optionalTime(query, "to");
    query.end();
    return new AuditFilter(
        cursor,
        limit.map(Long::intValue).orElse(LIMIT_DEFAULT),
        action,
        actor.map(UUID::fromString),
        from,
        to);
  }

  private static Map<String, Object> entry(AuditPage.Entry entry) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("sequence", entry.sequence());
    answer.put("hash", entry.hash());
    answer.put("id", entry.id().toString());
    answer.put("at", entry.at().toString());
    answer.put("actor", Map.of("kind", entry.actorKind(), "id", entry.actor().toString()));
    answer.put("action", entry.action());
    answer.put("resource", Map.of("kind", entry.resourceKind(), "id", entry.resource().toString()));
    answer.put("outcome", entry.outcome());
    putIfPresent(answer, "role", entry.role());
    putIfPresent(answer, "run", entry.run().map(Object::toString));
    answer.put("facts", entry.facts());
    answer.put("detail", entry.detail());
    answer.put("detail_state", entry.detailState().name().toLowerCase(Locale.ROOT));
    return answer;
  }

  private static void putIfPresent(
      Map<String, Object> answer, String name, Optional<String> value) {
    value.ifPresent(text -> answer.put(name, text));
  }
}
