package com.integraci.tests.policy;

import com.integraci.bundles.rego.Opa;
import com.integraci.bundles.rego.Problem;
import com.integraci.bundles.rego.RegoProgram;
import com.integraci.bundles.rego.RegoRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Cases that are compiled in one go; those that can't be are told by what the compiler says. */
record CaseBatch(Opa opa, Path folder, List<RegoCase> cases) {

  private static final Pattern ERROR = Pattern.compile("(c\\d+)/\\w+\\.rego:\\d+: (\\w+: [^\\n]*)");

  /**
   * Compiles, and leaves out what is refused until the rest is not.
   *
   * @param refused gets each case that is, with all that was said of it
   * @param compiled gets each other case with the program that it is in
   */
  void run(BiConsumer<RegoCase, String> refused, BiConsumer<RegoCase, RegoProgram> compiled)
      throws IOException {
    var left = new LinkedHashMap<String, RegoCase>();
    for (RegoCase each : cases) {
      each.write(Files.createDirectories(folder.resolve(each.id())));
      left.put(each.id(), each);
    }
    while (!left.isEmpty()) {
      try {
        var points = left.values().stream().map(RegoCase::entryPoint).toArray(String[]::new);
        var program = RegoProgram.of(opa.compile(folder, points));
        left.values().forEach(each -> compiled.accept(each, program));
        return;
      } catch (RegoRefused e) {
        for (var error : errors(e).entrySet()) {
          refused.accept(left.remove(error.getKey()), String.join("; ", error.getValue()));
          remove(folder.resolve(error.getKey()));
        }
      }
    }
  }

  private static void remove(Path place) throws IOException {
    try (var files = Files.list(place)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static Map<String, List<String>> errors(RegoRefused refused) {
    var errors = new LinkedHashMap<String, List<String>>();
    for (Problem each : refused.problems()) {
      var placed = "%s:%d: %s: %s".formatted(each.file(), each.line(), each.code(), each.message());
      var found = ERROR.matcher(each.file().isEmpty() ? each.message() : placed);
      while (found.find()) {
        errors.computeIfAbsent(found.group(1), _ -> new ArrayList<>()).add(found.group(2));
      }
    }
    if (errors.isEmpty()) {
      throw new IllegalStateException("of no case: " + refused.getMessage(), refused);
    }
    return errors;
  }
}
