package com.integraci.tests.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditEvent.Outcome;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.notices.NoticeChoice;
import com.integraci.appliance.notices.NoticeMaker;
import com.integraci.appliance.notices.Notices;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.config.ControlSettings;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is told of what, whose notices somebody reads and marks, and how long they are kept. */
@Tag("isolation")
final class NoticeRowsTest {

  private static final TenantId TEAM = TenantId.fresh();
  private static final Policy POLICY = Policy.load();
  private static final UUID OWNER = UuidV7.next();
  private static final UUID ADMIN = UuidV7.next();
  private static final UUID DEVELOPER = UuidV7.next();

  private static ControlSettings.Database settings;
  private static Database database;
  private static Notices notices;

  @BeforeAll
  static void open() {
    settings = PostgresServer.shared().copy();
    database = Database.open(settings);
    notices = new Notices(database, POLICY, new AuditLog());
    sql(
        "insert into app.tenant (tenant_id, slug, plan, organisation, state) values"
            + " (?, 'told', 'team', 'Tests', 'active'), (?, 'appliance', 'appliance',"
            + " 'Tests', 'active')",
        TEAM.value(),
        TenantId.APPLIANCE.value());
    member(TEAM, OWNER, "member", "owner");
    member(TEAM, ADMIN, "member", "admin");
    member(TEAM, DEVELOPER, "member", "developer");
    member(TEAM, UuidV7.next(), "service", "maintainer");
    member(TenantId.APPLIANCE, UuidV7.next(), "member", "operator");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void nothing() {
    sql("delete from app.notice");
  }

  @Test
  void everybody_is_every_person_and_no_program() {
    written(system(TEAM, Action.TENANT_SUSPEND, "tenant"), Outcome.DONE);
    assertEquals(Set.of(OWNER, ADMIN, DEVELOPER), told("tenant.suspend"));
  }

  @Test
  void admins_are_told_but_for_the_one_who_did_it() {
    written(system(TEAM, Action.MEMBER_REMOVE, "member"), Outcome.DONE);
    assertEquals(Set.of(OWNER, ADMIN), told("member.remove"));
    nothing();
    var resource = new Resource("member", UuidV7.next());
    written(POLICY.authorize(caller(OWNER), Action.MEMBER_REMOVE, resource), Outcome.DONE);
    assertEquals(Set.of(ADMIN), told("member.remove"));
  }

  @Test
  void what_failed_is_told_of_workflows_alone_and_of_those_nothing_else() {
    written(system(TEAM, Action.TENANT_SUSPEND, "tenant"), Outcome.FAILED);
    written(system(TEAM, Action.TENANT_SUSPEND, "workflow"), Outcome.DONE);
    assertEquals(0, count("true"));
    written(system(TEAM, Action.TENANT_SUSPEND, "workflow"), Outcome.FAILED);
    assertEquals(Set.of(OWNER, ADMIN), told("workflow.run"));
  }

  @Test
  void operators_are_told_by_alerts_only() {
    written(system(TenantId.APPLIANCE, Action.TENANT_SUSPEND, "tenant"), Outcome.DONE);
    assertEquals(0, count("true"));
  }

  @Test
  void what_is_about_the_service_is_not_mailed_and_nothing_is_without_a_server() {
    written(system(TEAM, Action.TENANT_SUSPEND, "tenant"), Outcome.DONE);
    assertEquals(3, count("mail = 'none'"));
    written(system(TEAM, Action.MEMBER_REMOVE, "member"), Outcome.DONE);
    assertEquals(2, count("mail = 'waiting' and due_at is not null"));
    nothing();
    written(false, system(TEAM, Action.MEMBER_REMOVE, "member"), Outcome.DONE);
    assertEquals(2, count("mail = 'none' and due_at is null"));
  }

  @Test
  void each_member_chooses_what_is_mailed_but_for_what_is_about_security() {
    assertEquals(NoticeChoice.DEFAULT, notices.choice(caller(OWNER)));
    notices.choose(caller(OWNER), new NoticeChoice(true, false));
    notices.choose(caller(ADMIN), new NoticeChoice(true, true));
    notices.choose(caller(ADMIN), new NoticeChoice(false, false));
    try {
      assertEquals(new NoticeChoice(true, false), notices.choice(caller(OWNER)));
      written(system(TEAM, Action.TENANT_SUSPEND, "tenant"), Outcome.DONE);
      assertEquals(1, count("mail = 'waiting'"));
      assertEquals(1, count("mail = 'waiting' and member_id = '" + OWNER + "'"));
      nothing();
      written(system(TEAM, Action.MEMBER_REMOVE, "member"), Outcome.DONE);
      assertEquals(2, count("mail = 'waiting'"), "security is switched off");
      nothing();
      for (UUID member : List.of(OWNER, ADMIN, DEVELOPER)) {
        var of = new Resource("member", member);
        var changer = new Actor(Actor.Kind.MEMBER, UuidV7.next());
        var caller = new Caller(TEAM, changer, Role.OWNER, UuidV7.next());
        written(POLICY.authorize(caller, Action.MEMBER_CHANGE, of), Outcome.DONE);
      }
      assertEquals(3, count("action = 'member.change'"));
      assertEquals(1, count("mail = 'waiting'"));
      assertEquals(1, count("mail = 'waiting' and member_id = '" + DEVELOPER + "'"));
    } finally {
      sql("delete from app.notice_choice");
    }
  }

  @Test
  void nobody_reads_counts_or_marks_anothers() {
    written(system(TEAM, Action.MEMBER_REMOVE, "member"), Outcome.DONE);
    written(system(TEAM, Action.MEMBER_REMOVE, "member"), Outcome.DONE);
    assertEquals(2, notices.unread(caller(OWNER)));
    var admins = notices.list(caller(ADMIN), "", Notices.START, 10).notices();
    assertEquals(2, admins.size());
    assertThrows(
        NotFound.class, () -> notices.read(caller(OWNER), admins.getFirst().id()), "another's");
    assertThrows(NotFound.class, () -> notices.read(caller(OWNER), new UUID(0, 1)), "unknown");
    notices.read(caller(ADMIN), admins.getFirst().id());
    assertEquals(1, notices.unread(caller(ADMIN)));
    notices.readAll(caller(ADMIN));
    assertEquals(0, notices.unread(caller(ADMIN)));
    assertEquals(2, notices.unread(caller(OWNER)), "another's are marked");
  }

  @Test
  void what_was_read_goes_after_90_days_and_everything_after_400() {
    written(system(TEAM, Action.TENANT_SUSPEND, "tenant"), Outcome.DONE);
    sql("update app.notice set created_at = now() - interval '399 days'");
    sql("update app.notice set read_at = now() - interval '89 days'");
    sql("update app.notice set read_at = now() - interval '91 days' where member_id = ?", ADMIN);
    sql("update app.notice set read_at = null where member_id = ?", DEVELOPER);
    written(system(TEAM, Action.MEMBER_REMOVE, "member"), Outcome.DONE);
    assertEquals(Set.of(OWNER, DEVELOPER), told("tenant.suspend"));
    sql("update app.notice set created_at = now() - interval '401 days'");
    written(system(TEAM, Action.MEMBER_REMOVE, "member"), Outcome.DONE);
    assertEquals(Set.of(), told("tenant.suspend"));
    assertEquals(2, count("true"));
  }

  private static Permit system(TenantId tenant, Action action, String kind) {
    var resource = new Resource(kind, UuidV7.next());
    return POLICY.system(tenant, UuidV7.next(), action, resource);
  }

  private static Caller caller(UUID member) {
    var role = member.equals(OWNER) ? Role.OWNER : Role.ADMIN;
    return new Caller(TEAM, new Actor(Actor.Kind.MEMBER, member), role, UuidV7.next());
  }

  private static void written(Permit permit, Outcome outcome) {
    written(true, permit, outcome);
  }

  private static void written(boolean mailed, Permit permit, Outcome outcome) {
    var event = new AuditEvent(permit.resource(), outcome, new TreeMap<>(), new TreeMap<>());
    database
        .system()
        .inTenant(
            permit.tenant(),
            tx -> {
              new NoticeMaker(mailed).written(tx, permit, event);
              return permit;
            });
  }

  private static void member(TenantId tenant, UUID id, String kind, String role) {
    sql(
        "insert into app.member (tenant_id, member_id, kind, role) values (?, ?, ?, ?)",
        tenant.value(),
        id,
        kind,
        role);
  }

  /** The members who are told of an action, each once. */
  private static Set<UUID> told(String action) {
    var query = "select member_id from app.notice where action = '%s'".formatted(action);
    try (var connection = PostgresServer.shared().superuser(settings.name());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var found = new HashSet<UUID>();
      while (rows.next()) {
        assertTrue(found.add(rows.getObject(1, UUID.class)), "told twice");
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  private static long count(String where) {
    var query = "select count(*) from app.notice where " + where;
    try (var connection = PostgresServer.shared().superuser(settings.name());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  private static void sql(String statement, Object... values) {
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
}
