package com.integraci.appliance.http;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Suspended;
import com.integraci.appliance.failure.Unauthenticated;
import com.integraci.appliance.failure.Unavailable;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type where it is explained, relative to the appliance's address
 * @param title the kind in a few words
 * @param status the status code
 * @param detail one sentence on this occurrence
 * @param request the request's id, {@code instance} in the document
 * @param errors each field that is wrong
 * @param more further members: {@code action}, {@code component}, {@code decision_id}, ...
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    UUID request,
    List<Invalid.Problem> errors,
    Map<String, String> more) {

  /** The media type of the document. */
  static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
    more = Map.copyOf(more);
  }

  /** The problem that a failure is. What is not a {@link Failure} says nothing of itself. */
  static Problem of(Throwable thrown, UUID request) {
    return switch (thrown) {
      case Failure failure -> of(failure, request);
      case HttpException e -> of(ProblemType.of(e.status().code()), e.getMessage(), request);
      case RequestException e ->
          of(
              ProblemType.of(e.status().code()),
              "The server can't read the request: it breaks a rule of HTTP or a limit.",
              request);
      default ->
          of(
              ProblemType.INTERNAL,
              "This is a mistake of the appliance. Its log names the request.",
              request);
    };
  }

  private static Problem of(Failure failure, UUID request) {
    var detail = failure.getMessage();
    return switch (failure) {
      case Invalid e -> of(ProblemType.INVALID, detail, request).withErrors(e.problems());
      case Unauthenticated _ -> of(ProblemType.UNAUTHENTICATED, detail, request);
      case Denied e -> of(type(e), detail, request).named(e);
      case Suspended _ -> of(ProblemType.SUSPENDED, detail, request);
      case NotFound _ -> of(ProblemType.NOT_FOUND, detail, request);
      case Conflict _ -> of(ProblemType.CONFLICT, detail, request);
      case Limited _ -> of(ProblemType.LIMITED, detail, request);
      case Unavailable e ->
          of(ProblemType.UNAVAILABLE, detail, request).with("component", e.component());
    };
  }

  static Problem of(ProblemType type, String detail, UUID request) {
    return new Problem(
        "/problems#" + type.anchor(),
        type.title(),
        type.status(),
        detail,
        request,
        List.of(),
        Map.of());
  }

  private static ProblemType type(Denied denied) {
    boolean byTeam = denied.ruling().filter(Denied.Ruling::byTeam).isPresent();
    return byTeam ? ProblemType.RULED : ProblemType.DENIED;
  }

  private Problem named(Denied denied) {
    var named = with("action", denied.action());
    return denied
        .ruling()
        .map(
            ruling ->
                named
                    .with("decision_id", ruling.decision().toString())
                    .with("rule_id", ruling.rule())
                    .with("fix", ruling.fix()))
        .orElse(named);
  }

  private Problem withErrors(List<Invalid.Problem> all) {
    return new Problem(type, title, status, detail, request, all, more);
  }

  private Problem with(String name, String value) {
    var all = new LinkedHashMap<>(more);
    all.put(name, value);
    return new Problem(type, title, status, detail, request, errors, all);
  }

  /** The document. */
  byte[] document() {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", type);
    members.put("title", title);
    members.put("status", status);
    members.put("detail", detail);
    members.put("instance", "urn:uuid:" + request);
    if (!errors.isEmpty()) {
      members.put("errors", errors);
    }
    members.putAll(more);
    return Json.write(members);
  }
}
