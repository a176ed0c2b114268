package com.integraci.appliance.compliance;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditExcerpts;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.BundleArchives;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.LoggedDecisions;
import com.integraci.appliance.decisions.Period;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.trust.Trust;
import com.integraci.bundles.pack.PackCoverage;
import com.integraci.bundles.pack.PackManifest;
import com.integraci.bundles.policy.DecisionKind;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Makes evidence packs: one file that is checked away from the appliance. */
public final class EvidencePacks {

  /** What the file is. */
  public static final String MEDIA_TYPE = "application/zip";

  /** More are too many for one file. */
  static final long DECISIONS_MAX = 250_000;

  private static final int PACKS_MAX = 2;
  private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

  private final Parts parts;
  private final InstantSource clock;
  private final Semaphore packs = new Semaphore(PACKS_MAX);

  /**
   * Of these.
   *
   * @param clock tells what is not yet
   */
  public EvidencePacks(Parts parts, InstantSource clock) {
    this.parts = parts;
    this.clock = clock;
  }

  /**
   * What packs are made of.
   *
   * @param database where decisions and bundles are
   * @param policy decides who may
   * @param audit takes two entries for each
   * @param excerpts the chain
   * @param trust the team's keys, and the site's, which signs
   */
  public record Parts(
      Database database, Policy policy, AuditLog audit, AuditExcerpts excerpts, Trust trust) {

    LoggedDecisions decisions() {
      return new LoggedDecisions(database);
    }

    BundleArchives bundles() {
      return new BundleArchives(database);
    }
  }

  /** A file in the making. */
  @FunctionalInterface
  public interface Pack {
    /** Writes the file; what it throws leaves it without its end, which every reader sees. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Prepares a pack. The chain has an entry with the period before the first byte, and one with the
   * manifest's digest before the last.
   *
   * @param from the first moment
   * @param to the first moment that is not meant; what is to come is not meant either
   * @throws Invalid when that is no period, or it has too many decisions for one file
   * @throws com.integraci.appliance.failure.Unavailable when it could not be signed, or the chain
   *     is behind
   */
  public Pack make(Caller caller, Instant from, Instant to) {
    var id = new Resource(PackCoverage.KIND, UuidV7.next());
    var permit = parts.policy().authorize(caller, Action.COMPLIANCE_EXPORT, id);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var of =
        new PackManifest.Of(id.id(), caller.tenant().value(), from, to.isAfter(now) ? now : to);
    requirePeriod(of);
    requireFew(permit, of);
    parts.excerpts().requireSigner();
    long before = parts.excerpts().sealed(permit);
    append(permit, Map.of("from", of.from().toString(), "to", of.to().toString()));
    long last = parts.excerpts().awaitSealed(permit, before);
    var margin = PackCoverage.MARGIN;
    var excerpt =
        parts.excerpts().around(permit, of.from().minus(margin), of.to().plus(margin), last);
    return out -> {
      if (!packs.tryAcquire()) {
        throw new Limited(TRY_AGAIN);
      }
      try {
        new PackedEvidence(parts, permit, of, excerpt).writeTo(out, facts -> append(permit, facts));
      } finally {
        packs.release();
      }
    };
  }

  private static void requirePeriod(PackManifest.Of of) {
    boolean fits =
        of.from().isBefore(of.to())
            && Duration.between(of.from(), of.to()).compareTo(Period.LENGTH_MAX) <= 0;
    if (!fits) {
      throw new Invalid(
          "from", "A period begins before it ends and before now, and has 366 days at most.");
    }
  }

  private void requireFew(Permit permit, PackManifest.Of of) {
    long left = DECISIONS_MAX;
    for (DecisionKind kind : DecisionKind.values()) {
      var period = new Period(kind, of.from(), of.to());
      left -= parts.decisions().count(permit, period, left + 1);
      if (left < 0) {
        throw new Invalid(
            "from",
            String.format(
                Locale.ROOT,
                "The period has more than %,d decisions, too many for one file. Ask for a shorter"
                    + " one.",
                DECISIONS_MAX));
      }
    }
  }

  private void append(Permit permit, Map<String, String> facts) {
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              parts.audit().append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
              return permit;
            });
  }
}
