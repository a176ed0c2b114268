package com.integraci.appliance.console;

import com.integraci.bundles.rego.TestReport.Lines;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bundle that is being written, with one of its files.
 *
 * @param name the bundle's
 * @param version counts its changes
 * @param files all of them
 * @param open the file that is shown
 * @param tried what came out of its tests, when they were just run
 * @param may what the reader may do with it
 * @param address its own, where forms go
 * @param links where else it leads
 * @param back the drafts
 * @param form what is wrong with what was typed
 */
record DraftView(
    String name,
    int version,
    List<File> files,
    Open open,
    Optional<Tried> tried,
    May may,
    String address,
    Links links,
    String back,
    Form form) {

  private static final int LINES_MIN = 12;

  /**
   * What the reader may do with it.
   *
   * @param write change it
   * @param attempt test it, and ask it about facts
   * @param replay replay it
   * @param publish publish what is signed of it
   */
  record May(boolean write, boolean attempt, boolean replay, boolean publish) {}

  /**
   * Where else it leads.
   *
   * @param ask where it is asked about facts
   * @param lab where replays are
   */
  record Links(String ask, String lab) {}

  /** How often it was changed, in words. */
  String changes() {
    return switch (version) {
      case 1 -> "not changed yet";
      case 2 -> "changed once";
      default -> "changed " + (version - 1) + " times";
    };
  }

  boolean writable() {
    return may.write();
  }

  /** Whether it was just refused to be published, and not to be changed. */
  boolean refused() {
    return form.values().containsKey("signature");
  }

  /** A file: how many faults are in it, when tests were just run. */
  record File(String path, String href, boolean current, int faults) {}

  /**
   * The file that is shown.
   *
   * @param path where it stands
   * @param text what is in it
   * @param bad the lines with a fault, from 1
   */
  record Open(String path, String text, List<Integer> bad) {

    /** As many lines as there are, or as make room to write. */
    int lines() {
      return Math.max(LINES_MIN, (int) text.lines().count() + 1);
    }
  }

  /** What came out. */
  record Tried(
      boolean passed, int tests, int coverage, Map<String, Lines> covered, List<Fault> faults) {

    public Tried {
      covered = Collections.unmodifiableMap(new TreeMap<>(covered));
    }
  }

  /** What is wrong, and where. */
  record Fault(String file, int line, String message, String href) {

    /** File and line, or what there is of them. */
    String place() {
      return line > 0 ? file + ":" + line : file;
    }
  }
}
