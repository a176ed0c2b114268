package com.integraci.installer.stack;

import com.integraci.installer.folder.FirstTime;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.process.Await;
import com.integraci.installer.process.ComponentProcess;
import com.integraci.installer.process.Farewell;
import com.integraci.installer.process.Launch;
import com.integraci.installer.process.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** PostgreSQL: the cluster made once, the server, and its roles put right at each start. */
final class Postgres {
  static final String NAME = "postgres";
  private static final Duration INITDB_BOUND = Duration.ofMinutes(5);
  // Recovery after a crash replays the log, which is bounded by max_wal_size.
  private static final Duration START_BOUND = Duration.ofMinutes(5);

  private final Site site;

  Postgres(Site site) {
    this.site = site;
  }

  /** Makes the cluster unless it is there. */
  boolean initialise() throws IOException {
    return FirstTime.make(site.data(), NAME, site.owners().postgres(), this::make);
  }

  private void make(Path folder) throws IOException {
    var initdb =
        List.of(
            program("initdb"),
            "--pgdata=" + folder.resolve("data"),
            "--username=postgres",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--data-checksums",
            "--auth-local=peer",
            "--auth-host=reject");
    Launch launch = launch("postgres-initdb", initdb, folder, Farewell.PLAIN);
    ComponentProcess.run(launch, site.run(), "", INITDB_BOUND);
    PostgresFiles.write(site, folder);
    ComponentProcess server = ComponentProcess.start(server(folder), site.run(), "");
    try {
      var psql = new Psql(site, folder);
      if (!Await.until(START_BOUND, () -> !server.alive() || psql.answers()) || !server.alive()) {
        throw new Refusal(
            ExitCode.COMPONENT_FAILED,
            "PostgreSQL's new cluster does not start: " + site.run().lastLine(NAME));
      }
      var roles = new DatabaseRoles(site);
      roles.ensure(psql);
      roles.proveLogin();
    } finally {
      server.stop();
    }
  }

  /** The server of the finished cluster. */
  Service service() throws IOException {
    Path folder = site.path(NAME);
    PostgresFiles.write(site, folder);
    var psql = new Psql(site, folder);
    return new Service(server(folder), psql::answers, START_BOUND);
  }

  /** The superuser's way into the finished cluster. */
  Psql psql() {
    return new Psql(site, site.path(NAME));
  }

  private Launch server(Path folder) {
    var command =
        List.of(
            program("postgres"),
            "-D",
            folder.resolve("data").toString(),
            "-c",
            "config_file=" + folder.resolve("postgresql.conf"));
    return launch(NAME, command, folder, Farewell.POSTGRES);
  }

  private Launch launch(String name, List<String> command, Path folder, Farewell farewell) {
    Owner owner = site.owners().postgres();
    return new Launch(name, owner, command, Map.of("TZ", "UTC"), folder, farewell);
  }

  private String program(String name) {
    return site.parts().postgres().folder().resolve("bin").resolve(name).toString();
  }
}
