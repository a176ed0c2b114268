package com.integraci.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * A text that stands nowhere by chance, to be looked for where it must not be.
 *
 * @param text at least 12 characters of ASCII
 */
public record MarkedText(String text) {

  /** A new one. */
  public static MarkedText fresh() {
    return new MarkedText("canary-" + UUID.randomUUID());
  }

  /**
   * Whether it is there: plain, in base64 at each of its three alignments, or in hex as PostgreSQL
   * writes it.
   */
  public boolean isIn(String other) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var encoder = Base64.getEncoder().withoutPadding();
    for (int skip = 0; skip < 3; skip++) {
      int length = (bytes.length - skip) / 3 * 3;
      byte[] part = Arrays.copyOfRange(bytes, skip, skip + length);
      if (other.contains(encoder.encodeToString(part))) {
        return true;
      }
    }
    return other.contains(text) || other.contains(HexFormat.of().formatHex(bytes));
  }

  /** The files below a folder that hold it; what goes away meanwhile is passed over. */
  public List<Path> filesBelow(Path folder) {
    var found = new ArrayList<Path>();
    var search =
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && isIn(content(file))) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (Files.exists(file)) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(folder, search);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static String content(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      if (Files.exists(file)) {
        throw e;
      }
      return "";
    }
  }
}
