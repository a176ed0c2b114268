package com.integraci.appliance.http;

import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unauthenticated;
import com.integraci.appliance.policy.Caller;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

/** Takes a request from its route to its answer, and whatever is thrown to a problem document. */
final class Dispatcher {

  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  private final Guard guard;
  private final ErrorPage page;

  Dispatcher(Guard guard, ErrorPage page) {
    this.guard = guard;
    this.page = page;
  }

  Handler handler(Route route) {
    return (req, res) -> {
      var exchange = req.context().get(Exchange.class).orElseThrow();
      exchange.matched(route);
      var request = new Request(exchange.id(), route, req);
      try {
        if (route.handling() instanceof Route.Handling.Raw(Handler raw)) {
          raw.handle(req, res);
        } else {
          send(answer(route, request), req, res);
        }
      } catch (Exception e) {
        fail(e, req, res);
      }
    };
  }

  private Reply answer(Route route, Request request) {
    return switch (route.handling()) {
      case Route.Handling.Open(Route.OpenHandler handler) -> handler.handle(request);
      case Route.Handling.ByToken(Route.CallerHandler handler) -> {
        var caller = guard.byToken(request);
        yield guarded(route, caller, () -> handler.handle(caller, request));
      }
      case Route.Handling.BySession(Route.VisitorHandler handler) ->
          visited(route, handler, request);
      case Route.Handling.Raw _ -> throw new IllegalStateException("raw routes answer themselves");
    };
  }

  private Reply visited(Route route, Route.VisitorHandler handler, Request request) {
    Visitor visitor;
    try {
      visitor = guard.bySession(request);
    } catch (Unauthenticated e) {
      return signIn(route, request, e);
    }
    return guarded(
        route,
        visitor.caller(),
        () -> {
          if (!route.method().safe()) {
            requireSameOrigin(visitor, request);
          }
          return handler.handle(visitor, request);
        });
  }

  /** A person without a session is sent to sign in and comes back to the page asked for. */
  private static Reply signIn(Route route, Request request, Unauthenticated e) {
    var signIn = "/t/" + encoded(request.parameter("slug")) + "/signin";
    if (request.fromHtmx() || request.unattended()) {
      return new Reply(401, List.of(), new Reply.Body.None()).with("HX-Redirect", signIn);
    }
    if (!route.method().safe()) {
      throw e;
    }
    return Reply.seeOther(signIn + "?to=" + encoded(request.target()));
  }

  private Reply guarded(Route route, Caller caller, java.util.function.Supplier<Reply> work) {
    try {
      return work.get();
    } catch (Denied | NotFound e) {
      guard.refused(caller, route, e);
      throw e;
    }
  }

  /** The session's token must come along (OWASP: synchronizer token), and from our own pages. */
  private static void requireSameOrigin(Visitor visitor, Request request) {
    var sent =
        request
            .header("X-CSRF-Token")
            .or(() -> request.form().optionalText("csrf", 1, 200))
            .orElse("");
    boolean ours =
        MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8), visitor.csrf().getBytes(StandardCharsets.UTF_8));
    boolean elsewhere =
        request.header("Sec-Fetch-Site").filter(site -> !site.equals("same-origin")).isPresent();
    if (!ours || elsewhere) {
      throw new Denied(
          "page.submit",
          "The page was not the one we gave you. Load it again and repeat the step.");
    }
  }

  /** Answers what has a path of ours and none of its methods. */
  void wrongMethod(String methods, ServerRequest req, ServerResponse res) {
    res.header("Allow", methods);
    var detail = "Here are only " + methods + ".";
    fail(new HttpException(detail, Status.METHOD_NOT_ALLOWED_405), req, res);
  }

  /** Answers what has no path of ours. */
  void nothingHere(ServerRequest req, ServerResponse res) {
    fail(new HttpException("There is nothing at this address.", Status.NOT_FOUND_404), req, res);
  }

  /** Answers with a problem; what is thrown after the answer began cuts the connection. */
  void fail(Throwable thrown, ServerRequest req, ServerResponse res) {
    var exchange = req.context().get(Exchange.class).orElseGet(Exchange::new);
    var problem = Problem.of(thrown, exchange.id());
    if (thrown instanceof CloseConnectionException gone) {
      throw gone;
    }
    if (res.isSent()) {
      throw new CloseConnectionException("the answer could not be finished", thrown);
    }
    // The server drops what was set before it calls an error handler.
    SecurityHeaders.on(res);
    res.header("X-Request-Id", exchange.id().toString());
    if (problem.status() == 500) {
      LOG.log(System.Logger.Level.ERROR, "request " + exchange.id() + " failed", thrown);
    }
    var reply = reply(problem, req);
    if (thrown instanceof Limited limited) {
      reply = reply.with("Retry-After", Long.toString(seconds(limited.retryAfter())));
    }
    if (thrown instanceof Unauthenticated) {
      reply = reply.with("WWW-Authenticate", "Bearer");
    }
    send(reply, req, res);
  }

  private Reply reply(Problem problem, ServerRequest req) {
    boolean api = req.path().absolute().path().startsWith("/api/");
    boolean htmx = req.headers().contains(HeaderNames.create("HX-Request"));
    var accept = req.headers().first(HeaderNames.ACCEPT).orElse("");
    if (!api && (htmx || accept.contains("text/html"))) {
      return Reply.html(problem.status(), page.render(problem, htmx));
    }
    return Reply.bytes(problem.status(), Problem.MEDIA_TYPE, problem.document());
  }

  private static long seconds(Duration duration) {
    return Math.max(1, duration.plusMillis(999).toSeconds());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static void send(Reply reply, ServerRequest req, ServerResponse res) {
    res.status(Status.create(reply.status()));
    for (Reply.Field field : reply.headers()) {
      res.headers().add(HeaderNames.create(field.name()), field.value());
    }
    if (!reply.has("Cache-Control")) {
      res.header(NO_STORE);
    }
    boolean head = req.prologue().method().equals(io.helidon.http.Method.HEAD);
    switch (reply.body()) {
      case Reply.Body.None() -> res.send();
      case Reply.Body.Bytes(String type, byte[] bytes) -> {
        res.header(HeaderNames.CONTENT_TYPE, type);
        if (head) {
          res.send();
        } else {
          res.send(bytes);
        }
      }
      case Reply.Body.Streamed(String type, Reply.Content content) -> {
        res.header(HeaderNames.CONTENT_TYPE, type);
        if (head) {
          res.send();
        } else {
          stream(content, res);
        }
      }
    }
  }

  private static void stream(Reply.Content content, ServerResponse res) {
    try (var out = res.outputStream()) {
      content.writeTo(out);
    } catch (Failure e) {
      throw new CloseConnectionException("the answer could not be finished", e);
    } catch (java.io.IOException e) {
      throw new CloseConnectionException("the client went away", e);
    }
  }
}
