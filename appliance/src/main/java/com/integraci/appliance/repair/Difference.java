package com.integraci.appliance.repair;

import java.util.Objects;

/**
 * One thing that is not as PostgreSQL says.
 *
 * @param layer {@code realm}, {@code secrets} or {@code broker}
 * @param fault how it differs
 * @param subject what differs, an id or a technical name; "" when the fault says all
 */
public record Difference(String layer, Fault fault, String subject) {

  public Difference {
    Objects.requireNonNull(layer);
    Objects.requireNonNull(fault);
    if (!subject.matches("[A-Za-z0-9_.@:-]{0,120}")) {
      throw new IllegalArgumentException("not a subject of a difference");
    }
  }

  /** Who may have it put right. */
  public Cure cure() {
    return fault.cure();
  }

  /** Its code, {@code client_missing}. */
  public String code() {
    return fault.code();
  }

  /** What it is and what is done about it, a sentence or two. */
  public String words() {
    return fault.words(subject);
  }

  /** As it stands in a workflow's payload. */
  String line() {
    return subject.isEmpty() ? code() : code() + " " + subject;
  }

  static Difference parse(String layer, String line) {
    int space = line.indexOf(' ');
    return space < 0
        ? new Difference(layer, Fault.of(line), "")
        : new Difference(layer, Fault.of(line.substring(0, space)), line.substring(space + 1));
  }
}
