package com.integraci.tests.secrets;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.secrets.Expected;
import com.integraci.appliance.secrets.SecretProbe;
import com.integraci.config.SettingsFile;
import com.integraci.tests.Victim;
import java.nio.file.Path;
import java.util.UUID;

/** A process killed while it changes a secret: {@code SETTINGS TENANT POINT VERB NAME}. */
final class KilledSecrets {

  /** What it does. */
  enum Verb {
    PUT,
    DELETE,
    SWEEP
  }

  private KilledSecrets() {}

  public static void main(String[] args) {
    var settings = SettingsFile.control(Path.of(args[0]));
    var wanted = SecretProbe.Point.valueOf(args[2]);
    SecretProbe probe =
        reached -> {
          if (reached == wanted) {
            Victim.die();
          }
        };
    try (var place = new SecretsPlace(settings, new TenantId(UUID.fromString(args[1])))) {
      var owner = place.caller(Role.OWNER);
      switch (Verb.valueOf(args[3])) {
        case PUT -> {
          var put = SecretsBench.command(args[4], "after", new Expected.Anything());
          place.secrets(probe).run(owner, put);
        }
        case DELETE -> place.secrets(probe).run(owner, SecretsBench.deletion(args[4]));
        case SWEEP -> place.sweeper(probe).sweep();
      }
    }
  }
}
