package com.integraci.appliance.bundles;

import com.integraci.appliance.failure.Invalid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** What the files of a draft may be; whether they are a bundle is seen when it is tested. */
final class DraftFiles {

  private static final int FILES_MAX = 100;
  private static final Pattern PATH =
      Pattern.compile("(?=.{1,200}$)[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");

  private DraftFiles() {}

  /**
   * Looks at paths and sizes.
   *
   * @throws Invalid with all that can't be
   */
  static void expectBounded(SortedMap<String, String> files) {
    var problems = new ArrayList<Invalid.Problem>();
    for (String path : files.keySet()) {
      if (!PATH.matcher(path).matches()) {
        problems.add(
            new Invalid.Problem("path", "A path is of a-z, A-Z, 0-9, _, -, . and /, 200 at most."));
      }
    }
    long bytes = 0;
    for (String content : files.values()) {
      byte[] encoded = content.getBytes(StandardCharsets.UTF_8);
      if (!new String(encoded, StandardCharsets.UTF_8).equals(content)) {
        problems.add(new Invalid.Problem("content", "It holds half of a character."));
      }
      bytes += encoded.length;
    }
    if (bytes > BundleDrafts.BYTES_MAX || files.size() > FILES_MAX) {
      problems.add(
          new Invalid.Problem(
              "files", "A draft has %d files of 1 MiB at most.".formatted(FILES_MAX)));
    }
    if (!problems.isEmpty()) {
      throw new Invalid(problems);
    }
  }
}
