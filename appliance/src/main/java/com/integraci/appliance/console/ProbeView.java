package com.integraci.appliance.console;

import com.integraci.appliance.probe.Attempt;
import com.integraci.appliance.probe.ProbeRun;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The last run of the isolation probe.
 *
 * @param result how many of how many were blocked, or ""
 * @param whole whether all of them were
 * @param at when it ended
 * @param areas what was tried where, an area that something got through first; none when it never
 *     ran
 * @param action where it is run
 */
record ProbeView(String result, boolean whole, Instant at, List<Area> areas, String action) {

  /**
   * What was tried at one kind of wall.
   *
   * @param id of the part of the page
   * @param attempts what nothing stopped first
   * @param open how many nothing stopped
   */
  record Area(String id, List<Attempt> attempts, long open) {

    String name() {
      return switch (id) {
        case "database" -> "Database";
        case "secrets" -> "Secrets";
        case "routes" -> "API";
        default -> "Events";
      };
    }

    String result() {
      return blocked(attempts.size() - open, attempts.size());
    }
  }

  static ProbeView never(String action) {
    return new ProbeView("", true, Instant.EPOCH, List.of(), action);
  }

  static ProbeView of(ProbeRun run, String action) {
    var areas =
        run.attempts().stream().collect(Collectors.groupingBy(Attempt::area)).entrySet().stream()
            .map(each -> area(each.getKey(), each.getValue()))
            .sorted(Comparator.comparing((Area area) -> area.open() == 0).thenComparing(Area::name))
            .toList();
    var result = blocked(run.blocked(), run.tried());
    return new ProbeView(result, run.open().isEmpty(), run.endedAt(), areas, action);
  }

  private static Area area(String id, List<Attempt> attempts) {
    var sorted = attempts.stream().sorted(Comparator.comparing(Attempt::blocked)).toList();
    return new Area(id, sorted, attempts.stream().filter(one -> !one.blocked()).count());
  }

  private static String blocked(long blocked, long tried) {
    return "%d of %d blocked".formatted(blocked, tried);
  }
}
