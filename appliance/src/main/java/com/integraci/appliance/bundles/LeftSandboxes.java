package com.integraci.appliance.bundles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of sandboxes that a process was killed in: each has a copy of the compiler. */
final class LeftSandboxes {

  private static final System.Logger LOG = System.getLogger(LeftSandboxes.class.getName());
  private static final List<String> NAMES =
      List.of("integraci-sandbox", "integraci-bundle", "integraci-walls");

  private LeftSandboxes() {}

  /** Removes them; what can't be removed is no reason not to start. */
  static void remove(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(LeftSandboxes::left).forEach(LeftSandboxes::removeOne);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "left sandboxes can't be looked for", e);
    }
  }

  private static boolean left(Path folder) {
    return NAMES.stream().anyMatch(folder.getFileName().toString()::startsWith);
  }

  private static void removeOne(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "a left sandbox can't be removed: " + folder, e);
    }
  }
}
