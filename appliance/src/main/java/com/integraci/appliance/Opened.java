package com.integraci.appliance;

import com.integraci.appliance.database.Pool;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What was opened and must be closed, the last first. */
final class Opened implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Opened.class.getName());

  private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();

  <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /** How the pools among them are used now. */
  List<Pool.Use> pools() {
    return parts.stream().filter(Pool.class::isInstance).map(part -> ((Pool) part).use()).toList();
  }

  /** Closes all, also when one refuses. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "a part did not close", e);
      }
    }
  }
}
