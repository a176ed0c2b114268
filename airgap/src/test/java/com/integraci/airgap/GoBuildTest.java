package com.integraci.airgap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a program in Go's place, which answers as Go does; the real one is in module tests. */
class GoBuildTest {
  private static final String SUM = "h1:" + "A".repeat(43) + "=";
  private static final Source.Go SOURCE =
      new Source.Go("example.org/maker/tool", "v1.2.3", "go1.26.8");

  @TempDir Path scratch;
  private Path module;
  private Path folder;

  @BeforeEach
  void makeModule() throws IOException {
    module = Files.createDirectory(scratch.resolve("module"));
    Files.writeString(module.resolve("LICENSE"), "licence");
    folder = Files.createDirectory(scratch.resolve("incoming"));
  }

  @Test
  void theArtifactHasTheProgramAndItsLicence() throws Exception {
    new GoBuild(client(SUM), SOURCE, folder).make(SUM);

    assertEquals("licence", inside("/tool-1.2.3/LICENSE"));
    assertTrue(inside("/tool-1.2.3/tool").contains("build -C " + module + " -trimpath"));
  }

  @Test
  void whatChangesTheBytesIsFixed() throws Exception {
    new GoBuild(client(SUM), SOURCE, folder).make(SUM);

    String program = inside("/tool-1.2.3/tool");
    for (String fixed :
        new String[] {
          "GOTOOLCHAIN=go1.26.8", "CGO_ENABLED=0", "GOARCH=amd64", "GOFLAGS=-mod=readonly"
        }) {
      assertTrue(program.contains(fixed + "\n"), fixed + " is not in\n" + program);
    }
  }

  @Test
  void anotherModuleStopsItBeforeAnythingIsBuiltNamingBothHashes() throws IOException {
    String other = "h1:" + "B".repeat(43) + "=";
    GoBuild build = new GoBuild(client(other), SOURCE, folder);

    String message = assertThrows(StoreFailure.class, () -> build.make(SUM)).getMessage();

    assertTrue(message.contains(SUM) && message.contains(other), message);
    assertFalse(Files.exists(folder.resolve("built")));
  }

  @Test
  void anAnswerWithoutAHashStopsIt() throws IOException {
    GoBuild build = new GoBuild(client("h1:short"), SOURCE, folder);

    String message = assertThrows(StoreFailure.class, () -> build.make(SUM)).getMessage();

    assertTrue(message.contains("example.org/maker/tool v1.2.3 did not say"), message);
  }

  @Test
  void aMissingClientIsNamedWithWhatToDo() {
    String message =
        assertThrows(StoreFailure.class, () -> RegistryFetcher.present("install it", "no-such-go"))
            .getMessage();

    assertEquals("none of no-such-go is on the path: install it", message);
  }

  /** Answers a download with that hash; builds a program of its arguments and environment. */
  private String client(String sum) throws IOException {
    Path program = scratch.resolve("go");
    Files.writeString(
        program,
        """
        #!/bin/sh
        if [ "$1" = mod ]; then
          echo "go: downloading example.org/maker/tool v1.2.3" >&2
          printf '{\\n\\t"Dir": "%s",\\n\\t"Sum": "%s"\\n}\\n'
        else
          out=
          for argument; do [ "$previous" = -o ] && out=$argument; previous=$argument; done
          { echo "$@"; env; } > "$out"
        fi
        """
            .formatted(module, sum));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program.toString();
  }

  private String inside(String entry) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("tool-1.2.3.zip"))) {
      return Files.readString(zip.getPath(entry));
    }
  }
}
