package com.integraci.appliance.live;

import com.integraci.appliance.policy.Told;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What happened last in one team, read once for all of its open streams: its last 256 sealed
 * entries. There is no queue for each stream: who has fallen further behind is told to look at
 * everything.
 */
final class TeamNews {

  /** How many entries are kept. */
  static final int KEPT = 256;

  /**
   * What a stream needs of an entry: neither who nor which.
   *
   * @param told to whom it is told in notices, if to anybody
   */
  record Item(long sequence, String action, String resource, String outcome, Optional<Told> told) {}

  /**
   * How far somebody has come.
   *
   * @param sequence in the team's chain
   * @param outside how often something changed that leaves no entry in it
   */
  record Place(long sequence, long outside) {}

  /**
   * What followed a place.
   *
   * @param items entries in their order
   * @param gap whether there were more than are kept, so that anything may have happened
   * @param outside whether something changed that leaves no entry in the team's chain
   * @param reached the place to ask from next
   */
  record Followed(List<Item> items, boolean gap, boolean outside, Place reached) {

    Followed {
      items = List.copyOf(items);
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Item> recent = new ArrayDeque<>();

  /** Everything after it, up to {@link #reached}, is among the recent. */
  private long begins;

  private Place reached;

  /** Begins behind an entry, 0 for the first of all. */
  TeamNews(long begins) {
    this.begins = begins;
    this.reached = new Place(begins, 0);
  }

  /** Adds the entries that follow; those that are there already are not added again. */
  void add(List<Item> items) {
    lock.lock();
    try {
      for (Item item : items) {
        if (item.sequence() > reached.sequence()) {
          recent.addLast(item);
          reached = new Place(item.sequence(), reached.outside());
        }
      }
      while (recent.size() > KEPT) {
        begins = recent.removeFirst().sequence();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Goes on behind an entry without those before it: there are too many. */
  void skipTo(long sequence) {
    lock.lock();
    try {
      if (sequence > reached.sequence()) {
        recent.clear();
        begins = sequence;
        reached = new Place(sequence, reached.outside());
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Something changed that leaves no entry in the team's chain. */
  void addOutside() {
    lock.lock();
    try {
      reached = new Place(reached.sequence(), reached.outside() + 1);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Place reached() {
    lock.lock();
    try {
      return reached;
    } finally {
      lock.unlock();
    }
  }

  /** What followed a place; one that is not reached yet is of another time, so there is a gap. */
  Followed after(Place place) {
    lock.lock();
    try {
      long from = place.sequence();
      boolean gap = from < begins || from > reached.sequence();
      var items = recent.stream().filter(item -> !gap && item.sequence() > from).toList();
      return new Followed(items, gap, place.outside() != reached.outside(), reached);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the condition holds, which is looked at whenever something changes. */
  void await(BooleanSupplier condition, Duration max) throws InterruptedException {
    long left = max.toNanos();
    lock.lock();
    try {
      while (left > 0 && !condition.getAsBoolean()) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Has everybody who waits look at the condition again. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
