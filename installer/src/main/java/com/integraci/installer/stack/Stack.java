package com.integraci.installer.stack;

import com.integraci.installer.folder.ApplianceFile;
import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.FirstTime;
import com.integraci.installer.folder.KeyFolder;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.folder.Ports;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.process.Leftovers;
import com.integraci.installer.process.RunFolders;
import com.integraci.installer.process.Supervisor;
import com.integraci.installer.process.SystemUsers;
import com.integraci.installer.trust.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The embedded stack on one data folder, from open to close. What runs beside what follows from
 * what each needs: Keycloak and the migrator need PostgreSQL, the control plane needs the migrator
 * and OpenBao, and is ready when Keycloak is.
 */
public final class Stack {
  private static final long WORKERS_END_SECONDS = 90;
  private static final Duration OPERATOR_BOUND = Duration.ofSeconds(60);

  private final Site site;
  private final KeyFolder keys;
  private final Optional<Path> readyFile;
  private final Supervisor supervisor;
  private final Https https;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private boolean closed;

  private Stack(Site site, KeyFolder keys, Optional<Path> readyFile) throws IOException {
    this.site = site;
    this.keys = keys;
    this.readyFile = readyFile;
    this.supervisor = new Supervisor(site.run(), line -> site.progress().say("  " + line));
    this.https = new Https(site.trust());
  }

  /**
   * What the operator asked for.
   *
   * @param data the data folder
   * @param port the control plane's port for a new folder, or 0 for the default or the one it has
   * @param keyFolder where the unseal key lies, in place of the usual folder
   * @param readyFile a file that says when and how the appliance is ready
   */
  public record Order(Path data, int port, Optional<Path> keyFolder, Optional<Path> readyFile) {}

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
      Site site = new Site(data, owners(), parts.get(), run, authority(data), progress);
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
    prepare();
    var database = work(this::postgres);
    var secrets = work(this::openbao);
    var identity = after(database, this::keycloak);
    var schema = after(database, this::migrate);
    // At its first start it makes the operators' realm, with a bounded number of attempts.
    var control = after(CompletableFuture.allOf(secrets, identity, schema), this::controlPlane);
    await(List.of(secrets, identity, schema, control));
    Path authority = site.trust();
    OperatorFile operator =
        OperatorFile.await(ControlPlane.folder(site.data().root()), OPERATOR_BOUND);
    readyFile.ifPresent(file -> ReadyFile.write(file, site.url(), authority, operator, running()));
    site.progress().say(Welcome.text(site.url(), authority, site.data().root(), operator.link()));
  }

  /**
   * Blocks while everything runs; services that die are started again.
   *
   * @throws Refusal when one can't be kept alive
   */
  public void watch() {
    supervisor.watchUntilFailure();
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
    workers.shutdownNow();
    try {
      // A first initialisation that was under way ends what it started itself.
      if (!workers.awaitTermination(WORKERS_END_SECONDS, TimeUnit.SECONDS)) {
        site.progress().say("  a step did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    supervisor.stopAll();
    Leftovers.end(site.run().run());
    https.close();
    site.data().close();
    return true;
  }

  /** Makes what several steps want before they run side by side. */
  private void prepare() {
    unchecked(
        () -> {
          var control = new ControlPlane(site);
          control.clientKey();
          control.openbaoCredentials();
          for (DatabaseRole role : DatabaseRole.all()) {
            new DatabaseRoles(site).password(role);
          }
        });
  }

  private void postgres() throws IOException {
    long since = Progress.now();
    var postgres = new Postgres(site);
    boolean made = postgres.initialise();
    supervisor.start(postgres.service());
    new DatabaseRoles(site).ensure(postgres.psql());
    reached(Postgres.NAME, site.parts().postgres().version(), made, Port.POSTGRES, since);
  }

  private void openbao() throws IOException {
    long since = Progress.now();
    var openbao = new OpenBao(site, https, keys, new ControlPlane(site).openbaoCredentials());
    boolean made = openbao.initialise();
    supervisor.start(openbao.service());
    reached(OpenBao.NAME, site.parts().openbao().version(), made, Port.OPENBAO, since);
  }

  private void keycloak() throws IOException {
    long since = Progress.now();
    var keycloak = new Keycloak(site);
    var first = new KeycloakFirstStart(site, https);
    Psql psql = new Postgres(site).psql();
    boolean make = !first.finished(psql);
    if (make) {
      first.wipe(psql);
      new DatabaseRoles(site).ensure(psql);
      String secret = Credential.random();
      supervisor.start(keycloak.service(https, first.environment(secret)));
      first.finish(psql, secret, new ControlPlane(site).clientKey());
    } else {
      supervisor.start(keycloak.service(https, Map.of()));
    }
    reached(Keycloak.NAME, site.parts().keycloak().version(), make, Port.KEYCLOAK, since);
  }

  private void migrate() throws IOException {
    long since = Progress.now();
    new ControlPlane(site).migrate();
    site.progress().reached("database schema", "migrated", since);
  }

  private void controlPlane() throws IOException {
    long since = Progress.now();
    supervisor.start(new ControlPlane(site).service(https));
    String version = site.parts().controlPlane().version();
    reached(ControlPlane.NAME, version, false, Port.CONTROL, since);
  }

  private void reached(String name, String version, boolean made, Port port, long since) {
    String what = "%sready on %s:%d".formatted(made ? "made, " : "", Site.ADDRESS, site.port(port));
    site.progress().reached(name + " " + version, what, since);
  }

  private List<ReadyFile.Running> running() {
    var pids = supervisor.pids();
    return Inventory.of(site.data().appliance(), site.parts()).stream()
        .map(
            part ->
                new ReadyFile.Running(
                    part.name(),
                    part.version(),
                    pids.getOrDefault(part.name(), 0L),
                    part.address()))
        .toList();
  }

  /** A step that may fail as the file system does. */
  private interface Step {
    void run() throws IOException;
  }

  private CompletableFuture<Void> work(Step step) {
    return CompletableFuture.runAsync(() -> unchecked(step), workers);
  }

  private CompletableFuture<Void> after(CompletableFuture<Void> needed, Step step) {
    return needed.thenRunAsync(() -> unchecked(step), workers);
  }

  private static void unchecked(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new Refusal(
          Durable.noSpace(e) ? ExitCode.DISK_FULL : ExitCode.FOLDER_UNUSABLE,
          "The data folder can't be used: " + e.getMessage(),
          e);
    }
  }

  /** Waits for all, or for the first that fails. */
  private static void await(List<CompletableFuture<Void>> steps) {
    var all = CompletableFuture.allOf(steps.toArray(CompletableFuture<?>[]::new));
    for (CompletableFuture<Void> step : steps) {
      var _ =
          step.whenComplete(
              (nothing, fault) -> {
                if (fault != null) {
                  all.completeExceptionally(fault);
                }
              });
    }
    try {
      all.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException fault -> throw fault;
        default -> throw e;
      }
    }
  }

  private static Site.Owners owners() {
    return new Site.Owners(
        SystemUsers.owner("integraci-postgres"),
        SystemUsers.owner("integraci-openbao"),
        SystemUsers.owner("integraci-keycloak"),
        SystemUsers.owner("integraci-control"),
        SystemUsers.owner("integraci-migrate"));
  }

  private static CertificateAuthority authority(DataFolder data) throws IOException {
    ApplianceFile appliance = data.appliance();
    Clock clock = Clock.systemUTC();
    FirstTime.make(
        data,
        "ca",
        Owner.caller(),
        folder -> {
          CertificateAuthority.create(folder, "Appliance " + appliance.instance(), clock);
          CertificateAuthority.open(folder, clock);
        });
    var authority = CertificateAuthority.open(data.root().resolve("ca"), clock);
    Path open = data.root().resolve("ca.pem");
    if (!Files.exists(open) || !Files.readString(open).equals(authority.certificate())) {
      Durable.write(open, authority.certificate(), "rw-r--r--", Owner.caller());
    }
    return authority;
  }
}
