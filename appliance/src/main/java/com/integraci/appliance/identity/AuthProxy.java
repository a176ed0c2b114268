package com.integraci.appliance.identity;

import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Body;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.keycloak.CallName;
import com.integraci.appliance.keycloak.TraceHeader;
import com.integraci.appliance.tracing.Trace;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The way to Keycloak below {@code /auth}, so that browsers see one origin: what people need to
 * sign in, also from a team's own identity provider, and clients to fetch tokens, of the tenants'
 * realms alone. The admin interface, the realm {@code master}, the management port and the
 * registration of clients can't be reached through it.
 */
final class AuthProxy {

  private static final int BODY_MAX = Route.BODY_MAX;

  /** Plain segments only: nothing that Keycloak could read as another path than we do. */
  private static final Pattern TARGET =
      Pattern.compile(
          "/auth/(?:resources(?:/[A-Za-z0-9._~@-]+)+"
              + "|realms/([a-z][a-z0-9-]{1,38}[a-z0-9])/"
              + "(?:(?:protocol/openid-connect|login-actions|\\.well-known)(?:/[A-Za-z0-9._~-]+)+"
              + "|broker/(?:after-(?:first|post)-broker-login"
              + "|[a-z][a-z0-9-]{0,30}[a-z0-9]/(?:login|endpoint(?:/descriptor)?))))");

  /** RFC 9110, 7.6.1, and what only the proxy itself may say. */
  private static final Set<String> NOT_PASSED =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "host",
          "content-length",
          "expect",
          "forwarded",
          "traceparent",
          "tracestate",
          "baggage",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-proto",
          "x-forwarded-prefix");

  private final URI url;
  private final Upstream keycloak;

  AuthProxy(URI url, Upstream keycloak) {
    this.url = url;
    this.keycloak = keycloak;
  }

  List<Route> routes() {
    return List.of(
        Route.raw(Method.GET, "/auth/realms/{+rest}", "keycloak", this::pass),
        Route.raw(Method.POST, "/auth/realms/{+rest}", "keycloak", this::pass),
        Route.raw(Method.GET, "/auth/resources/{+rest}", "keycloak", this::pass));
  }

  /** Whether a path may be passed on. */
  static boolean passes(String path) {
    var matcher = TARGET.matcher(path);
    return matcher.matches()
        && !"master".equals(matcher.group(1))
        && !path.contains("/..")
        && !path.contains("/./");
  }

  private void pass(ServerRequest req, ServerResponse res) {
    var path = req.path().absolute().rawPath();
    if (!passes(path)) {
      throw new NotFound("There is nothing at this address.");
    }
    var query = req.query().rawValue();
    var target = query.isEmpty() ? path : path + "?" + query;
    try (var trace = Trace.client("keycloak", () -> CallName.of(path))) {
      var request = keycloak.request(req.prologue().method(), target);
      passHeaders(req, request);
      TraceHeader.on(request);
      var body = Body.read(req, BODY_MAX);
      try (var response = sent(request, body)) {
        trace.with("http.response.status_code", response.status().code());
        answer(response, res);
      }
    }
  }

  private static HttpClientResponse sent(HttpClientRequest request, byte[] body) {
    try {
      return body.length == 0 ? request.request() : request.submit(body);
    } catch (RuntimeException e) {
      throw Upstream.unavailable(e);
    }
  }

  private void passHeaders(ServerRequest req, HttpClientRequest request) {
    for (Header header : req.headers()) {
      if (!NOT_PASSED.contains(header.name().toLowerCase(Locale.ROOT))) {
        request.header(header);
      }
    }
    int port = url.getPort() < 0 ? 443 : url.getPort();
    request.header(HeaderNames.create("X-Forwarded-For"), req.remotePeer().host());
    request.header(HeaderNames.create("X-Forwarded-Proto"), url.getScheme());
    request.header(HeaderNames.create("X-Forwarded-Host"), url.getAuthority());
    request.header(HeaderNames.create("X-Forwarded-Port"), Integer.toString(port));
  }

  /** Keycloak's own header fields take the place of ours: its pages need its own policy. */
  private static void answer(HttpClientResponse response, ServerResponse res) {
    res.status(response.status());
    for (Header header : response.headers()) {
      if (!NOT_PASSED.contains(header.name().toLowerCase(Locale.ROOT))) {
        res.headers().set(header);
      }
    }
    if (!response.entity().hasEntity()) {
      res.send();
      return;
    }
    try (var in = response.inputStream();
        var out = res.outputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
