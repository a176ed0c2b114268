package com.integraci.keycloak.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name and the attributes of a span, each read from one attribute of Keycloak's and told only
 * if it has the form that names in code have: methods of Keycloak's classes, tables, classes of
 * errors, and words and numbers of HTTP. A value that somebody entered has no place to be in.
 *
 * @param name what happens
 * @param attributes more of it
 */
record Telling(String name, Attributes attributes) {

  private static final String UNKNOWN = "keycloak";
  private static final String DATABASE = "postgresql";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Set<String> STATEMENTS =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "ALTER", "DROP", "CALL");
  private static final Pattern TABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

  /** A method of a class of Keycloak's; the class and the method are the groups. */
  private static final Pattern FUNCTION =
      Pattern.compile("org\\.keycloak(?:\\.[a-z][a-z0-9_]*)+\\.([A-Z][\\w$]*\\.[a-z]\\w*)");

  /** What Keycloak calls a span that it begins itself. */
  private static final Pattern OWN = Pattern.compile("([A-Z][\\w$]*)\\.[a-z]\\w*");

  private static final Pattern ERROR =
      Pattern.compile("[a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)+\\.[A-Z][\\w$.]*|[1-5][0-9]{2}");

  private static final int LENGTH_MAX = 200;

  static Telling of(SpanData span) {
    var attributes = Attributes.builder();
    var function = text(span, "code.function.name").filter(one -> fits(FUNCTION, one));
    var method = text(span, "http.request.method").filter(METHODS::contains);
    var statement = text(span, "db.operation").filter(STATEMENTS::contains);
    var table = text(span, "db.sql.table").filter(one -> fits(TABLE, one));
    put(attributes, "code.function.name", function);
    put(attributes, "http.request.method", method);
    put(attributes, "db.operation.name", statement);
    put(attributes, "db.collection.name", table);
    put(attributes, "error.type", error(span));
    Optional.ofNullable(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
        .ifPresent(status -> attributes.put("http.response.status_code", status));
    var name =
        function
            .map(one -> method.map(word -> word + " ").orElse("") + simple(one))
            .or(() -> method)
            .or(() -> database(span, statement, table))
            .or(() -> own(span))
            .orElse(UNKNOWN);
    return new Telling(name, attributes.build());
  }

  private static void put(AttributesBuilder attributes, String key, Optional<String> value) {
    value.ifPresent(one -> attributes.put(key, one));
  }

  private static Optional<String> text(SpanData span, String key) {
    return Optional.ofNullable(span.getAttributes().get(AttributeKey.stringKey(key)));
  }

  private static boolean fits(Pattern form, String text) {
    return text.length() <= LENGTH_MAX && form.matcher(text).matches();
  }

  /** The class of a method and the method. */
  private static String simple(String function) {
    var matcher = FUNCTION.matcher(function);
    return matcher.matches() ? matcher.group(1) : UNKNOWN;
  }

  private static Optional<String> database(
      SpanData span, Optional<String> statement, Optional<String> table) {
    return text(span, "db.system")
        .filter(DATABASE::equals)
        .map(
            database ->
                Stream.of(Optional.of(database), statement, table)
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(" ")));
  }

  /** A span that says the class that began it twice: in its name and as its origin. */
  private static Optional<String> own(SpanData span) {
    var name = span.getName();
    var origin = span.getInstrumentationScopeInfo().getName();
    var matcher = OWN.matcher(name);
    boolean same =
        matcher.matches() && origin.substring(origin.lastIndexOf('.') + 1).equals(matcher.group(1));
    return same && name.length() <= LENGTH_MAX ? Optional.of(name) : Optional.empty();
  }

  /** The class of what went wrong; what was said of it is left out. */
  private static Optional<String> error(SpanData span) {
    return text(span, "error.type")
        .or(
            () ->
                span.getEvents().stream()
                    .map(
                        event ->
                            event.getAttributes().get(AttributeKey.stringKey("exception.type")))
                    .filter(Objects::nonNull)
                    .findFirst())
        .filter(one -> fits(ERROR, one));
  }
}
