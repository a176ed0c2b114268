package com.integraci.airgap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeMap;

/**
 * A folder as a whole: its hash, how it is closed against writing, how it gets to the disk and how
 * it goes. Links are never followed. Every method throws {@link IOException} as the file system
 * gives it.
 */
public final class Tree {
  private static final Set<PosixFilePermission> RUN = PosixFilePermissions.fromString("r-xr-xr-x");
  private static final Set<PosixFilePermission> READ = PosixFilePermissions.fromString("r--r--r--");
  private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwx------");

  private Tree() {}

  /**
   * SHA-256 over one line for each file, sorted by path: its kind ({@code f} file, {@code x}
   * program, {@code l} link), the hash of its content or the target, and its path. Folders, owners
   * and times are left out.
   */
  static Sha256 hash(Path root) throws IOException {
    TreeMap<String, String> lines = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            lines.put(root.relativize(file).toString(), line(file, attributes));
            return FileVisitResult.CONTINUE;
          }
        });
    StringBuilder text = new StringBuilder();
    lines.forEach((path, line) -> text.append(line).append(' ').append(path).append('\n'));
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String line(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      return "l " + Files.readSymbolicLink(file);
    }
    return (isProgram(file) ? "x " : "f ") + Sha256.of(file);
  }

  private static boolean isProgram(Path file) throws IOException {
    return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
        .contains(PosixFilePermission.OWNER_EXECUTE);
  }

  /** Makes all of it readable by everybody and writable by nobody, and forces it to the disk. */
  static void seal(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!attributes.isSymbolicLink()) {
              Files.setPosixFilePermissions(file, isProgram(file) ? RUN : READ);
              sync(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.setPosixFilePermissions(folder, RUN);
            sync(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Forces all of it to the disk, files first, then the folders that name them. */
  public static void syncAll(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              sync(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            sync(folder);
            return super.postVisitDirectory(folder, e);
          }
        });
  }

  /** Forces a file's content, or a folder's entries, to the disk. */
  public static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes a folder, sealed or not. Nothing happens when it is absent. */
  public static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            // Root can write everywhere, and changes no mode in folders that are another's.
            if (!Files.isWritable(folder)) {
              Files.setPosixFilePermissions(folder, OPEN);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
