package com.integraci.installer.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a component and everything it started take of the machine's memory. */
public final class ProcessTree {

  private ProcessTree() {}

  /**
   * Resident memory in bytes: pages that several processes share are counted once, in parts
   * (proportional set size), where the kernel lets us see; else each process's own count.
   */
  public static long residentBytes(long pid) {
    Stream<ProcessHandle> below =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
    return Stream.concat(Stream.of(pid), below.map(ProcessHandle::pid))
        .mapToLong(ProcessTree::ofOne)
        .sum();
  }

  private static long ofOne(long pid) {
    long shared = kilobytes(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:");
    return 1_024 * (shared > 0 ? shared : kilobytes(Path.of("/proc/" + pid + "/status"), "VmRSS:"));
  }

  private static long kilobytes(Path file, String field) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(field))
          .map(line -> line.substring(field.length()).replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      // Ended meanwhile, or another user's.
      return 0;
    }
  }
}
