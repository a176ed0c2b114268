package com.integraci.installer.stack;

import com.integraci.config.BrokerTrust;
import com.integraci.config.NatsConfig;
import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.FirstTime;
import com.integraci.installer.folder.KeyFolder;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.process.Await;
import com.integraci.installer.process.ComponentProcess;
import com.integraci.installer.process.Farewell;
import com.integraci.installer.process.Launch;
import com.integraci.installer.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * NATS: made once, aside, with a key for its streams that lies outside the data folder; then
 * started in operator mode, with what OpenBao signed for it at its own first start. It starts and
 * stops without OpenBao.
 */
final class Nats {
  static final String NAME = "nats";
  private static final String FINGERPRINT = "stream-key.fingerprint";
  private static final Duration START_BOUND = Duration.ofMinutes(2);

  private final Site site;
  private final KeyFolder keys;
  private final BrokerTrust trust;

  Nats(Site site, KeyFolder keys, BrokerTrust trust) {
    this.site = site;
    this.keys = keys;
    this.trust = trust;
  }

  /** Makes it unless it is there. */
  boolean initialise() throws IOException {
    return FirstTime.make(site.data(), NAME, site.owners().nats(), this::make);
  }

  private void make(Path folder) throws IOException {
    keys.ensureStream(site.data());
    String fingerprint = KeyFolder.fingerprint(keys.streamKey()) + "\n";
    Durable.write(folder.resolve(FINGERPRINT), fingerprint, "r--------", site.owners().nats());
    write(folder);
    ComponentProcess server = ComponentProcess.start(launch(folder), site.run(), "");
    try {
      if (!Await.until(START_BOUND, () -> !server.alive() || ready()) || !server.alive()) {
        throw new Refusal(
            ExitCode.COMPONENT_FAILED,
            "NATS did not come up for the first time: " + site.run().lastLine(NAME));
      }
    } finally {
      server.stop();
    }
  }

  /** The server of the finished folder; refuses when the key of its streams is gone or another. */
  Service service() throws IOException {
    Path folder = site.path(NAME);
    String expected = Files.readString(folder.resolve(FINGERPRINT)).strip();
    if (!KeyFolder.fingerprint(keys.streamKey()).equals(expected)) {
      throw new Refusal(
          ExitCode.KEY_MISSING,
          "%s is not the key of these streams (expected one with fingerprint %s)."
              .formatted(keys.streamKey(), expected));
    }
    write(folder);
    return new Service(launch(folder), this::ready, START_BOUND);
  }

  private boolean ready() {
    return NatsGreeting.ready(site.port(Port.NATS));
  }

  private void write(Path folder) throws IOException {
    Owner owner = site.owners().nats();
    DataFolder.makeFolder(folder.resolve("tls"), "rwx------", owner);
    site.authority().ensureLeaf(folder.resolve("tls"), NAME, owner);
    var configuration =
        new NatsConfig(
            site.port(Port.NATS),
            folder,
            folder.resolve("tls/server.pem"),
            folder.resolve("tls/server.key"),
            trust);
    for (Path part : configuration.folders()) {
      DataFolder.makeFolder(part, "rwx------", owner);
    }
    Files.deleteIfExists(configuration.systemClaims());
    Durable.write(folder.resolve("nats.conf"), configuration.render(), "r--------", owner);
  }

  private Launch launch(Path folder) throws IOException {
    var command =
        List.of(
            site.parts().nats().folder().resolve("nats-server").toString(),
            "-c",
            folder.resolve("nats.conf").toString());
    String key = Files.readString(keys.streamKey()).strip();
    var environment = Map.of(NatsConfig.KEY_VARIABLE, NatsConfig.keyValue(key));
    return new Launch(NAME, site.owners().nats(), command, environment, folder, Farewell.PLAIN);
  }
}
