package com.integraci.appliance.http;

import com.integraci.appliance.failure.Invalid;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fields that are spelled in one way wherever they stand; read as {@link Fields} reads its own. */
public final class Spelled {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final String NAME_RULE =
      "It begins with a letter and has up to 63 characters of a-z, 0-9 and -.";

  /** UTC to the second; whether there is such a day is seen when it is read. */
  private static final Pattern TIME =
      Pattern.compile("20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z");

  private static final String TIME_RULE = "A time is like 2026-11-22T12:00:00Z.";

  private static final Pattern SUBJECT =
      Pattern.compile("[a-z][a-z0-9-]{0,62}|[a-z]{2,20}([.][a-z]{2,20}){1,3}");

  private static final String SUBJECT_RULE = "It is a service, or an action like secret.put.";

  private Spelled() {}

  /** What a team calls a thing of its own: a service, an environment, a gate, a key. */
  public static String name(Fields fields, String field) {
    return fields.matching(field, NAME, NAME_RULE);
  }

  /** The same, but it may be left out. */
  public static Optional<String> optionalName(Fields fields, String field) {
    return fields.optionalMatching(field, NAME, NAME_RULE);
  }

  /** What a decision is about: a service, or an action of the platform. It may be left out. */
  public static Optional<String> optionalSubject(Fields fields, String field) {
    return fields.optionalMatching(field, SUBJECT, SUBJECT_RULE);
  }

  /** What is wrong with such a name that is no field. */
  public static Optional<Invalid.Problem> wrongName(String field, String value) {
    return NAME.matcher(value).matches()
        ? Optional.empty()
        : Optional.of(new Invalid.Problem(field, NAME_RULE));
  }

  /** A time, UTC to the second. */
  public static Instant time(Fields fields, String field) {
    return instant(fields, field, fields.matching(field, TIME, TIME_RULE));
  }

  /** The same, but it may be left out. */
  public static Optional<Instant> optionalTime(Fields fields, String field) {
    return fields
        .optionalMatching(field, TIME, TIME_RULE)
        .map(text -> instant(fields, field, text));
  }

  private static Instant instant(Fields fields, String field, String text) {
    if (text.isEmpty()) {
      return Instant.EPOCH;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      fields.problem(field, "There is no such day or time.");
      return Instant.EPOCH;
    }
  }
}
