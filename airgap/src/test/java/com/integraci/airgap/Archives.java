package com.integraci.airgap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small archives made by hand, honest and dishonest. */
final class Archives {
  private Archives() {}

  static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** A gzipped tar of these entries. */
  static byte[] tarGz(Entry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (Entry entry : entries) {
        byte[] content = entry.type() == '2' ? new byte[0] : entry.content().getBytes(UTF_8);
        out.write(header(entry, content.length));
        out.write(content);
        out.write(new byte[(512 - content.length % 512) % 512]);
      }
      out.write(new byte[1024]);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(Entry entry, int size) {
    byte[] header = new byte[512];
    put(header, 0, entry.name());
    put(header, 100, "0000755");
    put(header, 124, "%011o".formatted(size));
    header[156] = (byte) entry.type();
    put(header, 157, entry.type() == '2' ? entry.content() : "");
    put(header, 257, "ustar");
    put(header, 148, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o".formatted(sum));
    header[154] = 0;
    return header;
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  /**
   * A tar entry.
   *
   * @param name its path
   * @param type tar's type flag
   * @param content the bytes of a file, or the target of a link
   */
  record Entry(String name, char type, String content) {
    static Entry file(String name, String content) {
      return new Entry(name, '0', content);
    }

    static Entry link(String name, String target) {
      return new Entry(name, '2', target);
    }
  }
}
