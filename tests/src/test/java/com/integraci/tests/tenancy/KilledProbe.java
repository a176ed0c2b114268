package com.integraci.tests.tenancy;

import com.integraci.config.SettingsFile;
import com.integraci.tests.Victim;
import java.nio.file.Path;

/**
 * A process that runs the isolation probe and ends itself by SIGKILL when its visitors are there
 * and the routes are about to be tried: {@code KilledProbe SETTINGS}.
 */
final class KilledProbe {

  private KilledProbe() {}

  /** Runs until it is killed. */
  static void run(TeamPlace place) {
    Victim.run(
        KilledProbe.class,
        place.settings.state().resolve("killed.log"),
        place.settingsFile().toString());
  }

  public static void main(String[] args) {
    var place = new TeamPlace(SettingsFile.control(Path.of(args[0])));
    place
        .probes(
            place.settings.url(),
            () -> {
              Victim.die();
              throw new IllegalStateException("it is dead");
            })
        .run(Broken.OPERATOR);
  }
}
