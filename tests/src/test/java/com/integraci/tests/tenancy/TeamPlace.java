package com.integraci.tests.tenancy;

import com.integraci.appliance.accounts.AccountParts;
import com.integraci.appliance.accounts.AccountWorkflow;
import com.integraci.appliance.accounts.Visits;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.SealSignal;
import com.integraci.appliance.broker.Broker;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.http.RouteTable;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.mail.Mail;
import com.integraci.appliance.members.IdentityProviders;
import com.integraci.appliance.members.InvitationPost;
import com.integraci.appliance.members.MemberParts;
import com.integraci.appliance.members.Membership;
import com.integraci.appliance.members.ProviderParts;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.probe.Probes;
import com.integraci.appliance.probe.RouteProbe;
import com.integraci.appliance.repair.Layers;
import com.integraci.appliance.repair.Repairs;
import com.integraci.appliance.tenancy.Operations;
import com.integraci.appliance.tenancy.ProbeTeams;
import com.integraci.appliance.tenancy.Provisioning;
import com.integraci.appliance.tenancy.SignUp;
import com.integraci.appliance.tenancy.SignUpCommand;
import com.integraci.appliance.tenancy.Suspension;
import com.integraci.appliance.tenancy.TenancyParts;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Definitions;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.WorkSignal;
import com.integraci.appliance.workflow.WorkflowEngine;
import com.integraci.appliance.workflow.Workflows;
import com.integraci.config.ControlSettings;
import com.integraci.config.SettingsFile;
import com.integraci.tests.KeycloakServer;
import com.integraci.tests.NatsServer;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.ThrowawayAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The control plane's tenancy over a database of its own, with a real Keycloak and OpenBao; engines
 * are started by the tests.
 */
final class TeamPlace implements AutoCloseable {

  /** A lease that is short enough to wait for. */
  static final WorkflowEngine.Limits LIMITS =
      new WorkflowEngine.Limits(4, Duration.ofSeconds(3), Duration.ofMillis(100), 4);

  static final String PASSWORD = "correct horse battery";

  final ControlSettings settings;
  final Database database;
  final Keycloak keycloak;
  final OpenBao openbao;
  final Broker broker;
  final SignUp signUp;
  final Operations operations;
  final Provisioning provisioning;
  final Suspension suspension;
  final Repairs repairs;
  final ProbeTeams probeTeams;
  final MemberParts members;
  final InvitationPost post;
  final IdentityProviders providers;
  final Policy policy = Policy.load();

  /** Who is told of entries; nobody, until a test sets a sealer. */
  final AtomicReference<SealSignal> sealing = new AtomicReference<>(SealSignal.NONE);

  final AuditLog audit = new AuditLog(tenant -> sealing.get().committed(tenant));
  final JobDatabase overview;
  final Workflows workflows;
  private final WorkSignal work = new WorkSignal();
  final FrontDoor front;
  private final JobDatabase claims;
  private final Definitions definitions;

  TeamPlace(ControlSettings settings) {
    this.settings = settings;
    database = Database.open(settings.database());
    front = FrontDoor.open(settings.database());
    claims = JobDatabase.open(settings.database(), JobDatabase.Job.WORKFLOW);
    overview = JobDatabase.open(settings.database(), JobDatabase.Job.OVERVIEW);
    keycloak = Keycloak.open(settings);
    openbao = OpenBao.open(settings.openbao(), settings.authority());
    broker = Broker.open(settings, database, openbao, policy, audit);
    provisioning = new Provisioning(database, keycloak, openbao, broker.accounts());
    var providing = new ProviderParts(database, policy, audit, keycloak, openbao, true);
    var layers = new Layers(database, keycloak, openbao, broker, providing);
    definitions =
        new Definitions(
            Stream.of(
                    List.of(layers.definition(), AccountWorkflow.definition(database, keycloak)),
                    provisioning.definitions(),
                    Membership.definitions(database, keycloak, providing))
                .flatMap(List::stream)
                .toList());
    workflows = new Workflows(parts(Probe.NONE), overview, work);
    var parts = new TenancyParts(database, policy, audit, workflows, provisioning);
    suspension = new Suspension(parts, overview);
    repairs = new Repairs(new Repairs.Parts(database, overview, policy, audit, workflows, layers));
    probeTeams = new ProbeTeams(parts);
    members = new MemberParts(database, policy, audit, workflows, keycloak);
    post = new InvitationPost(Mail.open(settings, new Metrics()), settings.url());
    providers = new IdentityProviders(members, providing);
    signUp = new SignUp(parts, front, openbao.signups(), true);
    operations = new Operations(front, definitions, keycloak, settings.url());
  }

  /** The probe, which calls the API at an address. */
  Probes probes(URI url, Supplier<RouteTable> table) {
    var programs = new AccountParts(database, policy, audit, workflows, keycloak);
    var routes = new RouteProbe(url, settings.authority(), table, new Visits(programs));
    var walls = new Probes.Walls(openbao, broker, routes);
    return new Probes(new Probes.Parts(database, policy, audit, walls, probeTeams));
  }

  /** A place over a new copy of the database. */
  static TeamPlace fresh() {
    return new TeamPlace(settings(PostgresServer.shared().copy()));
  }

  private static ControlSettings settings(ControlSettings.Database database) {
    var keycloak = KeycloakServer.shared();
    var openbao = OpenBaoServer.shared();
    var nats = NatsServer.shared();
    try {
      var folder = Files.createTempDirectory("integraci-teams");
      var own = new ThrowawayAuthority();
      var certificate = folder.resolve("server.pem");
      own.writeTo(folder.resolve("own-ca.pem"));
      own.issueTo(certificate, folder.resolve("server.key"));
      var authorities =
          Files.readString(folder.resolve("own-ca.pem"))
              + Files.readString(keycloak.authority())
              + Files.readString(openbao.authority())
              + Files.readString(nats.authority());
      Files.writeString(folder.resolve("ca.pem"), authorities);
      return new ControlSettings(
          keycloak.origin(),
          folder.resolve("ca.pem"),
          new ControlSettings.Http(
              "127.0.0.1", keycloak.origin().getPort(), certificate, folder.resolve("server.key")),
          database,
          keycloak.settings(),
          openbao.settings(),
          nats.settings(),
          new ControlSettings.Signup(true),
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings as a file, for a process of its own. */
  Path settingsFile() {
    try {
      return Files.writeString(
          settings.state().resolve("control.yaml"), SettingsFile.write(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WorkflowEngine.Parts parts(Probe probe) {
    return new WorkflowEngine.Parts(database, claims, policy, audit, definitions, probe);
  }

  WorkflowEngine engine(Probe probe) {
    return WorkflowEngine.start(parts(probe), new WorkSignal(), LIMITS);
  }

  /** An engine as the control plane has it, woken by sign-ups. */
  WorkflowEngine shippedEngine() {
    return WorkflowEngine.start(parts(Probe.NONE), work, WorkflowEngine.Limits.DEFAULT);
  }

  Definition provision() {
    return definitions.latest("tenant.provision");
  }

  Definition definition(String name) {
    return definitions.latest(name);
  }

  static SignUpCommand command(String slug, String key) {
    return new SignUpCommand(
        "Ada Owner",
        "ada@" + slug + ".example",
        PASSWORD,
        "Team " + slug,
        slug,
        "team",
        key,
        UuidV7.next());
  }

  /** Somebody of a team who has a role for good, and nothing in Keycloak. */
  Caller member(TenantId tenant, Role role) {
    var member = UuidV7.next();
    try (var connection = PostgresServer.shared().superuser(settings.database().name());
        var insert =
            connection.prepareStatement(
                "insert into app.member (tenant_id, member_id, kind, role)"
                    + " values (?, ?, 'member', ?)")) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, member);
      insert.setString(3, role.name().toLowerCase(Locale.ROOT));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Caller(tenant, new Actor(Actor.Kind.MEMBER, member), role, UuidV7.next());
  }

  /** Has an account of the operators' realm be an operator here as well: realms are shared. */
  void operator(UUID account) {
    try (var connection = PostgresServer.shared().superuser(settings.database().name());
        var insert =
            connection.prepareStatement(
                "insert into app.member (tenant_id, member_id, kind, role)"
                    + " values (?, ?, 'service', 'operator') on conflict do nothing")) {
      insert.setObject(1, TenantId.APPLIANCE.value());
      insert.setObject(2, account);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs a team up without doing any of its workflow. */
  TenantId signedUp(String slug) {
    signUp.run(command(slug, ""));
    return overview
        .claim(
            tx ->
                tx.first(
                    """
                    select tenant_id from app.tenant where slug = ? and state <> 'failed'
                    """,
                    row -> new TenantId(row.uuid("tenant_id")),
                    slug))
        .orElseThrow();
  }

  @Override
  public void close() {
    broker.close();
    openbao.close();
    keycloak.close();
    overview.close();
    claims.close();
    front.close();
    database.close();
  }
}
