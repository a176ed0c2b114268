package com.integraci.appliance.mail;

import com.integraci.appliance.metrics.Counter;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.config.ControlSettings;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/**
 * Sends letters, each in one attempt of half a minute at most, four at once. Nothing is kept and
 * nothing is tried again here. Without a server in the settings it sends nothing.
 */
public final class Mail implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Mail.class.getName());
  private static final Duration ATTEMPT_MAX = Duration.ofSeconds(30);
  private static final Duration TURN_MAX = Duration.ofSeconds(5);
  private static final int AT_ONCE = 4;
  private static final int CAUSES_MAX = 10;

  /** From this code on an SMTP server's no is for good (RFC 5321, section 4.2.1). */
  private static final int FOR_GOOD = 500;

  private final Optional<Smtp> server;
  private final Counter sent;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore turns = new Semaphore(AT_ONCE);

  private Mail(Optional<Smtp> server, Counter sent) {
    this.server = server;
    this.sent = sent;
  }

  /**
   * By these settings.
   *
   * @throws java.io.UncheckedIOException when an authority of the server's can't be read
   */
  public static Mail open(ControlSettings settings, Metrics metrics) {
    var host = settings.url().getHost();
    return new Mail(
        settings.mail().map(mail -> new Smtp(mail, host)),
        metrics.counter(
            "integraci_mail_total", "Letters, by what came of each attempt.", "outcome"));
  }

  /** Whether there is a server. */
  public boolean on() {
    return server.isPresent();
  }

  /** Sends a letter, or says why not. Never throws for what a server or a network does. */
  public Sending send(Letter letter) {
    if (server.isEmpty()) {
      return Sending.OFF;
    }
    var came =
        attempt(
            () -> {
              server.get().send(letter);
              return Sending.SENT;
            });
    sent.increment(came.word());
    return came;
  }

  /** Whether the server lets the appliance in now; true when there is none. */
  public boolean reachable() {
    return server.isEmpty()
        || attempt(
                () -> {
                  server.get().greet();
                  return Sending.SENT;
                })
            == Sending.SENT;
  }

  private Sending attempt(Callable<Sending> work) {
    try {
      if (!turns.tryAcquire(TURN_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "mail was not sent: too many at once");
        return Sending.FAILED;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Sending.FAILED;
    }
    try {
      return bounded(threads.submit(work));
    } finally {
      turns.release();
    }
  }

  /** A virtual thread that is interrupted lets its socket go, so that nothing stays behind. */
  private static Sending bounded(Future<Sending> work) {
    try {
      return work.get(ATTEMPT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (TimeoutException e) {
      LOG.log(System.Logger.Level.WARNING, "mail was not sent: no end in " + ATTEMPT_MAX);
      return Sending.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Sending.FAILED;
    } finally {
      work.cancel(true);
    }
  }

  /** What a server says of an address has the address in it, which does not belong into a log. */
  private static Sending failed(Throwable cause) {
    int code = 0;
    var said = new StringBuilder(cause.getClass().getSimpleName());
    var next = cause;
    for (int i = 0; i < CAUSES_MAX && next != null; i++) {
      code = Math.max(code, code(next));
      var inner = next instanceof MessagingException it ? it.getNextException() : next.getCause();
      if (inner != null) {
        said.append(", ").append(inner.getClass().getSimpleName());
      }
      next = inner;
    }
    LOG.log(System.Logger.Level.WARNING, "mail was not sent: " + said + " (" + code + ")");
    return code >= FOR_GOOD || cause instanceof AddressException ? Sending.REFUSED : Sending.FAILED;
  }

  /**
   * What the server answered about the address; 0 when it is about something else. What it says to
   * the login or the sender is the operator's to mend, and no fault of the address.
   */
  private static int code(Throwable cause) {
    return cause instanceof SMTPAddressFailedException refused ? refused.getReturnCode() : 0;
  }

  /** Ends what is being sent. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
