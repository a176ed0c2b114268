package com.integraci.bundles.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Takes a line of an export apart, strictly: each value has one spelling, so that a changed byte is
 * never read as the same.
 */
final class ExportLine {
  private final byte[] buffer;
  private final int end;
  private int at;

  private ExportLine(byte[] buffer, int offset, int length) {
    this.buffer = buffer;
    this.at = offset;
    this.end = offset + length;
  }

  /** An entry's line; its body is a view of the reader's buffer, good until the next line. */
  record Entry(long sequence, ChainHash previous, ChainHash hash, ByteBuffer body) {

    /** A copy of the body. */
    byte[] bytes() {
      byte[] bytes = new byte[body.remaining()];
      body.duplicate().get(bytes);
      return bytes;
    }
  }

  /** The line's first word, at most 32 characters. */
  static String word(LineReader line) {
    int length = 0;
    while (length < Math.min(line.length(), 32) && line.buffer()[line.offset() + length] != ' ') {
      length++;
    }
    return new String(line.buffer(), line.offset(), length, US_ASCII);
  }

  /** Reads an {@code entry} line; throws {@link IllegalArgumentException} if it isn't one. */
  static Entry entry(LineReader line) {
    var words = new ExportLine(line.buffer(), line.offset(), line.length());
    words.skip("entry ");
    long sequence = words.number();
    ChainHash previous = ChainHash.of(words.hex(ChainHash.BYTES));
    ChainHash hash = ChainHash.of(words.hex(ChainHash.BYTES));
    return new Entry(
        sequence, previous, hash, ByteBuffer.wrap(words.buffer, words.at, words.end - words.at));
  }

  /** Reads a signed line; throws {@link IllegalArgumentException} if it isn't one. */
  static SignedStatement signed(LineReader line, String word) {
    var words = new ExportLine(line.buffer(), line.offset(), line.length());
    words.skip(word + " ");
    byte[] signature = words.hex(AuditKey.SIGNATURE_BYTES);
    return new SignedStatement(Arrays.copyOfRange(words.buffer, words.at, words.end), signature);
  }

  private void skip(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (at >= end || buffer[at++] != text.charAt(i)) {
        throw new IllegalArgumentException("\"" + text + "\" expected");
      }
    }
  }

  /** A sequence and the space behind it: no sign, no leading zero, at most 18 digits. */
  private long number() {
    int from = at;
    long number = 0;
    while (at < end && buffer[at] >= '0' && buffer[at] <= '9' && at - from < 18) {
      number = 10 * number + (buffer[at++] - '0');
    }
    if (at == from || buffer[from] == '0') {
      throw new IllegalArgumentException("not a sequence");
    }
    skip(" ");
    return number;
  }

  /** So many bytes in lower-case hex and the space behind them. */
  private byte[] hex(int bytes) {
    if (end - at < 2 * bytes) {
      throw new IllegalArgumentException("hex of " + bytes + " bytes expected");
    }
    byte[] result = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      result[i] = (byte) (digit(buffer[at++]) << 4 | digit(buffer[at++]));
    }
    skip(" ");
    return result;
  }

  private static int digit(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    throw new IllegalArgumentException("not lower-case hex");
  }
}
