package com.integraci.bundles.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/** A bundle to start from: two rules for a gate, with their tests. */
public final class Starter {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,62}[a-z0-9]");
  private static final List<String> FILES =
      List.of("manifest.json", "data.json", "rules/gate.rego", "tests/gate_test.rego");

  private Starter() {}

  /**
   * Writes it.
   *
   * @param folder does not exist yet
   * @param name the bundle's
   * @param effective from when on it is meant to hold
   * @throws IllegalArgumentException when it can't be a name
   * @throws java.nio.file.FileAlreadyExistsException when the folder exists
   */
  public static void write(Path folder, String name, LocalDate effective) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A bundle's name has 3 to 64 of a-z, 0-9 and -, begins with a letter and does not end"
              + " with -.");
    }
    Files.createDirectory(folder);
    for (String file : FILES) {
      try (InputStream in = Starter.class.getResourceAsStream("template/" + file)) {
        var content =
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .replace("NAME", name)
                .replace("DAY", effective.toString());
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, content);
      }
    }
  }
}
