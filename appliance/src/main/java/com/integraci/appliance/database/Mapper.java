package com.integraci.appliance.database;

/**
 * Makes a value of a row.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface Mapper<T> {

  /** Reads the row; must not keep it. */
  T map(Row row);
}
