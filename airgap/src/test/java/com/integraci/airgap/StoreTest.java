package com.integraci.airgap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.airgap.Archives.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir Path scratch;
  private final AtomicInteger fetches = new AtomicInteger();
  private Path root;
  private byte[] wheel;
  private byte[] served;
  private Component component;

  @BeforeEach
  void makeComponent() throws IOException {
    root = scratch.resolve("store");
    byte[] nested =
        Archives.tarGz(Entry.file("p/bin/run", "program"), Entry.link("p/bin/r", "run"));
    wheel = Archives.zip(Map.of("w/p.tar.gz", nested));
    served = wheel;
    Path expected = Files.createDirectories(scratch.resolve("expected/bin"));
    Files.writeString(expected.resolve("run"), "program");
    Files.setPosixFilePermissions(
        expected.resolve("run"), PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.createSymbolicLink(expected.resolve("r"), Path.of("run"));
    component =
        new Component(
            "part",
            "1.0",
            new Source.Pypi("part", "1.0", "3.13", "any"),
            new Component.Artifact("part.whl", wheel.length, Sha256.of(wheel)),
            new Component.Content(
                Optional.of(new Component.Nested("w/p.tar.gz", Sha256.of(nested))),
                "p",
                7,
                Tree.hash(expected.getParent()),
                "bin/run",
                Sha256.of("program".getBytes(UTF_8))),
            new Component.Upstream("somewhere", Optional.empty(), "nothing"),
            "MIT",
            Optional.empty());
  }

  @AfterEach
  void openForRemoval() throws IOException {
    Tree.delete(root);
  }

  @Test
  void aComponentIsFetchedOnceAndClosedAgainstWriting() throws IOException {
    Path folder = store().ensure(component);
    assertEquals(folder, store().ensure(component));

    assertEquals(1, fetches.get());
    assertEquals("program", Files.readString(folder.resolve("bin/r")));
    assertEquals("r-xr-xr-x", permissions(folder.resolve("bin/run")));
    assertEquals("r-xr-xr-x", permissions(folder));
    assertEquals("rwxr-xr-x", permissions(root));
  }

  @Test
  void anotherArtifactStopsItNamingBothHashesAndLeavesNothing() throws IOException {
    served = wheel.clone();
    served[served.length - 1] ^= 1;

    String message = assertThrows(StoreFailure.class, () -> store().ensure(component)).getMessage();

    assertTrue(message.contains(Sha256.of(wheel).hex()), message);
    assertTrue(message.contains(Sha256.of(served).hex()), message);
    assertNothingStored();
  }

  @Test
  void anotherProgramInsideStopsItNamingBothHashesAndLeavesNothing() throws IOException {
    Component.Content content = component.content();
    Sha256 other = Sha256.of("other".getBytes(UTF_8));
    Component wrong =
        withContent(
            new Component.Content(
                content.nested(), "p", 7, content.tree(), content.binary(), other));

    String message = assertThrows(StoreFailure.class, () -> store().ensure(wrong)).getMessage();

    assertTrue(message.contains(other.hex()), message);
    assertTrue(message.contains(content.binaryHash().hex()), message);
    assertEquals(List.of(), list("unpacked"));
  }

  @Test
  void anotherTreeOrNestedArchiveOrAMissingProgramStopsIt() throws IOException {
    Component.Content c = component.content();
    Sha256 other = Sha256.of("other".getBytes(UTF_8));
    Optional<Component.Nested> otherNested = Optional.of(new Component.Nested("w/p.tar.gz", other));
    for (Component.Content wrong :
        List.of(
            new Component.Content(c.nested(), "p", 7, other, c.binary(), c.binaryHash()),
            new Component.Content(otherNested, "p", 7, c.tree(), c.binary(), c.binaryHash()),
            new Component.Content(c.nested(), "p", 7, c.tree(), "bin/no", c.binaryHash()))) {
      assertThrows(StoreFailure.class, () -> store().ensure(withContent(wrong)));
      assertEquals(List.of(), list("unpacked"));
    }
  }

  @Test
  void aDamagedFolderIsNoticedAndLaidDownAnew() throws IOException {
    Path program = store().ensure(component).resolve("bin/run");
    overwrite(program, "PROGRAM");

    store().ensure(component);

    assertEquals("program", Files.readString(program));
    assertEquals(1, fetches.get());
  }

  @Test
  void aDamagedFolderAndArtifactAreFetchedAnew() throws IOException {
    Path program = store().ensure(component).resolve("bin/run");
    overwrite(program, "PROGRAM");
    overwrite(root.resolve("sha256").resolve(component.artifact().hash().hex()), "rot");

    store().ensure(component);

    assertEquals("program", Files.readString(program));
    assertEquals(2, fetches.get());
  }

  @Test
  void whatAKilledRunLeftIsWiped() throws IOException {
    Path aside = root.resolve("unpacked/" + component.folderName() + ".new/bin");
    Files.createDirectories(aside);
    Files.writeString(aside.resolve("half"), "x");
    Files.createDirectories(root.resolve("incoming/" + component.folderName() + "/old"));

    Path folder = store().ensure(component);

    assertFalse(Files.exists(folder.resolve("bin/half")));
    assertEquals(List.of(component.folderName()), list("unpacked"));
    assertEquals(List.of(), list("incoming"));
  }

  @Test
  void aRegistryThatGivesTwoFilesOrNoneIsRefused() {
    Store none = new Store(root, line -> {}, (what, folder) -> {});
    Store two =
        new Store(
            root,
            line -> {},
            (what, folder) -> {
              Files.write(folder.resolve("a"), wheel);
              Files.write(folder.resolve("b"), wheel);
            });

    assertThrows(StoreFailure.class, () -> none.ensure(component));
    assertThrows(StoreFailure.class, () -> two.ensure(component));
  }

  @Test
  void manyRunsAtOnceFetchOnce() throws Exception {
    List<Callable<Path>> runs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      runs.add(() -> store().ensure(component));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Path> run : threads.invokeAll(runs)) {
        assertTrue(Files.isDirectory(run.get()));
      }
    }

    assertEquals(1, fetches.get());
  }

  @Test
  void aMadeFolderIsMadeOnceAndAgainWhenDamaged() throws IOException {
    AtomicInteger made = new AtomicInteger();
    Store.Maker maker =
        folder -> Files.writeString(folder.resolve("f"), "made " + made.incrementAndGet());

    Path folder = store().make("kind", "name", maker);
    assertEquals(folder, store().make("kind", "name", maker));
    assertEquals("made 1", Files.readString(folder.resolve("f")));

    overwrite(folder.resolve("f"), "rot");
    store().make("kind", "name", maker);
    assertEquals("made 2", Files.readString(folder.resolve("f")));
  }

  @Test
  void aMakerThatFailsLeavesNothing() throws IOException {
    Store.Maker maker =
        folder -> {
          Files.writeString(folder.resolve("f"), "half");
          throw new IOException("no more");
        };

    assertThrows(StoreFailure.class, () -> store().make("kind", "name", maker));
    assertEquals(List.of(), list("kind"));
    assertThrows(IllegalArgumentException.class, () -> store().make("kind", "../x", maker));
  }

  private Store store() {
    return new Store(
        root,
        line -> {},
        (what, folder) -> {
          fetches.incrementAndGet();
          Files.write(folder.resolve("part.whl"), served);
        });
  }

  private Component withContent(Component.Content content) {
    return new Component(
        component.name(),
        component.version(),
        component.source(),
        component.artifact(),
        content,
        component.upstream(),
        component.licence(),
        component.repackagedBy());
  }

  private void assertNothingStored() throws IOException {
    for (String folder : List.of("sha256", "unpacked", "incoming")) {
      assertEquals(List.of(), list(folder), folder);
    }
  }

  private List<String> list(String folder) throws IOException {
    if (!Files.exists(root.resolve(folder))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  private static void overwrite(Path file, String text) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(file, text);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
