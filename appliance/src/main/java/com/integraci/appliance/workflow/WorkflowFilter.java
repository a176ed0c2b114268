package com.integraci.appliance.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which workflows a list has.
 *
 * @param state the word of a {@link WorkflowView.State}, or "" for all
 * @param definition a definition's name, or "" for all
 */
public record WorkflowFilter(String state, String definition) {

  /** All. */
  public static final WorkflowFilter NONE = new WorkflowFilter("", "");

  /** The words of the states. */
  public static final List<String> STATES =
      Arrays.stream(WorkflowView.State.values())
          .map(state -> state.name().toLowerCase(Locale.ROOT))
          .toList();

  /** A definition's name, of 64 characters at most. */
  public static final Pattern DEFINITION = Pattern.compile("(?=.{1,64}$)[a-z]+([.-][a-z]+){0,3}");

  public WorkflowFilter {
    if (!state.isEmpty() && !STATES.contains(state)) {
      throw new IllegalArgumentException("not a state: " + state);
    }
    if (!definition.isEmpty() && !DEFINITION.matcher(definition).matches()) {
      throw new IllegalArgumentException("not a definition's name");
    }
  }

  List<String> states() {
    return state.isEmpty() ? STATES : List.of(state);
  }
}
