package com.integraci.appliance.console;

/**
 * A step of a workflow as it is shown.
 *
 * @param title what it does, in words
 * @param state how it stands
 * @param word the state in a word
 * @param note one more sentence, or ""
 */
record StepView(String title, State state, String word, String note) {

  /** How a step stands. */
  enum State {
    DONE("step-done", "check"),
    RUNNING("step-running", ""),
    WAITING("step-waiting", ""),
    FAILED("step-failed", "cross"),
    UNDONE("step-waiting", "undo");

    private final String style;
    private final String icon;

    State(String style, String icon) {
      this.style = style;
      this.icon = icon;
    }

    String style() {
      return style;
    }

    String icon() {
      return icon;
    }
  }
}
