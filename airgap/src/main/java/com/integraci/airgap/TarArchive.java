package com.integraci.airgap;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Reads gzipped tar archives (POSIX.1-1988 ustar, with GNU's long names). Entries that are neither
 * file, folder nor symbolic link stop it: a component has no business with devices.
 */
final class TarArchive {
  private static final int BLOCK = 512;
  private static final int LONG_NAME_MAX = 4_096;

  private final InputStream in;
  private final Unpacking into;
  private final byte[] header = new byte[BLOCK];
  private String longName = "";

  private TarArchive(InputStream in, Unpacking into) {
    this.in = in;
    this.into = into;
  }

  static void unpack(Path archive, Unpacking into) throws IOException {
    try (InputStream file = Files.newInputStream(archive);
        InputStream in = new BufferedInputStream(new GZIPInputStream(file, 1 << 16), 1 << 16)) {
      new TarArchive(in, into).read();
    }
  }

  private void read() throws IOException {
    while (nextHeader()) {
      long size = octal(124, 12);
      String name = longName.isEmpty() ? fullName() : longName;
      longName = "";
      char type = (char) (header[156] & 0xff);
      switch (type) {
        case '0', '\0' -> {
          Limited content = new Limited(in, size);
          into.file(name, content, (octal(100, 8) & 0100) != 0);
          in.skipNBytes(content.left + padding(size));
        }
        case '5' -> into.folder(name);
        case '2' -> into.link(name, text(157, 100));
        case 'L' -> longName = longName(size);
        default ->
            throw new IOException("the archive holds an entry of type " + type + ": " + name);
      }
    }
  }

  /** Reads the next header; the archive ends with a block of zeros. */
  private boolean nextHeader() throws IOException {
    if (in.readNBytes(header, 0, BLOCK) != BLOCK) {
      throw new EOFException("the archive ends early");
    }
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    boolean end = sum == 8L * ' ' && header[0] == 0;
    if (!end && sum != octal(148, 8)) {
      throw new IOException("the archive has a damaged header");
    }
    return !end;
  }

  private String fullName() {
    String prefix = text(257, 6).equals("ustar") ? text(345, 155) : "";
    String name = text(0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private String longName(long size) throws IOException {
    if (size > LONG_NAME_MAX) {
      throw new IOException("the archive holds a name of " + size + " bytes");
    }
    byte[] bytes = in.readNBytes((int) size);
    in.skipNBytes(padding(size));
    return new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
  }

  private static long padding(long size) {
    return (BLOCK - size % BLOCK) % BLOCK;
  }

  private String text(int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(Arrays.copyOfRange(header, offset, end), StandardCharsets.UTF_8);
  }

  private long octal(int offset, int length) throws IOException {
    String digits = text(offset, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("the archive has a damaged header", e);
    }
  }

  /** The bytes of one entry. */
  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, long size) {
      this.in = in;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int n = in.read(buffer, offset, (int) Math.min(length, left));
      if (n < 0) {
        throw new EOFException("the archive ends early");
      }
      left -= n;
      return n;
    }
  }
}
