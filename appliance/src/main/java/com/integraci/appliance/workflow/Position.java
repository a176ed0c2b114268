package com.integraci.appliance.workflow;

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
  Position to(Step other, StepRun told) {
    return new Position(definition, told, other, undoing, 1, number + 1);
  }
}
