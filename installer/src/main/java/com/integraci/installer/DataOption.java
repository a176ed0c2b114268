package com.integraci.installer;

import com.integraci.installer.process.SystemUsers;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the data folder, the same for every command. */
final class DataOption {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "The appliance's data (default: /var/lib/integraci as root, else"
              + " $${XDG_DATA_HOME:-~/.local/share}/integraci).")
  private Path chosen;

  /** The folder that was named, or the usual one. */
  Path folder() {
    return Optional.ofNullable(chosen).orElseGet(DataOption::usual).toAbsolutePath().normalize();
  }

  private static Path usual() {
    if (SystemUsers.root()) {
      return Path.of("/var/lib/integraci");
    }
    return Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
        .resolve("integraci");
  }
}
