package com.integraci.dist;

import com.integraci.airgap.Sha256;
import com.integraci.airgap.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The Java runtime that runs everything of ours and Keycloak, linked from the JDK of the build. A
 * linked runtime has no archive of its classes until one is dumped, and starts slowly without.
 */
final class RuntimeImage {
  /** All of Java SE, and of the JDK what the components use by name, service or provider. */
  private static final List<String> MODULES =
      List.of(
          "java.se",
          "jdk.charsets",
          "jdk.crypto.cryptoki",
          "jdk.jfr",
          "jdk.localedata",
          "jdk.management",
          "jdk.management.agent",
          "jdk.management.jfr",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.nio.mapmode",
          "jdk.security.auth",
          "jdk.security.jgss",
          "jdk.unsupported",
          "jdk.xml.dom",
          "jdk.zipfs");

  /** Raised when the way of linking changes though its inputs do not. */
  private static final String RECIPE = "1";

  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final Store store;
  private final Path jdk;

  RuntimeImage(Store store, Path jdk) {
    this.store = store;
    this.jdk = jdk;
  }

  /** The runtime's folder, linked now unless this JDK's is there. */
  Path ensure() throws IOException {
    String inputs = RECIPE + MODULES + Files.readString(jdk.resolve("release"));
    Sha256 digest = Sha256.of(inputs.getBytes(StandardCharsets.UTF_8));
    return store.make("runtime", digest.prefix(), this::link);
  }

  private void link(Path folder) throws IOException, InterruptedException {
    System.err.println("linking the Java runtime, once for this JDK");
    Files.delete(folder);
    run(
        jdk.resolve("bin/jlink").toString(),
        "--add-modules",
        String.join(",", MODULES),
        "--no-header-files",
        "--no-man-pages",
        "--strip-native-debug-symbols=exclude-debuginfo-files",
        "--output",
        folder.toString());
    String java = folder.resolve("bin/java").toString();
    run(java, "-XX:+UseSerialGC", "-Xshare:dump");
    run(java, "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xshare:dump");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("/dev/null").toFile())
            .start();
    try {
      boolean ended = process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended || process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + (ended ? " failed" : " took too long"));
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
