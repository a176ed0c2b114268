package com.integraci.tests.policy;

import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Starter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** A bundle in a folder, as {@code integraci policy new} writes it, to be changed by a test. */
public record Bundles(Path folder) {

  public static final String FACTS =
      """
      {
        "time": "2026-12-01T08:00:00Z", "gate": "deploy", "service": "shop",
        "commit": "0123456789abcdef0123456789abcdef01234567", "environment": "production",
        "change": {
          "author": "u-1",
          "reviews": [
            {
              "by": "u-2", "approves": true,
              "commit": "0123456789abcdef0123456789abcdef01234567"
            }
          ]
        },
        "evidence": {"tests": {"passed": 12, "failed": 0, "skipped": 0}}
      }
      """;

  public static Bundles in(Path parent) {
    try {
      Path folder = parent.resolve("bundle");
      Starter.write(folder, "acme-gate", LocalDate.of(2026, 12, 1));
      return new Bundles(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file of the bundle, in place of what was there. */
  public Bundles with(String path, String content) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces in a file of the bundle what must be there. */
  public Bundles replacing(String path, String from, String to) {
    try {
      var content = Files.readString(folder.resolve(path));
      if (!content.contains(from)) {
        throw new IllegalArgumentException(path + " has no " + from);
      }
      return with(path, content.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its files by path, in another version, asking for so many tests that passed. */
  public Map<String, String> asking(String version, int least) {
    var files = new TreeMap<String, String>();
    read().files().forEach((path, text) -> files.put(path, text.content()));
    files.put("data.json", "{\"tests\": {\"least\": " + least + "}}");
    files.computeIfPresent(
        "manifest.json",
        (_, text) ->
            text.replaceFirst("\"version\": \"[^\"]+\"", "\"version\": \"" + version + "\""));
    files.computeIfPresent(
        "tests/gate_test.rego",
        (_, text) ->
            text.replace("tests(1, 0)", "tests(" + least + ", 0)")
                .replace("tests(12, 0)", "tests(" + (least + 11) + ", 0)"));
    return files;
  }

  /** The bundle as it is now. */
  public PolicyBundle read() {
    try {
      return PolicyBundle.read(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
