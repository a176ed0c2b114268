package com.integraci.installer.keycloak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The process that builds Keycloak in place. It is what {@code kc.sh build} would start, without
 * the shell between, so that it dies with us: a build left behind would write into a folder that
 * the next run wipes.
 */
final class KeycloakAugmentation {
  private static final Duration TIMEOUT = Duration.ofMinutes(15);
  private static final int TAIL_CHARS = 2_000;

  private final Path java;
  private final Path home;
  private final List<String> properties;
  private final List<String> options;

  KeycloakAugmentation(Path java, Path home, List<String> properties, List<String> options) {
    this.java = java;
    this.home = home;
    this.properties = properties;
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    Path log = Files.createTempFile("keycloak-build", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command())
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    // The death signal follows the thread that starts the process: it must wait for it as well.
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended || process.exitValue() != 0) {
        throw new IOException(
            "Keycloak's build "
                + (ended
                    ? "ended with " + process.exitValue()
                    : "took over " + TIMEOUT.toMinutes() + " minutes")
                + ":\n"
                + tail(log));
      }
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(log);
    }
  }

  private List<String> command() {
    List<String> command =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--pdeathsig=KILL",
                java.toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf")));
    command.addAll(properties);
    command.addAll(
        List.of(
            "-cp",
            home.resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
            "build"));
    command.addAll(options);
    return command;
  }

  private static String tail(Path log) throws IOException {
    String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
    return text.substring(Math.max(0, text.length() - TAIL_CHARS));
  }
}
