package com.integraci.appliance.audit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Knows up to which position nothing new can appear.
 *
 * <p>A transaction takes its id before its first position. So once a position was read and then a
 * new id made, whoever holds a position up to that one has a smaller id; and when all smaller ids
 * are over, nobody is left who could still commit there. Ids are compared within one run of the
 * server only: this is memory, and starts again when PostgreSQL was away.
 */
final class Horizon {

  private static final int MARKS_MAX = 64;

  private final Deque<Mark> marks = new ArrayDeque<>();
  private long settled;

  /** A position, and an id that was made after it was read. */
  private record Mark(long position, long xact) {}

  /** Adds a mark; {@code position} must have been read before {@code xact} was made. */
  synchronized void mark(long position, long xact) {
    if (marks.size() < MARKS_MAX) {
      marks.addLast(new Mark(position, xact));
    }
  }

  /**
   * The position up to which a snapshot taken from now on shows all there will ever be.
   *
   * @param xactMin the smallest id of a transaction that was open ({@code pg_snapshot_xmin})
   */
  synchronized long settled(long xactMin) {
    marks.removeIf(
        mark -> {
          if (mark.xact() > xactMin) {
            return false;
          }
          settled = Math.max(settled, mark.position());
          return true;
        });
    return settled;
  }

  /** Forgets everything: the server may have been another one since. */
  synchronized void reset() {
    marks.clear();
    settled = 0;
  }
}
