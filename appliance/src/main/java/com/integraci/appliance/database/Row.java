package com.integraci.appliance.database;

import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** One row of a result, read by column name. */
public final class Row {

  private final Columns columns;

  private Row(Columns columns) {
    this.columns = columns;
  }

  /** A row of DB Client's, whose own asOptional refuses null. */
  static Row of(DbRow row) {
    return new Row(column -> row.column(column).get(Object.class));
  }

  /** Whatever row the result stands on. */
  static Row of(ResultSet rows) {
    return new Row(
        column -> {
          try {
            return rows.getObject(column);
          } catch (SQLException e) {
            throw new DbClientException("There is no column " + column + ".", e);
          }
        });
  }

  /** A {@code text} column that is not null; of {@code jsonb} the statement selects its text. */
  public String text(String column) {
    return required(column, String.class);
  }

  /** A {@code text} column. */
  public Optional<String> optionalText(String column) {
    return optional(column, String.class);
  }

  /** A {@code uuid} column that is not null. */
  public UUID uuid(String column) {
    return required(column, UUID.class);
  }

  /** A {@code uuid} column. */
  public Optional<UUID> optionalUuid(String column) {
    return optional(column, UUID.class);
  }

  /** A {@code smallint}, {@code integer} or {@code bigint} column that is not null. */
  public long number(String column) {
    return required(column, Number.class).longValue();
  }

  /** A {@code smallint}, {@code integer} or {@code bigint} column. */
  public Optional<Long> optionalNumber(String column) {
    return optional(column, Number.class).map(Number::longValue);
  }

  /** A {@code boolean} column that is not null. */
  public boolean flag(String column) {
    return required(column, Boolean.class);
  }

  /** A {@code bytea} column that is not null. */
  public byte[] bytes(String column) {
    return required(column, byte[].class);
  }

  /** A {@code bytea} column. */
  public Optional<byte[]> optionalBytes(String column) {
    return optional(column, byte[].class);
  }

  /** A {@code timestamptz} column that is not null. */
  public Instant instant(String column) {
    return optionalInstant(column).orElseThrow(() -> new NullColumnException(column));
  }

  /** A {@code timestamptz} column. */
  public Optional<Instant> optionalInstant(String column) {
    return value(column)
        .map(
            value ->
                switch (value) {
                  case java.sql.Timestamp stamp -> stamp.toInstant();
                  case OffsetDateTime time -> time.toInstant();
                  default -> throw new ClassCastException(column + " is " + value.getClass());
                });
  }

  private Optional<Object> value(String column) {
    return Optional.ofNullable(columns.value(column));
  }

  private <T> T required(String column, Class<T> type) {
    return optional(column, type).orElseThrow(() -> new NullColumnException(column));
  }

  private <T> Optional<T> optional(String column, Class<T> type) {
    return value(column).map(type::cast);
  }

  /** Where the values come from; null where the column is. */
  @FunctionalInterface
  private interface Columns {
    Object value(String column);
  }

  /** A column that the statement promised not to be null was: a bug in the statement. */
  static final class NullColumnException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NullColumnException(String column) {
      super("column " + column + " is null");
    }
  }
}
