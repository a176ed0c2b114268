package com.integraci.tests.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import com.integraci.appliance.workflow.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A step that writes down what happens to it and does what the test says.
 *
 * @param name its name
 * @param journal where it writes, one word for each thing
 * @param effect what it does outside; given how often it was run before
 * @param before what it waits for
 * @param repeatable whether it may be repeated
 */
record ScriptedStep(
    String name,
    List<String> journal,
    AtomicInteger runs,
    Consumer<Integer> effect,
    Wait before,
    boolean repeatable)
    implements Step {

  static ScriptedStep of(String name, List<String> journal, Consumer<Integer> effect) {
    return new ScriptedStep(name, journal, new AtomicInteger(), effect, Wait.NOTHING, true);
  }

  static ScriptedStep of(String name, List<String> journal) {
    return of(name, journal, _ -> {});
  }

  /** The same, after a wait. */
  ScriptedStep after(Wait wait) {
    return new ScriptedStep(name, journal, runs, effect, wait, repeatable);
  }

  /** The same, that may not be repeated. */
  ScriptedStep once() {
    return new ScriptedStep(name, journal, runs, effect, before, false);
  }

  @Override
  public Wait waits(StepRun run) {
    return before;
  }

  @Override
  public Payload run(StepRun run) {
    journal.add("run " + name);
    run.signal(name).ifPresent(said -> journal.add(name + " told " + said.value("key")));
    run.children(name)
        .forEach(child -> journal.add(name + " told " + child.state() + child.result().values()));
    effect.accept(runs.getAndIncrement());
    return Payload.of(Map.of("made", name));
  }

  @Override
  public void commit(Tx tx, Permit permit, StepRun run, Payload result) {
    tx.execute(
        """
        insert into app.layer (tenant_id, layer, state) values (?, ?, 'ready')
        """,
        permit.tenant().value(),
        name);
  }

  @Override
  public void undo(StepRun run) {
    journal.add("undo " + name);
  }

  @Override
  public void undone(Tx tx, Permit permit, StepRun run) {
    tx.execute(
        """
        update app.layer set state = 'removed' where tenant_id = ? and layer = ?
        """,
        permit.tenant().value(),
        name);
  }

  @Override
  public Duration deadline() {
    return Duration.ofSeconds(20);
  }

  @Override
  public int attemptsMax() {
    return 3;
  }
}
