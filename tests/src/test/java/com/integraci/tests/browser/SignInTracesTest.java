package com.integraci.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Await;
import com.integraci.tests.Collector;
import com.integraci.tests.MarkedText;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole sign-in through Keycloak, and what the operator's collector hears of it. */
@Tag("browser")
final class SignInTracesTest {

  private static final String KEYCLOAK = "integraci-keycloak";
  private static final String FORM = "POST LoginActionsService.authenticateForm";
  private static final String LINK = "GET LoginActionsService.executeActionToken";
  private static final String CLIENTS = "1234567890abcdef1234567890abcdef";
  private static final Duration WAIT = Duration.ofSeconds(30);

  private static final MarkedText PASSWORD = MarkedText.fresh();
  private static final MarkedText WRONG = MarkedText.fresh();
  private static final MarkedText TOKEN = MarkedText.fresh();
  private static final MarkedText ANSWER = MarkedText.fresh();

  /** What stood in the queries of the sign-in, such as its code. */
  private static final List<String> QUERIES = new ArrayList<>();

  private static Chromium chromium;
  private static Team team;

  @BeforeAll
  static void aPersonSignsInAndMistypesBefore() {
    var stack = RunningStack.shared();
    chromium = Chromium.trusting(stack.authority());
    team = Team.fresh(stack.url(), "spanned", PASSWORD.text());
    try (var person = chromium.person()) {
      var page = person.newPage();
      team.signUp(page);
      page.onRequest(request -> note(request.url()));
      page.navigate(team.address(""));
      team.enter(page, WRONG.text());
      page.locator("#wrong").waitFor();
      team.enter(page, PASSWORD.text());
      page.waitForURL(team.address(""));
      // Nobody's link: Keycloak looks at its token all the same.
      person.setExtraHTTPHeaders(Map.of("traceparent", "00-" + CLIENTS + "-1234567890abcdef-01"));
      page.navigate(realm("/login-actions/action-token?key=" + TOKEN.text()));
      page.navigate(realm("/broker/none/endpoint?code=" + ANSWER.text()));
    }
    Await.until("both tries are heard of", WAIT, () -> named(FORM).size() > 1);
    Await.until("the link is heard of", WAIT, () -> !named(LINK).isEmpty());
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static String realm(String path) {
    return team.url() + "/auth/realms/" + team.slug() + path;
  }

  private static void note(String url) {
    var query = URI.create(url).getRawQuery();
    if (query != null) {
      Arrays.stream(query.split("&", -1))
          .map(field -> field.substring(field.indexOf('=') + 1))
          .filter(value -> value.length() > 10)
          .forEach(QUERIES::add);
    }
  }

  private static List<Span> named(String name) {
    return RunningStack.collector().spansOf(KEYCLOAK).stream()
        .filter(span -> span.getName().equals(name))
        .toList();
  }

  @Test
  void keycloaks_spans_stand_below_the_control_planes() {
    var form = named(FORM).getLast();
    var trace =
        RunningStack.collector().spans().stream()
            .filter(span -> span.getTraceId().equals(form.getTraceId()))
            .toList();
    var above =
        trace.stream()
            .filter(span -> span.getSpanId().equals(form.getParentSpanId()))
            .map(Span::getName)
            .toList();
    assertEquals(List.of("keycloak /auth/realms/{}/login-actions/authenticate"), above);
    var names = trace.stream().map(Span::getName).collect(Collectors.toSet());
    for (String name :
        List.of(
            "POST /auth/realms/{+rest}",
            "LoginActionsService.authenticateForm",
            "PasswordCredentialProvider.isValid",
            "postgresql INSERT OFFLINE_USER_SESSION")) {
      assertTrue(names.contains(name), name + " in " + names);
    }
    var ids = trace.stream().map(Span::getSpanId).collect(Collectors.toSet());
    assertEquals(
        1, trace.stream().filter(span -> !ids.contains(span.getParentSpanId())).count(), "roots");
  }

  @Test
  void nothing_that_is_anybodys_own_is_in_any_byte_of_it() {
    var all = RunningStack.collector().text();
    assertTrue(all.contains("PasswordCredentialProvider"), "this search finds what is there");
    assertTrue(QUERIES.size() > 5, "the sign-in had queries: " + QUERIES);
    var own = new ArrayList<>(QUERIES);
    own.addAll(List.of(team.slug(), team.email(), "Ada Lovelace", "Bearer ", "eyJhbGciOi"));
    own.addAll(List.of("127.0.0.1", "localhost", "Mozilla", "url.query", "db.statement"));
    for (String each : own) {
      assertFalse(all.contains(each), each);
    }
    for (MarkedText each : List.of(PASSWORD, WRONG, TOKEN, ANSWER)) {
      assertFalse(each.isIn(all), each.text());
    }
    var words = withoutIds();
    for (String each : List.of("eyJ", "$2a$", "kc.")) {
      assertFalse(words.contains(each), each);
    }
  }

  /** Ids are chance, in which three letters are found sooner or later. */
  private static String withoutIds() {
    return RunningStack.collector().spans().stream()
        .map(Span::toBuilder)
        .map(span -> span.clearTraceId().clearSpanId().clearParentSpanId().build().toString())
        .collect(Collectors.joining());
  }

  @Test
  void a_span_of_keycloaks_has_no_attribute_but_those_foreseen() {
    var keys =
        RunningStack.collector().spansOf(KEYCLOAK).stream()
            .flatMap(span -> span.getAttributesList().stream())
            .map(attribute -> attribute.getKey())
            .collect(Collectors.toSet());
    assertTrue(
        List.of(
                "code.function.name",
                "db.collection.name",
                "db.operation.name",
                "error.type",
                "http.request.method",
                "http.response.status_code")
            .containsAll(keys),
        keys.toString());
  }

  @Test
  void a_clients_own_trace_is_not_continued() {
    assertTrue(
        RunningStack.collector().spans().stream()
            .noneMatch(span -> Collector.hex(span.getTraceId()).equals(CLIENTS)),
        "the client chose the trace");
    assertTrue(named(LINK).stream().noneMatch(span -> span.getLinksCount() > 0), "a link");
  }
}
