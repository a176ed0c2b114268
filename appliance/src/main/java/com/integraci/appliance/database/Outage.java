package com.integraci.appliance.database;

import com.integraci.appliance.failure.Suspended;
import com.integraci.appliance.failure.Unavailable;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** What a failed transaction's SQLSTATE says. */
final class Outage {

  /** Raised by app.refuse_suspended alone. */
  static final String SUSPENDED = "IC001";

  private static final Set<String> RETRIED = Set.of("40001", "40P01");

  private Outage() {}

  /** Whether the same may succeed when it is tried at once again. */
  static boolean mayPass(RuntimeException e) {
    return sqlState(e).filter(RETRIED::contains).isPresent();
  }

  /** What to throw in its place, or itself. */
  static RuntimeException meaning(RuntimeException e) {
    var state = sqlState(e).orElse("");
    return switch (state) {
      case SUSPENDED -> new Suspended();
      case Unmet.STATE -> new Unmet(e);
      default -> isAway(state) ? unavailable(e) : e;
    };
  }

  static Unavailable unavailable(Exception e) {
    return new Unavailable(
        "postgresql", "PostgreSQL does not answer. See `integraci status` on the appliance.", e);
  }

  private static Optional<String> sqlState(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && e.getSQLState() != null) {
        return Optional.of(e.getSQLState());
      }
    }
    return Optional.empty();
  }

  /**
   * Class 08 is a broken connection; 57P01 to 57P03 and 53300 say that the server can't take us.
   */
  private static boolean isAway(String state) {
    return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
  }
}
