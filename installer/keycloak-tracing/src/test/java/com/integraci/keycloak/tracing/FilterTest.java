package com.integraci.keycloak.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FilterTest {

  private static final String OWN = "ada@canary.example";
  private static final String ENDPOINT =
      "org.keycloak.services.resources.LoginActionsService.authenticateForm";
  private static final String HANDLER =
      "org.keycloak.quarkus.runtime.integration.resteasy.KeycloakTracingCustomizer$StartHandler";

  /** Keeps what it is given. */
  private static final class Kept implements SpanExporter {
    private final List<SpanData> spans = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
      spans.addAll(batch);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private static SpanData passed(
      String origin, String name, UnaryOperator<SpanBuilder> with, UnaryOperator<Span> then) {
    var kept = new Kept();
    try (var provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Filter(kept)))
            .build()) {
      then.apply(with.apply(provider.get(origin).spanBuilder(name)).startSpan()).end();
    }
    assertEquals(1, kept.spans.size(), kept.spans::toString);
    return kept.spans.getFirst();
  }

  private static SpanData passed(String origin, String name, Map<String, String> attributes) {
    return passed(
        origin,
        name,
        builder -> {
          attributes.forEach(builder::setAttribute);
          return builder;
        },
        span -> span);
  }

  @Test
  void a_request_is_its_method_and_who_in_keycloak_answers() {
    var span =
        passed(
            "io.quarkus.opentelemetry",
            "POST /realms/{realm}/login-actions/authenticate",
            builder ->
                builder
                    .setSpanKind(SpanKind.SERVER)
                    .setAttribute("http.request.method", "POST")
                    .setAttribute("http.response.status_code", 302)
                    .setAttribute("code.function.name", ENDPOINT)
                    .setAttribute("url.path", "/auth/realms/canary/login-actions/action-token")
                    .setAttribute("url.query", "key=" + OWN)
                    .setAttribute("client.address", "192.0.2.7")
                    .setAttribute("user_agent.original", OWN)
                    .setAttribute("server.address", "canary.example"),
            span1 -> span1);
    assertEquals("POST LoginActionsService.authenticateForm", span.getName());
    assertEquals(SpanKind.SERVER, span.getKind());
    assertEquals(
        Attributes.builder()
            .put("code.function.name", ENDPOINT)
            .put("http.request.method", "POST")
            .put("http.response.status_code", 302)
            .build(),
        span.getAttributes());
  }

  @Test
  void a_statement_is_its_kind_and_its_table() {
    var span =
        passed(
            "io.opentelemetry.jdbc",
            "SELECT keycloak.USER_ENTITY",
            Map.of(
                "db.system", "postgresql",
                "db.operation", "SELECT",
                "db.sql.table", "USER_ENTITY",
                "db.statement", "select * from USER_ENTITY where EMAIL = '" + OWN + "'",
                "db.connection_string", "postgresql://127.0.0.1:5432"));
    assertEquals("postgresql SELECT USER_ENTITY", span.getName());
    assertEquals(
        Attributes.builder()
            .put("db.operation.name", "SELECT")
            .put("db.collection.name", "USER_ENTITY")
            .build(),
        span.getAttributes());
  }

  @Test
  void what_keycloak_begins_itself_keeps_its_name() {
    assertEquals(
        "RealmCacheSession$1.commit",
        passed("RealmCacheSession$1", "RealmCacheSession$1.commit", Map.of()).getName());
    assertEquals(
        "PasswordCredentialProvider.isValid",
        passed(
                "org.keycloak.credential.PasswordCredentialProvider",
                "PasswordCredentialProvider.isValid",
                Map.of())
            .getName());
    assertEquals(
        "LoginActionsService.authenticateForm",
        passed(
                HANDLER,
                "LoginActionsService.authenticateForm",
                Map.of("code.function.name", ENDPOINT))
            .getName());
  }

  @Test
  void a_name_that_is_not_its_origins_is_not_told() {
    for (String name : List.of(OWN, "GET /realms/" + OWN, "Ada.lovelace", "GET " + OWN)) {
      assertEquals("keycloak", passed("io.quarkus.opentelemetry", name, Map.of()).getName());
    }
  }

  @Test
  void a_value_in_the_place_of_a_name_is_not_told() {
    for (String key :
        List.of(
            "code.function.name",
            "http.request.method",
            "db.system",
            "db.operation",
            "db.sql.table",
            "error.type",
            "http.response.status_code",
            "kc.userId")) {
      var span = passed("x", "x", Map.of(key, OWN));
      assertEquals("keycloak", span.getName(), key);
      assertEquals(Attributes.empty(), span.getAttributes(), key);
    }
  }

  @Test
  void a_fault_is_its_class_and_no_word_of_it() {
    var span =
        passed(
            "x",
            "x",
            builder -> builder,
            begun ->
                begun
                    .recordException(new IllegalStateException("no such user: " + OWN))
                    .setStatus(StatusCode.ERROR, OWN)
                    .addEvent(
                        "LOGIN_ERROR",
                        Attributes.of(AttributeKey.stringKey("kc.details.username"), OWN)));
    assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
    assertEquals("", span.getStatus().getDescription());
    assertEquals(
        "java.lang.IllegalStateException",
        span.getAttributes().get(AttributeKey.stringKey("error.type")));
    assertTrue(span.getEvents().isEmpty(), "events");
  }

  @Test
  void nothing_of_the_machine_is_told() {
    var span = passed("x", "x", Map.of());
    assertEquals(
        Attributes.of(AttributeKey.stringKey("service.name"), "integraci-keycloak"),
        span.getResource().getAttributes());
    assertEquals("com.integraci.keycloak", span.getInstrumentationScopeInfo().getName());
  }

  @Test
  void what_cannot_be_read_is_dropped_and_the_others_are_sent() {
    var kept = new Kept();
    var filter = new Filter(kept);
    var whole = passed("x", "x", Map.of());
    var broken = new Unreadable(whole);
    var answer = filter.export(List.of(broken, whole, broken));
    assertTrue(answer.isSuccess(), "the rest was sent");
    assertEquals(1, kept.spans.size());
    assertEquals(whole.getSpanId(), kept.spans.getFirst().getSpanId());
  }

  /** A span that fails when it is looked at. */
  private static final class Unreadable extends io.opentelemetry.sdk.trace.data.DelegatingSpanData {
    Unreadable(SpanData span) {
      super(span);
    }

    @Override
    public Attributes getAttributes() {
      throw new IllegalStateException("unreadable");
    }
  }
}
