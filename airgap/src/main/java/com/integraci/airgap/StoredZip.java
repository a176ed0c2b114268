package com.integraci.airgap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes a zip archive (APPNOTE 6.3) whose bytes depend on its entries alone: stored, not packed,
 * all of one time, with the permission to run. The JDK's own writers know no permissions, or put
 * the machine's time zone in.
 */
final class StoredZip implements AutoCloseable {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;

  /** Version 2.0; in the upper byte of "made by": Unix, for the permissions. */
  private static final short VERSION = 20;

  private static final short MADE_BY = (3 << 8) | VERSION;

  /** The first of January 1980, midnight: the earliest that a zip knows. */
  private static final short DATE = 0x21;

  private static final int REGULAR_FILE = 0100000;

  private final WritableByteChannel out;
  private final List<Entry> entries = new ArrayList<>();
  private int written;

  StoredZip(Path file) throws IOException {
    out = Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private record Entry(String name, int crc, int size, int offset, int mode) {
    byte[] path() {
      return name.getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** Adds a file, below 2 GiB together with all others. */
  void add(String name, byte[] content, boolean program) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    int mode = REGULAR_FILE | (program ? 0755 : 0644);
    Entry entry = new Entry(name, (int) crc.getValue(), content.length, written, mode);
    entries.add(entry);
    write(common(buffer(30 + name.length()).putInt(LOCAL), entry).put(entry.path()));
    write(ByteBuffer.wrap(content));
  }

  /** Writes the directory and the end. */
  @Override
  public void close() throws IOException {
    try (out) {
      int start = written;
      for (Entry entry : entries) {
        ByteBuffer header = buffer(46 + entry.name().length()).putInt(CENTRAL).putShort(MADE_BY);
        common(header, entry).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        write(header.putInt(entry.mode() << 16).putInt(entry.offset()).put(entry.path()));
      }
      short count = (short) entries.size();
      ByteBuffer end = buffer(22).putInt(END).putInt(0).putShort(count).putShort(count);
      write(end.putInt(written - start).putInt(start).putShort((short) 0));
    }
  }

  /** What both headers of an entry have, up to the length of the extra field. */
  private static ByteBuffer common(ByteBuffer header, Entry entry) {
    header.putShort(VERSION).putShort((short) 0).putShort((short) 0);
    header.putShort((short) 0).putShort(DATE).putInt(entry.crc());
    header.putInt(entry.size()).putInt(entry.size());
    return header.putShort((short) entry.name().length()).putShort((short) 0);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer bytes) throws IOException {
    bytes.rewind();
    written = Math.addExact(written, bytes.remaining());
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
