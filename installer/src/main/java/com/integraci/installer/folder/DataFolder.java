package com.integraci.installer.folder;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.UUID;

/**
 * The folder with everything an appliance keeps, locked for one {@code integraci up} until closed.
 * The kernel drops the lock when the process dies, however it dies.
 */
public final class DataFolder implements AutoCloseable {
  /** PostgreSQL's socket lies in the folder, and a socket's path has 107 bytes at most. */
  private static final int PATH_MAX_BYTES = 75;

  private static final long FREE_MIN_BYTES_NEW = 1L << 30;
  private static final long FREE_MIN_BYTES_OLD = 256L << 20;
  private static final int CONTROL_PORT = 8443;
  private static final String APPLIANCE = "appliance.json";
  private static final String LOCK = "lock";

  private final Path root;
  private final FileChannel lock;
  private final ApplianceFile appliance;

  private DataFolder(Path root, FileChannel lock, ApplianceFile appliance) {
    this.root = root;
    this.lock = lock;
    this.appliance = Objects.requireNonNull(appliance);
  }

  /**
   * Opens a folder that is this product's own, or makes one of an empty or missing folder.
   *
   * @param port the control plane's port for a new folder; for an old one it must be the port it
   *     has, or 0
   * @param version the running product version
   * @throws Refusal with the reason, when the folder can't be used; nothing in it was changed
   */
  public static DataFolder open(Path folder, int port, String version) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      demandUsable(root);
      makeFolder(root, "rwx--x--x", Owner.caller());
      FileChannel lock = lock(root);
      try {
        return new DataFolder(root, lock, readOrMake(root, port, version));
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  /**
   * The contents of {@code appliance.json} in a folder that may be in use by a running appliance.
   */
  public static ApplianceFile peek(Path folder) {
    Path file = folder.toAbsolutePath().normalize().resolve(APPLIANCE);
    if (!Files.exists(file)) {
      throw new Refusal(
          ExitCode.FOLDER_UNUSABLE, folder + " is not the data folder of an appliance.");
    }
    try {
      return ApplianceFile.read(file);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /** The folder's absolute path. */
  public Path root() {
    return root;
  }

  /** What the folder says of itself. */
  public ApplianceFile appliance() {
    return appliance;
  }

  /**
   * Makes a folder in the data folder, 0700, or gives an existing one this owner and mode again.
   */
  public Path folder(String name, Owner owner) throws IOException {
    Path made = root.resolve(name);
    makeFolder(made, "rwx------", owner);
    return made;
  }

  /** Makes a folder with this mode and owner, or sets both on the one that is there. */
  public static void makeFolder(Path folder, String mode, Owner owner) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      var closed = PosixFilePermissions.fromString("rwx------");
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(closed));
    }
    owner.give(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new Refusal(ExitCode.INTERNAL, "The data folder's lock could not be released.", e);
    }
  }

  private static void demandUsable(Path root) throws IOException {
    if (root.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length > PATH_MAX_BYTES) {
      throw new Refusal(
          ExitCode.FOLDER_UNUSABLE,
          "The path of the data folder is longer than %d bytes: choose a shorter one."
              .formatted(PATH_MAX_BYTES));
    }
    if (!Files.exists(root)) {
      return;
    }
    if (!Files.isDirectory(root) || !Files.isReadable(root) || !Files.isWritable(root)) {
      throw new Refusal(
          ExitCode.FOLDER_UNUSABLE,
          "%s can't be read and written by %s: choose another folder, or run as its owner."
              .formatted(root, System.getProperty("user.name")));
    }
    if (!Files.exists(root.resolve(APPLIANCE))) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
        for (Path entry : entries) {
          String name = entry.getFileName().toString();
          // A start killed before its first file was whole leaves only these.
          if (!name.equals(LOCK)
              && !name.equals(APPLIANCE + ".new")
              && !name.equals("lost+found")) {
            throw new Refusal(
                ExitCode.FOLDER_UNUSABLE,
                "%s holds something else (%s): give an empty folder or an appliance's own."
                    .formatted(root, name));
          }
        }
      }
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null;
    }
    if (held == null) {
      channel.close();
      throw new Refusal(
          ExitCode.FOLDER_IN_USE,
          root + " is in use by another 'integraci up': stop that one, or give another folder.");
    }
    return channel;
  }

  private static ApplianceFile readOrMake(Path root, int port, String version) throws IOException {
    Path file = root.resolve(APPLIANCE);
    boolean old = Files.exists(file);
    if (!old) {
      demandSpace(root, FREE_MIN_BYTES_NEW);
      var ports = Ports.choose(port == 0 ? CONTROL_PORT : port);
      new ApplianceFile(ApplianceFile.FORMAT, UUID.randomUUID(), version, ports).write(file);
    }
    ApplianceFile appliance = ApplianceFile.read(file);
    if (port != 0 && port != appliance.port(ApplianceFile.Port.CONTROL)) {
      throw new Refusal(
          ExitCode.USAGE,
          "This appliance keeps port %d, which its teams' addresses hold: leave out --port."
              .formatted(appliance.port(ApplianceFile.Port.CONTROL)));
    }
    if (old) {
      demandSpace(root, FREE_MIN_BYTES_OLD);
    }
    return appliance;
  }

  private static void demandSpace(Path root, long bytesMin) throws IOException {
    long free = Files.getFileStore(root).getUsableSpace();
    if (free < bytesMin) {
      throw new Refusal(
          ExitCode.DISK_FULL,
          "The disk of %s has %d MB free and %d MB are needed: make room; nothing was changed."
              .formatted(root, free >> 20, bytesMin >> 20));
    }
  }

  private static Refusal unusable(Path root, IOException e) {
    String why =
        switch (e) {
          case AccessDeniedException denied -> denied.getFile() + " may not be used by this user";
          case FileAlreadyExistsException file -> file.getFile() + " is not a folder";
          default -> e.getMessage();
        };
    return new Refusal(
        ExitCode.FOLDER_UNUSABLE, "The data folder " + root + " can't be used: " + why + ".", e);
  }
}
