package com.integraci.appliance.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as pages write them: always UTC, and how long ago beside it. */
final class Moment {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter PLAIN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Moment() {}

  /** {@code 22 Nov 2026, 12:33:05 UTC}. */
  static String text(Instant at) {
    return TEXT.format(at);
  }

  /** {@code 2026-11-22 12:33:05}, for columns that say UTC in their head. */
  static String plain(Instant at) {
    return PLAIN.format(at);
  }

  /** {@code 3 minutes ago}; a time ahead, as clocks differ, is now. */
  static String ago(Instant at, Instant now) {
    long seconds = Math.max(0, Duration.between(at, now).toSeconds());
    if (seconds < 5) {
      return "just now";
    }
    return amount(seconds) + " ago";
  }

  /** {@code 250 ms}, {@code 4.1 s}, {@code 3 minutes}. */
  static String took(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return "%.1f s".formatted(millis / 1000.0);
    }
    return amount(millis / 1000);
  }

  private static String amount(long seconds) {
    if (seconds < 60) {
      return count(seconds, "second");
    }
    if (seconds < 3600) {
      return count(seconds / 60, "minute");
    }
    if (seconds < 48 * 3600) {
      return count(seconds / 3600, "hour");
    }
    return count(seconds / 86_400, "day");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
