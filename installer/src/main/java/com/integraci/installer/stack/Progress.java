package com.integraci.installer.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells the operator what happens, a line a step. Takes no secret but the one-time link. */
public final class Progress {
  private final PrintStream out;

  /** Writes to a stream, which is flushed after each line. */
  public Progress(PrintStream out) {
    this.out = out;
  }

  /** A line of its own. */
  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /** A component and what it reached, with the time it took since a point of {@link #now}. */
  public void reached(String component, String what, long since) {
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    say(
        String.format(
            Locale.ROOT, "  %-18s %s (%.1f s)", component, what, took.toMillis() / 1_000.0));
  }

  /** A point that {@link #reached} counts from. */
  public static long now() {
    return System.nanoTime();
  }
}
