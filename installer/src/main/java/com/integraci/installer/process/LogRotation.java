package com.integraci.installer.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps logs bounded. A component's output of 16 MiB is copied aside and emptied, three old ones
 * stay: it goes to the file itself, so that the component lives on without a supervisor, and lines
 * written between the copy and the emptying are lost. A log that the component opens and can open
 * anew is moved aside at 32 MiB, seven old ones stay, and no line is lost.
 */
final class LogRotation {
  private static final long SIZE_MAX_BYTES = 16L << 20;
  private static final int OLD_MAX = 3;
  private static final long OWN_SIZE_MAX_BYTES = 32L << 20;
  private static final int OWN_OLD_MAX = 7;

  private LogRotation() {}

  static void rotate(Path folder) throws IOException {
    rotate(folder, SIZE_MAX_BYTES);
  }

  static void rotate(Path folder, long sizeMaxBytes) throws IOException {
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*.log")) {
      for (Path log : logs) {
        if (Files.size(log) > sizeMaxBytes) {
          copyAside(log);
        }
      }
    }
  }

  /**
   * Moves a log aside when it is too large; whoever writes it goes on in the moved file until told
   * to open it anew.
   *
   * @return whether it was
   */
  static boolean moveAside(Path log) throws IOException {
    return moveAside(log, OWN_SIZE_MAX_BYTES);
  }

  static boolean moveAside(Path log, long sizeMaxBytes) throws IOException {
    if (!Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS) || Files.size(log) <= sizeMaxBytes) {
      return false;
    }
    shift(log, OWN_OLD_MAX);
    Files.move(log, old(log, 1), StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  private static void shift(Path log, int oldMax) throws IOException {
    for (int old = oldMax - 1; old > 0; old--) {
      Path from = old(log, old);
      if (Files.exists(from)) {
        Files.move(from, old(log, old + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void copyAside(Path log) throws IOException {
    shift(log, OLD_MAX);
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
