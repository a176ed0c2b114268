package com.integraci.tests.workflow;

import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import com.integraci.appliance.workflow.Wait;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A step of a child, which goes by the name in its payload: many of them may run at one time.
 *
 * @param name the step's
 * @param journal where it writes what happens to it
 * @param before what it waits for
 * @param effect is given the child's name
 */
record ChildStep(String name, List<String> journal, Wait before, Consumer<String> effect)
    implements Step {

  static ChildStep of(String name, List<String> journal) {
    return new ChildStep(name, journal, Wait.NOTHING, _ -> {});
  }

  @Override
  public Wait waits(StepRun run) {
    return before;
  }

  @Override
  public Payload run(StepRun run) {
    var child = run.payload().value("name");
    journal.add(child + " " + name);
    effect.accept(child);
    return Payload.of(Map.of("by", child));
  }

  @Override
  public void undo(StepRun run) {
    journal.add(run.payload().value("name") + " undo " + name);
  }

  @Override
  public int attemptsMax() {
    return 2;
  }
}
