package com.integraci.tests.decisions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.schema.Migrate;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.FindingDetail;
import com.integraci.tests.PostgresServer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Decisions that were written down before hashes had a salt: what stands in the chain still fits.
 */
@Tag("isolation")
final class DecisionsOfBeforeTest {

  private static final String INPUT = "{\"change\":{\"author\":\"u-4711\"}}";
  private static final String RESULT =
      "{\"findings\":[{\"detail\":\"by \\\"u-4711\\\", {\\\"detail\\\":\\\"\\\\\",\"fix\":\"Mend"
          + " it.\",\"message\":\"{detail:"
          + " no}\",\"outcome\":\"fail\",\"rule\":\"a\",\"severity\":\"high\","
          + "\"title\":\"A\"},{\"detail\":\"\",\"outcome\":\"pass\",\"rule\":\"b\"},"
          + "{\"outcome\":\"not_applicable\",\"rule\":\"c\"}]}";

  private static final TenantId TEAM = TenantId.fresh();
  private static final UUID WHOLE = UuidV7.next();
  private static final UUID ERASED = UuidV7.next();

  private static Desk desk;

  @BeforeAll
  static void migrate() throws SQLException {
    var server = PostgresServer.shared();
    var settings = server.unmigrated();
    Flyway.configure()
        .dataSource(settings.jdbcUrl(), "postgres", settings.password("postgres").reveal())
        .initSql("set role integraci_migrator")
        .defaultSchema("migration")
        .target("0190")
        .load()
        .migrate();
    try (var migrator = server.connect("integraci_migrator", settings.name());
        var statement = migrator.createStatement()) {
      statement.execute(
          "insert into app.tenant (tenant_id, slug, plan, organisation, state) values ('"
              + TEAM.value()
              + "', 'before', 'team', 'Before', 'active')");
      statement.execute(decided(WHOLE, "'" + INPUT + "'", "", ""));
      statement.execute(decided(ERASED, "null", "", ""));
    }
    assertTrue(Migrate.migrate(settings) > 0);
    desk = new Desk(settings);
  }

  @AfterAll
  static void close() throws SQLException {
    desk.close();
    // Its functions have other ids than those of the copies, whose owner the isolation suite asks.
    try (var superuser = PostgresServer.shared().superuser("postgres");
        var statement = superuser.createStatement()) {
      statement.execute("drop database " + desk.settings.name() + " with (force)");
    }
  }

  @Test
  void the_line_in_the_chain_is_what_it_was_before_and_after_its_facts_are_erased() {
    var whole = read(WHOLE);
    assertEquals(Optional.of(INPUT), whole.input());
    assertEquals(RESULT, whole.result());
    var line = chained(whole);
    assertTrue(line.contains("\"input\":\"" + sha256(INPUT) + "\""), line);
    assertTrue(line.contains("\"result\":\"" + sha256(RESULT) + "\""), line);
    desk.feature.decisions().erase(desk.caller(TEAM, Role.OWNER), WHOLE);
    var left = read(WHOLE);
    assertEquals(Optional.empty(), left.input());
    assertEquals(FindingDetail.without(RESULT), left.result());
    assertEquals(line, chained(left));
  }

  @Test
  void details_of_one_whose_facts_were_erased_already_went_with_the_migration() {
    var erased = read(ERASED);
    assertEquals(FindingDetail.without(RESULT), erased.result());
    assertTrue(chained(erased).contains("\"result\":\"" + sha256(RESULT) + "\""));
  }

  @Test
  void its_details_go_with_its_facts_and_nothing_else_does() {
    var id = UuidV7.next();
    var hash = ", sha256('" + RESULT.replace("\\", "\\\\") + "')";
    desk.sql(decided(id, "'" + INPUT + "'", ", result_hash", hash));
    for (String change :
        List.of(
            "input = null",
            "input = '{}'",
            "result = '{\"findings\":[]}'",
            "salt = sha256('')",
            "result_hash = null",
            "findings_hash = sha256('')")) {
      assertThrows(
          IllegalStateException.class,
          () -> desk.sql("update app.decision set " + change + " where decision_id = ?", id),
          change);
    }
  }

  private static Decision read(UUID id) {
    return desk.feature.decisions().read(desk.caller(TEAM, Role.OWNER), id);
  }

  /** What stands for it in the chain; its line in an export is read to it, too. */
  private static String chained(Decision decision) {
    var record = decision.record();
    assertEquals(record, DecisionRecord.read(record.line()));
    return new String(record.chained(), UTF_8);
  }

  private static String decided(UUID id, String input, String column, String value) {
    return """
    insert into app.decision (tenant_id, decision_id, kind, gate, service, environment, commit_id,
                              allowed, reason, bundle_name, bundle_version, bundle_digest, input,
                              input_hash, result, latency_micros, actor_kind, actor_id, request_id,
                              batch_id, batch_place, decided_at%s)
    values ('%s', '%s', 'gate-1', 'deploy', 'shop', 'production', repeat('0', 40), false, 'rules',
            'acme', '1.0.0', sha256('x'), %s, sha256('%s'), '%s', 1, 'member',
            gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 0, now()%s)
    """
        .formatted(column, TEAM.value(), id, input, INPUT, RESULT, value);
  }

  private static String sha256(String content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
