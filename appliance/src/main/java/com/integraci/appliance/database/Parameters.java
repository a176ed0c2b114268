package com.integraci.appliance.database;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.util.PGobject;

/** Turns a parameter into what DB Client and the driver bind as PostgreSQL's own type. */
final class Parameters {

  private Parameters() {}

  /**
   * A uuid and an array of them travel as text of no stated type (the driver's {@code
   * stringtype=unspecified}), so that PostgreSQL gives them the type of what they meet: DB Client
   * binds nothing else.
   */
  static Object bindable(Object parameter) {
    return switch (parameter) {
      case String text -> text;
      case Integer number -> number;
      case Long number -> number;
      case Short number -> number;
      case BigDecimal number -> number;
      case Boolean flag -> flag;
      case byte[] bytes -> bytes;
      case TenantId tenant -> tenant.toString();
      case UUID uuid -> uuid.toString();
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case List<?> list -> array(list);
      default ->
          throw new IllegalArgumentException("no parameter can be a " + parameter.getClass());
    };
  }

  /** The same for each. */
  static Object[] all(Object... parameters) {
    return Arrays.stream(parameters).map(Parameters::bindable).toArray();
  }

  /** Binds a uuid as one, text and arrays with no stated type, and null. */
  static void bind(PreparedStatement statement, int index, Object parameter) throws SQLException {
    switch (parameter) {
      case null -> statement.setNull(index, Types.OTHER);
      case TenantId tenant -> statement.setObject(index, tenant.value());
      case UUID uuid -> statement.setObject(index, uuid);
      case PGobject typed -> statement.setObject(index, typed);
      default -> statement.setObject(index, bindable(parameter));
    }
  }

  /** Binds with PostgreSQL's own type: text as {@code text}, a uuid as {@code uuid}. */
  static void bindTyped(PreparedStatement statement, int index, Object parameter)
      throws SQLException {
    switch (parameter) {
      case String text -> statement.setObject(index, text(text));
      case TenantId tenant -> statement.setObject(index, tenant.value());
      case UUID uuid -> statement.setObject(index, uuid);
      case List<?> list -> statement.setArray(index, typed(statement.getConnection(), list));
      default -> statement.setObject(index, bindable(Objects.requireNonNull(parameter)));
    }
  }

  /**
   * Text that is said to be {@code text}. The driver asks for the description of a statement with a
   * parameter of no stated type, and before each statement of which it then knows that it returns
   * text it ends the message and waits for the answer.
   */
  static PGobject text(String value) throws SQLException {
    var text = new PGobject();
    text.setType("text");
    text.setValue(value);
    return text;
  }

  private static Array typed(Connection connection, List<?> list) throws SQLException {
    boolean uuids = !list.isEmpty() && list.stream().allMatch(UUID.class::isInstance);
    return connection.createArrayOf(uuids ? "uuid" : "text", list.toArray());
  }

  private static Object array(List<?> list) {
    if (list.stream().allMatch(UUID.class::isInstance)) {
      return list.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
    }
    return list.stream().map(String.class::cast).toArray(String[]::new);
  }
}
