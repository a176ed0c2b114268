package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A body of which nothing comes until somebody lets it. */
final class SlowBody extends InputStream {

  private static final long WAIT_MAX_SECONDS = 120;

  private final InputStream content;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch going = new CountDownLatch(1);

  SlowBody(String content) {
    this.content = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns once somebody wants to read it. */
  void awaitAsked() throws InterruptedException {
    assertTrue(asked.await(WAIT_MAX_SECONDS, TimeUnit.SECONDS), "nobody reads the body");
  }

  void goOn() {
    going.countDown();
  }

  @Override
  public int read() throws IOException {
    hold();
    return content.read();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    hold();
    return content.read(into, offset, length);
  }

  private void hold() throws IOException {
    asked.countDown();
    try {
      if (!going.await(WAIT_MAX_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("nobody let it go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("ended while it was held");
    }
  }
}
