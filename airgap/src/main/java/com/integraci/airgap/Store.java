package com.integraci.airgap;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The content-addressed store that all runs on a machine share.
 *
 * <p>Artifacts lie in {@code sha256/<digits>}, what is inside them in {@code
 * unpacked/<name>-<version>-<digits>}, and what is made out of them in folders that {@link #make}
 * names. Everything in it is readable by every user and writable by none; a folder appears whole,
 * by a rename, after it was forced to the disk. Any number of processes may use one store: the
 * first that needs a thing lays it down, the others wait, 30 minutes at most.
 */
public final class Store {
  private static final Duration WAIT_MAX = Duration.ofMinutes(30);

  private final Path root;
  private final Consumer<String> progress;
  private final Artifacts artifacts;

  /**
   * A store in that folder, which is made when it is absent.
   *
   * @param root the folder
   * @param progress is told in a line whatever takes longer than a moment
   */
  public Store(Path root, Consumer<String> progress) {
    this(root, progress, new RegistryFetcher());
  }

  Store(Path root, Consumer<String> progress, Fetcher fetcher) {
    this.root = root.toAbsolutePath().normalize();
    this.progress = progress;
    this.artifacts = new Artifacts(this, progress, fetcher);
  }

  /** Makes the content of a folder that does not exist in the store yet. */
  @FunctionalInterface
  public interface Maker {
    /** Fills the empty folder. It may be killed at any point; the folder is then wiped. */
    void make(Path emptyFolder) throws IOException, InterruptedException;
  }

  /**
   * Where the store stands on this machine: {@code /var/cache/integraci} for root, else below the
   * caller's {@code XDG_CACHE_HOME}, or {@code ~/.cache} without one.
   */
  public static Path standardRoot() {
    if (System.getProperty("user.name").equals("root")) {
      return Path.of("/var/cache/integraci");
    }
    String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path folder =
        caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
    return folder.resolve("integraci");
  }

  /** The folder that holds the store. */
  public Path root() {
    return root;
  }

  /**
   * The component's folder, fetched and unpacked unless it is there already. Each call hashes all
   * of it again, so a damaged folder is noticed and laid down anew.
   *
   * @throws StoreFailure when the artifact can't be had or any hash differs
   */
  public Path ensure(Component component) {
    return guarded(component.name(), () -> ensureLocked(component));
  }

  /**
   * A folder made out of other things in the store, such as Keycloak built with our providers. Made
   * once, under a name that must hold a digest of everything it is made from.
   *
   * @param kind the folder of the store it stands in, such as {@code keycloak}
   * @param name its name there
   * @param maker fills it
   */
  public Path make(String kind, String name, Maker maker) {
    if (!EntryPath.isSafe(kind + "/" + name)) {
      throw new IllegalArgumentException("not a name in the store: " + kind + "/" + name);
    }
    return guarded(kind, () -> makeLocked(root.resolve(kind).resolve(name), maker));
  }

  private Path makeLocked(Path target, Maker maker) throws IOException, InterruptedException {
    if (isAsMade(target)) {
      return target;
    }
    try (StoreLock _ = lock(target.getParent().getFileName() + "-" + target.getFileName())) {
      if (!isAsMade(target)) {
        layDown(
            target,
            folder -> {
              maker.make(folder);
              Files.writeString(beside(target), Tree.hash(folder).hex());
              Tree.sync(beside(target));
            });
      }
      return target;
    }
  }

  /** The hash of a made folder is not known beforehand, so it is noted beside it. */
  private static Path beside(Path target) {
    return target.resolveSibling(target.getFileName() + ".tree");
  }

  private static boolean isAsMade(Path target) throws IOException {
    return Files.isDirectory(target)
        && Files.isRegularFile(beside(target))
        && Files.readString(beside(target)).equals(Tree.hash(target).hex());
  }

  private Path ensureLocked(Component component) throws IOException, InterruptedException {
    Path target = root.resolve("unpacked").resolve(component.folderName());
    if (isIntact(component, target)) {
      return target;
    }
    try (StoreLock _ = lock(component.folderName())) {
      if (isIntact(component, target)) {
        return target;
      }
      if (Files.exists(target)) {
        progress.accept(component.name() + ": the stored copy is damaged, laying it down anew");
      }
      Path artifact = artifacts.ensure(component);
      progress.accept(component.name() + " " + component.version() + ": unpacking");
      layDown(target, folder -> ComponentUnpacker.unpack(component, artifact, folder));
      return target;
    }
  }

  private static boolean isIntact(Component component, Path target) throws IOException {
    return Files.isDirectory(target) && Tree.hash(target).equals(component.content().tree());
  }

  /** Makes {@code target} whole: aside first, then forced to the disk, then renamed. */
  private void layDown(Path target, Maker maker) throws IOException, InterruptedException {
    Path aside = folder(target.getParent().getFileName().toString()).resolve(asideName(target));
    Tree.delete(aside);
    Files.createDirectory(aside);
    boolean made = false;
    try {
      maker.make(aside);
      Tree.seal(aside);
      made = true;
    } finally {
      if (!made) {
        Tree.delete(aside);
      }
    }
    Tree.delete(target);
    move(aside, target);
    Tree.sync(target.getParent());
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the store must lie on one file system: " + to, e);
    }
  }

  private static String asideName(Path target) {
    return target.getFileName() + ".new";
  }

  private StoreLock lock(String name) throws IOException, InterruptedException {
    return StoreLock.hold(folder("locks").resolve(name + ".lock"), WAIT_MAX);
  }

  /** A folder of the store that everybody can read, made when it is absent. */
  Path folder(String name) throws IOException {
    for (Path folder : List.of(root, root.resolve(name))) {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    return root.resolve(name);
  }

  private interface Step {
    Path run() throws IOException, InterruptedException;
  }

  private Path guarded(String name, Step step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw new StoreFailure(name + ": can't lay it down in " + root + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreFailure(name + ": interrupted", e);
    }
  }
}
