package com.integraci.installer.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds which program listens on a port, from {@code /proc}; sees other users' only as root. */
final class PortHolder {
  private static final String LISTEN = "0A";

  private PortHolder() {}

  static String of(int port) {
    try {
      Set<String> sockets = listening(port);
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        for (Path process : processes) {
          if (holds(process, sockets)) {
            String name = Files.readString(process.resolve("comm")).strip();
            return "%s (process %s)".formatted(name, process.getFileName());
          }
        }
      }
    } catch (IOException e) {
      return "another program";
    }
    return "another program";
  }

  private static Set<String> listening(int port) throws IOException {
    var sockets = new HashSet<String>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      Path file = Path.of(table);
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        String[] fields = line.strip().split("\\s+", -1);
        // Header or a short line: not a socket.
        if (fields.length > 9
            && fields[3].equals(LISTEN)
            && fields[1].endsWith(":%04X".formatted(port))) {
          sockets.add("socket:[" + fields[9] + "]");
        }
      }
    }
    return sockets;
  }

  private static boolean holds(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : open) {
        if (Files.isSymbolicLink(descriptor)
            && sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // Ended meanwhile, or not ours to look at.
      return false;
    }
    return false;
  }
}
