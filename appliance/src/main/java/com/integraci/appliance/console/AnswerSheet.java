package com.integraci.appliance.console;

import com.integraci.appliance.decisions.Answer;
import com.integraci.appliance.failure.Invalid;
import com.integraci.bundles.rego.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was asked and what was answered.
 *
 * @param facts as they were given, or to begin with
 * @param erased whether the facts of the decision that was meant are gone
 * @param faults everything that is wrong with the facts, or with the draft
 * @param answer what was answered
 * @param form what else is wrong
 */
record AnswerSheet(
    String facts,
    boolean erased,
    List<DraftView.Fault> faults,
    Optional<Answer> answer,
    Form form) {

  private static final String FACTS = "facts";

  AnswerSheet {
    faults = List.copyOf(faults);
  }

  static AnswerSheet of(String facts) {
    return new AnswerSheet(facts, false, List.of(), Optional.empty(), Form.EMPTY);
  }

  AnswerSheet erased(boolean gone) {
    return new AnswerSheet(facts, gone, faults, answer, form);
  }

  AnswerSheet answered(Answer said) {
    return new AnswerSheet(facts, erased, faults, Optional.of(said), form);
  }

  /**
   * The draft can't be asked.
   *
   * @param draft where it is written
   */
  AnswerSheet refused(List<Problem> problems, String draft) {
    var found = problems.stream().map(problem -> fault(problem, draft)).toList();
    return new AnswerSheet(facts, erased, found, answer, form);
  }

  private static DraftView.Fault fault(Problem problem, String draft) {
    var file = URLEncoder.encode(problem.file(), StandardCharsets.UTF_8);
    return new DraftView.Fault(
        problem.file(),
        problem.line(),
        problem.message(),
        problem.file().isEmpty() ? draft : draft + "?file=" + file);
  }

  AnswerSheet wrong(String field, String message) {
    return wrong(List.of(new Invalid.Problem(field, message)));
  }

  /** What is wrong with facts is said at its line, the rest beside its field. */
  AnswerSheet wrong(List<Invalid.Problem> problems) {
    var found = new ArrayList<DraftView.Fault>();
    var others = new ArrayList<Invalid.Problem>();
    for (Invalid.Problem problem : problems) {
      var field = problem.field();
      if (field.equals(FACTS)) {
        found.add(new DraftView.Fault(FACTS, 0, problem.message(), "#" + FACTS));
      } else if (field.startsWith(FACTS + ":")) {
        int line = Integer.parseInt(field.substring(FACTS.length() + 1));
        found.add(new DraftView.Fault(FACTS, line, problem.message(), "#" + FACTS));
      } else {
        others.add(problem);
      }
    }
    return new AnswerSheet(facts, erased, found, answer, form.wrong(others));
  }

  /** The lines of the facts with a fault, from 1. */
  List<Integer> bad() {
    return faults.stream()
        .filter(fault -> fault.href().equals("#" + FACTS))
        .map(DraftView.Fault::line)
        .distinct()
        .toList();
  }
}
