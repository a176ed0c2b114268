package com.integraci.bundles.policy;

import com.integraci.bundles.rego.Opa;
import com.integraci.bundles.rego.Problem;
import com.integraci.bundles.rego.RegoProgram;
import com.integraci.bundles.rego.RegoRefused;
import com.integraci.bundles.rego.Statement;
import com.integraci.bundles.rego.Statement.Expression;
import com.integraci.bundles.rego.Statement.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is asked to see how a rule came out: beside the bundle's own rules stand others, each of
 * which holds when the first so many expressions of a statement hold together. They are compiled
 * for this alone; nothing is decided by what comes of them.
 *
 * @param rule the rule's id
 * @param steps the statements that speak of it
 * @param values those that make the values that these use
 * @param cut whether there were more
 */
record Probes(String rule, List<Step> steps, List<Statement> values, boolean cut) {

  /** The most that is asked of one statement. */
  static final int EXPRESSIONS_MAX = 20;

  private static final String ROOT = "bundle";
  private static final List<String> STEPS = List.of("pass", "not_applicable", "missing");
  private static final List<String> ANSWERS =
      List.of("pass", "not_applicable", "missing", "detail");
  private static final String KEPT = "integraci_";
  private static final String PROBE = KEPT + "probe_%d_%d";
  private static final String VALUE = KEPT + "value_%d";
  private static final String RULES = "rules/";
  private static final int FILES_MAX = 40;

  /** What is asked of a statement, in characters: its first expressions stand in each question. */
  private static final int TEXT_MAX = 1 << 16;

  private static final int STEPS_MAX = 20;
  private static final int VALUES_MAX = 60;
  private static final Comparator<Statement> BY_PLACE =
      Comparator.comparing(Statement::file).thenComparingInt(Statement::line);

  /**
   * A statement that may speak of the rule.
   *
   * @param statement the statement
   * @param asked what it asks for; where it speaks of several rules, that this is one of them
   */
  record Step(Statement statement, List<Expression> asked) {

    Step {
      asked = List.copyOf(asked);
    }

    static Optional<Step> of(Statement statement, String rule) {
      if (statement.key().equals(rule)) {
        return Optional.of(new Step(statement, statement.body()));
      }
      if (!statement.key().isEmpty() || statement.member().isEmpty()) {
        return Optional.empty();
      }
      var asked = new ArrayList<>(statement.body());
      asked.add(
          new Expression(statement.line(), "%s == \"%s\"".formatted(statement.member(), rule)));
      return Optional.of(new Step(statement, asked));
    }
  }

  /**
   * The files that are looked into.
   *
   * @throws BundleRefused when they are too many
   */
  static List<String> files(PolicyBundle bundle) {
    var files = bundle.files().keySet().stream().filter(path -> path.startsWith(RULES)).toList();
    if (files.size() > FILES_MAX) {
      throw refused("", 0, "It has more than %d files of rules.".formatted(FILES_MAX));
    }
    return files;
  }

  private static BundleRefused refused(String file, int line, String message) {
    return new BundleRefused(List.of(new Problem(file, line, 0, "bundle", message)));
  }

  /**
   * What is asked of a bundle's statements.
   *
   * @throws BundleRefused when they have names that are kept for this, or are too long
   */
  static Probes of(List<Statement> statements, String rule) {
    refuseKept(statements);
    var steps =
        statements.stream()
            .filter(one -> one.scope().equals(ROOT) && STEPS.contains(one.name()))
            .filter(one -> one.form() == Form.RULE)
            .sorted(BY_PLACE)
            .flatMap(one -> Step.of(one, rule).stream())
            .toList();
    var users = steps.stream().map(Step::statement).toList();
    var values = new Used(statements).by(users, ANSWERS).stream().sorted(BY_PLACE).toList();
    boolean cut =
        steps.size() > STEPS_MAX
            || values.size() > VALUES_MAX
            || steps.stream().anyMatch(one -> one.asked().size() > EXPRESSIONS_MAX);
    steps.stream().limit(STEPS_MAX).forEach(Probes::refuseLong);
    return new Probes(
        rule,
        steps.stream().limit(STEPS_MAX).toList(),
        values.stream().limit(VALUES_MAX).toList(),
        cut);
  }

  private static void refuseLong(Step step) {
    long length = step.asked().stream().mapToLong(one -> one.text().length()).sum();
    if (length * asked(step) > TEXT_MAX) {
      var statement = step.statement();
      throw refused(statement.file(), statement.line(), "The statement is too long.");
    }
  }

  private static void refuseKept(List<Statement> statements) {
    statements.stream()
        .filter(one -> one.name().startsWith(KEPT))
        .findFirst()
        .ifPresent(
            one -> {
              var message = "Names that begin with " + KEPT + " are kept for questions.";
              throw refused(one.file(), one.line(), message);
            });
  }

  /**
   * Compiles all in a folder with the bundle's Rego. Where expressions make no sense without later
   * ones, which give their variables, statements are asked as a whole.
   */
  Tracing compile(Opa opa, Path folder, PolicyBundle bundle) {
    try {
      return new Tracing(this, compile(opa, folder, bundle, true), true, bundle.data());
    } catch (RegoRefused e) {
      // The whole of a statement is what the bundle has itself.
      return new Tracing(this, compile(opa, folder, bundle, false), false, bundle.data());
    }
  }

  private RegoProgram compile(Opa opa, Path folder, PolicyBundle bundle, boolean apart) {
    var points = new ArrayList<>(List.of(RegoEvaluator.ENTRY_POINT));
    var added = new TreeMap<String, String>();
    for (int value = 0; value < values.size(); value++) {
      var statement = values.get(value);
      points.add(point(value));
      var text = "\n%s := %s\n".formatted(VALUE.formatted(value), statement.name());
      added.merge(statement.file(), text, String::concat);
    }
    for (int step = 0; step < steps.size(); step++) {
      var asked = steps.get(step);
      int all = asked(asked);
      for (int last = apart ? 1 : Math.max(1, all); last <= all; last++) {
        points.add(point(step, last));
        added.merge(asked.statement().file(), text(asked, step, last), String::concat);
      }
    }
    added.forEach((file, text) -> lay(folder, file, bundle.files().get(file).content() + text));
    return RegoProgram.of(opa.compile(folder, points.toArray(String[]::new)));
  }

  /** How many expressions of a statement are asked at most. */
  static int asked(Step step) {
    return Math.min(EXPRESSIONS_MAX, step.asked().size());
  }

  /** Where it is asked whether so many expressions of a statement hold. */
  String point(int step, int last) {
    return steps.get(step).statement().scope() + "/" + PROBE.formatted(step, last);
  }

  /** Where it is asked what a value is: not by its own name, which functions may use. */
  String point(int value) {
    return values.get(value).scope() + "/" + VALUE.formatted(value);
  }

  private static String text(Step asked, int step, int last) {
    var text = new StringBuilder("\n" + PROBE.formatted(step, last) + " if {\n");
    asked.asked().subList(0, last).forEach(one -> text.append(one.text()).append('\n'));
    return text.append("}\n").toString();
  }

  /**
   * They stand at the end of the file that their statement stands in, so that they import the same.
   */
  private static void lay(Path folder, String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
