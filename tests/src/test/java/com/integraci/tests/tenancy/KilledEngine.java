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
