package com.integraci.appliance.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Bodies of requests. Each is bounded in size and arrives within a minute, so that whoever sends
 * slowly holds memory and places no longer than that.
 */
public final class Body {

  private static final Duration TIME_MAX = Duration.ofMinutes(1);

  private Body() {}

  /**
   * The whole body; nothing when there is none.
   *
   * @param max how many bytes it may have
   * @throws HttpException when it has more (413)
   * @throws CloseConnectionException when it does not arrive: the connection ends then
   */
  public static byte[] read(ServerRequest request, int max) {
    return read(request, max, TIME_MAX);
  }

  static byte[] read(ServerRequest request, int max, Duration time) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (var _ = new Bell(time)) {
      // The stream is not closed, which would wait once more for what does not come.
      var bytes = request.content().inputStream().readNBytes(max + 1);
      if (bytes.length > max) {
        var message = "The body may have " + max + " bytes.";
        throw new HttpException(message, Status.REQUEST_ENTITY_TOO_LARGE_413, false);
      }
      return bytes;
    } catch (IOException | DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the body did not arrive", e);
    }
  }

  /**
   * Interrupts the thread that reads when its time is over, which ends the connection, and never
   * once that is closed. The server sets no time-out for a body.
   */
  private static final class Bell implements AutoCloseable {

    private final Thread reader = Thread.currentThread();
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private boolean closed;
    private boolean rung;

    Bell(Duration time) {
      var _ =
          over.completeOnTimeout(true, time.toNanos(), TimeUnit.NANOSECONDS).thenAccept(this::ring);
    }

    private synchronized void ring(boolean late) {
      if (late && !closed) {
        rung = true;
        reader.interrupt();
      }
    }

    @Override
    public synchronized void close() {
      closed = true;
      over.complete(false);
      if (rung) {
        // What was read in the last moment is whole all the same.
        Thread.interrupted();
      }
    }
  }
}
