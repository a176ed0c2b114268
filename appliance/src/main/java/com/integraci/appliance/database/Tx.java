package com.integraci.appliance.database;

import io.helidon.dbclient.DbStatement;
import io.helidon.dbclient.DbTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An open transaction. Statements are constant text with {@code ?} for each parameter; nobody
 * commits: the transaction ends with the {@link Work} it was made for.
 *
 * <p>A parameter is text, a number, a boolean, bytes, a UUID, a {@link TenantId}, an {@code
 * Instant}, a list of UUIDs or of texts (an array), JSON as text, or null. It takes the type of
 * what it is compared with or stored in; where there is nothing of the kind, the statement casts
 * it.
 */
public final class Tx {

  private final DbTransaction transaction;
  private final List<Runnable> afterCommit = new ArrayList<>();
  private Optional<RuntimeException> failure = Optional.empty();

  Tx(DbTransaction transaction) {
    this.transaction = transaction;
  }

  /** Every row of a query. The statement bounds how many, by a key or a {@code limit}. */
  public <T> List<T> query(String sql, Mapper<T> mapper, Object... parameters) {
    return run(
        () -> {
          try (var rows = bound(transaction.createQuery(sql), parameters).execute()) {
            return rows.map(row -> mapper.map(Row.of(row))).toList();
          }
        });
  }

  /** The first row of a query, if there is one. */
  public <T> Optional<T> first(String sql, Mapper<T> mapper, Object... parameters) {
    return query(sql, mapper, parameters).stream().findFirst();
  }

  /** Runs an insert, update or delete; returns how many rows it touched. */
  public long execute(String sql, Object... parameters) {
    return run(() -> bound(transaction.createDmlStatement(sql), parameters).execute());
  }

  /**
   * Has something done once the transaction is committed, and never if it isn't: a wake-up, nothing
   * that could fail.
   */
  public void afterCommit(Runnable signal) {
    afterCommit.add(signal);
  }

  void committed() {
    afterCommit.forEach(Runnable::run);
  }

  /**
   * What a statement failed with. PostgreSQL has given the transaction up then, so work that
   * swallowed it must not look as if it had been done.
   */
  Optional<RuntimeException> failure() {
    return failure;
  }

  private <T> T run(Supplier<T> statement) {
    failure.ifPresent(
        e -> {
          throw new IllegalStateException("a statement of this transaction has failed", e);
        });
    try {
      return statement.get();
    } catch (RuntimeException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  static <S extends DbStatement<S>> S bound(S statement, Object... parameters) {
    for (Object parameter : parameters) {
      statement.addParam(parameter == null ? null : Parameters.bindable(parameter));
    }
    return statement;
  }
}
