package com.integraci.bundles.audit;

import java.io.IOException;
import java.io.InputStream;

/** Reads lines of bounded length through one buffer, so that a file of any size is flat memory. */
final class LineReader {
  /** What {@link #next} found. */
  enum Found {
    LINE,
    /** Nothing more. */
    END,
    /** Bytes without a line feed after them. */
    UNTERMINATED,
    /** More bytes than a line may have. */
    TOO_LONG
  }

  private final InputStream in;
  private final int lineMax;
  private final byte[] buffer;
  private int start;
  private int length;
  private int unread;
  private int filled;

  /**
   * @param lineMax bound on a line in bytes, with its line feed
   */
  LineReader(InputStream in, int lineMax) {
    this.in = in;
    this.lineMax = lineMax;
    this.buffer = new byte[2 * lineMax];
  }

  /** Moves to the next line; what {@link #buffer} held of the last one is gone. */
  Found next() throws IOException {
    start = unread;
    int scanned = start;
    while (true) {
      for (int i = scanned; i < filled && i - start < lineMax; i++) {
        if (buffer[i] == '\n') {
          length = i - start;
          unread = i + 1;
          return Found.LINE;
        }
      }
      if (filled - start >= lineMax) {
        return Found.TOO_LONG;
      }
      scanned = filled - start;
      if (!fill()) {
        length = filled - start;
        return length == 0 ? Found.END : Found.UNTERMINATED;
      }
    }
  }

  /** Holds the line at {@link #offset}, without its line feed. */
  byte[] buffer() {
    return buffer;
  }

  int offset() {
    return start;
  }

  int length() {
    return length;
  }

  /** Moves what is unread to the front and reads more behind it; leaves start at 0. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= start;
    start = 0;
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read <= 0) {
      unread = 0;
      return false;
    }
    filled += read;
    return true;
  }
}
