package com.integraci.bundles.policy;

import com.integraci.bundles.policy.PolicyBundle.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Bundles to start from. */
public final class Starter {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,61}[a-z0-9]");
  private static final List<String> TWO =
      List.of("manifest.json", "data.json", "rules/gate.rego", "tests/gate_test.rego");
  private static final List<String> ACTION =
      List.of("manifest.json", "data.json", "rules/action.rego", "tests/action_test.rego");

  private Starter() {}

  /**
   * Two rules for a gate, with their tests.
   *
   * @param name the bundle's
   * @param effective from when on it is meant to hold
   * @return contents by path
   * @throws IllegalArgumentException when it can't be a name
   */
  public static SortedMap<String, Text> two(String name, LocalDate effective) {
    return filled("template/", TWO, name, effective);
  }

  /** Two rules for actions of the platform, in the same manner. */
  public static SortedMap<String, Text> action(String name, LocalDate effective) {
    return filled("template_action/", ACTION, name, effective);
  }

  private static SortedMap<String, Text> filled(
      String template, List<String> names, String name, LocalDate effective) {
    requireName(name);
    var files = new TreeMap<String, Text>();
    for (String file : names) {
      try (InputStream in = Starter.class.getResourceAsStream(template + file)) {
        var content =
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .replace("NAME", name)
                .replace("DAY", effective.toString());
        files.put(file, new Text(content));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** A copy of the shipped rules for gates, in the same manner; its version begins anew. */
  public static SortedMap<String, Text> gate(String name, LocalDate effective) {
    return copy(ShippedBundle.gate(), name, effective);
  }

  /** A copy of the shipped rules for actions. */
  public static SortedMap<String, Text> actions(String name, LocalDate effective) {
    return copy(ShippedBundle.actions(), name, effective);
  }

  private static SortedMap<String, Text> copy(
      PolicyBundle shipped, String name, LocalDate effective) {
    requireName(name);
    var files = new TreeMap<>(shipped.files());
    var manifest = shipped.manifest();
    var renamed =
        files
            .get(Manifest.FILE)
            .content()
            .replace("\"name\": \"" + manifest.name(), "\"name\": \"" + name)
            .replace("\"version\": \"" + manifest.version(), "\"version\": \"0.1.0")
            .replace("\"effective\": \"" + manifest.effective(), "\"effective\": \"" + effective);
    files.put(Manifest.FILE, new Text(renamed));
    return files;
  }

  /**
   * Writes {@link #two} rules into a folder.
   *
   * @param folder does not exist yet
   * @throws java.nio.file.FileAlreadyExistsException when the folder exists
   */
  public static void write(Path folder, String name, LocalDate effective) throws IOException {
    lay(two(name, effective), folder);
  }

  /** Writes a copy of the shipped bundle in the same manner. */
  public static void writeGate(Path folder, String name, LocalDate effective) throws IOException {
    lay(gate(name, effective), folder);
  }

  /** Writes two rules for {@link #action} in the same manner. */
  public static void writeAction(Path folder, String name, LocalDate effective) throws IOException {
    lay(action(name, effective), folder);
  }

  /** Writes a copy of the shipped rules for {@link #actions} in the same manner. */
  public static void writeActions(Path folder, String name, LocalDate effective)
      throws IOException {
    lay(actions(name, effective), folder);
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A bundle's name has 3 to 63 of a-z, 0-9 and -, begins with a letter and does not end"
              + " with -.");
    }
  }

  private static void lay(Map<String, Text> files, Path folder) throws IOException {
    Files.createDirectory(folder);
    for (var file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue().content());
    }
  }
}
