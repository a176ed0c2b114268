package com.integraci.appliance.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.helidon.http.HttpException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void a_body_of_the_most_bytes_is_whole_and_one_more_is_refused() throws IOException {
    var body = new byte[100_000];
    body[99_999] = 7;
    assertArrayEquals(body, Body.read(new ByteArrayInputStream(body), body.length, nanos::get));
    assertEquals(0, Body.read(InputStream.nullInputStream(), 0, nanos::get).length);
    assertEquals(413, refused(new ByteArrayInputStream(body), body.length - 1));
  }

  @Test
  void what_comes_byte_by_byte_is_refused_after_a_minute() throws IOException {
    var second = Duration.ofSeconds(1);
    assertEquals(60, Body.read(new Trickle(60, second), 100, nanos::get).length);
    assertEquals(408, refused(new Trickle(61, second), 100));
  }

  private int refused(InputStream in, int max) {
    var refusal = assertThrows(HttpException.class, () -> Body.read(in, max, nanos::get));
    return refusal.status().code();
  }

  /** So many bytes, each of which takes that long. */
  private final class Trickle extends InputStream {

    private final Duration each;
    private int left;

    private Trickle(int length, Duration each) {
      this.left = length;
      this.each = each;
    }

    @Override
    public int read() {
      if (left == 0) {
        return -1;
      }
      left--;
      nanos.addAndGet(each.toNanos());
      return 1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int one = read();
      if (one < 0) {
        return -1;
      }
      into[offset] = (byte) one;
      return 1;
    }
  }
}
