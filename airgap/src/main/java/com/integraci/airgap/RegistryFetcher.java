package com.integraci.airgap;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Fetches with the registries' own clients, so that a site's mirrors and proxies are honoured. */
final class RegistryFetcher implements Fetcher {
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  /** Which toolchain builds is in the lock; since 1.21, Go brings the one that it is told. */
  private static final String GO_WANTED =
      "install Go 1.21 or later, which builds what no registry has";

  private static final String MAVEN_COPY =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

  @Override
  public void fetch(Component component, Path folder) throws IOException, InterruptedException {
    switch (component.source()) {
      case Source.Pypi pypi ->
          Tool.run(
              List.of(
                  present("apt-get install python3-pip", "pip3", "pip"),
                  "download",
                  "--pre",
                  "--no-deps",
                  "--only-binary=:all:",
                  "--disable-pip-version-check",
                  "--no-input",
                  "--python-version",
                  pypi.python(),
                  "--platform",
                  pypi.platform(),
                  "--dest",
                  ".",
                  pypi.project() + "==" + pypi.version()),
              folder,
              TIMEOUT);
      case Source.Maven maven ->
          Tool.run(
              List.of(
                  present("apt-get install maven", "mvn"),
                  "--quiet",
                  "--batch-mode",
                  MAVEN_COPY,
                  "-Dartifact="
                      + String.join(
                          ":", maven.group(), maven.artifact(), maven.version(), maven.type()),
                  "-DoutputDirectory=."),
              folder,
              TIMEOUT);
      case Source.Go go ->
          new GoBuild(present(GO_WANTED, "go"), go, folder)
              .make(component.upstream().published().orElseThrow());
    }
  }

  /** The first of these programs that is on the path. */
  static String present(String otherwise, String... programs) {
    return Stream.of(programs)
        .filter(Tool::exists)
        .findFirst()
        .orElseThrow(
            () ->
                new StoreFailure(
                    "none of " + String.join(", ", programs) + " is on the path: " + otherwise));
  }
}
