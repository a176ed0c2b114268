package com.integraci.appliance.broker;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.jobs.RecurringJob;
import com.integraci.appliance.jobs.WakeUp;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.openbao.TenantVault;
import com.integraci.appliance.policy.Policy;
import com.integraci.config.ControlSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** NATS, opened: everything in it that the control plane uses. Connects when it is first asked. */
public final class Broker implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Broker.class.getName());
  private static final Duration COMPARE = Duration.ofMinutes(5);
  private static final Duration REVOKE = Duration.ofSeconds(1);
  private static final Duration TIDY = Duration.ofMinutes(1);

  private final List<RecurringJob> jobs = new CopyOnWriteArrayList<>();
  private final ExecutorService threads;
  private final Links links;
  private final Accounts accounts;
  private final TenantVault vault;
  private final Publisher publisher;
  private final Users users;
  private final Meter meter;

  private Broker(ExecutorService threads, Links links, Database members, OpenBao openBao) {
    this.threads = threads;
    this.links = links;
    this.vault = openBao.tenants();
    this.accounts = new Accounts(links, vault);
    this.publisher = new Publisher(links);
    this.users = new Users(links, members);
    this.meter = new Meter(links);
  }

  /** Prepares to talk to NATS. What it does for a tenant goes on while people are refused. */
  public static Broker open(
      ControlSettings settings, Database database, OpenBao openBao, Policy policy, AuditLog audit) {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var address = BrokerAddress.of(settings.nats().url(), settings.authority());
    var links = new Links(address, threads, openBao.broker(), database.system(), policy, audit);
    return new Broker(threads, links, database, openBao);
  }

  /** Tenants' accounts. */
  public Accounts accounts() {
    return accounts;
  }

  /** What finds how a tenant's account differs, and puts it right. */
  public AccountRepair repair() {
    return new AccountRepair(links, accounts, vault);
  }

  /** What tries the walls between accounts. */
  public AccountProbe probe() {
    return new AccountProbe(links, repair());
  }

  /** What publishes tenants' events. */
  public Publisher publisher() {
    return publisher;
  }

  /** What asks the broker about itself. */
  public Meter meter() {
    return meter;
  }

  /** Members' users. */
  public Users users() {
    return users;
  }

  /**
   * Asks whether the broker answers; needs no credential.
   *
   * @throws com.integraci.appliance.failure.Unavailable when it does not within 2 s
   */
  public void expectUp() {
    links.address().expectGreeting();
  }

  /**
   * Starts the work that nobody asks for: accounts are compared now and every five minutes, idle
   * connections closed every minute; each second credentials are taken back that no longer count.
   *
   * @param overview the pool of {@link JobDatabase.Job#OVERVIEW}
   * @param sweeper the pool of {@link JobDatabase.Job#SWEEPER}
   */
  public void start(JobDatabase overview, JobDatabase sweeper) {
    jobs.add(RecurringJob.start("revocations", REVOKE, new WakeUp(), () -> revoke(sweeper)));
    jobs.add(RecurringJob.start("broker", COMPARE, new WakeUp(), () -> compare(overview)));
    jobs.add(RecurringJob.start("publishers", TIDY, new WakeUp(), publisher::closeIdle));
  }

  /** Once in its interval: what could not be revoked is not tried without a pause. */
  private int revoke(JobDatabase sweeper) {
    int tenants = accounts.revoke(sweeper);
    if (tenants > 0) {
      LOG.log(System.Logger.Level.INFO, "credentials were taken back in " + tenants + " tenants");
    }
    return 0;
  }

  /** Once in its interval, whatever it finds. */
  private int compare(JobDatabase overview) {
    int wrong = accounts.compare(overview);
    if (wrong > 0) {
      LOG.log(System.Logger.Level.WARNING, wrong + " accounts of the broker were put right");
    }
    return 0;
  }

  @Override
  public void close() {
    jobs.forEach(RecurringJob::close);
    publisher.close();
    meter.close();
    threads.shutdownNow();
  }
}
