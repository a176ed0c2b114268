package com.integraci.tests.decisions;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.DecisionFeature;
import com.integraci.appliance.exemptions.ExemptionTerms;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.Opa;
import com.integraci.config.ControlSettings;
import com.integraci.tests.Parts;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.policy.Bundles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Decisions over a database of their own, by rules that a test chooses. */
final class Desk implements AutoCloseable, Rules {

  final TenantId team = TenantId.fresh();
  final TenantId other = TenantId.fresh();
  final ControlSettings.Database settings;
  final Database database;
  final DecisionFeature feature;

  private final Opa opa = Opa.sandboxed(Parts.program("opa"));
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<Ruling> known = new ArrayList<>();
  private Optional<Ruling> active = Optional.empty();

  Desk() {
    this(PostgresServer.shared().copy());
  }

  /** Over that one, which has all migrations. */
  Desk(ControlSettings.Database settings) {
    this.settings = settings;
    this.database = Database.open(settings);
    var parts = new DecisionFeature.Parts(database, Policy.load(), new AuditLog(), new Metrics());
    this.feature = DecisionFeature.of(parts, this);
    for (TenantId tenant : List.of(team, other)) {
      sql(
          "insert into app.tenant (tenant_id, slug, plan, organisation, state) values"
              + " (?, 't' || right(?::text, 8), 'team', 'Tests', 'active')",
          tenant.value(),
          tenant.value());
    }
  }

  /** Has the bundle decide from now on. */
  void activate(Bundles bundle) {
    try {
      var read = PolicyBundle.read(bundle.folder());
      var evaluator = new Workbench(opa).compile(read, 2, clock);
      var manifest = read.manifest();
      var ruling =
          new Ruling(
              manifest.name(), manifest.version(), read.digest(), manifest.rules(), evaluator);
      known.add(ruling);
      active = Optional.of(ruling);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As if no bundle had ever been there. */
  void forget() {
    known.clear();
    active = Optional.empty();
  }

  @Override
  public Optional<Ruling> active(TenantId tenant, DecisionKind kind) {
    return active.filter(_ -> tenant.equals(team) && kind == DecisionKind.GATE_1);
  }

  @Override
  public Optional<Ruling> of(TenantId tenant, byte[] digest) {
    return known.stream()
        .filter(one -> Arrays.equals(HexFormat.of().parseHex(one.digest()), digest))
        .findFirst();
  }

  Caller caller(Role role) {
    return caller(team, role);
  }

  Caller caller(TenantId tenant, Role role) {
    var actor = new Actor(Actor.Kind.MEMBER, UuidV7.next());
    return new Caller(tenant, actor, role, UuidV7.next());
  }

  /** What somebody asks for who wants an exception from a rule for a day. */
  static ExemptionTerms terms(String rule, String service) {
    var expires = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    return new ExemptionTerms(rule, service, Optional.empty(), "Until it is mended.", expires);
  }

  /** Facts as a request has them: without gate and time. */
  static Map<String, Object> facts() {
    var facts =
        JsonMapper.shared().readValue(Bundles.FACTS, new TypeReference<Map<String, Object>>() {});
    facts.remove("gate");
    facts.remove("time");
    return facts;
  }

  /** The same with both, as they are decided on. */
  static byte[] document() {
    return Bundles.FACTS.getBytes(StandardCharsets.UTF_8);
  }

  void sql(String statement, Object... values) {
    try (var connection = PostgresServer.shared().superuser(settings.name());
        var prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      prepared.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** As the owner of the cluster can, with triggers off. */
  void unguarded(String statement, Object... values) {
    try (var connection = PostgresServer.shared().superuser(settings.name());
        var off = connection.createStatement();
        var prepared = connection.prepareStatement(statement)) {
      off.execute("set session_replication_role = replica");
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      prepared.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** The first column of each row, as text. */
  List<String> texts(String query) {
    return texts(settings, query);
  }

  /** The same of any database. */
  static List<String> texts(ControlSettings.Database settings, String query) {
    try (var connection = PostgresServer.shared().superuser(settings.name());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** The values of a field in all entries about a resource, in the order of the chain. */
  List<String> entries(UUID resource, String field) {
    return entries(resource, field, "true");
  }

  /**
   * The same of some of them.
   *
   * @param field a value of the entry {@code b}, such as {@code b->>'action'}
   * @param which which entries, by what is in {@code b}
   */
  List<String> entries(UUID resource, String field, String which) {
    return texts(
        """
        select %s from (select convert_from(body, 'UTF8')::jsonb as b, position
                        from app.audit_entry) as e
        where b->'resource'->>'id' = '%s' and %s order by position
        """
            .formatted(field, resource, which));
  }

  @Override
  public void close() {
    database.close();
    opa.close();
    clock.shutdownNow();
  }
}
