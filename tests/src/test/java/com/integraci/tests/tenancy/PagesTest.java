package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.tenancy.Tenants;
import com.integraci.appliance.workflow.Definitions;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.WorkSignal;
import com.integraci.appliance.workflow.WorkflowEngine;
import com.integraci.appliance.workflow.WorkflowFilter;
import com.integraci.appliance.workflow.WorkflowView;
import com.integraci.appliance.workflow.Workflows;
import com.integraci.config.ControlSettings;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists by pages: each row once, in one order, nothing of another team. */
@Tag("isolation")
final class PagesTest {

  private static final List<String> STATES = List.of("succeeded", "stuck", "running", "failed");
  private static final List<UUID> TEAMS = new ArrayList<>();

  private static ControlSettings.Database settings;
  private static Database database;
  private static JobDatabase overview;

  @BeforeAll
  static void fill() throws SQLException {
    settings = PostgresServer.shared().copy();
    database = Database.open(settings);
    overview = JobDatabase.open(settings, JobDatabase.Job.OVERVIEW);
    for (int team = 0; team < 7; team++) {
      var tenant = UuidV7.next();
      TEAMS.addFirst(tenant);
      sql(
          "insert into app.tenant (tenant_id, slug, plan, organisation, state)"
              + " values (?, ?, 'team', 'Tests', 'active')",
          tenant,
          "paged-" + team);
      for (int n = 0; n < 9; n++) {
        var state = STATES.get(n % STATES.size());
        sql(
            "insert into app.workflow (tenant_id, workflow_id, definition, version, payload, state,"
                + " step, due_at, ended_at) values (?, ?, 'tenant.provision', 1, '{}', ?, 'realm',"
                + " case when ? = 'running' then now() end,"
                + " case when ? in ('succeeded', 'failed') then now() end)",
            tenant,
            UuidV7.next(),
            state,
            state,
            state);
      }
    }
  }

  @AfterAll
  static void close() {
    overview.close();
    database.close();
  }

  @Test
  void tenants_come_newest_first_and_each_once() {
    var tenants = new Tenants(database, overview, Policy.load());
    for (int limit : new int[] {1, 3, 7, 100}) {
      var seen = new ArrayList<UUID>();
      var after = Tenants.START;
      boolean more = true;
      while (more) {
        var page = tenants.list(caller(TenantId.APPLIANCE.value(), Role.OPERATOR), after, limit);
        assertTrue(page.tenants().size() <= limit, "more than asked for");
        page.tenants().forEach(tenant -> seen.add(tenant.id().value()));
        assertTrue(seen.size() <= TEAMS.size(), "a page comes again");
        more = page.next().isPresent();
        after = page.next().map(TenantId::value).orElse(after);
      }
      assertEquals(TEAMS, seen, "pages of " + limit);
    }
  }

  @Test
  void workflows_come_stuck_first_and_each_once() {
    var mine = walk(caller(TEAMS.getLast(), Role.OWNER), 2);
    assertEquals(9, mine.size());
    assertTrue(mine.stream().allMatch(one -> one.tenant().equals(TEAMS.getLast())));
    expectOrder(mine);
    var all = walk(caller(TenantId.APPLIANCE.value(), Role.OPERATOR), 10);
    assertEquals(63, all.size());
    expectOrder(all);
    assertEquals(
        all,
        walk(caller(TenantId.APPLIANCE.value(), Role.OPERATOR), Workflows.PAGE_MAX),
        "by one page");
  }

  @Test
  void a_filter_narrows_the_list_and_each_page_of_it() {
    var owner = caller(TEAMS.getLast(), Role.OWNER);
    var operator = caller(TenantId.APPLIANCE.value(), Role.OPERATOR);
    int inAll = 0;
    for (String state : STATES) {
      var filter = new WorkflowFilter(state, "");
      var mine = walk(owner, filter, 2);
      assertTrue(mine.stream().allMatch(one -> word(one).equals(state)), mine.toString());
      assertEquals(mine, walk(owner, new WorkflowFilter(state, "tenant.provision"), 2));
      assertEquals(List.of(), walk(owner, new WorkflowFilter(state, "tenant.repair"), 2));
      assertEquals(7 * mine.size(), walk(operator, filter, 10).size());
      expectOrder(mine);
      inAll += mine.size();
    }
    assertEquals(9, inAll);
    assertEquals(9, walk(owner, new WorkflowFilter("", "tenant.provision"), 4).size());
    assertEquals(List.of(), walk(owner, new WorkflowFilter("cancelled", ""), 4));
  }

  private static String word(WorkflowView view) {
    return view.state().name().toLowerCase(Locale.ROOT);
  }

  private static void expectOrder(List<WorkflowView> found) {
    assertEquals(found.size(), new HashSet<>(found.stream().map(WorkflowView::id).toList()).size());
    for (int i = 1; i < found.size(); i++) {
      var before = found.get(i - 1);
      var here = found.get(i);
      int step = rank(here) - rank(before);
      boolean older = here.id().toString().compareTo(before.id().toString()) < 0;
      assertTrue(step > 0 || (step == 0 && older), before + " before " + here);
    }
  }

  private static int rank(WorkflowView view) {
    return switch (view.state()) {
      case STUCK, AMBIGUOUS -> 0;
      case RUNNING, WAITING -> 1;
      case SUCCEEDED, FAILED, CANCELLED -> 2;
    };
  }

  private static List<WorkflowView> walk(Caller caller, int limit) {
    return walk(caller, WorkflowFilter.NONE, limit);
  }

  private static List<WorkflowView> walk(Caller caller, WorkflowFilter filter, int limit) {
    var parts =
        new WorkflowEngine.Parts(
            database,
            overview,
            Policy.load(),
            new AuditLog(),
            new Definitions(List.of()),
            Probe.NONE);
    var workflows = new Workflows(parts, overview, new WorkSignal());
    var seen = new ArrayList<WorkflowView>();
    var after = "";
    do {
      var page = workflows.list(caller, filter, after, limit);
      assertTrue(page.workflows().size() <= limit, "more than asked for");
      seen.addAll(page.workflows());
      assertTrue(seen.size() <= 63, "a page comes again");
      after = page.next().orElse("");
    } while (!after.isEmpty());
    return seen;
  }

  private static Caller caller(UUID tenant, Role role) {
    var actor = new Actor(Actor.Kind.MEMBER, UuidV7.next());
    return new Caller(new TenantId(tenant), actor, role, UuidV7.next());
  }

  private static void sql(String statement, Object... values) throws SQLException {
    try (var connection = PostgresServer.shared().superuser(settings.name());
        var prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      prepared.execute();
    }
  }
}
