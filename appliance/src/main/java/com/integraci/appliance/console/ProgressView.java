package com.integraci.appliance.console;

import java.util.List;

/**
 * A sign-up on its way.
 *
 * @param state {@code running}, {@code succeeded} or {@code failed}
 * @param summary one sentence that says where it stands; read out as it changes
 * @param steps in their order
 * @param address the page's own
 * @param console where the team's console is, or "" before the end
 */
record ProgressView(
    String state, String summary, List<StepView> steps, String address, String console) {

  boolean running() {
    return !succeeded() && !failed();
  }

  boolean succeeded() {
    return state.equals("succeeded");
  }

  boolean failed() {
    return state.equals("failed");
  }

  /** Changes whenever something on the page does. */
  String mark() {
    return Integer.toHexString(hashCode());
  }

  /** Where htmx asks whether the page that shows this mark is still true. */
  String pollAddress() {
    return address + "?seen=" + mark();
  }

  @Override
  public String toString() {
    return "ProgressView[" + state + "]";
  }
}
