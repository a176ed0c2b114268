package com.integraci.appliance.database;

import com.integraci.config.ControlSettings;
import java.util.List;

/**
 * A tenant's rows, as the application role sees them: the only door to them.
 *
 * <p>The role owns nothing, has neither superuser nor BYPASSRLS, and every policy compares with the
 * setting that {@link Connections} alone makes, for one transaction, as its first statement.
 */
public final class Database implements AutoCloseable, Pool {

  private final Connections connections;
  private final Connections.Door door;

  private Database(Connections connections, Connections.Door door) {
    this.connections = connections;
    this.door = door;
  }

  /** Opens the application role's pool; connections are made as they are needed. */
  public static Database open(ControlSettings.Database settings) {
    var connections = Connections.open(settings, "integraci_app", settings.poolMax());
    return new Database(connections, Connections.Door.MEMBERS);
  }

  /**
   * The same pool for work that nobody in the tenant asks for: workflows, the sealer, sweepers,
   * operators' verbs. Its transactions go on in a suspended tenant.
   */
  public Database system() {
    return new Database(connections, Connections.Door.SYSTEM);
  }

  /**
   * Runs the work in one transaction that sees the rows of one tenant and commits it, or rolls it
   * back when the work throws. Serialisation failures and deadlocks are retried, twice at most.
   *
   * @throws com.integraci.appliance.failure.Suspended when the tenant is, unless this is {@link
   *     #system}
   * @throws com.integraci.appliance.failure.Unavailable when PostgreSQL does not answer
   */
  public <T> T inTenant(TenantId tenant, Work<T> work) {
    return connections.inTenant(door, tenant, work);
  }

  /**
   * Reads rows of one tenant with one statement, in one round trip: for what is asked on every
   * request. The transaction is read-only and sees what {@link #inTenant} would.
   *
   * @param sql one constant statement, bounded by a key or a {@code limit}
   * @param parameters as in {@link Tx}, but none is null, and each has its own type: text is text
   * @throws com.integraci.appliance.failure.Suspended as {@link #inTenant}
   * @throws com.integraci.appliance.failure.Unavailable when PostgreSQL does not answer
   */
  public <T> List<T> read(TenantId tenant, String sql, Mapper<T> mapper, Object... parameters) {
    return connections.read(door, tenant, sql, mapper, parameters);
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
