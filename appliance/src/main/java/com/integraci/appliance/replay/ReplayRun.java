package com.integraci.appliance.replay;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.ReplayReport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/**
 * One run under way: some workers take pages of decisions, decide again on each, and write down
 * every second how far they are, which tells them too whether they are to go on.
 */
final class ReplayRun {

  /** As many as decisions are made at a time, and one that reads or writes. */
  private static final int WORKERS = Math.max(2, Runtime.getRuntime().availableProcessors()) + 1;

  private static final Duration SAY = Duration.ofSeconds(1);

  private final ReplayFeature.Parts parts;
  private final Permit permit;
  private final Replay.Candidate candidate;
  private final Source source;
  private final LoggedPages pages;
  private final ReplayReport report = new ReplayReport();

  /**
   * A run.
   *
   * @param permit the system's, for this run
   */
  ReplayRun(ReplayFeature.Parts parts, Permit permit, Source source, LoggedPages pages) {
    this.parts = parts;
    this.permit = permit;
    this.candidate = source.candidate();
    this.source = source;
    this.pages = pages;
  }

  /**
   * Runs to the end.
   *
   * @return whether it has finished; otherwise somebody else ended it
   * @throws com.integraci.appliance.failure.Failure when it can't go on
   */
  boolean run(ExecutorService threads) throws InterruptedException {
    var rules = source.rules(permit.tenant());
    Callable<Boolean> worker = () -> work(rules);
    var workers = threads.invokeAll(Collections.nCopies(WORKERS, worker));
    boolean whole = true;
    for (var done : workers) {
      try {
        whole &= done.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException failure
            ? failure
            : new IllegalStateException("a replay ended in an unforeseen way", e);
      }
    }
    return whole && finish();
  }

  /** Whether all pages that it was given were worked off. */
  private boolean work(Rules.Ruling rules) throws InterruptedException {
    try {
      for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
        if (!work(page, rules)) {
          pages.stop();
          return false;
        }
      }
      return true;
    } catch (RuntimeException e) {
      pages.stop();
      throw e;
    }
  }

  private boolean work(List<Decision> page, Rules.Ruling rules) {
    var changed = new ArrayList<Tried>();
    int said = 0;
    long last = System.nanoTime();
    for (int done = 0; done < page.size(); done++) {
      var tried = Tried.of(page.get(done), rules);
      report.add(tried.service(), tried.change(), tried.rules());
      if (tried.changed()) {
        changed.add(tried);
      }
      if (System.nanoTime() - last > SAY.toNanos()) {
        if (!say(done + 1 - said, changed)) {
          return false;
        }
        said = done + 1;
        changed.clear();
        last = System.nanoTime();
      }
    }
    return say(page.size() - said, changed);
  }

  private boolean say(int done, List<Tried> changed) {
    return parts
        .database()
        .inTenant(permit.tenant(), tx -> RunStore.progress(tx, permit, done, changed));
  }

  private boolean finish() {
    var written = report.written();
    return parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              boolean finished = RunStore.finish(tx, permit, candidate, written);
              if (finished) {
                var event = AuditEvent.done(permit.resource()).with(facts(written));
                parts.audit().append(tx, permit, event);
              }
              return finished;
            });
  }

  private Map<String, String> facts(ReplayReport.Written written) {
    var total = written.total();
    var facts = new HashMap<>(candidate.facts());
    facts.put("from", pages.period().from().toString());
    facts.put("to", pages.period().to().toString());
    facts.put("unchanged", Integer.toString(total.unchanged()));
    facts.put("to_deny", Integer.toString(total.toDeny()));
    facts.put("to_allow", Integer.toString(total.toAllow()));
    facts.put("undecided", Integer.toString(total.undecided()));
    facts.put("result", sha256(written.text()));
    return facts;
  }

  private static String sha256(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
