package com.integraci.installer.stack;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The superuser's way into PostgreSQL: psql as the server's own user, through its socket. */
final class Psql {
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final Site site;
  private final Path folder;

  /**
   * A way in.
   *
   * @param folder the folder of the running cluster
   */
  Psql(Site site, Path folder) {
    this.site = site;
    this.folder = folder;
  }

  /** Runs a script, which reaches psql by its standard input; returns the rows, unaligned. */
  String run(String script) {
    var command =
        List.of(
            site.parts().postgres().folder().resolve("bin/psql").toString(),
            "--no-psqlrc",
            "--quiet",
            "--no-align",
            "--tuples-only",
            "--no-password",
            "--set=ON_ERROR_STOP=1",
            "--host=" + folder.resolve("socket"),
            "--port=" + site.port(com.integraci.installer.folder.ApplianceFile.Port.POSTGRES),
            "--username=postgres",
            "--dbname=postgres");
    Program.Outcome outcome = Program.run(site.owners().postgres(), command, script, BOUND);
    if (outcome.status() != 0) {
      // psql quotes the statement's line, which holds a verifier at worst and never a password.
      throw new Refusal(
          ExitCode.COMPONENT_FAILED,
          "PostgreSQL refused what the superuser asked: " + outcome.output().strip());
    }
    return outcome.output();
  }

  /** Whether the server answers. */
  boolean answers() {
    var command =
        List.of(
            site.parts().postgres().folder().resolve("bin/pg_isready").toString(),
            "--quiet",
            "--timeout=3",
            "--host=" + folder.resolve("socket"),
            "--port=" + site.port(com.integraci.installer.folder.ApplianceFile.Port.POSTGRES));
    return Program.run(site.owners().postgres(), command, "", BOUND).status() == 0;
  }
}
