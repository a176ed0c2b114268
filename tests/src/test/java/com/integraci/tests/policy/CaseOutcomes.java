package com.integraci.tests.policy;

import com.integraci.bundles.rego.RegoAborted;
import com.integraci.bundles.rego.RegoProgram;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What became of each case. */
final class CaseOutcomes {

  private static final Pattern UNDEFINED = Pattern.compile("undefined function ([a-z0-9_.]+)");

  /** In place of a function that is not there: it has no name for the compiler. */
  private static final String NO_TARGET = "with keyword target must reference existing";

  private static final Pattern LATER =
      Pattern.compile("(?m)^\\s*import (rego\\.v2|future\\.keywords)\\b");

  private static final String CONFLICT = "eval_conflict_error";

  private final Set<String> unlisted;
  private final Map<String, String> failed = new TreeMap<>();
  private int functions;
  private int keywords;
  private int ran;

  /**
   * None yet.
   *
   * @param unlisted the functions that rules must not call
   */
  CaseOutcomes(Set<String> unlisted) {
    this.unlisted = unlisted;
  }

  /** The compiler refused it: for what it uses, as it should, or for a reason of ours. */
  void refused(RegoCase each, String said) {
    if (forFunction(each, said)) {
      functions++;
    } else if (each.wantedError().filter(said::contains).isPresent()) {
      ran++;
    } else if (said.contains("rego_parse_error") && LATER.matcher(each.rego()).find()) {
      keywords++;
    } else {
      ran++;
      failed.put(each.note(), "refused: " + said);
    }
  }

  private boolean forFunction(RegoCase each, String said) {
    var named = UNDEFINED.matcher(said).results().map(found -> found.group(1));
    var replaced =
        said.contains(NO_TARGET)
            ? unlisted.stream().filter(name -> each.rego().contains("with " + name + " as"))
            : Stream.<String>empty();
    return Stream.concat(named, replaced).anyMatch(unlisted::contains);
  }

  /** It was compiled, and is evaluated. */
  void run(RegoCase each, RegoProgram program) {
    ran++;
    var difference = difference(each, program);
    if (!difference.isEmpty()) {
      failed.put(each.note(), difference);
    }
  }

  private static String difference(RegoCase each, RegoProgram program) {
    try {
      var json = program.instance(each.entryPoint(), each.data()).evaluate(each.input());
      var result = CaseResult.of(json, each.sortBindings());
      // What is an error in OPA's strict mode only is undefined, as it is in OPA without it.
      return each.wantedError().isPresent() && !each.strict()
          ? "wants " + each.wantedError().get() + ", is " + result.answers()
          : result.differs(each.wanted());
    } catch (RegoAborted e) {
      return each.wantedError().filter(CONFLICT::equals).isPresent()
              && e.getMessage().contains("conflict")
          ? ""
          : "aborted: " + e.getMessage();
    } catch (RuntimeException | StackOverflowError e) {
      return "thrown: " + e;
    }
  }

  /** How many the evaluator answered for. */
  int ran() {
    return ran;
  }

  /** How many call what is not listed. */
  int functions() {
    return functions;
  }

  /** What differs from what the case wants, by its note. */
  Map<String, String> failed() {
    return failed;
  }

  @Override
  public String toString() {
    return ("%d ran, %d of them as they should; refused: %d for a function that is not listed,"
            + " %d for a later keyword")
        .formatted(ran, ran - failed.size(), functions, keywords);
  }
}
