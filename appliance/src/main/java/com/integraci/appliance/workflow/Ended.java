package com.integraci.appliance.workflow;

/**
 * How an attempt ended, which the journal gets a row of.
 *
 * @param at the attempt
 * @param outcome {@code done}, {@code failed}, {@code lost} or {@code ambiguous}
 * @param error what it said, or ""
 * @param result what the step has found out
 */
record Ended(Position at, String outcome, String error, Payload result) {

  static Ended done(Position at, Payload result) {
    return new Ended(at, "done", "", result);
  }

  static Ended failed(Position at, String error) {
    return new Ended(at, "failed", error, Payload.EMPTY);
  }

  static Ended ambiguous(Position at, String error) {
    return new Ended(at, "ambiguous", error, Payload.EMPTY);
  }

  static Ended lost(Position at) {
    return new Ended(at, "lost", "", Payload.EMPTY);
  }
}
