package com.integraci.appliance.database;

/**
 * What is done inside one transaction. It may run more than once (serialisation failures and
 * deadlocks are retried), so it has no effect but through the {@link Tx}.
 *
 * @param <T> what it returns
 */
@FunctionalInterface
public interface Work<T> {

  /** Does the work; whatever it throws rolls the transaction back. */
  T in(Tx tx);
}
