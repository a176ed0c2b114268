package com.integraci.appliance.console;

import com.integraci.appliance.http.Fields;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Definitions;
import com.integraci.appliance.workflow.WorkflowFilter;
import com.integraci.appliance.workflow.WorkflowView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the list of workflows is narrowed to, and the form that narrows it.
 *
 * @param base the whole list's address
 * @param filter what was chosen
 * @param names the definitions to choose from
 */
record WorkflowFilters(String base, WorkflowFilter filter, List<String> names) {

  /** Reads it from an address; a form sends "" for what is not chosen. */
  static WorkflowFilters read(Fields query, Definitions definitions, String base) {
    var state = query.optionalOneOf("state", WorkflowFilter.STATES).orElse("");
    var definition =
        query
            .optionalMatching(
                "definition", WorkflowFilter.DEFINITION, "It is the name of a definition.")
            .orElse("");
    var names = definitions.all().stream().map(Definition::name).distinct();
    return new WorkflowFilters(base, new WorkflowFilter(state, definition), names.toList());
  }

  /** The list's address from a cursor on, or from the beginning when it is "". */
  String address(String after) {
    var parts = new ArrayList<String>();
    Stream.of(
            List.of("state", filter.state()),
            List.of("definition", filter.definition()),
            List.of("after", after))
        .filter(part -> !part.getLast().isEmpty())
        .forEach(part -> parts.add(part.getFirst() + "=" + part.getLast()));
    return parts.isEmpty() ? base : base + "?" + String.join("&", parts);
  }

  WorkflowsView.Filter view() {
    var states =
        Stream.of(WorkflowView.State.values())
            .map(
                state -> {
                  var value = state.name().toLowerCase(Locale.ROOT);
                  return new WorkflowsView.Choice(
                      value, Words.state(state), value.equals(filter.state()));
                })
            .toList();
    var kinds =
        names.stream()
            .map(
                name ->
                    new WorkflowsView.Choice(
                        name, Words.definition(name), name.equals(filter.definition())))
            .sorted(Comparator.comparing(WorkflowsView.Choice::label))
            .toList();
    return new WorkflowsView.Filter(base, states, kinds, !filter.equals(WorkflowFilter.NONE));
  }
}
