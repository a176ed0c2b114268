package com.integraci.airgap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the entries of one archive below a folder. Entries outside the wanted folder are dropped;
 * links are made after all files, so that no file is ever written through one, and each must lead
 * to something inside. Files may not sum up to more than the lock says.
 */
final class Unpacking {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int ENTRIES_MAX = 100_000;

  private final Path root;
  private final String wanted;
  private final Map<Path, String> links = new LinkedHashMap<>();
  private long remainingBytes;
  private int entries;

  Unpacking(Path root, String wantedFolder, long sizeBytesMax) {
    this.root = root;
    this.wanted = wantedFolder + "/";
    this.remainingBytes = sizeBytesMax;
  }

  void file(String name, InputStream content, boolean program) throws IOException {
    Path file = place(name);
    if (file.equals(root)) {
      return;
    }
    Files.createDirectories(file.getParent());
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        remainingBytes -= n;
        if (remainingBytes < 0) {
          throw new IOException("the archive unpacks to more than the lock says, at " + name);
        }
        out.write(buffer, 0, n);
      }
    }
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  void folder(String name) throws IOException {
    Files.createDirectories(place(name));
  }

  void link(String name, String target) throws IOException {
    Path link = place(name);
    if (!link.equals(root)) {
      links.put(link, target);
    }
  }

  /** Makes the links and checks that what came out is of the size the lock says. */
  void finish() throws IOException {
    for (Map.Entry<Path, String> link : links.entrySet()) {
      if (link.getValue().startsWith("/")) {
        throw outside(link);
      }
      Files.createDirectories(link.getKey().getParent());
      Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
    }
    Path realRoot = root.toRealPath();
    for (Map.Entry<Path, String> link : links.entrySet()) {
      if (!link.getKey().toRealPath().startsWith(realRoot)) {
        throw outside(link);
      }
    }
    if (remainingBytes != 0) {
      throw new IOException(
          "the archive unpacks to " + remainingBytes + " bytes less than the lock says");
    }
  }

  private static IOException outside(Map.Entry<Path, String> link) {
    return new IOException(
        "the archive holds a link that leads outside: " + link.getKey() + " to " + link.getValue());
  }

  /** The place of an entry, or the root itself when the entry is not wanted. */
  private Path place(String name) throws IOException {
    if (++entries > ENTRIES_MAX) {
      throw new IOException("the archive holds more than " + ENTRIES_MAX + " entries");
    }
    Path ofWhole = EntryPath.resolve(root, name);
    if (!name.startsWith(wanted) || name.length() == wanted.length()) {
      return root;
    }
    Path place = EntryPath.resolve(root, name.substring(wanted.length()));
    if (!place.startsWith(root) || !ofWhole.startsWith(root)) {
      throw new IOException("the archive holds an entry that leads outside: " + name);
    }
    return place;
  }
}
