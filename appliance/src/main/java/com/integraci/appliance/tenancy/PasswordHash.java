package com.integraci.appliance.tenancy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.integraci.appliance.failure.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords with bcrypt at cost 12, about a quarter of a second of a core each, two at a
 * time.
 */
public final class PasswordHash {

  /** bcrypt reads no more. */
  static final int BYTES_MAX = 72;

  private static final int COST = 12;
  private static final int CORES = 2;
  private static final Duration WAIT = Duration.ofSeconds(20);

  private final Semaphore waiting = new Semaphore(CORES);

  /** Not virtual: hashing would keep a carrier thread from everybody else as long as it takes. */
  private final ExecutorService cores =
      Executors.newFixedThreadPool(
          CORES, Thread.ofPlatform().daemon().name("password-", 0).factory());

  /**
   * The hash in modular crypt form.
   *
   * @throws Unavailable when too many wait for one
   */
  public String of(String password) {
    var bytes = password.getBytes(StandardCharsets.UTF_8);
    try {
      if (!waiting.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Unavailable("control", "Too many sign up at this moment. Try again.", null);
      }
      try {
        var hash = cores.submit(() -> BCrypt.withDefaults().hash(COST, bytes)).get();
        return new String(hash, StandardCharsets.US_ASCII);
      } finally {
        waiting.release();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing a password failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("control", "The control plane is stopping. Try again.", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
