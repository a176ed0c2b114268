package com.integraci.installer.stack;

import com.integraci.installer.folder.ApplianceFile;
import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.FirstTime;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.process.RunFolders;
import com.integraci.installer.process.SystemUsers;
import com.integraci.installer.trust.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * One appliance on this machine, as its components need to know it.
 *
 * @param data its locked data folder
 * @param owners whom each component runs as
 * @param parts the programs
 * @param run where processes leave records and logs
 * @param authority its certificate authority
 * @param choices what the operator says at this start
 * @param progress what the operator sees
 */
record Site(
    DataFolder data,
    Owners owners,
    Parts parts,
    RunFolders run,
    CertificateAuthority authority,
    Choices choices,
    Progress progress) {

  /** Every component listens and is reached here and nowhere else. */
  static final String ADDRESS = "127.0.0.1";

  /**
   * Whom each component runs as: all as the caller unless the caller is root.
   *
   * @param postgres PostgreSQL and its tools
   * @param openbao OpenBao
   * @param keycloak Keycloak
   * @param nats NATS
   * @param control the control plane
   * @param migrate the migrator
   */
  record Owners(
      Owner postgres, Owner openbao, Owner keycloak, Owner nats, Owner control, Owner migrate) {
    private static Owners usual() {
      return new Owners(
          SystemUsers.owner("integraci-postgres"),
          SystemUsers.owner("integraci-openbao"),
          SystemUsers.owner("integraci-keycloak"),
          SystemUsers.owner("integraci-nats"),
          SystemUsers.owner("integraci-control"),
          SystemUsers.owner("integraci-migrate"));
    }
  }

  /**
   * The site in a locked data folder, with its certificate authority, made when there is none.
   *
   * @param parts the programs
   * @param run where processes leave records and logs
   * @param choices what the operator says at this start
   */
  static Site open(DataFolder data, Parts parts, RunFolders run, Choices choices, Progress progress)
      throws IOException {
    return new Site(data, Owners.usual(), parts, run, ensureAuthority(data), choices, progress);
  }

  private static CertificateAuthority ensureAuthority(DataFolder data) throws IOException {
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

  Path path(String name) {
    return data.root().resolve(name);
  }

  int port(Port port) {
    return data.appliance().port(port);
  }

  /** The certificate authority's public file. */
  Path trust() {
    return path("ca.pem");
  }

  /** Where browsers and clients reach the appliance. */
  String url() {
    return "https://localhost:" + port(Port.CONTROL);
  }

  String keycloakUrl() {
    return "https://" + ADDRESS + ":" + port(Port.KEYCLOAK) + "/auth";
  }

  String keycloakManagementUrl() {
    return "https://" + ADDRESS + ":" + port(Port.KEYCLOAK_MANAGEMENT) + "/auth";
  }

  String natsUrl() {
    return "tls://" + ADDRESS + ":" + port(Port.NATS);
  }

  String openbaoUrl() {
    return "https://" + ADDRESS + ":" + port(Port.OPENBAO);
  }
}
