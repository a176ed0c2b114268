package com.integraci.appliance.live;

import com.integraci.appliance.http.Guard;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The stream that a team's open pages listen to. */
final class LiveRoutes {

  /** The longest that a stream is held open, in seconds; the browser then opens another. */
  static final long HOLD_MAX_SECONDS = 3600;

  private static final long SEQUENCE_MAX = 999_999_999_999_999_999L;

  private final Policy policy;
  private final LiveStreams streams;
  private final NewsReader reader;
  private final Guard guard;
  private final LiveStream.Parts parts;

  LiveRoutes(
      Policy policy, LiveStreams streams, NewsReader reader, Guard guard, LiveStream.Parts parts) {
    this.policy = policy;
    this.streams = streams;
    this.reader = reader;
    this.guard = guard;
    this.parts = parts;
  }

  Route route() {
    return Route.page(Method.GET, "/t/{slug}/live", "liveStream", this::listen);
  }

  private Reply listen(Visitor visitor, Request request) {
    var tenant = visitor.caller().tenant();
    policy.authorize(visitor.caller(), Action.EVENT_READ, Resource.tenant(tenant));
    var query = request.query();
    var asked = query.optionalNumber("after", 0, SEQUENCE_MAX);
    var hold = query.optionalNumber("hold", 0, HOLD_MAX_SECONDS).orElse(HOLD_MAX_SECONDS);
    query.end();
    var listener = visitor.at(lastId(request).or(() -> asked).orElse(Visitor.NOWHERE));
    var stream =
        open(
            listener,
            news ->
                new LiveStream(
                    parts, news, listener, () -> guard.now(request), Duration.ofSeconds(hold)));
    return Reply.streamed(
            "text/event-stream",
            out -> {
              try {
                stream.writeTo(out);
              } finally {
                streams.close(stream);
              }
            })
        // A server that stops waits for connections that were busy when it began to.
        .with("Connection", "close")
        // A proxy between here and the browser is not to gather events.
        .with("X-Accel-Buffering", "no");
  }

  private LiveStream open(Visitor visitor, Function<TeamNews, LiveStream> make) {
    var tenant = visitor.caller().tenant();
    var stream = streams.open(visitor, () -> reader.load(tenant), make);
    // What was sealed between the first reading and now is not lost.
    reader.sealed(tenant);
    return stream;
  }

  /** Where a browser that comes back was; what is no place is as good as none. */
  private static Optional<Long> lastId(Request request) {
    return request
        .header("Last-Event-ID")
        .filter(id -> id.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }
}
