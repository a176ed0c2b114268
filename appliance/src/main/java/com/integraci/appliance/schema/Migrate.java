package com.integraci.appliance.schema;

import com.integraci.config.ControlSettings;
import com.integraci.config.SettingsFile;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/**
 * The migrator's process: {@code Migrate --config FILE}, where the file holds {@link
 * ControlSettings.Database} with the migrator's password folder. Exits with 0 when the schema is
 * this release's.
 */
public final class Migrate {

  private static final String ROLE = "integraci_migrator";

  private Migrate() {}

  /** Runs every migration that has not run, each in its transaction. */
  public static void main(String[] args) {
    if (args.length != 2 || !args[0].equals("--config")) {
      throw new IllegalArgumentException("usage: Migrate --config FILE");
    }
    migrate(SettingsFile.database(Path.of(args[1])));
  }

  /** Brings the database up to this release's schema; returns how many migrations ran. */
  public static int migrate(ControlSettings.Database settings) {
    return Flyway.configure(Migrate.class.getClassLoader())
        .dataSource(settings.jdbcUrl(), ROLE, settings.password(ROLE).reveal())
        .locations("classpath:db/migration")
        .defaultSchema("migration")
        .schemas("migration")
        .validateMigrationNaming(true)
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
