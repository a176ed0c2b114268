package com.integraci.airgap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds a program from its Go module, to the same bytes on every machine: the module's hash is
 * compared before anything of it is built, those of what it uses stand in its own {@code go.sum},
 * and compiler, target and flags are fixed. Go's caches and proxies are the caller's own.
 */
final class GoBuild {
  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  /** Whatever changes the bytes; an empty value would let the caller's configuration in. */
  private static final Map<String, String> FIXED =
      Map.of(
          "GOFLAGS", "-mod=readonly",
          "GOWORK", "off",
          "GOOS", "linux",
          "GOARCH", "amd64",
          "GOAMD64", "v1",
          "GOFIPS140", "off",
          "CGO_ENABLED", "0");

  private static final Pattern SUM = Pattern.compile("\"Sum\": \"(h1:[A-Za-z0-9+/=]{44})\"");
  private static final Pattern FOLDER = Pattern.compile("\"Dir\": \"([^\"\\\\]+)\"");

  private final String client;
  private final Source.Go source;
  private final Path folder;

  /**
   * A build.
   *
   * @param client the name of Go's program
   * @param folder the folder where the artifact comes to lie, and whatever is needed on the way
   */
  GoBuild(String client, Source.Go source, Path folder) {
    this.client = client;
    this.source = source;
    this.folder = folder;
  }

  /**
   * Makes the artifact: an archive with the program and its licence.
   *
   * @param sum the hash of the module, as Go's checksum database has it
   * @throws StoreFailure when the module has another hash, or does not build
   */
  void make(String sum) throws IOException, InterruptedException {
    Path module = download(sum);
    Path built = Files.createDirectory(folder.resolve("built"));
    Path program = built.resolve(source.program());
    run(
        "build",
        "-C",
        module.toString(),
        "-trimpath",
        "-buildvcs=false",
        "-ldflags=-s -w -buildid=",
        "-o",
        program.toString(),
        ".");
    String name = source.program() + "-" + source.version().substring(1);
    try (StoredZip zip = new StoredZip(folder.resolve(name + ".zip"))) {
      zip.add(name + "/" + source.program(), Files.readAllBytes(program), true);
      zip.add(name + "/LICENSE", Files.readAllBytes(module.resolve("LICENSE")), false);
    }
  }

  /** The folder of the module's sources, which Go made of exactly the bytes that it hashed. */
  private Path download(String expected) throws IOException, InterruptedException {
    String wanted = source.module() + "@" + source.version();
    String answer = run("mod", "download", "-json", wanted);
    String actual = field(answer, SUM);
    if (!actual.equals(expected)) {
      throw new StoreFailure(
          "%s is not the one in the component lock: expected %s, got %s. Nothing of it was built."
              .formatted(wanted, expected, actual));
    }
    return Path.of(field(answer, FOLDER));
  }

  private String field(String answer, Pattern pattern) {
    Matcher found = pattern.matcher(answer);
    if (!found.find()) {
      throw new StoreFailure(
          "%s %s did not say where the module is: %s"
              .formatted(source.module(), source.version(), answer.strip()));
    }
    return found.group(1);
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(client);
    builder.command().addAll(List.of(arguments));
    builder.environment().putAll(FIXED);
    builder.environment().put("GOTOOLCHAIN", source.toolchain());
    builder.environment().keySet().removeAll(List.of("GOEXPERIMENT", "GODEBUG"));
    return Tool.run(builder, folder, TIMEOUT);
  }
}
