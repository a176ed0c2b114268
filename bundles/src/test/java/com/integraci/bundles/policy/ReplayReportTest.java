package com.integraci.bundles.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.bundles.policy.ReplayReport.Change;
import com.integraci.bundles.policy.ReplayReport.Line;
import com.integraci.bundles.policy.ReplayReport.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReplayReportTest {

  @Test
  void it_counts_by_service_and_by_rule_the_most_changed_first() {
    var report = new ReplayReport();
    report.add("calm", Change.of(true, true), List.of());
    report.add("calm", Change.of(false, false), List.of());
    report.add("shop", Change.of(true, false), List.of("reviewed", "tests_passed"));
    report.add("shop", Change.of(true, false), List.of("reviewed"));
    report.add("shop", Change.UNDECIDED, List.of());
    report.add("wiki", Change.of(false, true), List.of("ticket"));
    var written = report.written();
    assertEquals(new Line("", 2, 2, 1, 1), written.total());
    assertEquals(
        List.of(
            new Line("shop", 0, 2, 0, 1),
            new Line("wiki", 0, 0, 1, 0),
            new Line("calm", 2, 0, 0, 0)),
        written.services());
    assertEquals(
        List.of(
            new Line("reviewed", 0, 2, 0, 0),
            new Line("tests_passed", 0, 1, 0, 0),
            new Line("ticket", 0, 0, 1, 0)),
        written.rules());
    assertEquals(written, Written.read(written.text()));
  }

  @Test
  void of_many_services_the_least_changed_are_in_the_sum_only() {
    var report = new ReplayReport();
    for (int i = 0; i < ReplayReport.LINES_MAX; i++) {
      report.add("busy-" + i, Change.TO_DENY, List.of("reviewed"));
    }
    report.add("a-calm-one", Change.UNCHANGED, List.of());
    var written = report.written();
    assertEquals(ReplayReport.LINES_MAX, written.services().size());
    assertEquals(ReplayReport.LINES_MAX + 1, written.total().all());
    assertEquals(0, written.services().stream().filter(line -> line.changed() == 0).count());
  }
}
