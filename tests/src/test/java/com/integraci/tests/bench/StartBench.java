package com.integraci.tests.bench;

import com.integraci.tests.Appliance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the whole appliance takes to be ready, and what memory it holds then. */
@Tag("bench")
class StartBench {

  private static final Duration START_MAX = Duration.ofMinutes(10);
  private static final int WARM_STARTS = 3;

  @TempDir private static Path folder;

  @Test
  void a_first_start_and_later_ones() throws IOException {
    // The components' users have to get through.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    double first = start(new ArrayList<>());
    var memory = new ArrayList<Residents>();
    var warm = new ArrayList<Double>();
    for (int i = 0; i < WARM_STARTS; i++) {
      memory.clear();
      warm.add(start(memory));
    }
    var figures = new Figures("Start and memory");
    figures.figure("first start, to ready", seconds(first), "empty folder, everything fetched");
    figures.figure(
        "warm start, to ready",
        seconds(warm.stream().sorted().skip(WARM_STARTS / 2).findFirst().orElseThrow()),
        "median of %d; aimed at 45 s on two idle cores".formatted(WARM_STARTS));
    figures.figure(
        "resident when ready",
        memory.getFirst().inAll(),
        memory.getFirst().byComponent()
            + "; aimed at 2560 MiB in all, 300 MiB for the control plane");
    figures.write();
  }

  /** Starts, looks and stops; returns the seconds that it took to be ready. */
  private static double start(List<Residents> memory) {
    long from = System.nanoTime();
    try (var appliance = Appliance.start(folder)) {
      appliance.awaitReady(START_MAX);
      double took = (System.nanoTime() - from) / 1e9;
      memory.add(Residents.of(appliance, folder));
      return took;
    }
  }

  private static String seconds(double seconds) {
    return "%.0f s".formatted(seconds);
  }
}
