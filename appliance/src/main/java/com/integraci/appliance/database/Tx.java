package com.integraci.appliance.database;

import io.helidon.dbclient.DbStatement;
import io.helidon.dbclient.DbTransaction;
import java.util.List;
import java.util.Optional;

/**
 * An open transaction. Statements are constant text with {@code ?} for each parameter; nobody
 * commits: the transaction ends with the {@link Work} it was made for.
 */
public final class Tx {

  private final DbTransaction transaction;

  Tx(DbTransaction transaction) {
    this.transaction = transaction;
  }

  /** Every row of a query. The statement bounds how many, by a key or a {@code limit}. */
  public <T> List<T> query(String sql, Mapper<T> mapper, Object... parameters) {
    try (var rows = bound(transaction.createQuery(sql), parameters).execute()) {
      return rows.map(row -> mapper.map(new Row(row))).toList();
    }
  }

  /** The first row of a query, if there is one. */
  public <T> Optional<T> first(String sql, Mapper<T> mapper, Object... parameters) {
    return query(sql, mapper, parameters).stream().findFirst();
  }

  /** Runs an insert, update or delete; returns how many rows it touched. */
  public long execute(String sql, Object... parameters) {
    return bound(transaction.createDmlStatement(sql), parameters).execute();
  }

  private static <S extends DbStatement<S>> S bound(S statement, Object... parameters) {
    for (Object parameter : parameters) {
      statement.addParam(parameter);
    }
    return statement;
  }
}
