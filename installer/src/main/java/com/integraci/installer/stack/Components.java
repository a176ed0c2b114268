package com.integraci.installer.stack;

import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.KeyFolder;
import com.integraci.installer.process.Supervisor;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Brings each component of a site up, made first where it has to be, and says so. */
final class Components {
  private final Site site;
  private final KeyFolder keys;
  private final Supervisor supervisor;
  private final Https https;

  Components(Site site, KeyFolder keys, Supervisor supervisor, Https https) {
    this.site = site;
    this.keys = keys;
    this.supervisor = supervisor;
    this.https = https;
  }

  /** Makes what several steps want before they run side by side. */
  void prepare() throws IOException {
    Inventory.note(site);
    var control = new ControlPlane(site);
    control.clientKey();
    control.openbaoCredentials();
    for (DatabaseRole role : DatabaseRole.all()) {
      new DatabaseRoles(site).password(role);
    }
  }

  void postgres() throws IOException {
    long since = Progress.now();
    var postgres = new Postgres(site);
    boolean made = postgres.initialise();
    supervisor.start(postgres.service());
    new DatabaseRoles(site).ensure(postgres.psql());
    reached(Postgres.NAME, site.parts().postgres().version(), made, Port.POSTGRES, since);
  }

  void openbao() throws IOException {
    long since = Progress.now();
    var openbao = new OpenBao(site, https, keys, new ControlPlane(site).openbaoCredentials());
    boolean made = openbao.initialise();
    supervisor.start(openbao.service());
    reached(OpenBao.NAME, site.parts().openbao().version(), made, Port.OPENBAO, since);
  }

  void nats() throws IOException {
    long since = Progress.now();
    var trust =
        new OpenBao(site, https, keys, new ControlPlane(site).openbaoCredentials()).brokerTrust();
    var nats = new Nats(site, keys, trust);
    boolean made = nats.initialise();
    supervisor.start(nats.service());
    reached(Nats.NAME, site.parts().nats().version(), made, Port.NATS, since);
  }

  void keycloak() throws IOException {
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

  void migrate() throws IOException {
    long since = Progress.now();
    new ControlPlane(site).migrate();
    site.progress().reached("database schema", "migrated", since);
  }

  void controlPlane() throws IOException {
    long since = Progress.now();
    supervisor.start(new ControlPlane(site).service(https));
    String version = site.parts().controlPlane().version();
    reached(ControlPlane.NAME, version, false, Port.CONTROL, since);
  }

  private void reached(String name, String version, boolean made, Port port, long since) {
    String what = "%sready on %s:%d".formatted(made ? "made, " : "", Site.ADDRESS, site.port(port));
    site.progress().reached(name + " " + version, what, since);
  }

  /** What runs now. */
  List<ReadyFile.Running> running() {
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
}
