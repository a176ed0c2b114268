package com.integraci.appliance.database;

/**
 * A statement's own condition did not hold: it found nothing for a column that has to have a value.
 * The transaction is rolled back.
 */
public final class Unmet extends RuntimeException {

  /** PostgreSQL's for a value that is missing where one has to be. */
  static final String STATE = "23502";

  private static final long serialVersionUID = 1L;

  Unmet(RuntimeException cause) {
    super("A statement's own condition did not hold.", cause);
  }
}
