package com.integraci.tests.workflow;

import com.integraci.appliance.policy.Action;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Definition.Exhausted;
import com.integraci.appliance.workflow.OutcomeUnknown;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.Wait;
import com.integraci.config.ControlSettings;
import com.integraci.tests.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A process with an engine and its own release's definitions: {@code EngineProcess PORT DATABASE
 * AUTHORITY PASSWORDS RELEASE}.
 */
final class EngineProcess {

  private EngineProcess() {}

  static Process start(Floor floor, Path log, String release) throws IOException {
    var settings = floor.settings;
    return Victim.start(
        EngineProcess.class,
        log,
        "" + settings.port(),
        settings.name(),
        settings.authority().toString(),
        settings.passwords().toString(),
        release);
  }

  /** The definitions of a release, by the names of what they are there for. */
  static Definition[] release(String name) {
    return switch (name) {
      case "waits" ->
          new Definition[] {version(1, step("one"), step("two").after(new Wait.ForSignal("go")))};
      case "waits first" ->
          new Definition[] {version(1, step("one").after(new Wait.ForSignal("go")), step("two"))};
      case "unsure" ->
          new Definition[] {version(1, step("one"), step("two", EngineProcess::unsure))};
      case "first" -> new Definition[] {first()};
      case "both" -> new Definition[] {first(), second()};
      case "second" -> new Definition[] {second()};
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Definition first() {
    return version(1, step("one"), step("two").after(new Wait.ForSignal("go")), step("three"));
  }

  private static Definition second() {
    return version(2, step("one"), step("new"), step("three"));
  }

  private static Definition version(int version, ScriptedStep... steps) {
    return new Definition(
        Floor.NAME, version, Action.WORKFLOW_RUN, Exhausted.COMPENSATE, List.of(steps));
  }

  private static ScriptedStep step(String name) {
    return ScriptedStep.of(name, new ArrayList<>());
  }

  private static ScriptedStep step(String name, Consumer<Integer> effect) {
    return ScriptedStep.of(name, new ArrayList<>(), effect);
  }

  private static void unsure(int before) {
    throw new OutcomeUnknown("The bank did not answer.");
  }

  public static void main(String[] args) throws InterruptedException {
    var settings =
        new ControlSettings.Database(
            "127.0.0.1", Integer.parseInt(args[0]), args[1], Path.of(args[2]), Path.of(args[3]), 4);
    try (var floor = new Floor(settings, release(args[4]))) {
      floor.engine(Probe.NONE);
      new CountDownLatch(1).await();
    }
  }
}
