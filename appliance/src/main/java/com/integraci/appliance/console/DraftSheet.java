package com.integraci.appliance.console;

import com.integraci.appliance.bundles.BundleDraft;
import com.integraci.appliance.bundles.Trial;
import com.integraci.bundles.rego.Problem;
import com.integraci.bundles.rego.TestReport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lays a draft out for its page.
 *
 * @param draft the draft
 * @param base where all drafts are
 */
record DraftSheet(BundleDraft draft, String base) {

  /** Which file is shown, what its tests said, and what was typed and is not kept. */
  record Shown(String path, Optional<Trial> trial, Form form) {}

  DraftView view(Shown shown, DraftView.May may, DraftView.Links links) {
    var problems = shown.trial().map(Trial::problems).orElse(List.of());
    return new DraftView(
        draft.name(),
        draft.version(),
        files(shown.path(), problems),
        open(shown, problems),
        shown.trial().map(this::tried),
        may,
        base + "/" + draft.id(),
        links,
        base,
        shown.form());
  }

  /** Where one of its files is shown. */
  String address(String path) {
    return base + "/" + draft.id() + "?file=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }

  private List<DraftView.File> files(String current, List<Problem> problems) {
    var faults = new TreeMap<String, Integer>();
    problems.forEach(problem -> faults.merge(problem.file(), 1, Integer::sum));
    return draft.files().keySet().stream()
        .map(
            path ->
                new DraftView.File(
                    path, address(path), path.equals(current), faults.getOrDefault(path, 0)))
        .toList();
  }

  private DraftView.Open open(Shown shown, List<Problem> problems) {
    var typed = shown.form().values().get("content");
    var text = typed == null ? draft.files().getOrDefault(shown.path(), "") : typed;
    var bad =
        problems.stream()
            .filter(problem -> problem.file().equals(shown.path()))
            .map(Problem::line)
            .distinct()
            .toList();
    return new DraftView.Open(shown.path(), text, bad);
  }

  private DraftView.Tried tried(Trial trial) {
    return new DraftView.Tried(
        trial.passed(),
        trial.report().map(report -> report.tests().size()).orElse(0),
        trial.report().map(report -> (int) report.coveragePercent()).orElse(0),
        trial.report().map(TestReport::lines).orElse(Map.of()),
        trial.problems().stream().map(this::fault).toList());
  }

  private DraftView.Fault fault(Problem problem) {
    boolean there = draft.files().containsKey(problem.file());
    return new DraftView.Fault(
        problem.file(), problem.line(), problem.message(), there ? address(problem.file()) : "");
  }
}
