package com.integraci.appliance.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Days of UTC, as forms have them. */
final class Days {

  /** What is said of a text that is none. */
  static final String FORM = "A day is written as 2026-11-22.";

  private Days() {}

  /** Nothing when the text is no day. */
  static Optional<LocalDate> read(String typed) {
    try {
      return Optional.of(LocalDate.parse(typed));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The first moment of a day. */
  static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first moment after a day. */
  static Instant end(LocalDate day) {
    return start(day.plusDays(1));
  }
}
