package com.integraci.airgap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Paths named inside an archive, which is not trusted to stay inside the folder it unpacks to. */
final class EntryPath {
  private static final int LENGTH_MAX = 1_000;

  private EntryPath() {}

  /** Whether the path is relative, has no {@code ..}, no empty segment and nothing odd in it. */
  static boolean isSafe(String path) {
    if (path.isEmpty() || path.length() > LENGTH_MAX || path.startsWith("/")) {
      return false;
    }
    if (path.indexOf('\\') >= 0 || path.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      return false;
    }
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return List.of(trimmed.split("/", -1)).stream()
        .noneMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."));
  }

  /** The place of an entry below {@code root}. */
  static Path resolve(Path root, String path) throws IOException {
    if (!isSafe(path)) {
      throw new IOException("the archive holds an entry that leads outside: " + path);
    }
    return root.resolve(path);
  }
}
