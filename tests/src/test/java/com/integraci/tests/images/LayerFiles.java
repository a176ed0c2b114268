package com.integraci.tests.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** The one layer of a loaded image, as the engine gives it out. */
final class LayerFiles implements AutoCloseable {

  private static final long LIMIT_SECONDS = 120;

  private final Path folder;

  LayerFiles(String reference) throws IOException {
    folder = Files.createTempDirectory("integraci-layer");
    try (InputStream saved = DockerClientFactory.lazyClient().saveImageCmd(reference).exec()) {
      Files.copy(saved, folder.resolve("image.tar"));
    }
    tar("-xf", folder.resolve("image.tar").toString());
  }

  /** Every path in it; a folder's ends with a slash. */
  Set<String> names() throws IOException {
    return new TreeSet<>(tar("-tf", layer().toString()).lines().toList());
  }

  byte[] bytes(String path) throws IOException {
    tar("-xf", layer().toString(), path);
    return Files.readAllBytes(folder.resolve(path));
  }

  private Path layer() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith("layer.tar")).findFirst().orElseThrow();
    }
  }

  private String tar(String... arguments) throws IOException {
    var line =
        new ArrayList<>(List.of("tar", "--warning=no-unknown-keyword", "-C", folder.toString()));
    line.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    var process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("tar: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return Files.readString(output);
  }

  @Override
  public void close() throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
