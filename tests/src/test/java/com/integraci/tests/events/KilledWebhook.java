package com.integraci.tests.events;

import com.integraci.appliance.events.WebhookProbe;
import com.integraci.config.ControlSettings;
import com.integraci.config.SettingsFile;
import com.integraci.tests.Victim;
import java.net.URI;
import java.nio.file.Path;

/**
 * A process killed while it sends: {@code DATABASE-SETTINGS OPENBAO-URL OPENBAO-CREDENTIALS
 * OPENBAO-CA RECEIVER-CA POINT}.
 */
final class KilledWebhook {

  private KilledWebhook() {}

  public static void main(String[] args) throws InterruptedException {
    var wanted = WebhookProbe.Point.valueOf(args[5]);
    WebhookProbe probe =
        reached -> {
          if (reached == wanted) {
            Victim.die();
          }
        };
    var bao = new ControlSettings.OpenBao(URI.create(args[1]), Path.of(args[2]));
    var place =
        new WebhookPlace(
            SettingsFile.database(Path.of(args[0])),
            bao,
            Path.of(args[3]),
            Path.of(args[4]),
            probe,
            true);
    place.delivering.run();
    Thread.currentThread().join();
  }
}
