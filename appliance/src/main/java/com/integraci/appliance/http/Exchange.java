package com.integraci.appliance.http;

import com.integraci.appliance.database.UuidV7;
import java.util.UUID;

/** What is known of one request while it is answered, for its one line in the log. */
final class Exchange {

  private final UUID id = UuidV7.next();
  private final long startNanos = System.nanoTime();
  private String operation = "unmatched";

  UUID id() {
    return id;
  }

  /** The route's name: the log never shows a path, which may hold a secret. */
  String operation() {
    return operation;
  }

  void matched(Route route) {
    operation = route.operationId();
  }

  long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }
}
