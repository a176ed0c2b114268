package com.integraci.installer.keycloak;

import com.integraci.airgap.Sha256;
import com.integraci.airgap.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Builds Keycloak ({@code kc.sh build}) with our providers, which takes 30 to 130 s and 700 MB, and
 * keeps the result in the store under a digest of everything that goes into it.
 *
 * <p>The result is never written to again. It is started with {@code start --optimized} through a
 * home folder of the instance ({@code -Dkc.home.dir}), which holds links {@code bin}, {@code lib},
 * {@code providers} and {@code themes} to the result and folders {@code conf} and {@code data} of
 * its own; Keycloak writes to {@code data} and {@code java.io.tmpdir} only. {@code cache=local} is
 * an option of each start, not of the build: without it Keycloak listens on every address for a
 * cluster. With these options the health address is {@code /auth/health} on the management port.
 */
public final class KeycloakBuild {
  /** Fixed at build time, so a change here is a new folder in the store. */
  private static final List<String> OPTIONS =
      List.of(
          "--db=postgres",
          "--health-enabled=true",
          "--metrics-enabled=true",
          // Off at each start that names no collector.
          "--tracing-enabled=true",
          "--http-relative-path=/auth",
          // Without the feature "admin", which is the console, refusals of the admin API end in
          // 500. With "workflows", which nobody has, each start reads every realm before it serves.
          "--features-disabled=ciba,impersonation,kerberos,workflows");

  /**
   * Leaves Keycloak's own way to a collector out: spans go through {@code keycloak-tracing} or
   * nowhere.
   */
  private static final List<String> PROPERTIES = List.of("-Dquarkus.otel.traces.exporter=none");

  /** Raised when the way of building changes though its inputs do not. */
  private static final String RECIPE = "1";

  private final Store store;
  private final Path distribution;
  private final List<Path> providers;
  private final Path java;

  /**
   * What it is built from.
   *
   * @param store keeps the result
   * @param distribution Keycloak as its maker gives it, a folder of the store
   * @param providers jars for {@code providers/}, each with a name of its own
   * @param java the program that runs the build
   */
  public KeycloakBuild(Store store, Path distribution, List<Path> providers, Path java) {
    this.store = store;
    this.distribution = distribution;
    this.providers = providers.stream().sorted().toList();
    this.java = java;
  }

  /**
   * The built Keycloak, built now unless it is there.
   *
   * @throws com.integraci.airgap.StoreFailure when it can't be built; nothing half made is kept
   */
  public Path ensure() {
    return store.make("keycloak", digest().prefix(), this::build);
  }

  private Sha256 digest() {
    StringBuilder inputs = new StringBuilder(RECIPE).append('\n');
    inputs.append(distribution.getFileName()).append('\n');
    OPTIONS.forEach(option -> inputs.append(option).append('\n'));
    PROPERTIES.forEach(property -> inputs.append(property).append('\n'));
    try {
      for (Path provider : providers) {
        inputs.append(provider.getFileName()).append(' ').append(Sha256.of(provider)).append('\n');
      }
    } catch (IOException e) {
      throw new IllegalStateException("a provider of Keycloak can't be read", e);
    }
    return Sha256.of(inputs.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void build(Path folder) throws IOException, InterruptedException {
    copy(distribution, folder);
    for (Path provider : providers) {
      Files.copy(provider, folder.resolve("providers").resolve(provider.getFileName().toString()));
    }
    new KeycloakAugmentation(java, folder, PROPERTIES, OPTIONS).run();
  }

  /** Copies the sealed distribution, giving the owner leave to write. */
  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(from.relativize(file));
            Files.copy(file, copy);
            Files.setPosixFilePermissions(
                copy,
                PosixFilePermissions.fromString(
                    Files.isExecutable(file) ? "rwxr-xr-x" : "rw-r--r--"));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
