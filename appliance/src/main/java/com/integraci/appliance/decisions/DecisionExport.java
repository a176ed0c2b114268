package com.integraci.appliance.decisions;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.policy.DecisionRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Writes decisions of a period as one file, a line each: {@link DecisionRecord}. */
public final class DecisionExport {

  /** What the file is: JSON, a line each. */
  public static final String MEDIA_TYPE = "application/x-ndjson";

  /** More are too many for one file. */
  static final long DECISIONS_MAX = 250_000;

  private static final int EXPORTS_MAX = 2;
  private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

  private final DecisionFeature.Parts parts;
  private final LoggedDecisions logged;
  private final Semaphore exports = new Semaphore(EXPORTS_MAX);

  DecisionExport(DecisionFeature.Parts parts) {
    this.parts = parts;
    this.logged = new LoggedDecisions(parts.database());
  }

  /** A file in the making. */
  @FunctionalInterface
  public interface File {
    /** Writes the file; what it throws leaves it cut off. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Prepares an export, the newest decision first; each is an entry.
   *
   * @throws Invalid when the period has too many decisions for one file
   */
  public File export(Caller caller, Period period) {
    var tenant = Resource.tenant(caller.tenant());
    var permit = parts.policy().authorize(caller, Action.DECISION_EXPORT, tenant);
    if (logged.count(permit, period, DECISIONS_MAX + 1) > DECISIONS_MAX) {
      throw new Invalid(
          "from",
          String.format(
              Locale.ROOT,
              "The period has more than %,d decisions, too many for one file. Ask for a shorter"
                  + " one.",
              DECISIONS_MAX));
    }
    append(parts.audit(), permit, period);
    return out -> {
      if (!exports.tryAcquire()) {
        throw new Limited(TRY_AGAIN);
      }
      try {
        write(permit, period, out);
      } finally {
        exports.release();
      }
    };
  }

  private void append(AuditLog audit, Permit permit, Period period) {
    var facts =
        Map.of(
            "kind", period.kind().text(),
            "from", period.from().toString(),
            "to", period.to().toString());
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              audit.append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
              return permit;
            });
  }

  private void write(Permit permit, Period period, OutputStream out) throws IOException {
    List<Decision> page = logged.page(permit, period, period.end());
    while (!page.isEmpty()) {
      for (Decision decision : page) {
        out.write(decision.record().line());
        out.write('\n');
      }
      page = logged.page(permit, period, page.getLast().id());
    }
  }
}
