package com.integraci.installer.folder;

import com.integraci.airgap.Tree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that are there whole or not at all, also after a cut of power. Every method throws {@link
 * IOException} as the file system gives it.
 */
public final class Durable {

  private Durable() {}

  /**
   * Writes a file beside its place with the mode and owner it is to have, makes it durable and
   * renames it. A reader sees the old file or the new one.
   *
   * @param mode in the form {@code rw-------}
   */
  public static void write(Path file, byte[] content, String mode, Owner owner) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(aside);
    var permissions = PosixFilePermissions.fromString(mode);
    // Made for nobody but us; the owner and the final mode come before the content is readable.
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var closed = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel = FileChannel.open(aside, options, closed)) {
      var bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      owner.give(aside);
      Files.setPosixFilePermissions(aside, permissions);
      channel.force(true);
    }
    rename(aside, file);
  }

  /** As {@link #write(Path, byte[], String, Owner)}, in UTF-8. */
  public static void write(Path file, String content, String mode, Owner owner) throws IOException {
    write(file, content.getBytes(StandardCharsets.UTF_8), mode, owner);
  }

  /** Renames a file or folder over its place and makes the name durable. */
  public static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("The file system of " + to + " can't rename in one step.", e);
    }
    Tree.sync(to.toAbsolutePath().getParent());
  }

  /** Whether a fault means that the disk is full. */
  public static boolean noSpace(IOException fault) {
    // Java has no type for ENOSPC and EDQUOT; the C library's words, which LANG=C.UTF-8 fixes.
    String message = String.valueOf(fault.getMessage());
    return message.contains("No space left on device") || message.contains("Disk quota exceeded");
  }
}
