package com.integraci.appliance.schema;

import com.integraci.config.ControlSettings;
import com.integraci.config.InvalidSettingsException;
import com.integraci.config.SettingsFile;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The migrator's process: {@code Migrate --config FILE}, where the file holds {@link
 * ControlSettings.Database} with the migrator's password folder.
 *
 * <p>Exits with {@value #DONE} when the schema is this release's, {@value #USAGE} for arguments or
 * settings that can't be used, {@value #NEWER} when a newer release has been here, {@value #AWAY}
 * when PostgreSQL does not answer, {@value #BROKEN} when a migration failed or was edited. One
 * sentence on standard error says which. Every migration has run whole or not at all, so running it
 * again is always right.
 */
public final class Migrate {

  static final int DONE = 0;
  static final int USAGE = 2;
  static final int NEWER = 3;
  static final int AWAY = 4;
  static final int BROKEN = 5;

  private static final String ROLE = "integraci_migrator";

  private Migrate() {}

  /** Runs every migration that has not run, each in its transaction, and exits. */
  public static void main(String[] args) {
    System.exit(run(args, System.err));
  }

  /** The same without the exit; says in a sentence what went wrong. */
  public static int run(String[] args, PrintStream messages) {
    if (args.length != 2 || !args[0].equals("--config")) {
      messages.println("Usage: Migrate --config FILE");
      return USAGE;
    }
    try {
      migrate(SettingsFile.database(Path.of(args[1])));
      return DONE;
    } catch (InvalidSettingsException | UncheckedIOException e) {
      messages.println(e.getMessage());
      return USAGE;
    } catch (NewerSchema e) {
      messages.println(e.getMessage());
      return NEWER;
    } catch (FlywayException e) {
      boolean away = isAway(e);
      messages.println(
          away
              ? "PostgreSQL does not answer. Nothing of the migration it was at remains; start"
                  + " again."
              : "A migration failed; nothing of it remains. " + e.getMessage());
      return away ? AWAY : BROKEN;
    }
  }

  /**
   * Brings the database up to this release's schema; returns how many migrations ran.
   *
   * @throws NewerSchema when the database has a migration that this release does not know
   * @throws FlywayException when a migration fails, was edited, or PostgreSQL does not answer
   */
  public static int migrate(ControlSettings.Database settings) {
    Flyway flyway = flyway(settings);
    Arrays.stream(flyway.info().applied())
        .filter(applied -> applied.getState().isApplied() && !applied.getState().isResolved())
        .map(MigrationInfo::getVersion)
        .reduce((_, last) -> last)
        .ifPresent(
            version -> {
              throw new NewerSchema(version.getVersion());
            });
    return flyway.migrate().migrationsExecuted;
  }

  private static Flyway flyway(ControlSettings.Database settings) {
    return Flyway.configure(Migrate.class.getClassLoader())
        .dataSource(settings.jdbcUrl(), ROLE, settings.password(ROLE).reveal())
        .locations("classpath:db/migration")
        .defaultSchema("migration")
        .schemas("migration")
        .validateMigrationNaming(true)
        .validateOnMigrate(true)
        .outOfOrder(false)
        .cleanDisabled(true)
        // The lock that keeps a second migrator out would else be a transaction that only waits,
        // and
        // the role's limit for those is shorter than a long migration.
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .load();
  }

  private static boolean isAway(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && e.getSQLState() != null) {
        return e.getSQLState().startsWith("08") || e.getSQLState().startsWith("57P");
      }
    }
    return false;
  }
}
