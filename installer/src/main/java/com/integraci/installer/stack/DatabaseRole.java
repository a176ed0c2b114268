package com.integraci.installer.stack;

import java.util.List;

/**
 * A login role of the database: what it may connect to, and which component's folder holds its
 * password. The roles themselves stand in {@code roles.sql} of module config.
 *
 * @param name the role
 * @param databases the databases it may log in to
 * @param holder who may read its password
 */
record DatabaseRole(String name, List<String> databases, Holder holder) {

  /** Who holds a password. */
  enum Holder {
    CONTROL("control/db"),
    MIGRATE("migrate/db"),
    KEYCLOAK("keycloak/db"),
    /** The caller, for backups; no component reads it. */
    BACKUP("backup");

    private final String folder;

    Holder(String folder) {
      this.folder = folder;
    }

    /** The folder of its passwords below the data folder. */
    String folder() {
      return folder;
    }
  }

  private static final String OURS = "integraci";
  private static final String KEYCLOAKS = "keycloak";

  private static final List<DatabaseRole> ALL =
      List.of(
          new DatabaseRole("integraci_migrator", List.of(OURS), Holder.MIGRATE),
          new DatabaseRole("integraci_backup", List.of(OURS, KEYCLOAKS), Holder.BACKUP),
          new DatabaseRole("integraci_app", List.of(OURS), Holder.CONTROL),
          new DatabaseRole("integraci_front", List.of(OURS), Holder.CONTROL),
          new DatabaseRole("integraci_sealer", List.of(OURS), Holder.CONTROL),
          new DatabaseRole("integraci_workflow", List.of(OURS), Holder.CONTROL),
          new DatabaseRole("integraci_overview", List.of(OURS), Holder.CONTROL),
          new DatabaseRole("integraci_sweeper", List.of(OURS), Holder.CONTROL),
          new DatabaseRole("integraci_events", List.of(OURS), Holder.CONTROL),
          new DatabaseRole("integraci_metrics", List.of(OURS), Holder.CONTROL),
          new DatabaseRole("keycloak", List.of(KEYCLOAKS), Holder.KEYCLOAK));

  static List<DatabaseRole> all() {
    return ALL;
  }
}
