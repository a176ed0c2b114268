package com.integraci.appliance.probe;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.broker.AccountRepair;
import com.integraci.appliance.broker.Broker;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.tenancy.ProbeTeams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** Runs the probe, now or by night, and says what the last run found. */
public final class Probes {

  private static final System.Logger LOG = System.getLogger(Probes.class.getName());

  private final Parts parts;
  private final ReentrantLock running = new ReentrantLock();

  /** What it works with. */
  public record Parts(
      Database database, Policy policy, AuditLog audit, Walls walls, ProbeTeams teams) {}

  /** What is tried beside the database. */
  public record Walls(OpenBao openbao, Broker broker, RouteProbe routes) {}

  /** The verbs. */
  public Probes(Parts parts) {
    this.parts = parts;
  }

  /**
   * Runs it now; that takes seconds.
   *
   * @throws Conflict while its tenants are being made, or it runs already
   * @throws com.integraci.appliance.failure.Unavailable when a component is away
   */
  public ProbeRun run(Caller caller) {
    return run(
        parts.policy().authorize(caller, Action.PROBE_RUN, Resource.tenant(caller.tenant())));
  }

  /** The last run, if there was one. */
  public Optional<ProbeRun> latest(Caller caller) {
    var permit =
        parts.policy().authorize(caller, Action.PROBE_READ, Resource.tenant(caller.tenant()));
    return parts.database().inTenant(permit.tenant(), ProbeStore::latest);
  }

  /** What the last run found, if there was one; cheap enough to be asked for all the time. */
  public Optional<ProbeStatus> status() {
    return parts
        .database()
        .system()
        .inTenant(TenantId.APPLIANCE, tx -> ProbeStore.status(tx, TenantId.APPLIANCE));
  }

  /** Runs it because it is due. */
  ProbeRun run() {
    var resource = Resource.tenant(TenantId.APPLIANCE);
    return run(
        parts.policy().system(TenantId.APPLIANCE, UuidV7.next(), Action.PROBE_RUN, resource));
  }

  private ProbeRun run(Permit permit) {
    if (!running.tryLock()) {
      throw new Conflict("The probe is running. Look at it in a minute.");
    }
    try {
      if (!parts.teams().ready()) {
        throw new Conflict("The probe's own tenants are being made. Run it again in a minute.");
      }
      var started = Instant.now();
      var run = new ProbeRun(UuidV7.next(), started, Instant.now(), attempts());
      keep(permit, new ProbeRun(run.id(), started, Instant.now(), run.attempts()));
      return run;
    } finally {
      running.unlock();
    }
  }

  /** Each tenant tries the other. */
  private List<Attempt> attempts() {
    var attempts = new ArrayList<Attempt>();
    var ids = ProbeTeams.IDS;
    for (int i = 0; i < ids.size(); i++) {
      TenantId one = ids.get(i);
      TenantId other = ids.get(ids.size() - 1 - i);
      attempts.addAll(new DatabaseProbe(parts.database()).run(one, other));
      parts.walls().openbao().probe().run(login(one), login(other)).stream()
          .map(
              tried ->
                  new Attempt(
                      "secrets",
                      tried.as() + (tried.right() ? ", its right: " : ": ") + tried.call(),
                      String.valueOf(tried.status()),
                      tried.held()))
          .forEach(attempts::add);
      parts.walls().broker().probe().run(team(one), team(other)).stream()
          .map(tried -> new Attempt("broker", tried.what(), tried.answer(), tried.blocked()))
          .forEach(attempts::add);
    }
    var things = new ProbeThings(parts.database());
    attempts.addAll(parts.walls().routes().run(things, ids.getFirst(), ids.getLast()));
    return attempts;
  }

  private static AccountRepair.Team team(TenantId tenant) {
    return new AccountRepair.Team(tenant, "team", true);
  }

  /** The entry about a login to a namespace stands in its tenant's chain before. */
  private Permit login(TenantId tenant) {
    var resource = Resource.tenant(tenant);
    var permit = parts.policy().system(tenant, UuidV7.next(), Action.SECRET_LOGIN, resource);
    append(permit, AuditEvent.done(resource));
    return permit;
  }

  private void append(Permit permit, AuditEvent event) {
    parts
        .database()
        .system()
        .inTenant(
            permit.tenant(),
            tx -> {
              parts.audit().append(tx, permit, event);
              return permit;
            });
  }

  /**
   * An attempt that nothing stopped is a failure in the operators' chain and an alarm in the log.
   */
  private void keep(Permit permit, ProbeRun run) {
    int open = run.open().size();
    var outcome = open == 0 ? AuditEvent.Outcome.DONE : AuditEvent.Outcome.FAILED;
    var facts = Map.of("tried", "" + run.tried(), "blocked", "" + run.blocked());
    var event = new AuditEvent(permit.resource(), outcome, new TreeMap<>(facts), new TreeMap<>());
    parts
        .database()
        .system()
        .inTenant(
            permit.tenant(),
            tx -> {
              ProbeStore.insert(tx, permit, run);
              parts.audit().append(tx, permit, event);
              return permit;
            });
    run.open()
        .forEach(
            attempt ->
                LOG.log(
                    System.Logger.Level.ERROR,
                    "isolation probe: {0} {1}: {2}",
                    attempt.area(),
                    attempt.what(),
                    attempt.answer()));
  }
}
