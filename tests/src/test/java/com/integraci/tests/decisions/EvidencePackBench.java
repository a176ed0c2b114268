package com.integraci.tests.decisions;

import com.integraci.appliance.policy.Role;
import com.integraci.tests.bench.Figures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An evidence pack of 100,000 decisions over 2 KB of facts: made, and verified by the command. */
@Tag("bench")
final class EvidencePackBench {

  private static final int DECISIONS = Integer.getInteger("integraci.bench.decisions", 100_000);
  private static final int CALLERS = 64;
  private static final int HEAP_MIB = 64;
  private static final Path FACTS =
      Path.of("src/test/resources/com/integraci/tests/policy/facts.json");

  @TempDir private static Path state;
  @TempDir private Path folder;

  @Test
  void a_hundred_thousand_decisions() throws Exception {
    try (var desk = new PackDesk(state)) {
      var lab = desk.lab;
      lab.activate(lab.publish(lab.caller(Role.OWNER), folder, "1.0.0", 1));
      decide(lab);
      var figures = new Figures("Evidence packs");
      var file = folder.resolve("pack.zip");
      long before = resting();
      var began = Instant.now();
      desk.make(lab.caller(Role.AUDITOR), began.minus(Duration.ofHours(1)), began, file);
      var made = Duration.between(began, Instant.now());
      figures.figure(
          "making one of %,d decisions".formatted(DECISIONS),
          "%.1f s".formatted(made.toMillis() / 1000.0),
          "2 KB of facts, all alike, %d MiB of file; at most %d MiB of heap more than before"
              .formatted(Files.size(file) >> 20, (peak() - before) >> 20));
      var key = Files.writeString(folder.resolve("key.pem"), desk.siteKeys().getFirst().pem());
      began = Instant.now();
      verify(file, key);
      figures.figure(
          "verifying it",
          "%.1f s".formatted(Duration.between(began, Instant.now()).toMillis() / 1000.0),
          "the command with a heap of %d MiB".formatted(HEAP_MIB));
      figures.write();
    }
  }

  private static void verify(Path file, Path key) throws IOException, InterruptedException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + HEAP_MIB + "m",
            "-cp",
            System.getProperty("java.class.path"),
            "com.integraci.installer.Main",
            "compliance",
            "verify",
            file.toString(),
            "--key",
            key.toString());
    var process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("not verified");
    }
  }

  /** As pipelines ask: many at a time. */
  private static void decide(Lab lab) throws IOException {
    var type = new TypeReference<Map<String, Object>>() {};
    var facts = JsonMapper.shared().readValue(Files.readAllBytes(FACTS), type);
    facts.keySet().removeAll(List.of("time", "gate", "exceptions"));
    var caller = lab.caller(Role.DEVELOPER);
    var left = new AtomicInteger(DECISIONS);
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(
            () -> {
              while (left.getAndDecrement() > 0) {
                lab.deciding.gates().decide(caller, "deploy", facts);
              }
            });
      }
    }
  }

  private static long resting() {
    System.gc();
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    return peak();
  }

  private static long peak() {
    return pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
