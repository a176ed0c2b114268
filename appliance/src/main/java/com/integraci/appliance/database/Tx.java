package com.integraci.appliance.database;

import com.integraci.appliance.tracing.Trace;
import io.helidon.dbclient.DbClientException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An open transaction. Statements are constant text with {@code ?} for each parameter; nobody
 * commits: the transaction ends with the {@link Work} it was made for.
 *
 * <p>A parameter is text, a number, a boolean, bytes, a UUID, a {@link TenantId}, an {@code
 * Instant}, a list of UUIDs or of texts (an array), JSON as text, or null. It takes the type of
 * what it is compared with or stored in; where there is nothing of the kind, the statement casts
 * it.
 *
 * <p>A round trip costs more than most statements. So what has no result that anybody looks at
 * travels with the message that comes next: the tenant with the first statement, an audit entry
 * with the commit. PostgreSQL runs them one after the other, and skips the rest of a message when
 * one of them fails.
 */
public final class Tx {

  /** Longer queues are sent by themselves; the driver's caches are for few and short texts. */
  private static final int AHEAD_MAX = 8;

  private static final Sent COMMIT = new Sent("commit");

  private final Connection connection;
  private final Sent opening;
  private final List<Sent> ahead = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private Optional<RuntimeException> failure = Optional.empty();

  /**
   * A transaction on a connection that commits by itself only what is outside of one.
   *
   * @param opening sent before everything else
   */
  Tx(Connection connection, Sent opening) {
    this.connection = connection;
    this.opening = opening;
    ahead.add(opening);
  }

  /** Every row of a query. The statement bounds how many, by a key or a {@code limit}. */
  public <T> List<T> query(String sql, Mapper<T> mapper, Object... parameters) {
    return send(new Sent(sql, parameters), statement -> mapped(statement, mapper));
  }

  /** The first row of a query, if there is one. */
  public <T> Optional<T> first(String sql, Mapper<T> mapper, Object... parameters) {
    return query(sql, mapper, parameters).stream().findFirst();
  }

  /** Runs an insert, update or delete; returns how many rows it touched. */
  public long execute(String sql, Object... parameters) {
    return send(new Sent(sql, parameters), Statement::getUpdateCount);
  }

  /**
   * Runs an insert, update or delete whose count nobody asks for: before the next statement or the
   * commit, whichever comes first, and in the same round trip. That one then fails if this fails.
   */
  public void executeWithNext(String sql, Object... parameters) {
    if (ahead.size() == AHEAD_MAX) {
      execute(sql, parameters);
    } else {
      ahead.add(new Sent(sql, parameters));
    }
  }

  /**
   * Takes a lock, of rows or an advisory one, with the next statement: a query whose rows nobody
   * asks for.
   */
  public void lockWithNext(String sql, Object... parameters) {
    if (!sql.stripLeading().startsWith("select")) {
      throw new IllegalArgumentException("not a query");
    }
    if (ahead.size() == AHEAD_MAX) {
      send(new Sent(sql, parameters), statement -> 0);
    } else {
      ahead.add(new Sent(sql, parameters));
    }
  }

  /**
   * Has something done once the transaction is committed, and never if it isn't: a wake-up, nothing
   * that could fail.
   */
  public void afterCommit(Runnable signal) {
    afterCommit.add(signal);
  }

  /** Commits; a transaction in which nothing was done was never begun. */
  void commit() {
    failure.ifPresent(
        e -> {
          throw e;
        });
    if (!ahead.isEmpty() && !ahead.equals(List.of(opening))) {
      send(COMMIT, Statement::getUpdateCount);
    }
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new DbClientException("A commit failed.", e);
    }
  }

  void committed() {
    afterCommit.forEach(Runnable::run);
  }

  /**
   * What a statement failed with is kept: PostgreSQL has given the transaction up then, so work
   * that swallowed it must not look as if it had been done.
   */
  private <T> T send(Sent last, Outcome<T> outcome) {
    failure.ifPresent(
        e -> {
          throw new IllegalStateException("a statement of this transaction has failed", e);
        });
    try {
      return exchange(last, outcome);
    } catch (RuntimeException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  private <T> T exchange(Sent last, Outcome<T> outcome) {
    var message = new ArrayList<>(ahead);
    message.add(last);
    ahead.clear();
    var text = message.stream().map(Sent::sql).collect(Collectors.joining("; "));
    Trace.statement(text);
    try (var statement = connection.prepareStatement(text)) {
      int index = 1;
      for (Sent sent : message) {
        index = sent.bind(statement, index);
      }
      statement.execute();
      for (int passed = 1; passed < message.size(); passed++) {
        statement.getMoreResults();
      }
      return outcome.of(statement);
    } catch (SQLException e) {
      throw new DbClientException("A statement failed.", e);
    }
  }

  static <T> List<T> mapped(Statement statement, Mapper<T> mapper) throws SQLException {
    try (var rows = statement.getResultSet()) {
      var row = Row.of(rows);
      var found = new ArrayList<T>();
      while (rows.next()) {
        found.add(mapper.map(row));
      }
      return found;
    }
  }

  /** A statement and what it is bound to. */
  @SuppressWarnings("ArrayRecordComponent") // Bound, never compared.
  record Sent(String sql, Object... parameters) {

    /** Binds from that index on; returns the next one. */
    private int bind(PreparedStatement statement, int first) throws SQLException {
      int index = first;
      for (Object parameter : parameters) {
        Parameters.bind(statement, index++, parameter);
      }
      return index;
    }
  }

  /** What is read from a message's last result. */
  @FunctionalInterface
  private interface Outcome<T> {
    T of(Statement statement) throws SQLException;
  }
}
