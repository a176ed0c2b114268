package com.integraci.installer.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a component writes of itself before it runs: enough to know it again, because a process id
 * alone may belong to somebody else by then.
 *
 * @param pid its process id
 * @param startTicks when it started, in clock ticks since boot (field 22 of {@code /proc/PID/stat})
 * @param boot the boot it belongs to
 */
public record ProcessRecord(long pid, long startTicks, String boot) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int STATE = 0;
  private static final int START = 19;

  /** Reads a record; empty when there is none or it is not whole. */
  public static Optional<ProcessRecord> read(Path file) throws IOException {
    String content;
    try {
      content = Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    String[] fields = content.split(" ", -1);
    try {
      return fields.length == 3
          ? Optional.of(
              new ProcessRecord(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether this very process still runs; one that only waits to be reaped does not. */
  public boolean alive() {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name in parentheses may itself hold blanks and parentheses.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[START]) == startTicks
          && !fields[STATE].equals("Z")
          && !fields[STATE].equals("X")
          && Files.readString(BOOT).strip().equals(boot);
    } catch (IOException e) {
      return false;
    }
  }
}
