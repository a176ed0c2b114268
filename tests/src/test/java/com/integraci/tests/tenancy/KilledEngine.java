package com.integraci.tests.tenancy;

import com.integraci.appliance.workflow.Probe;
import com.integraci.config.SettingsFile;
import com.integraci.tests.Victim;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A process with an engine that ends itself by SIGKILL: {@code KilledEngine SETTINGS STEP POINT
 * UNDOING}.
 */
final class KilledEngine {

  private KilledEngine() {}

  /** Runs one until it is killed in a step. */
  static void run(TeamPlace place, String step, Probe.Point point) {
    run(place, step, point, false);
  }

  /**
   * The same.
   *
   * @param undoing whether the step is being undone then
   */
  static void run(TeamPlace place, String step, Probe.Point point, boolean undoing) {
    Victim.run(
        KilledEngine.class,
        place.settings.state().resolve("killed.log"),
        place.settingsFile().toString(),
        step,
        point.name(),
        Boolean.toString(undoing));
  }

  public static void main(String[] args) throws InterruptedException {
    var place = new TeamPlace(SettingsFile.control(Path.of(args[0])));
    var wanted = Probe.Point.valueOf(args[2]);
    boolean back = Boolean.parseBoolean(args[3]);
    place.engine(
        (point, step, undoing) -> {
          if (point == wanted && step.equals(args[1]) && undoing == back) {
            Victim.die();
          }
        });
    new CountDownLatch(1).await();
  }
}
