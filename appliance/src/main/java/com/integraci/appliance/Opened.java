package com.integraci.appliance;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened and must be closed, the last first. */
final class Opened implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Opened.class.getName());

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
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
