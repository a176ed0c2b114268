package com.integraci.appliance.replay;

import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.LoggedDecisions;
import com.integraci.appliance.decisions.Period;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** The decisions of a period, handed out in pages to several workers; the newest, up to a bound. */
final class LoggedPages {

  private final LoggedDecisions logged;
  private final Permit permit;
  private final Period period;
  private final ReentrantLock lock = new ReentrantLock();
  private UUID before;
  private int left;
  private boolean over;

  LoggedPages(LoggedDecisions logged, Permit permit, Period period, int max) {
    this.logged = logged;
    this.permit = permit;
    this.period = period;
    this.before = period.end();
    this.left = max;
  }

  /** The next page; empty when there is none, or nobody wants one any more. */
  List<Decision> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (over || left == 0) {
        return List.of();
      }
      var page = logged.page(permit, period, before);
      var wanted = page.subList(0, Math.min(page.size(), left));
      left -= wanted.size();
      over = page.isEmpty();
      if (!over) {
        before = page.getLast().id();
      }
      return wanted;
    } finally {
      lock.unlock();
    }
  }

  Period period() {
    return period;
  }

  /** No page is handed out any more. */
  void stop() {
    lock.lock();
    try {
      over = true;
    } finally {
      lock.unlock();
    }
  }
}
