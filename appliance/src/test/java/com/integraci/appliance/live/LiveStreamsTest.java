package com.integraci.appliance.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.http.Server;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LiveStreamsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Metrics metrics = new Metrics();
  private final LiveStreams streams =
      new LiveStreams(metrics.counter("integraci_refused_total", "Refused."));
  private final LiveStream.Parts parts =
      new LiveStream.Parts(
          new Hearing(EventRules.load(), Policy.load()),
          metrics.counter("integraci_told_total", "Told."));
  private final TenantId tenant = TenantId.fresh();

  @Test
  void the_oldest_streams_of_a_session_give_way_and_say_so() throws Exception {
    var visitor = visitor(tenant, "one", Role.VIEWER);
    var opened = new ArrayList<LiveStream>();
    for (int i = 0; i < LiveStreams.SESSION_MAX; i++) {
      opened.add(open(visitor));
    }
    var other = open(visitor(tenant, "other", Role.VIEWER));
    assertFalse(opened.getFirst().ending());
    open(visitor);
    assertTrue(opened.getFirst().ending());
    assertFalse(opened.get(1).ending());
    assertFalse(other.ending());
    var out = new ByteArrayOutputStream();
    writing(opened.getFirst(), out).get(30, TimeUnit.SECONDS);
    assertTrue(text(out).endsWith("event: full\ndata: -\n\n"), text(out));
    open(visitor);
    assertTrue(opened.get(1).ending());
  }

  @Test
  void a_teams_and_the_processs_bounds_are_held_and_what_is_closed_makes_room() {
    var first = open(visitor(tenant, "session", Role.VIEWER));
    for (int i = 1; i < LiveStreams.TEAM_MAX; i++) {
      open(visitor(tenant, "session " + i, Role.VIEWER));
    }
    var late = visitor(tenant, "late", Role.VIEWER);
    assertThrows(Limited.class, () -> open(late));
    streams.close(first);
    streams.close(first);
    open(late);
    for (int i = LiveStreams.TEAM_MAX; i < Server.STREAMS_MAX; i++) {
      open(visitor(TenantId.fresh(), "session", Role.VIEWER));
    }
    var refused = visitor(TenantId.fresh(), "session", Role.VIEWER);
    assertThrows(Limited.class, () -> open(refused));
    assertEquals(Server.STREAMS_MAX, streams.count());
    assertTrue(metrics.exposition().contains("integraci_refused_total 2.0"));
  }

  @Test
  void a_teams_news_are_kept_as_long_as_somebody_listens() {
    var one = open(visitor(tenant, "one", Role.VIEWER));
    var two = open(visitor(tenant, "two", Role.VIEWER));
    assertEquals(List.of(tenant), streams.listened());
    streams.close(one);
    assertTrue(streams.find(tenant).isPresent());
    streams.close(two);
    assertEquals(List.of(), streams.listened());
    assertEquals(0, streams.count());
  }

  @Test
  void closing_ends_all_streams_at_once_and_takes_no_more() throws Exception {
    var stream = open(visitor(tenant, "one", Role.VIEWER));
    var out = new ByteArrayOutputStream();
    var written = writing(stream, out);
    streams.close();
    written.get(30, TimeUnit.SECONDS);
    var late = visitor(tenant, "late", Role.VIEWER);
    assertThrows(Unavailable.class, () -> open(late));
  }

  @Test
  void nothing_is_told_to_whoever_was_shown_out() throws Exception {
    var visitor = visitor(tenant, "one", Role.OWNER);
    var stream = stream(visitor, Optional::empty, HOUR);
    news(visitor)
        .add(List.of(new TeamNews.Item(1, "secret.put", "secret", "done", Optional.empty())));
    var out = new ByteArrayOutputStream();
    writing(stream, out).get(30, TimeUnit.SECONDS);
    assertTrue(text(out).endsWith("event: end\ndata: -\n\n"), text(out));
    assertFalse(text(out).contains("secret"), text(out));
  }

  @Test
  void whoever_has_another_role_is_to_look_at_everything() throws Exception {
    var before = visitor(tenant, "one", Role.OWNER);
    var after = visitor(tenant, "one", Role.VIEWER);
    var stream = stream(before, () -> Optional.of(after), Duration.ZERO);
    news(before)
        .add(List.of(new TeamNews.Item(1, "member.change", "member", "done", Optional.empty())));
    var out = new ByteArrayOutputStream();
    writing(stream, out).get(30, TimeUnit.SECONDS);
    assertTrue(text(out).endsWith("id: 1\nevent: change\ndata: all\n\n"), text(out));
  }

  @Test
  void what_happens_while_it_is_held_open_is_told_with_its_sequence() throws Exception {
    var visitor = visitor(tenant, "one", Role.DEVELOPER);
    var stream = open(visitor);
    var out = new Watched();
    var written = writing(stream, out);
    out.await("event: hello\n");
    var put = new TeamNews.Item(1, "secret.put", "secret", "done", Optional.empty());
    news(visitor)
        .add(
            List.of(put, new TeamNews.Item(2, "session.end", "session", "done", Optional.empty())));
    out.await("id: 2\nevent: change\ndata: secret\n\n");
    stream.end(LiveStream.Ending.STOPPING);
    written.get(30, TimeUnit.SECONDS);
  }

  @Test
  void what_nobody_takes_from_is_cut_off_and_what_nobody_writes_frees_its_place() throws Exception {
    var stuck = open(visitor(tenant, "one", Role.VIEWER));
    open(visitor(tenant, "two", Role.VIEWER));
    var full = new Full();
    var written = writing(stuck, full);
    assertTrue(full.entered.await(30, TimeUnit.SECONDS));
    streams.sweep(HOUR);
    assertEquals(2, streams.count());
    streams.sweep(Duration.ZERO);
    assertEquals(1, streams.count());
    var thrown = assertThrows(ExecutionException.class, () -> written.get(30, TimeUnit.SECONDS));
    assertInstanceOf(InterruptedIOException.class, thrown.getCause());
  }

  /** A client that takes nothing. */
  private static final class Full extends OutputStream {
    final CountDownLatch entered = new CountDownLatch(1);

    @Override
    public void write(int one) throws IOException {
      entered.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException(e.getMessage());
      }
    }
  }

  /** A client that has read everything so far. */
  private static final class Watched extends ByteArrayOutputStream {
    void await(String said) {
      long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (!text(this).contains(said)) {
        assertTrue(System.nanoTime() < until, text(this));
        Thread.onSpinWait();
      }
    }
  }

  private static Visitor visitor(TenantId tenant, String session, Role role) {
    var actor = new Actor(Actor.Kind.MEMBER, UuidV7.next());
    return new Visitor(new Caller(tenant, actor, role, UuidV7.next()), "acme", session, 0);
  }

  private LiveStream open(Visitor visitor) {
    return stream(visitor, () -> Optional.of(visitor), HOUR);
  }

  private LiveStream stream(Visitor visitor, Supplier<Optional<Visitor>> present, Duration hold) {
    return streams.open(
        visitor,
        () -> new TeamNews(0),
        news -> new LiveStream(parts, news, visitor, present, hold));
  }

  private TeamNews news(Visitor visitor) {
    return streams.find(visitor.caller().tenant()).orElseThrow();
  }

  private static CompletableFuture<Void> writing(LiveStream stream, OutputStream out) {
    var done = new CompletableFuture<Void>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                stream.writeTo(out);
                done.complete(null);
              } catch (IOException e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }

  private static String text(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8);
  }
}
