package com.integraci.appliance.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unauthenticated;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server over real TLS with routes of each kind. */
class ServerTest {

  private static final Caller VIEWER =
      new Caller(
          TenantId.fresh(),
          new Actor(Actor.Kind.MEMBER, UuidV7.next()),
          Role.VIEWER,
          UuidV7.next());
  private static final List<String> REFUSED = new ArrayList<>();
  private static final List<String> OPEN =
      List.of("GET /health/live", "GET /health/ready", "GET /openapi.json", "GET /problems");
  private static final Metrics METRICS = new Metrics();
  private static final AtomicInteger STREAMED = new AtomicInteger();

  @TempDir private static Path folder;
  private static Server server;
  private static WebClient client;

  /** Knows one token and one session. */
  private static final class OneCaller implements Guard {
    @Override
    public Caller byToken(Request request) {
      return request
          .header("Authorization")
          .filter("Bearer good"::equals)
          .map(_ -> VIEWER)
          .orElseThrow(() -> new Unauthenticated("No token."));
    }

    @Override
    public Visitor bySession(Request request) {
      return request
          .cookie("session")
          .filter("good"::equals)
          .map(_ -> new Visitor(VIEWER, request.parameter("slug"), "token-of-the-session"))
          .orElseThrow(() -> new Unauthenticated("No session."));
    }

    @Override
    public Optional<Visitor> now(Request request) {
      return Optional.of(bySession(request));
    }

    @Override
    public void refused(Caller caller, Route route, Failure failure) {
      REFUSED.add(route.operationId() + " " + failure.getClass().getSimpleName());
    }
  }

  @BeforeAll
  static void start() throws Exception {
    var certificate = TestCertificate.in(folder);
    var table =
        new OwnRoutes(new Health(List.of()), METRICS, Policy.load()).with(List.of(pages()), OPEN);
    server = Server.start(certificate.settings(), table, new OneCaller(), plain(), METRICS);
    client =
        WebClient.builder()
            .baseUri("https://127.0.0.1:" + server.port())
            .tls(Certificates.trusting(certificate.certificate()))
            .followRedirects(false)
            .build();
  }

  private static ErrorPage plain() {
    return new PlainErrorPage();
  }

  private static Route page(String path, String name, Route.VisitorHandler handler) {
    return Route.page(com.integraci.appliance.http.Method.GET, path, name, handler);
  }

  private static Route failing(String path, String name, Supplier<RuntimeException> failure) {
    return page(
        path,
        name,
        (_, _) -> {
          throw failure.get();
        });
  }

  private static Routes pages() {
    return Routes.pages(
        page("/t/{slug}/echo", "echo", (visitor, _) -> Reply.html(visitor.slug())),
        page(
            "/t/{slug}/stream",
            "stream",
            (_, _) ->
                Reply.streamed(
                    "text/event-stream", out -> out.write('0' + STREAMED.incrementAndGet()))),
        Route.page(
            com.integraci.appliance.http.Method.POST,
            "/t/{slug}/echo",
            "change",
            (_, request) -> {
              var form = request.form();
              form.skip("csrf");
              var name = form.text("name", 1, 5);
              form.end();
              return Reply.json(Map.of("name", name));
            }),
        failing("/t/{slug}/refused", "refused", () -> new Denied("secret.put", "No.")),
        failing("/t/{slug}/missing", "missing", () -> new NotFound("No.")),
        failing("/t/{slug}/bug", "bug", () -> new IllegalStateException("the secret inside")));
  }

  @AfterAll
  static void stop() {
    client.closeResource();
    server.close();
  }

  @Test
  void anAnswerCarriesItsIdAndSecurityHeaders() {
    try (var response = client.get("/health/live").request()) {
      assertEquals(200, response.status().code());
      assertEquals(36, header(response, "X-Request-Id").length());
      SecurityHeaders.ALL.forEach((name, value) -> assertEquals(value, header(response, name)));
      assertEquals("no-store", header(response, "Cache-Control"));
    }
  }

  @Test
  void anUnknownAddressIsAProblemDocument() {
    try (var response = client.get("/nowhere").request()) {
      assertProblem(404, "not-found", response);
    }
  }

  @Test
  void aWrongMethodNamesTheRightOnes() {
    try (var response = client.delete("/health/live").request()) {
      assertEquals("GET, HEAD", header(response, "Allow"));
      assertProblem(405, "method-not-allowed", response);
    }
  }

  @Test
  void headAnswersAsGetWithoutABody() {
    try (var response = client.method(Method.HEAD).path("/health/live").request()) {
      assertEquals(200, response.status().code());
      assertFalse(response.entity().hasEntity());
    }
  }

  @Test
  void theApiAsksForATokenAndCountsItsAbsence() {
    try (var response = client.get("/metrics").request()) {
      assertEquals("Bearer", header(response, "WWW-Authenticate"));
      assertProblem(401, "unauthenticated", response);
    }
    assertTrue(METRICS.exposition().contains("integraci_http_unauthenticated_total "));
  }

  @Test
  void aRefusedCallerIsRecorded() {
    try (var response =
        client.get("/metrics").header(HeaderNames.AUTHORIZATION, "Bearer good").request()) {
      assertProblem(403, "denied", response);
    }
    assertTrue(REFUSED.contains("readMetrics Denied"));
    try (var response = visit("/t/one/missing")) {
      assertEquals(404, response.status().code());
    }
    assertTrue(REFUSED.contains("missing NotFound"));
  }

  @Test
  void aPageWithoutSessionSendsToSignIn() {
    try (var response = client.get("/t/one/echo").queryParam("a", "b").request()) {
      assertEquals(303, response.status().code());
      assertEquals("/t/one/signin?to=%2Ft%2Fone%2Fecho%3Fa%3Db", header(response, "Location"));
    }
  }

  @Test
  void htmxIsToldToLoadTheSignInPage() {
    try (var response =
        client.get("/t/one/echo").header(HeaderNames.create("HX-Request"), "true").request()) {
      assertEquals(401, response.status().code());
      assertEquals("/t/one/signin", header(response, "HX-Redirect"));
    }
  }

  @Test
  void whatAsksByItselfWithoutASessionIsNotSentToSignIn() {
    for (String name : List.of("X-Unattended", "Accept")) {
      var asked = client.get("/t/one/stream").header(HeaderNames.create(name), "text/event-stream");
      try (var response = asked.request()) {
        assertEquals(401, response.status().code(), name);
      }
    }
  }

  @Test
  void aStreamIsWrittenForGetAndNotForHead() {
    var head = client.method(Method.HEAD).path("/t/one/stream");
    try (var response = head.header(HeaderNames.COOKIE, "session=good").request()) {
      assertEquals("text/event-stream", header(response, "Content-Type"));
    }
    try (var response = visit("/t/one/stream")) {
      assertEquals("1", response.as(String.class));
    }
  }

  @Test
  void aFormWithoutTheSessionsTokenIsRefused() {
    assertEquals(403, submit("name=abc"));
    assertEquals(403, submit("name=abc&csrf=wrong"));
    assertEquals(200, submit("name=abc&csrf=token-of-the-session"));
  }

  @Test
  void wrongAndUnknownFieldsAreRefusedTogether() {
    try (var response = form().submit("name=abcdefg&csrf=token-of-the-session&more=1&name2=")) {
      assertEquals(400, response.status().code());
      var text = response.as(String.class);
      assertTrue(text.contains("\"field\":\"name\""), text);
      assertTrue(text.contains("\"field\":\"more\""), text);
      assertTrue(text.contains("\"field\":\"name2\""), text);
    }
  }

  @Test
  void aBodyOfAnotherTypeIs415() {
    try (var response =
        client
            .post("/t/one/echo")
            .header(HeaderNames.COOKIE, "session=good")
            .header(HeaderNames.create("X-CSRF-Token"), "token-of-the-session")
            .header(HeaderNames.CONTENT_TYPE, "application/json")
            .submit("{}")) {
      assertProblem(415, "media-type", response);
    }
  }

  @Test
  void aBodyOverTheLimitIs413() throws IOException {
    var announced = raw("POST /t/one/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n\r\n");
    assertTrue(announced.startsWith("HTTP/1.1 413"), announced);
    assertTrue(announced.contains("application/problem+json"), announced);
  }

  @Test
  void aMistakeOfOursShowsNothingOfItself() {
    try (var response = visit("/t/one/bug")) {
      var text = response.as(String.class);
      assertEquals(500, response.status().code());
      assertFalse(text.contains("secret inside"), text);
    }
  }

  @Test
  void browsersGetAPageForAProblem() {
    try (var response = client.get("/nowhere").header(HeaderNames.ACCEPT, "text/html").request()) {
      assertEquals("text/html; charset=utf-8", header(response, "Content-Type"));
    }
  }

  @Test
  void aMalformedRequestLineIsAProblemDocument() throws IOException {
    assertTrue(raw("NONSENSE\r\n\r\n").contains("application/problem+json"));
    assertTrue(raw("GET /a b HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 400"));
    var long1 = raw("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertTrue(long1.contains("application/problem+json"), long1);
    var headers = raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(40_000) + "\r\n\r\n");
    assertTrue(headers.contains("application/problem+json"), headers);
  }

  @Test
  void theDescriptionIsServed() {
    try (var response = client.get("/openapi.json").request()) {
      var text = response.as(String.class);
      assertTrue(text.contains("\"openapi\":\"3.1.0\""), text);
      assertTrue(text.contains("\"operationId\":\"readMetrics\""), text);
    }
  }

  @Test
  void anOpenRouteThatNobodyReviewedKeepsTheServerFromStarting() {
    var own = new OwnRoutes(new Health(List.of()), new Metrics(), Policy.load());
    var fewer = OPEN.subList(1, OPEN.size());
    var more = List.of("GET /health/live", "GET /health/ready", "GET /openapi.json", "GET /x");
    assertThrows(IllegalStateException.class, () -> own.with(List.of(), fewer));
    assertThrows(IllegalStateException.class, () -> own.with(List.of(), more));
    assertThrows(IllegalStateException.class, () -> own.with(List.of(pages(), pages()), OPEN));
  }

  @Test
  void aRouteAndItsDescriptionMustAgree() {
    var own = new OwnRoutes(new Health(List.of()), new Metrics(), Policy.load());
    var route =
        Route.api(
            com.integraci.appliance.http.Method.GET, "/api/v1/x", "readX", (_, _) -> Reply.json(1));
    var undescribed = new Routes(List.of(route), OwnRoutes.DESCRIPTIONS);
    var e = assertThrows(IllegalStateException.class, () -> own.with(List.of(undescribed), OPEN));
    assertTrue(e.getMessage().contains("GET /api/v1/x is readX"), e.getMessage());
  }

  @Test
  void everyKindOfProblemIsExplained() {
    var text = new String(OwnRoutes.problems(), StandardCharsets.UTF_8);
    for (ProblemType type : ProblemType.values()) {
      assertTrue(text.contains("\n## " + type.anchor() + "\n" + type.status() + ". "), type.name());
    }
  }

  @Test
  void anAddressWaitsForItsNextToken() {
    var now = new Instant[] {Instant.EPOCH};
    var limit = new RateLimit(2, Duration.ofSeconds(10), () -> now[0]);
    limit.take("a");
    limit.take("a");
    limit.take("b");
    var limited =
        assertThrows(com.integraci.appliance.failure.Limited.class, () -> limit.take("a"));
    assertEquals(Duration.ofSeconds(10), limited.retryAfter());
    now[0] = Instant.EPOCH.plusSeconds(10);
    limit.take("a");
  }

  private static io.helidon.webclient.api.HttpClientRequest form() {
    return client
        .post("/t/one/echo")
        .header(HeaderNames.COOKIE, "session=good")
        .header(HeaderNames.CONTENT_TYPE, "application/x-www-form-urlencoded");
  }

  private static int submit(String body) {
    try (var response = form().submit(body)) {
      return response.status().code();
    }
  }

  private static HttpClientResponse visit(String path) {
    return client.get(path).header(HeaderNames.COOKIE, "session=good").request();
  }

  private static String raw(String request) throws IOException {
    var context = Certificates.trusting(folder.resolve("certificate.pem")).sslContext();
    try (var socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port())) {
      socket.setSoTimeout(5000);
      var out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readNBytes(400), StandardCharsets.UTF_8);
    }
  }

  private static String header(HttpClientResponse response, String name) {
    return response.headers().first(HeaderNames.create(name)).orElse("");
  }

  private static void assertProblem(int status, String anchor, HttpClientResponse response) {
    assertEquals(status, response.status().code());
    assertEquals(Problem.MEDIA_TYPE, header(response, "Content-Type"));
    var text = response.as(String.class);
    assertTrue(text.contains("\"type\":\"/problems#" + anchor + "\""), text);
  }
}
