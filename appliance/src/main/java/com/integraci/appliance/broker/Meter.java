package com.integraci.appliance.broker;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/**
 * Asks the broker about itself, as a user of the system account who can ask these two things and
 * hear the answers. Its connection is kept, so that a look every few seconds costs OpenBao nothing.
 */
public final class Meter implements AutoCloseable {

  static final String SERVER = "$SYS.REQ.SERVER.PING.VARZ";
  static final String STREAMS = "$SYS.REQ.SERVER.PING.JSZ";

  private final Links links;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Link> current = Optional.empty();

  Meter(Links links) {
    this.links = links;
  }

  /**
   * Connections, messages and the process.
   *
   * @throws com.integraci.appliance.failure.Unavailable when the broker does not answer
   */
  public JsonNode server() {
    return ask(SERVER);
  }

  /**
   * What streams keep, all accounts together.
   *
   * @throws com.integraci.appliance.failure.Unavailable when the broker does not answer
   */
  public JsonNode streams() {
    return ask(STREAMS);
  }

  private JsonNode ask(String subject) {
    return link().ask(subject, "").path("data");
  }

  private Link link() {
    lock.lock();
    try {
      var usable = current.filter(Link::usable);
      if (usable.isEmpty()) {
        current.ifPresent(Link::close);
        current = Optional.empty();
        current = Optional.of(links.meter());
      }
      return current.orElseThrow();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    current.ifPresent(Link::close);
  }
}
