package com.integraci.appliance.live;

import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.live.TeamNews.Place;
import com.integraci.appliance.metrics.Counter;
import com.integraci.appliance.policy.Role;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * One open stream, on the thread of its request: server-sent events as the HTML standard has them.
 * Before each event the session is looked up again, without counting that as the person's doing, so
 * that nothing is told to whoever was shown out. While it waits it holds no connection to the
 * database.
 */
final class LiveStream {

  /**
   * The longest that a stream says nothing. So soon it is noticed that a client went away, or that
   * a session ended without an entry, by its time.
   */
  static final Duration BEAT = Duration.ofSeconds(4);

  /** What happens within it is told together. */
  private static final Duration PACE = Duration.ofMillis(250);

  /** Browsers come back after one to four seconds, not all at the same moment. */
  private static final int RETRY_MILLIS = 1000;

  private static final int RETRY_SPREAD_MILLIS = 3000;

  /**
   * What all streams share.
   *
   * @param told counts what was told
   */
  record Parts(Hearing hearing, Counter told) {}

  /** Whether a stream ends before its time, and why. */
  enum Ending {
    /** It goes on. */
    NONE,
    /** The session opened too many others since. */
    FULL,
    /** The control plane stops. */
    STOPPING
  }

  private final Parts parts;
  private final TeamNews news;
  private final Visitor visitor;
  private final Supplier<Optional<Visitor>> present;
  private final long endsNanos;
  private final long madeNanos = System.nanoTime();
  private Role role;
  private Place place;
  private long spokeNanos = System.nanoTime();

  private volatile Ending ending = Ending.NONE;
  private volatile Optional<Thread> thread = Optional.empty();
  private volatile long writingNanos;
  private volatile boolean writing;

  /**
   * A stream that is not written yet.
   *
   * @param visitor whose it is, at the place that the client has come to
   * @param present who that is now, if the session has not ended
   * @param hold how long it is held open
   */
  LiveStream(
      Parts parts,
      TeamNews news,
      Visitor visitor,
      Supplier<Optional<Visitor>> present,
      Duration hold) {
    this.parts = parts;
    this.news = news;
    this.visitor = visitor;
    this.present = present;
    this.role = visitor.caller().role();
    this.place = new Place(visitor.place(), news.reached().outside());
    this.endsNanos = madeNanos + hold.toNanos();
  }

  /** Writes until its time is over, the session ends, or it is ended. */
  void writeTo(OutputStream out) throws IOException {
    thread = Optional.of(Thread.currentThread());
    try {
      int retry = RETRY_MILLIS + ThreadLocalRandom.current().nextInt(RETRY_SPREAD_MILLIS);
      write(out, "retry: " + retry + "\n" + event("hello", "-"));
      while (tell(out) && !over()) {
        long now = System.nanoTime();
        long until = Math.min(spokeNanos + BEAT.toNanos(), endsNanos);
        news.await(() -> over() || !news.reached().equals(place), Duration.ofNanos(until - now));
      }
      if (ending == Ending.FULL) {
        write(out, event("full", "-"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the stream was cut off");
    }
  }

  /** Tells what followed, or that there is nothing to tell; false when the session has ended. */
  private boolean tell(OutputStream out) throws IOException, InterruptedException {
    var before = place;
    var followed = news.after(before);
    // Looked up after the news were read: who is there still may hear of all of them.
    var now = present.get();
    if (now.isEmpty()) {
      write(out, event("end", "-"));
      return false;
    }
    place = followed.reached();
    var caller = now.orElseThrow().caller();
    // Whoever has another role sees other things on every page.
    var topics =
        caller.role() == role ? parts.hearing().topics(caller, followed) : Set.of(Hearing.ALL);
    role = caller.role();
    if (!topics.isEmpty()) {
      write(out, "id: " + place.sequence() + "\n" + event("change", String.join(" ", topics)));
      parts.told().increment();
    } else if (System.nanoTime() - spokeNanos >= BEAT.toNanos()) {
      write(out, event("beat", "-"));
    }
    if (!place.equals(before)) {
      news.await(this::over, PACE);
    }
    return true;
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }

  private void write(OutputStream out, String text) throws IOException {
    writingNanos = System.nanoTime();
    writing = true;
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    writing = false;
    spokeNanos = System.nanoTime();
  }

  private boolean over() {
    return ending() || System.nanoTime() - endsNanos >= 0;
  }

  Visitor visitor() {
    return visitor;
  }

  /** Whether it was told to end. */
  boolean ending() {
    return ending != Ending.NONE;
  }

  /** Ends it soon; it may be called from any thread, more than once. */
  void end(Ending why) {
    ending = why;
    news.wake();
  }

  /** Whether nobody began to write it for so long. */
  boolean forgotten(Duration max) {
    return thread.isEmpty() && System.nanoTime() - madeNanos > max.toNanos();
  }

  /** Cuts it off when its client has taken nothing for so long, which closes the connection. */
  void cutIfStuck(Duration max) {
    if (writing && System.nanoTime() - writingNanos > max.toNanos()) {
      thread.ifPresent(Thread::interrupt);
    }
  }
}
