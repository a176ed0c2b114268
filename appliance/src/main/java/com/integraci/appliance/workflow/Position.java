package com.integraci.appliance.workflow;

import java.util.List;
import java.util.Map;

/**
 * Where a workflow stands: the attempt that is open.
 *
 * @param definition of the version it was started with
 * @param run what its step is told
 * @param step the step
 * @param undoing whether the step is being undone
 * @param attempt which attempt at this step in this direction, from 1
 * @param number which attempt of the workflow, from 1: the journal's key
 */
record Position(
    Definition definition, StepRun run, Step step, boolean undoing, int attempt, int number) {

  /** The next attempt at the same step. */
  Position again() {
    return new Position(definition, run, step, undoing, attempt + 1, number + 1);
  }

  /** The first attempt to undo the same step: what failed may have left half an effect. */
  Position turned() {
    return new Position(definition, run, step, true, 1, number + 1);
  }

  /** The first attempt at another step in the same direction. */
  Position to(int index) {
    return new Position(definition, run, definition.steps().get(index), undoing, 1, number + 1);
  }

  /** The same with what the step has found out, or what ended its wait. */
  Position told(Payload result) {
    return new Position(definition, run.with(step.name(), result), step, undoing, attempt, number);
  }

  /** The same with how the children ended. */
  Position joined(Map<String, List<ChildEnd>> children) {
    var told =
        new StepRun(
            run.tenant(),
            run.workflow(),
            run.payload(),
            run.results(),
            run.family().with(children));
    return new Position(definition, told, step, undoing, attempt, number);
  }

  /** The same, on the way back, with nothing of it to undo. */
  Position back() {
    return new Position(definition, run, step, true, attempt, number);
  }

  /** The attempt that was not begun after all is not in the journal: on the way back from it. */
  Position unbegun() {
    return new Position(definition, run, step, true, attempt, number - 1);
  }

  /** The same with a decision about the step. */
  Position as(Step decided) {
    return new Position(definition, run, decided, undoing, attempt, number);
  }

  /** Whether a person has said what became of the step, which stands until our rows say it too. */
  boolean decided() {
    return step instanceof Decided;
  }

  /** Which of the steps it is, from 0. */
  int index() {
    return definition.indexOf(step.name());
  }
}
