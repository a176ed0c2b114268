package com.integraci.bundles.rego;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The archive that {@code opa build} writes: tar (POSIX ustar), gzipped. */
final class WasmArchive {

  private static final String MODULE = "/policy.wasm";
  private static final int BLOCK = 512;

  private WasmArchive() {}

  /**
   * The module in it.
   *
   * @throws SandboxLimit when it is larger than that
   * @throws IOException when it can't be read, or holds none
   */
  static byte[] module(Path archive, int bytesMax) throws IOException {
    try (var in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive))))) {
      byte[] head = new byte[BLOCK];
      while (true) {
        in.readFully(head);
        var name = text(head, 0, 100);
        if (name.isEmpty()) {
          throw new EOFException("no " + MODULE + " in it");
        }
        long size = Long.parseLong(text(head, 124, 12).strip(), 8);
        if (name.equals(MODULE)) {
          if (size > bytesMax) {
            throw new SandboxLimit(SandboxLimit.Limit.OUTPUT);
          }
          return in.readNBytes((int) size);
        }
        in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
      }
    }
  }

  private static String text(byte[] head, int from, int length) {
    int end = from;
    while (end < from + length && head[end] != 0) {
      end++;
    }
    return new String(head, from, end - from, StandardCharsets.US_ASCII);
  }
}
