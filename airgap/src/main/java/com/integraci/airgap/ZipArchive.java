package com.integraci.airgap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads zip archives: wheels and distributions. The JDK's own file system knows who may run. */
final class ZipArchive {
  private ZipArchive() {}

  static void unpack(Path archive, Unpacking into) throws IOException {
    try (FileSystem zip = open(archive)) {
      Path top = zip.getPath("/");
      List<Path> entries;
      try (Stream<Path> walk = Files.walk(top)) {
        entries = walk.filter(p -> !p.equals(top)).toList();
      }
      for (Path entry : entries) {
        String name = top.relativize(entry).toString();
        if (Files.isDirectory(entry)) {
          into.folder(name.endsWith("/") ? name : name + "/");
        } else {
          try (InputStream in = Files.newInputStream(entry)) {
            into.file(name, in, isProgram(entry));
          }
        }
      }
    }
  }

  /** Copies one entry to a file that does not exist yet. */
  static void extract(Path archive, String entry, Path target) throws IOException {
    try (FileSystem zip = open(archive)) {
      Files.copy(zip.getPath("/").resolve(entry), target);
    }
  }

  private static FileSystem open(Path archive) throws IOException {
    return FileSystems.newFileSystem(
        archive,
        Map.of(
            "enablePosixFileAttributes",
            true,
            "defaultPermissions",
            PosixFilePermissions.fromString("rw-r--r--"),
            "accessMode",
            "readOnly"));
  }

  private static boolean isProgram(Path entry) throws IOException {
    return Files.getPosixFilePermissions(entry).contains(PosixFilePermission.OWNER_EXECUTE);
  }
}
