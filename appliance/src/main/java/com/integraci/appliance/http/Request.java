package com.integraci.appliance.http;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A request as handlers see it: everything they read of it is bounded. */
public final class Request {

  /** What a browser's EventSource asks for, which can send no header of ours. */
  private static final String EVENTS = "text/event-stream";

  private static final String MULTIPART = "multipart/form-data";

  private final UUID id;
  private final Route route;
  private final int bodyMax;
  private final ServerRequest request;
  private Optional<byte[]> body = Optional.empty();

  Request(UUID id, Route route, ServerRequest request) {
    this(id, route, route.bodyMax(), request);
  }

  private Request(UUID id, Route route, int bodyMax, ServerRequest request) {
    this.id = id;
    this.route = route;
    this.bodyMax = bodyMax;
    this.request = request;
  }

  /** The request's id, which the answer carries as {@code X-Request-Id}. */
  public UUID id() {
    return id;
  }

  /** The address of the peer, as it reached this machine. */
  public String address() {
    return request.remotePeer().host();
  }

  /** The path as it was sent, without the query. */
  public String path() {
    return request.path().absolute().rawPath();
  }

  /** Path and query as they were sent. */
  public String target() {
    var query = request.query().rawValue();
    return query.isEmpty() ? path() : path() + "?" + query;
  }

  /** A parameter of the route's path, decoded. */
  public String parameter(String name) {
    return request.path().pathParameters().get(name);
  }

  /**
   * A parameter of the route's path that is an id.
   *
   * @throws NotFound when it is not one, because then there is no such thing
   */
  public UUID parameterId(String name) {
    var text = parameter(name);
    try {
      var uuid = UUID.fromString(text);
      if (uuid.toString().equals(text)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      // Said below: what is not an id names nothing.
    }
    throw new NotFound("There is no such %s.".formatted(name));
  }

  /** The first value of a header field. */
  public Optional<String> header(String name) {
    return request.headers().first(HeaderNames.create(name));
  }

  /** A cookie's value. */
  public Optional<String> cookie(String name) {
    return request.headers().cookies().first(name).asOptional();
  }

  /** Whether htmx asks for a part of a page. */
  public boolean fromHtmx() {
    return header("HX-Request").isPresent();
  }

  /**
   * Whether the page asks by itself, without a person's doing: such a request does not keep a
   * session alive.
   */
  public boolean unattended() {
    return header("X-Unattended").isPresent()
        || header("Accept").filter(EVENTS::equals).isPresent();
  }

  /** The query's fields; on a page an empty one counts as left out, as forms send it. */
  public Fields query() {
    var values = Pairs.of(request.query());
    return route.tokened() ? Fields.sent(values) : Fields.filled(values);
  }

  /**
   * The fields of the body, a JSON object.
   *
   * @throws Invalid when it is not one
   */
  public Fields json() {
    return Fields.json(object());
  }

  /**
   * The body, a JSON object that a schema is for.
   *
   * @throws Invalid when it is not one
   */
  public Map<String, Object> object() {
    requireType("application/json");
    return Json.object(body());
  }

  /**
   * The body as it was sent, JSON that somebody else reads.
   *
   * @throws HttpException when it says that it is something else
   */
  public byte[] document() {
    requireType("application/json");
    return body();
  }

  /** Whether the body is a form with files. */
  public boolean multipart() {
    return type().equalsIgnoreCase(MULTIPART);
  }

  /**
   * The parts of the body, a form with files.
   *
   * @throws Invalid when it is not one
   */
  public List<Part> parts() {
    requireType(MULTIPART);
    return Multipart.read(header("Content-Type").orElse(""), body());
  }

  /** How large the sender says the body is, in bytes. */
  public Optional<Long> length() {
    var length = request.headers().contentLength();
    return length.isPresent() ? Optional.of(length.getAsLong()) : Optional.empty();
  }

  /** The same request, of whose body fewer bytes are taken. */
  public Request atMost(int bytes) {
    return new Request(id, route, Math.min(bodyMax, bytes), request);
  }

  /** The fields of the body, a form as browsers send it. */
  public Fields form() {
    requireType("application/x-www-form-urlencoded");
    return Fields.filled(Pairs.of(new String(body(), StandardCharsets.UTF_8)));
  }

  /** The whole body. */
  byte[] body() {
    if (body.isEmpty()) {
      body = Optional.of(Body.read(request, bodyMax));
    }
    return body.orElseThrow();
  }

  private void requireType(String type) {
    if (!type().equalsIgnoreCase(type)) {
      throw new HttpException("The body is to be " + type + ".", Status.UNSUPPORTED_MEDIA_TYPE_415);
    }
  }

  private String type() {
    var given = header("Content-Type").orElse("");
    int end = given.indexOf(';');
    return (end < 0 ? given : given.substring(0, end)).strip();
  }
}
