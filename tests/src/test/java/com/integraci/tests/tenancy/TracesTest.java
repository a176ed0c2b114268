package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.config.TraceSettings;
import com.integraci.tests.Await;
import com.integraci.tests.Collector;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A control plane as it is shipped, over real components, and what a collector hears of it. */
@Tag("isolation")
class TracesTest {

  private static final Duration WAIT = Duration.ofMinutes(3);
  private static final String SLUG = "traced-team";

  private static TeamPlace place;
  private static Collector collector;
  private static PlaneProcess plane;
  private static String operation;

  @BeforeAll
  static void aTeamSignsUp() throws Exception {
    place = TeamPlace.fresh();
    collector = new Collector();
    plane = PlaneProcess.start(place, "traced", TraceSettings.to(collector.url(), 1));
    plane.awaitReady();
    operation = plane.signUp(SLUG);
    Await.until("the team is there", WAIT, () -> plane.show(operation).contains("\"succeeded\""));
    Await.until("the last step is heard of", WAIT, () -> !named("step activate").isEmpty());
    plane.operators("/metrics");
    Await.until("a request is heard of", WAIT, () -> !named("GET /metrics").isEmpty());
  }

  @AfterAll
  static void stop() {
    plane.close();
    collector.close();
    place.close();
  }

  private static List<Span> named(String start) {
    return collector.spans().stream().filter(span -> span.getName().startsWith(start)).toList();
  }

  @Test
  void one_sign_up_is_one_trace_down_to_its_workflows_last_step() {
    var request = named("POST /api/v1/signups").getFirst();
    assertEquals(SpanKind.SPAN_KIND_SERVER, request.getKind());
    var trace =
        collector.spans().stream()
            .filter(span -> span.getTraceId().equals(request.getTraceId()))
            .toList();
    var names = trace.stream().map(Span::getName).collect(Collectors.toSet());
    for (String start :
        List.of(
            "postgresql transaction",
            "postgresql call",
            "openbao POST signups/data/{id}",
            "openbao POST sys/namespaces/{id}",
            "keycloak /auth/admin/realms",
            "nats request $JS.API.STREAM",
            "step realm",
            "step activate")) {
      assertTrue(names.stream().anyMatch(name -> name.startsWith(start)), start + " in " + names);
    }
    var ids = trace.stream().map(Span::getSpanId).collect(Collectors.toSet());
    assertEquals(
        1, trace.stream().filter(span -> !ids.contains(span.getParentSpanId())).count(), "roots");
  }

  @Test
  void a_request_says_its_route_and_not_its_address() {
    var shown = named("GET /api/v1/operations/").getFirst();
    assertTrue(shown.getName().endsWith("}"), shown.getName());
    var request = attribute(shown, "integraci.request.id");
    assertTrue(request.matches("[0-9a-f-]{36}"), request);
  }

  @Test
  void statements_are_heard_of_and_their_values_not() {
    var statements =
        collector.spans().stream()
            .flatMap(span -> span.getEventsList().stream())
            .filter(event -> event.getName().equals("statement"))
            .map(event -> event.getAttributes(0).getValue().getStringValue())
            .toList();
    assertTrue(statements.stream().anyMatch(sql -> sql.contains("insert into app.tenant")));
    assertTrue(statements.stream().noneMatch(sql -> sql.contains(SLUG)), "a value in a statement");
  }

  @Test
  void nothing_that_is_anybodys_own_is_heard_of() {
    var all = collector.text();
    assertTrue(all.contains("integraci.workflow.id"), "this search finds what is there");
    String secret = operation.substring(operation.lastIndexOf('/') + 1);
    assertTrue(secret.length() > 20, operation);
    for (String own :
        List.of(secret, TeamPlace.PASSWORD, "@" + SLUG, "Ada Owner", "Bearer ", "eyJ", "$2a$")) {
      assertFalse(all.contains(own), own);
    }
  }

  @Test
  void a_clients_trace_is_linked() {
    var id = "1234567890abcdef1234567890abcdef";
    plane.showBelow("/openapi.json", "00-" + id + "-1234567890abcdef-01");
    Await.until("it is heard of", WAIT, () -> !named("GET /openapi.json").isEmpty());
    var span = named("GET /openapi.json").getFirst();
    assertEquals(id, Collector.hex(span.getLinks(0).getTraceId()));
    assertFalse(Collector.hex(span.getTraceId()).equals(id));
    assertTrue(span.getParentSpanId().isEmpty(), "it has a parent");
  }

  @Test
  void the_line_in_the_log_names_the_trace() {
    var id = Collector.hex(named("POST /api/v1/signups").getFirst().getTraceId());
    assertTrue(plane.log().contains(" trace " + id), "no line of " + id);
  }

  private static String attribute(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(one -> one.getKey().equals(key))
        .map(one -> one.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
