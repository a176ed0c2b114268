package com.integraci.tests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * One section of docs/performance.md: what was measured, on what machine and when. It prints its
 * lines and never fails for a figure below its floor.
 */
public final class Figures {

  private static final Path DOCUMENT = Path.of("../docs/performance.md");
  private static final String INTRODUCTION =
      """
      # Performance

      Written by `tests/run bench`. Ratios are of runs that took turns on one machine and hold elsewhere; figures by themselves don't.
      A ratio below its floor is a regression to look into, not a failed build. Each section names the command that writes it anew.
      """;

  private final String title;
  private final String bench;
  private final List<String> rows = new ArrayList<>();

  /** Starts a section, which names the class that does so. */
  public Figures(String title) {
    this.title = title;
    this.bench =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .getCallerClass()
            .getSimpleName();
  }

  /**
   * Adds a ratio.
   *
   * @param floor what it should not fall below
   * @param figures what the ratio was made of, in words
   */
  public Figures ratio(String what, double ratio, double floor, String figures) {
    String mark = ratio < floor ? " **below**" : "";
    return row(what, "%.2f".formatted(ratio), "%.2f%s".formatted(floor, mark), figures);
  }

  /** Adds a figure that has no floor. */
  public Figures figure(String what, String value, String figures) {
    return row(what, value, "", figures);
  }

  /** Prints the section and puts it into the document, in place of its former self. */
  public void write() {
    String heading = "## " + title + "\n";
    String section =
        heading
            + "\n"
            + LocalDate.now(ZoneOffset.UTC)
            + ", "
            + machine()
            + ", `tests/run bench "
            + bench
            + "`\n\n| what | value | floor | figures |\n|---|---|---|---|\n"
            + String.join("", rows);
    System.out.println(section);
    try {
      String former = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : INTRODUCTION;
      int from = former.indexOf(heading);
      if (from < 0) {
        Files.writeString(DOCUMENT, former + "\n" + section);
      } else {
        int next = former.indexOf("\n## ", from + 1);
        String rest = next < 0 ? "" : former.substring(next);
        Files.writeString(DOCUMENT, former.substring(0, from) + section + rest);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Figures row(String... cells) {
    rows.add("| " + String.join(" | ", cells) + " |\n");
    return this;
  }

  /** The processor, how many of it, and how busy the machine was with everything. */
  private static String machine() {
    try {
      String model =
          Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse("unknown processor");
      String load = Files.readString(Path.of("/proc/loadavg"));
      return "%s, %d processors, load %s"
          .formatted(
              model,
              Runtime.getRuntime().availableProcessors(),
              load.substring(0, load.indexOf(' ')));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
