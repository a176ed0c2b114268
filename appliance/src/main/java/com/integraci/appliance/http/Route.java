package com.integraci.appliance.http;

import com.integraci.appliance.policy.Caller;
import io.helidon.webserver.http.Handler;
import java.util.Objects;

/**
 * One line of the route table.
 *
 * @param method what the route answers to
 * @param path segments, with {@code {name}} for a parameter and {@code {+name}} for the rest
 * @param operationId its name in the API's description, in metrics and in the access log
 * @param handling who may call it and what answers
 * @param bodyMax bytes of body taken at most; a larger one is 413
 */
public record Route(
    Method method, String path, String operationId, Handling handling, int bodyMax) {

  /** What a body may hold unless the route says otherwise: 64 KiB. */
  public static final int BODY_MAX = 64 * 1024;

  /** Who may call a route and what answers. */
  sealed interface Handling {

    /** Everybody may: it stands in the reviewed list {@code public-routes.txt}. */
    record Open(OpenHandler handler) implements Handling {}

    /** A bearer token is needed: the API. */
    record ByToken(CallerHandler handler) implements Handling {}

    /** A session is needed, and its token on what changes something: a page. */
    record BySession(VisitorHandler handler) implements Handling {}

    /** Everybody may, and the handler speaks to the server itself: the way to Keycloak. */
    record Raw(Handler handler) implements Handling {}
  }

  /** Answers everybody. */
  @FunctionalInterface
  public interface OpenHandler {
    /** Answers; throws a {@link com.integraci.appliance.failure.Failure} to refuse. */
    Reply handle(Request request);
  }

  /** Answers a caller. */
  @FunctionalInterface
  public interface CallerHandler {
    /** Answers; throws a {@link com.integraci.appliance.failure.Failure} to refuse. */
    Reply handle(Caller caller, Request request);
  }

  /** Answers a person in a browser. */
  @FunctionalInterface
  public interface VisitorHandler {
    /** Answers; throws a {@link com.integraci.appliance.failure.Failure} to refuse. */
    Reply handle(Visitor visitor, Request request);
  }

  public Route {
    Objects.requireNonNull(method);
    Objects.requireNonNull(handling);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path starts with a slash: " + path);
    }
    if (!operationId.matches("[a-z][A-Za-z]{2,40}")) {
      throw new IllegalArgumentException("not an operation's name: " + operationId);
    }
    if (handling instanceof Handling.BySession && !path.startsWith("/t/{slug}")) {
      throw new IllegalArgumentException("a page of a tenant is below /t/{slug}: " + path);
    }
  }

  /** A route for everybody, which the reviewed list must name. */
  public static Route open(Method method, String path, String operationId, OpenHandler handler) {
    return new Route(method, path, operationId, new Handling.Open(handler), BODY_MAX);
  }

  /** A route of the API, for callers with a bearer token. */
  public static Route api(Method method, String path, String operationId, CallerHandler handler) {
    return new Route(method, path, operationId, new Handling.ByToken(handler), BODY_MAX);
  }

  /** A page of a tenant, below {@code /t/{slug}}, for people with a session. */
  public static Route page(Method method, String path, String operationId, VisitorHandler handler) {
    return new Route(method, path, operationId, new Handling.BySession(handler), BODY_MAX);
  }

  /** A route for everybody whose handler speaks to the server itself. */
  public static Route raw(Method method, String path, String operationId, Handler handler) {
    return new Route(method, path, operationId, new Handling.Raw(handler), BODY_MAX);
  }

  /** The same with another bound on the body, in bytes. */
  public Route bodyMax(int bytes) {
    return new Route(method, path, operationId, handling, bytes);
  }

  /** The same, but no more often than the limit allows one address. */
  public Route limited(RateLimit limit) {
    return switch (handling) {
      case Handling.Open(OpenHandler handler) ->
          new Route(
              method,
              path,
              operationId,
              new Handling.Open(
                  request -> {
                    limit.take(request.address());
                    return handler.handle(request);
                  }),
              bodyMax);
      case Handling.ByToken _, Handling.BySession _, Handling.Raw _ ->
          throw new IllegalStateException("only open routes are limited by address");
    };
  }

  /** Whether everybody may call it. */
  public boolean open() {
    return switch (handling) {
      case Handling.Open _, Handling.Raw _ -> true;
      case Handling.ByToken _, Handling.BySession _ -> false;
    };
  }

  /** Whether it belongs to the API: a bearer token is needed. */
  public boolean tokened() {
    return handling instanceof Handling.ByToken;
  }

  /** Whether it is a page of a tenant. */
  public boolean page() {
    return handling instanceof Handling.BySession;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
