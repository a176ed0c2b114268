package com.integraci.tests.tenancy;

import com.integraci.appliance.workflow.Probe;
import com.integraci.config.SettingsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
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
            kill();
          }
        });
    new CountDownLatch(1).await();
  }

  /** Nothing runs after it: no finally, no hook, no flush. */
  private static void kill() {
    try {
      new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
      new CountDownLatch(1).await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
