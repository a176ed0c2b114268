package com.integraci.bundles.pack;

import com.integraci.bundles.pack.PackReport.Check;
import com.integraci.bundles.pack.PackReport.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Collects what was checked. */
final class PackChecks {

  /** All, in their order; the file itself is one of them only when it can't be opened. */
  private static final List<String> ALL =
      List.of("members", "signature", "chain", "decisions", "bundles", "frameworks");

  private static final int SENTENCE_MAX = 500;

  private final List<Check> checks = new ArrayList<>();

  /** Something to check, which throws {@link PackFault} when it does not hold. */
  @FunctionalInterface
  interface Looked<T> {
    T look() throws IOException;
  }

  /** Checks; whether it holds. */
  boolean check(String name, Looked<String> looked) throws IOException {
    return get(name, looked, sentence -> sentence).isPresent();
  }

  /** Checks; what was found, if it holds. */
  <T> Optional<T> get(String name, Looked<T> looked, Function<T, String> sentence)
      throws IOException {
    try {
      var found = looked.look();
      checks.add(new Check(name, State.HOLDS, sentence.apply(found)));
      return Optional.of(found);
    } catch (PackFault e) {
      fail(name, e);
      return Optional.empty();
    }
  }

  void fail(String name, PackFault fault) {
    checks.add(new Check(name, State.FAILS, printable(fault.getMessage())));
  }

  /** What is wrong may quote the file, which may hold what a terminal takes for an order. */
  private static String printable(String sentence) {
    var text = sentence.replaceAll("[^ -~]", "?");
    return text.length() > SENTENCE_MAX ? text.substring(0, SENTENCE_MAX) + " ..." : text;
  }

  /** What was found; what was not looked at says so. */
  PackReport report(Optional<PackManifest.Of> of) {
    var looked = checks.stream().map(Check::name).toList();
    ALL.stream()
        .filter(name -> !looked.contains(name))
        .forEach(
            name ->
                checks.add(
                    new Check(name, State.SKIPPED, "not looked at: what it needs does not hold")));
    return new PackReport(of, checks);
  }
}
