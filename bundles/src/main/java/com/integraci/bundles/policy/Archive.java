package com.integraci.bundles.policy;

import com.integraci.bundles.policy.PolicyBundle.Text;
import com.integraci.bundles.rego.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bundle in one piece: a line that names the format, then of every file, by path, length (4
 * bytes, big-endian) and bytes of the path, then of the content.
 */
final class Archive {

  private static final byte[] FIRST =
      "integraci policy bundle 1\n".getBytes(StandardCharsets.US_ASCII);

  private Archive() {}

  static byte[] pack(SortedMap<String, Text> files) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(FIRST);
    files.forEach(
        (path, text) -> {
          add(out, path);
          add(out, text.content());
        });
    return out.toByteArray();
  }

  private static void add(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  /** Contents by path. */
  static SortedMap<String, String> unpack(byte[] archive) {
    if (!Arrays.equals(FIRST, Arrays.copyOf(archive, FIRST.length))) {
      throw refused();
    }
    var in = ByteBuffer.wrap(archive, FIRST.length, archive.length - FIRST.length);
    var files = new TreeMap<String, String>();
    while (in.hasRemaining()) {
      var path = text(in);
      if (!files.isEmpty() && files.lastKey().compareTo(path) >= 0) {
        throw refused();
      }
      files.put(path, text(in));
    }
    return files;
  }

  private static String text(ByteBuffer in) {
    try {
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw refused();
      }
      byte[] bytes = new byte[length];
      in.get(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (BufferUnderflowException e) {
      throw refused();
    }
  }

  private static BundleRefused refused() {
    return new BundleRefused(
        List.of(new Problem("", 0, 0, "bundle", "It is no archive of a bundle.")));
  }

  static String digest(byte[] archive) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
