package com.integraci.appliance.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionsTest {

  private static final Path DOCUMENT = Path.of("../docs/permissions.md");

  @Test
  void the_shipped_table_is_whole() {
    var table = Permissions.load();
    assertTrue(table.allows(Role.OWNER, Action.SECRET_PUT));
    assertFalse(table.allows(Role.VIEWER, Action.SECRET_PUT));
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void an_action_without_a_row_is_refused(Action action) throws IOException {
    String without =
        shipped()
            .lines()
            .filter(line -> !line.startsWith(action.id() + " "))
            .collect(Collectors.joining("\n"));
    assertRefused("no row for " + action.id(), without);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void a_role_without_a_column_is_refused(Role role) throws IOException {
    assertRefused("columns are", shipped().replace(" " + role.name(), ""));
  }

  @Test
  void two_rows_for_an_action_are_refused() throws IOException {
    String row =
        shipped().lines().filter(line -> line.startsWith("secret.put")).findFirst().orElseThrow();
    assertRefused("two rows for secret.put", shipped() + "\n" + row);
  }

  @Test
  void a_row_for_no_action_is_refused() throws IOException {
    assertRefused("no action is called", shipped().replace("secret.put ", "secret.push "));
  }

  @Test
  void a_row_with_a_mark_missing_or_of_another_kind_is_refused() throws IOException {
    String table = shipped();
    assertRefused(
        "has not one mark for each role", table.replaceFirst("(?m)^(secret.put .*) -$", "$1"));
    assertRefused(
        "has a mark that is not x or -", table.replaceFirst("(?m)^(secret.put .*)-$", "$1X"));
  }

  @Test
  void roles_in_another_order_are_refused() throws IOException {
    assertRefused("columns are", shipped().replaceFirst("OWNER  ADMIN", "ADMIN  OWNER"));
  }

  @Test
  void nobody_but_the_system_does_what_jobs_do_and_it_reads_no_secret() {
    var table = Permissions.load();
    for (Role role : Role.values()) {
      for (Action job :
          new Action[] {Action.AUDIT_SEAL, Action.TENANT_PROVISION, Action.SECRET_SWEEP}) {
        assertEquals(role == Role.SYSTEM, table.allows(role, job), role + " " + job);
      }
    }
    assertFalse(table.allows(Role.OPERATOR, Action.SECRET_PUT));
    assertFalse(table.allows(Role.OPERATOR, Action.SECRET_LIST));
  }

  @Test
  void the_documented_table_is_the_shipped_one() throws IOException {
    String documented =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| action"))
            .collect(Collectors.joining("\n"));
    var table = Permissions.load();
    String shipped =
        Arrays.stream(Action.values())
            .map(action -> "| " + action.id() + " | " + marks(table, action) + " |")
            .collect(Collectors.joining("\n"));
    assertEquals(shipped, documented, "docs/permissions.md");
  }

  private static String marks(Permissions table, Action action) {
    return Arrays.stream(Role.values())
        .map(role -> table.allows(role, action) ? "x" : "")
        .collect(Collectors.joining(" | "));
  }

  private static void assertRefused(String message, String table) {
    var refused = assertThrows(IllegalStateException.class, () -> Permissions.parse(table));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  private static String shipped() throws IOException {
    try (var in = PermissionsTest.class.getResourceAsStream("permissions.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
