package com.integraci.installer.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps logs bounded: one of 16 MiB is copied aside and emptied, three old ones stay. Components
 * write their log themselves and append, so that they live on without a supervisor; lines written
 * between the copy and the emptying are lost.
 */
final class LogRotation {
  private static final long SIZE_MAX_BYTES = 16L << 20;
  private static final int OLD_MAX = 3;

  private LogRotation() {}

  static void rotate(Path folder) throws IOException {
    rotate(folder, SIZE_MAX_BYTES);
  }

  static void rotate(Path folder, long sizeMaxBytes) throws IOException {
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*.log")) {
      for (Path log : logs) {
        if (Files.size(log) > sizeMaxBytes) {
          shift(log);
        }
      }
    }
  }

  private static void shift(Path log) throws IOException {
    for (int old = OLD_MAX - 1; old > 0; old--) {
      Path from = old(log, old);
      if (Files.exists(from)) {
        Files.move(from, old(log, old + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.copy(
        log, old(log, 1), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }

  private static Path old(Path log, int number) {
    return log.resolveSibling(log.getFileName() + "." + number);
  }
}
