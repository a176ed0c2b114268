package com.integraci.appliance.http;

import com.integraci.appliance.database.UuidV7;
import java.util.UUID;

/** What is known of one request while it is answered, for its one line in the log. */
final class Exchange {

  private final UUID id = UuidV7.next();
  private final long startNanos = System.nanoTime();
  private String operation = "unmatched";
  private String template = "";

  UUID id() {
    return id;
  }

  /** The route's name: the log never shows a path, which may hold a secret. */
  String operation() {
    return operation;
  }

  /** The route's path with the names of its parameters, "" when none fits. */
  String template() {
    return template;
  }

  void matched(Route route) {
    operation = route.operationId();
    template = route.path();
  }

  long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }
}
