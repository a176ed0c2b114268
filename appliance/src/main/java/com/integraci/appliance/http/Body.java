package com.integraci.appliance.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bodies of requests. Each is bounded in size and arrives within a minute, so that whoever sends
 * slowly holds memory and places no longer than that.
 */
public final class Body {

  static final Duration TIME_MAX = Duration.ofMinutes(1);

  private static final int CHUNK = 16 * 1024;

  private Body() {}

  /**
   * The whole body; nothing when there is none.
   *
   * @param max how many bytes it may have
   * @throws HttpException when it has more (413), or takes too long (408)
   * @throws CloseConnectionException when nothing of it comes any more
   */
  public static byte[] read(ServerRequest request, int max) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try {
      // It is not closed, which would wait once more for what does not come.
      return read(request.content().inputStream(), max, System::nanoTime);
    } catch (IOException | DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the body did not arrive", e);
    }
  }

  static byte[] read(InputStream in, int max, LongSupplier nanos) throws IOException {
    long begun = nanos.getAsLong();
    var body = new ByteArrayOutputStream();
    var chunk = new byte[CHUNK];
    for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
      body.write(chunk, 0, length);
      if (body.size() > max) {
        var message = "The body may have " + max + " bytes.";
        throw new HttpException(message, Status.REQUEST_ENTITY_TOO_LARGE_413, false);
      }
      if (nanos.getAsLong() - begun > TIME_MAX.toNanos()) {
        throw slow();
      }
    }
    return body.toByteArray();
  }

  private static HttpException slow() {
    var message = "The body has to arrive within " + TIME_MAX.toSeconds() + " seconds.";
    return new HttpException(message, Status.REQUEST_TIMEOUT_408, false);
  }
}
