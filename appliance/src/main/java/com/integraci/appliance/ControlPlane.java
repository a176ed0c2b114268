package com.integraci.appliance;

import com.integraci.appliance.accounts.AccountParts;
import com.integraci.appliance.accounts.AccountRoutes;
import com.integraci.appliance.accounts.Accounts;
import com.integraci.appliance.alerts.AlertRoutes;
import com.integraci.appliance.alerts.Alerts;
import com.integraci.appliance.alerts.Sensors;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.SealSignal;
import com.integraci.appliance.broker.Broker;
import com.integraci.appliance.components.Components;
import com.integraci.appliance.console.Console;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.JobDatabase.Job;
import com.integraci.appliance.events.EventFeature;
import com.integraci.appliance.http.OwnRoutes;
import com.integraci.appliance.http.RouteTable;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.http.Server;
import com.integraci.appliance.identity.Identity;
import com.integraci.appliance.jobs.WakeUp;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.live.LiveFeature;
import com.integraci.appliance.mail.Mail;
import com.integraci.appliance.members.InvitationPost;
import com.integraci.appliance.members.MemberParts;
import com.integraci.appliance.members.Membership;
import com.integraci.appliance.members.ProviderParts;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.notices.NoticeMail;
import com.integraci.appliance.notices.NoticeMaker;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.probe.ProbeRoutes;
import com.integraci.appliance.repair.Layers;
import com.integraci.appliance.repair.RepairRoutes;
import com.integraci.appliance.secrets.SecretParts;
import com.integraci.appliance.secrets.SecretProbe;
import com.integraci.appliance.secrets.SecretRoutes;
import com.integraci.appliance.secrets.SecretSweeper;
import com.integraci.appliance.secrets.Secrets;
import com.integraci.appliance.tenancy.ApplianceTenant;
import com.integraci.appliance.tenancy.Operations;
import com.integraci.appliance.tenancy.OperatorSetup;
import com.integraci.appliance.tenancy.Provisioning;
import com.integraci.appliance.tenancy.SignUp;
import com.integraci.appliance.tenancy.Suspension;
import com.integraci.appliance.tenancy.TenancyParts;
import com.integraci.appliance.tenancy.TenancyRoutes;
import com.integraci.appliance.tenancy.Tenants;
import com.integraci.appliance.tracing.Tracing;
import com.integraci.appliance.workflow.WorkSignal;
import com.integraci.appliance.workflow.WorkflowEngine;
import com.integraci.appliance.workflow.WorkflowRoutes;
import com.integraci.appliance.workflow.Workflows;
import com.integraci.config.ControlSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The control plane's table of contents: which features there are and what each is given. */
public final class ControlPlane implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ControlPlane.class.getName());
  private static final int SEALER_POOL = 2;

  // The ground: everything that is opened is closed in the opposite order.
  private final Opened opened = new Opened();
  private final Metrics metrics = new Metrics();
  private final Policy policy = Policy.load();
  private final ControlSettings settings;
  private final Database database;
  private final FrontDoor front;
  private final JobDatabase overview;
  private final OpenBao openbao;
  private final Keycloak keycloak;

  // The features.
  private final AtomicReference<SealSignal> sealing = new AtomicReference<>(SealSignal.NONE);
  private final AuditLog audit;
  private final Broker broker;
  private final WorkSignal work = new WorkSignal();
  private final WorkflowEngine.Parts engine;
  private final Workflows workflows;
  private final Upkeep upkeep;
  private final Watch watch;
  private final Telling telling;
  private final Membership membership;
  private final Accounts accounts;
  private final SignUp signUp;
  private final Operations operations;
  private final Tenants tenants;
  private final Suspension suspension;
  private final ApplianceTenant operators;
  private final WakeUp secretsLeft = new WakeUp();
  private final SecretSweeper sweeper;
  private final Secrets secrets;
  private final Chain chain;
  private final EventFeature events;
  private final Ruled rules;
  private final Identity identity;
  private final LiveFeature live;
  private final Console console;
  private final RouteTable table;

  /**
   * Wires every feature. Nothing is asked of another component yet, so that the control plane can
   * start, and say what is missing, while they are away.
   */
  public ControlPlane(ControlSettings settings) {
    this.settings = settings;
    var notices = new NoticeMaker(settings.mail().isPresent());
    this.audit = new AuditLog(tenant -> sealing.get().committed(tenant), notices);
    opened.keep(Tracing.open(settings.traces(), metrics));
    this.database = opened.keep(Database.open(settings.database()));
    this.front = opened.keep(FrontDoor.open(settings.database()));
    this.overview = job(Job.OVERVIEW);
    this.openbao = opened.keep(OpenBao.open(settings.openbao(), settings.authority()));
    this.keycloak = opened.keep(Keycloak.open(settings));

    this.broker = opened.keep(Broker.open(settings, database, openbao, policy, audit));
    var provisioning = new Provisioning(database, keycloak, openbao, broker.accounts());
    var providers = ProviderParts.of(settings, database, policy, audit, keycloak, openbao);
    var layers = new Layers(database, keycloak, openbao, broker, providers);
    var definitions = KnownWork.definitions(provisioning, database, keycloak, providers, layers);
    this.engine =
        new WorkflowEngine.Parts(
            database, job(Job.WORKFLOW), policy, audit, definitions, new StepCounter(metrics));
    this.workflows = new Workflows(engine, overview, work);
    var tenancy = new TenancyParts(database, policy, audit, workflows, provisioning);
    var programs = new AccountParts(database, policy, audit, workflows, keycloak);
    this.accounts = new Accounts(programs);
    var walls = Upkeep.walls(settings, openbao, broker, programs, this::table);
    this.upkeep = Upkeep.of(tenancy, overview, walls, layers);
    var people = new MemberParts(database, policy, audit, workflows, keycloak);
    var mail = opened.keep(Mail.open(settings, metrics));
    var url = settings.url();
    var directory = keycloak.directory();
    this.telling = Telling.of(audit, new NoticeMail.Parts(database, policy, mail, directory, url));
    var post = new InvitationPost(mail, url);
    this.membership = Membership.of(people, providers, front, job(Job.SWEEPER), post);
    this.signUp = new SignUp(tenancy, front, openbao.signups(), settings.signup().open());
    this.operations = new Operations(front, definitions, keycloak, url);
    this.tenants = new Tenants(database, overview, policy);
    this.suspension = new Suspension(tenancy, overview);
    this.identity = opened.keep(new Identity(settings, front, database, policy, audit));
    this.live = LiveFeature.of(policy, database, identity, metrics);
    var realms = identity.keycloakCheck();
    this.operators = opened.keep(new ApplianceTenant(tenancy, settings, keycloak, realms.probe()));
    var health = new Checks(front, realms, openbao, broker, operators, sealing::get).health();
    this.watch =
        Watch.of(
            new Alerts.Parts(database, policy, audit),
            new Sensors.Parts(settings, health, metrics, overview, broker, mail),
            upkeep,
            keycloak);
    this.chain = Chain.of(new Chain.Parts(database, policy, audit, openbao.auditSigner()));
    var parts = new SecretParts(policy, database, audit, openbao, SecretProbe.NONE);
    this.sweeper = new SecretSweeper(parts, job(Job.SWEEPER), secretsLeft::call);
    this.secrets = new Secrets(parts, sweeper);
    this.events = EventFeature.of(settings, policy, database, audit, openbao);
    this.rules = opened.keep(Ruled.of(settings, chain.parts(), openbao.auditSigner(), metrics));
    this.console =
        new Console(
            url,
            policy,
            health,
            new Console.Verbs(
                signUp,
                operations,
                new OperatorSetup(database, policy, audit, keycloak),
                tenants,
                membership,
                accounts,
                events.webhooks(),
                suspension,
                upkeep.repairs(),
                upkeep.probes(),
                watch.alerts(),
                telling.notices(),
                rules.verbs(),
                workflows,
                definitions,
                secrets,
                chain.trail(),
                chain.erasure()));
    this.table = new OwnRoutes(health, metrics, policy).with(features());
  }

  private List<Routes> features() {
    return List.of(
        identity.routes(),
        live.routes(),
        console.routes(),
        membership.routes(),
        AccountRoutes.of(accounts),
        RepairRoutes.of(upkeep.repairs()),
        ProbeRoutes.of(upkeep.probes()),
        AlertRoutes.of(watch.alerts()),
        telling.routes(),
        SecretRoutes.of(secrets),
        chain.routes(),
        new TenancyRoutes(signUp, operations, tenants, suspension).routes(),
        new WorkflowRoutes(workflows).routes(),
        opened.keep(Components.of(policy, job(Job.METRICS), keycloak, openbao, broker)).routes(),
        events.routes(broker.users()),
        rules.routes());
  }

  private JobDatabase job(Job job) {
    return opened.keep(JobDatabase.open(settings.database(), job));
  }

  /** Every route there is. */
  public RouteTable table() {
    return table;
  }

  /** Starts the work that nobody asks for, and listens; returns the port. */
  public int start() {
    rules.start(opened, job(Job.SWEEPER));
    var own = opened.keep(Database.open(settings.database().withPoolMax(SEALER_POOL)));
    var sealer = chain.start(opened, job(Job.SEALER), own, live.after(events::sealed));
    sealing.set(sealer);
    Checks.gauge(sealer, metrics);
    new Sweeps(secretsLeft, sweeper, membership, openbao).start(opened);
    var reading = job(Job.EVENTS);
    opened.keep(events.start(reading, broker.publisher(), metrics));
    upkeep.start(opened, metrics);
    watch.start(opened, metrics);
    opened.keep(telling.start(reading));
    broker.start(overview, job(Job.SWEEPER));
    opened.keep(WorkflowEngine.start(engine, work, WorkflowEngine.Limits.DEFAULT));
    operators.start();
    var server = Server.start(settings.http(), table, live.guard(), console.errorPage(), metrics);
    opened.keep(server);
    opened.keep(live.start(reading, overview));
    LOG.log(System.Logger.Level.INFO, "listens on port " + server.port());
    return server.port();
  }

  /** Lets requests end, then closes what was opened, the last first. */
  @Override
  public void close() {
    opened.close();
    LOG.log(System.Logger.Level.INFO, "stopped");
  }
}
