package com.integraci.tests.architecture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The repository's own files: what git tracks or would track. */
final class Sources {
  /** Without the setting git refuses a clone that belongs to another user. */
  private static final List<String> GIT =
      List.of(
          "git",
          "-c",
          "safe.directory=*",
          "ls-files",
          "--cached",
          "--others",
          "--exclude-standard");

  private Sources() {}

  /** The top folder, found upwards from where the test runs. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("installer/pom.xml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("run the suites from inside the repository");
      }
    }
    return folder;
  }

  /** Paths below {@link #root()} that end so. */
  static List<String> files(String ending) {
    try {
      Process git =
          new ProcessBuilder(GIT)
              .directory(root().toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader lines = git.inputReader(StandardCharsets.UTF_8)) {
        return lines
            .lines()
            .filter(path -> path.endsWith(ending) && Files.isRegularFile(root().resolve(path)))
            .sorted()
            .distinct()
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's text; nothing when it is not text. */
  static Optional<String> text(String path) {
    try {
      return Optional.of(Files.readString(root().resolve(path)));
    } catch (MalformedInputException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
