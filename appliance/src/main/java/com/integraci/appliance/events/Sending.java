package com.integraci.appliance.events;

import java.util.Optional;

/**
 * What came of one attempt.
 *
 * @param status the answer's, if there was one
 * @param error what went wrong, for the team, "" when it was taken
 * @param millis how long it took
 */
record Sending(Optional<Integer> status, String error, int millis) {

  private static final int GONE = 410;

  static Sending answered(int status, long millis) {
    String error = status / 100 == 2 ? "" : said(status);
    return new Sending(Optional.of(status), error, Math.toIntExact(millis));
  }

  static Sending failed(String error, long millis) {
    return new Sending(Optional.empty(), error, Math.toIntExact(millis));
  }

  private static String said(int status) {
    return status / 100 == 3
        ? "It answered with a redirect, which is not followed."
        : "It answered with status " + status + ".";
  }

  boolean done() {
    return error.isEmpty();
  }

  /** The receiver wants nothing any more (Standard Webhooks). */
  boolean gone() {
    return status.filter(code -> code == GONE).isPresent();
  }
}
