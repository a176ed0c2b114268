package com.integraci.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Says which address a name leads to, once for each attempt, and refuses those inside. The
 * connection is then made to the very address that is returned, so that a name that changes its
 * mind in between (DNS rebinding) gains nothing.
 */
public final class Destinations implements AutoCloseable {

  private static final Duration LOOKUP_MAX = Duration.ofSeconds(5);

  /** The system's look-up can't be interrupted and holds its thread, so these are not virtual. */
  private static final int LOOKUPS_MAX = 4;

  private final boolean insideAllowed;
  private final Lookup lookup;
  private final ExecutorService lookups =
      Executors.newFixedThreadPool(
          LOOKUPS_MAX, Thread.ofPlatform().daemon().name("lookup-", 0).factory());

  /** Asks for a name's addresses. */
  @FunctionalInterface
  public interface Lookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /** Nothing may be sent there; the message says why, for the team. */
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean inside;

    RefusedException(String message, boolean inside) {
      super(message);
      this.inside = inside;
    }

    /** Whether it is where the appliance is, and not unknown. */
    public boolean inside() {
      return inside;
    }
  }

  /**
   * Asks the look-up, in threads of its own.
   *
   * @param insideAllowed whether addresses inside are as good as others
   */
  public Destinations(boolean insideAllowed, Lookup lookup) {
    this.insideAllowed = insideAllowed;
    this.lookup = lookup;
  }

  /**
   * The address to connect to.
   *
   * @throws RefusedException when there is none, or one of them is inside
   */
  public InetAddress resolve(String host) throws RefusedException {
    InetAddress[] found = addresses(host);
    if (found.length == 0) {
      throw new RefusedException("The host has no address.", false);
    }
    if (!insideAllowed && Arrays.stream(found).anyMatch(Inside::is)) {
      throw new RefusedException("The host leads inside the appliance's network: not sent.", true);
    }
    return found[0];
  }

  private InetAddress[] addresses(String host) throws RefusedException {
    var literal = literal(host);
    if (literal.isPresent()) {
      return new InetAddress[] {literal.orElseThrow()};
    }
    try {
      var asked = lookups.submit(() -> lookup.addresses(host));
      try {
        return asked.get(LOOKUP_MAX.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        asked.cancel(true);
      }
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      throw new RefusedException("The host's address was not found.", false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("The appliance stops.", false);
    }
  }

  /** The address that a host is, when it is one and no name; asks nobody. */
  public static Optional<InetAddress> literal(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    boolean digits = host.matches("[0-9.]+");
    if (!bracketed && !digits) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host));
    } catch (IllegalArgumentException e) {
      return Optional.of(InetAddress.getLoopbackAddress());
    }
  }

  @Override
  public void close() {
    lookups.shutdownNow();
  }
}
