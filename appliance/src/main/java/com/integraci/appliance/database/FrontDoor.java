package com.integraci.appliance.database;

import com.integraci.config.ControlSettings;
import java.util.List;

/**
 * What the anonymous may ask: the role behind it executes the functions of schema {@code front} and
 * nothing else, sees no table, and never sets a tenant.
 */
public final class FrontDoor implements AutoCloseable, Pool {

  private final Connections connections;

  private FrontDoor(Connections connections) {
    this.connections = connections;
  }

  /** Opens the front role's pool. */
  public static FrontDoor open(ControlSettings.Database settings) {
    return new FrontDoor(Connections.open(settings, "integraci_front", settings.poolMax()));
  }

  /** Calls one function: {@code select … from front.name(?, …)}, in one round trip. */
  public <T> List<T> call(String sql, Mapper<T> mapper, Object... parameters) {
    return connections.call(sql, mapper, parameters);
  }

  @Override
  public Use use() {
    return connections.use();
  }

  @Override
  public void close() {
    connections.close();
  }
}
