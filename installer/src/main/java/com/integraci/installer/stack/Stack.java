package com.integraci.installer.stack;

import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.KeyFolder;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.folder.Ports;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.process.Leftovers;
import com.integraci.installer.process.RunFolders;
import com.integraci.installer.process.Supervisor;
import com.integraci.installer.process.SystemUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The embedded stack on one data folder, from open to close. What runs beside what follows from
 * what each needs: Keycloak and the migrator need PostgreSQL, NATS needs what OpenBao signed for
 * it, the control plane needs all of them.
 */
public final class Stack {
  private static final Duration OPERATOR_BOUND = Duration.ofSeconds(60);

  private final Site site;
  private final Optional<Path> readyFile;
  private final Supervisor supervisor;
  private final Https https;
  private final Components components;
  private final Steps steps = new Steps();
  private boolean closed;

  private Stack(Site site, KeyFolder keys, Optional<Path> readyFile) throws IOException {
    this.site = site;
    this.readyFile = readyFile;
    this.supervisor = new Supervisor(site.run(), line -> site.progress().say("  " + line));
    this.https = new Https(site.trust());
    this.components = new Components(site, keys, supervisor, https);
  }

  /**
   * What the operator asked for.
   *
   * @param data the data folder
   * @param port the control plane's port for a new folder, or 0 for the default or the one it has
   * @param keyFolder where the unseal key lies, in place of the usual folder
   * @param readyFile a file that says when and how the appliance is ready
   * @param choices what counts for this start
   */
  public record Order(
      Path data, int port, Optional<Path> keyFolder, Optional<Path> readyFile, Choices choices) {}

  /**
   * Locks the data folder, ends what a killed run left in it, and makes what every component needs.
   *
   * @param version the product's version
   * @param parts lays the programs down; asked once the folder and its ports are known to be usable
   * @throws Refusal when the folder or the machine can't be used; nothing is damaged then
   */
  public static Stack open(Order order, String version, Supplier<Parts> parts, Progress progress) {
    boolean root = SystemUsers.root();
    DataFolder data = DataFolder.open(order.data(), order.port(), version);
    try {
      RunFolders run =
          new RunFolders(data.folder("run", Owner.caller()), data.folder("log", Owner.caller()));
      List<String> left = Leftovers.end(run.run());
      if (!left.isEmpty()) {
        progress.say("  ended what a killed run left: " + String.join(", ", left));
      }
      Ports.demandFree(data.appliance());
      Site site = Site.open(data, parts.get(), run, order.choices(), progress);
      KeyFolder keys =
          order
              .keyFolder()
              .map(KeyFolder::chosen)
              .orElseGet(() -> KeyFolder.usual(data.appliance().instance(), root));
      order.readyFile().ifPresent(ReadyFile::remove);
      return new Stack(site, keys, order.readyFile());
    } catch (IOException e) {
      data.close();
      throw new Refusal(
          ExitCode.FOLDER_UNUSABLE, "The data folder can't be used: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /** Starts everything and returns when a sign-up would work. */
  public void start() {
    Steps.run(components::prepare);
    var database = steps.begin(components::postgres);
    var secrets = steps.begin(components::openbao);
    // What NATS trusts was signed at OpenBao's first start.
    var broker = steps.after(secrets, components::nats);
    var identity = steps.after(database, components::keycloak);
    var schema = steps.after(database, components::migrate);
    // At its first start it makes the operators' realm, with a bounded number of attempts.
    var control =
        steps.after(CompletableFuture.allOf(broker, identity, schema), components::controlPlane);
    Steps.await(List.of(secrets, broker, identity, schema, control));
  }

  /** Where browsers and clients reach the appliance. */
  public String url() {
    return site.url();
  }

  /** Tells that it is ready: writes the ready-file and what the operator reads. */
  public void announce() {
    Path authority = site.trust();
    OperatorFile operator =
        OperatorFile.await(ControlPlane.folder(site.data().root()), OPERATOR_BOUND);
    readyFile.ifPresent(
        file -> ReadyFile.write(file, site.url(), authority, operator, components.running()));
    site.progress().say(Welcome.text(site.url(), authority, site.data().root(), operator.link()));
  }

  /**
   * Blocks while everything runs; services that die are started again.
   *
   * @throws Refusal when one can't be kept alive
   */
  public void watch() {
    var certificates =
        new CertificateWatch(
            site.data().root(),
            site.authority(),
            line -> site.progress().say("  " + line),
            Clock.systemUTC());
    supervisor.watchUntilFailure(certificates::look);
  }

  /**
   * Stops everything in order and lets the folder go. May be called by several threads.
   *
   * @return whether it was this call that did it
   */
  public synchronized boolean close() {
    if (closed) {
      return false;
    }
    closed = true;
    readyFile.ifPresent(ReadyFile::remove);
    supervisor.stopAll();
    // A first initialisation that was under way ends what it started itself.
    if (!steps.end()) {
      site.progress().say("  a step did not end in time");
    }
    supervisor.stopAll();
    Leftovers.end(site.run().run());
    https.close();
    site.data().close();
    return true;
  }
}
