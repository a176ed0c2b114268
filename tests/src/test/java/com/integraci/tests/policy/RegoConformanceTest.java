package com.integraci.tests.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.rego.Opa;
import com.integraci.tests.Parts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Open Policy Agent's own cases of what Rego means: each is answered as it wants, or refused before
 * it can decide, or stands in docs/policy-bundles.md with what is different.
 */
@Tag("isolation")
class RegoConformanceTest {

  private static final int BATCH = 60;

  /** What there was when this was written; less means that the test has lost some. */
  private static final int RAN_MIN = 1364;

  private static final int REFUSED_MIN = 869;
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| \\S");
  private static final String TABLE = "| case | what is different |";

  @TempDir private Path folder;

  @Test
  void rules_mean_what_they_mean_to_opa() throws IOException {
    var source = OpaSource.locked();
    var cases = RegoCase.all(source);
    var outcomes = new CaseOutcomes(unlisted(source));
    try (var opa = Opa.sandboxed(Parts.program("opa"))) {
      for (int from = 0; from < cases.size(); from += BATCH) {
        var some = cases.subList(from, Math.min(from + BATCH, cases.size()));
        var place = Files.createDirectory(folder.resolve("batch" + from));
        new CaseBatch(opa, place, some).run(outcomes::refused, outcomes::run);
      }
    }
    System.out.println("OPA's cases: " + outcomes);
    var unknown = new TreeSet<>(outcomes.failed().keySet());
    unknown.removeAll(different());
    assertEquals(Set.of(), unknown, outcomes.failed().toString());
    assertEquals(different(), outcomes.failed().keySet(), "what is no longer different");
    assertTrue(outcomes.ran() >= RAN_MIN, outcomes.toString());
    assertTrue(outcomes.functions() >= REFUSED_MIN, outcomes.toString());
  }

  private static Set<String> unlisted(OpaSource source) throws IOException {
    var all = new HashSet<String>();
    try (var every = Files.newInputStream(source.folder().resolve("capabilities.json"));
        var listed = Opa.class.getResourceAsStream("capabilities.json")) {
      all.addAll(names(every));
      all.removeAll(names(listed));
    }
    return all;
  }

  private static Set<String> names(InputStream capabilities) {
    return JsonMapper.shared()
        .readTree(capabilities)
        .get("builtins")
        .valueStream()
        .map(builtin -> builtin.get("name").asString())
        .collect(Collectors.toSet());
  }

  /** The notes of the cases that the document lists. */
  private static Set<String> different() throws IOException {
    var text = Files.readString(Path.of("../docs/policy-bundles.md"));
    return ROW.matcher(text.substring(text.indexOf(TABLE)))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
