package com.integraci.appliance.mail;

import java.util.Objects;

/**
 * A mail to one person, in plain text.
 *
 * @param to the address
 * @param subject one line of any text; control characters in it, which could begin another header,
 *     become spaces
 * @param text what it says
 */
public record Letter(String to, String subject, String text) {

  private static final int SUBJECT_MAX = 200;

  public Letter {
    Objects.requireNonNull(to);
    Objects.requireNonNull(text);
    var line = new StringBuilder();
    subject
        .codePoints()
        .limit(SUBJECT_MAX)
        .map(point -> lineEnds(point) ? ' ' : point)
        .forEach(line::appendCodePoint);
    subject = line.toString().strip();
  }

  private static boolean lineEnds(int point) {
    int type = Character.getType(point);
    return Character.isISOControl(point)
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** An address does not belong into a log. */
  @Override
  public String toString() {
    return "Letter[" + subject.length() + " characters]";
  }
}
