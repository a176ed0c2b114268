package com.integraci.appliance.tenancy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.integraci.appliance.failure.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords with bcrypt at cost 12, about a quarter of a second of a core each, two at a
 * time.
 */
final class PasswordHash {

  /** bcrypt reads no more. */
  static final int BYTES_MAX = 72;

  private static final int COST = 12;
  private static final Duration WAIT = Duration.ofSeconds(20);

  private final Semaphore cores = new Semaphore(2);

  /**
   * The hash in modular crypt form.
   *
   * @throws Unavailable when too many wait for one
   */
  String of(String password) {
    var bytes = password.getBytes(StandardCharsets.UTF_8);
    try {
      if (!cores.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Unavailable("control", "Too many sign up at this moment. Try again.", null);
      }
      try {
        var hash = BCrypt.withDefaults().hash(COST, bytes);
        return new String(hash, StandardCharsets.US_ASCII);
      } finally {
        cores.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("control", "The control plane is stopping. Try again.", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
