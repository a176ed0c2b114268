package com.integraci.tests.workflow;

import com.integraci.appliance.failure.Conflict;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A process with an engine and its own release's definitions: {@code EngineProcess PORT DATABASE
 * AUTHORITY PASSWORDS RELEASE [STEP POINT UNDOING]}. With a step it ends itself by SIGKILL there.
 */
final class EngineProcess {

  private EngineProcess() {}

  static Process start(Floor floor, Path log, String release) throws IOException {
    return Victim.start(EngineProcess.class, log, arguments(floor, release));
  }

  /** Runs until it has killed itself at the step. */
  static void die(Floor floor, Path log, String release, String... place) {
    var all = Stream.concat(Arrays.stream(arguments(floor, release)), Arrays.stream(place));
    Victim.run(EngineProcess.class, log, all.toArray(String[]::new));
  }

  private static String[] arguments(Floor floor, String release) {
    var settings = floor.settings;
    return new String[] {
      "" + settings.port(),
      settings.name(),
      settings.authority().toString(),
      settings.passwords().toString(),
      release
    };
  }

  /** The definitions of a release, by the names of what they are there for. */
  static Definition[] release(String name) {
    return switch (name) {
      case "waits" ->
          new Definition[] {version(1, step("one"), step("two").after(new Wait.ForSignal("go")))};
      case "waits first" ->
          new Definition[] {version(1, step("one").after(new Wait.ForSignal("go")), step("two"))};
      case "hurried" ->
          new Definition[] {
            version(1, step("one"), step("two").after(new Wait.ForSignal("go")))
                .within(Duration.ofSeconds(2))
          };
      case "unsure" ->
          new Definition[] {version(1, step("one"), step("two", EngineProcess::unsure))};
      case "children" -> family(new Wait.ForSignal("go"), step("three"));
      case "children work" -> family(Wait.NOTHING, step("three"));
      case "children doomed" -> family(Wait.NOTHING, step("three", EngineProcess::refused));
      case "first" -> new Definition[] {first()};
      case "both" -> new Definition[] {first(), second()};
      case "second" -> new Definition[] {second()};
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** A parent whose second step waits for two children, and the children's definition. */
  private static Definition[] family(Wait before, ScriptedStep last) {
    var parent = version(1, step("one"), step("two").after(ChildrenTest.TWINS), last);
    return new Definition[] {parent, ChildrenTest.child(before, new ArrayList<>())};
  }

  private static void refused(int before) {
    throw new Conflict("It is another's.");
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

  private static Probe dying(String... args) {
    var wanted = Probe.Point.valueOf(args[6]);
    boolean back = Boolean.parseBoolean(args[7]);
    return (point, step, undoing) -> {
      if (point == wanted && step.equals(args[5]) && undoing == back) {
        Victim.die();
      }
    };
  }

  public static void main(String[] args) throws InterruptedException {
    var settings =
        new ControlSettings.Database(
            "127.0.0.1", Integer.parseInt(args[0]), args[1], Path.of(args[2]), Path.of(args[3]), 4);
    try (var floor = new Floor(settings, release(args[4]))) {
      floor.engine(args.length > 5 ? dying(args) : Probe.NONE);
      new CountDownLatch(1).await();
    }
  }
}
