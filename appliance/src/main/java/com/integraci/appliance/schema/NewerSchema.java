package com.integraci.appliance.schema;

/** The database has been used by a newer release, whose schema this one does not know. */
public final class NewerSchema extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  NewerSchema(String version) {
    super(
        "The database has been used by a newer release: its schema has migration %s, which this release does not know. Start that release again, or restore a backup made by this one."
            .formatted(version));
  }
}
