package com.integraci.installer.stack;

import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The login roles and their passwords. Passwords are random and lie in files, made before the
 * server hears of them; at each start the server's verifiers are made to agree with the files, so
 * that a kill between the two mends itself.
 */
final class DatabaseRoles {
  private final Site site;

  DatabaseRoles(Site site) {
    this.site = site;
  }

  /** Runs {@code roles.sql} and sets the passwords that do not agree. */
  void ensure(Psql psql) throws IOException {
    psql.run(Template.read("postgres/roles.sql"));
    Map<String, String> verifiers = verifiers(psql);
    var changes = new StringBuilder();
    for (DatabaseRole role : DatabaseRole.all()) {
      String password = password(role);
      if (!ScramVerifier.matches(verifiers.getOrDefault(role.name(), ""), password)) {
        changes.append(
            "alter role %s password '%s';\n".formatted(role.name(), ScramVerifier.of(password)));
      }
    }
    if (!changes.isEmpty()) {
      psql.run(changes.toString());
    }
  }

  /** Logs in over TLS as the role that the control plane works with. */
  void proveLogin() throws IOException {
    var properties = new Properties();
    properties.setProperty("user", "integraci_app");
    properties.setProperty("password", password(role("integraci_app")));
    properties.setProperty("sslmode", "verify-full");
    properties.setProperty("sslrootcert", site.trust().toString());
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "10");
    String url =
        "jdbc:postgresql://%s:%d/integraci".formatted(Site.ADDRESS, site.port(Port.POSTGRES));
    try (var connection = DriverManager.getConnection(url, properties)) {
      if (!connection.isValid(10)) {
        throw new SQLException("the connection is not valid");
      }
    } catch (SQLException e) {
      throw new Refusal(
          ExitCode.COMPONENT_FAILED, "PostgreSQL refused a login over TLS: " + e.getMessage(), e);
    }
  }

  /** The password of a role, made when it has none yet. */
  String password(DatabaseRole role) throws IOException {
    Owner owner =
        switch (role.holder()) {
          case CONTROL -> site.owners().control();
          case MIGRATE -> site.owners().migrate();
          case KEYCLOAK -> site.owners().keycloak();
          case BACKUP -> Owner.caller();
        };
    Path folder = site.path(role.holder().folder());
    if (!folder.getParent().equals(site.data().root())) {
      DataFolder.makeFolder(folder.getParent(), "rwx------", owner);
    }
    DataFolder.makeFolder(folder, "rwx------", owner);
    return Credential.ensure(folder.resolve(role.name()), owner);
  }

  static DatabaseRole role(String name) {
    return DatabaseRole.all().stream()
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> verifiers(Psql psql) {
    var verifiers = new HashMap<String, String>();
    psql.run("select rolname, rolpassword from pg_authid where rolpassword is not null;")
        .lines()
        .map(line -> line.split("\\|", 2))
        .filter(fields -> fields.length == 2)
        .forEach(fields -> verifiers.put(fields[0], fields[1]));
    return verifiers;
  }
}
