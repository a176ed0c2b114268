package com.integraci.airgap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The fetched files of the store, each named by its hash. */
final class Artifacts {
  private final Store store;
  private final Consumer<String> progress;
  private final Fetcher fetcher;

  Artifacts(Store store, Consumer<String> progress, Fetcher fetcher) {
    this.store = store;
    this.progress = progress;
    this.fetcher = fetcher;
  }

  /** The component's artifact, fetched unless it is there with the hash of the lock. */
  Path ensure(Component component) throws IOException, InterruptedException {
    Component.Artifact artifact = component.artifact();
    Path stored = store.folder("sha256").resolve(artifact.hash().hex());
    if (Files.exists(stored)) {
      if (Sha256.of(stored).equals(artifact.hash())) {
        return stored;
      }
      progress.accept(component.name() + ": the stored artifact is damaged, fetching it anew");
      Files.delete(stored);
    }
    Path incoming = store.folder("incoming").resolve(component.folderName());
    Tree.delete(incoming);
    Files.createDirectory(incoming);
    try {
      progress.accept(component.name() + " " + component.version() + ": " + how(component));
      fetcher.fetch(component, incoming);
      Path fetched = verified(component, only(component, incoming));
      Files.setPosixFilePermissions(fetched, PosixFilePermissions.fromString("r--r--r--"));
      Tree.sync(fetched);
      Files.move(fetched, stored, StandardCopyOption.ATOMIC_MOVE);
      Tree.sync(stored.getParent());
      return stored;
    } finally {
      Tree.delete(incoming);
    }
  }

  private static String how(Component component) {
    return component.source() instanceof Source.Go
        ? "building it from its module, which takes a few minutes"
        : "fetching";
  }

  private static Path only(Component component, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).limit(2).toList();
      if (found.size() != 1) {
        throw new StoreFailure(
            component.name() + ": the registry gave " + found.size() + " files instead of one");
      }
      return found.getFirst();
    }
  }

  private static Path verified(Component component, Path fetched) throws IOException {
    Component.Artifact expected = component.artifact();
    long size = Files.size(fetched);
    Sha256 hash = Sha256.of(fetched);
    if (size != expected.sizeBytes() || !hash.equals(expected.hash())) {
      throw new StoreFailure(
          "%s %s: %s, as fetched or built, is not the one in the component lock: "
                  .formatted(component.name(), component.version(), fetched.getFileName())
              + "expected SHA-256 %s (%d bytes), got %s (%d bytes). Nothing of it was kept."
                  .formatted(expected.hash(), expected.sizeBytes(), hash, size));
    }
    return fetched;
  }
}
