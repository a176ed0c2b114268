package com.integraci.tests.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wall stands, and each way of breaching it turns the check for it red. */
@Tag("isolation")
class WallTest extends RolledBack {

  static Set<String> checks() {
    return Wall.CHECKS.keySet();
  }

  static Set<String> mutations() {
    return Wall.MUTATIONS.keySet();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void the_wall_stands(String check) throws SQLException {
    assertEquals(List.of(), Wall.violations(superuser, check), check);
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void a_breach_is_reported(String mutation) throws SQLException {
    String check = mutation.substring(0, mutation.lastIndexOf(": "));
    assertTrue(Wall.CHECKS.containsKey(check), check);
    Wall.execute(superuser, Wall.MUTATIONS.get(mutation));
    assertNotEquals(List.of(), Wall.violations(superuser, check), mutation);
  }

  @Test
  void every_check_has_a_breach() {
    var breached = new TreeSet<String>();
    mutations().forEach(name -> breached.add(name.substring(0, name.lastIndexOf(": "))));
    assertEquals(new TreeSet<>(checks()), breached);
  }

  @Test
  void there_is_something_to_look_at() throws SQLException {
    assertTrue(Wall.strings(superuser, "select name from wall_table").size() >= 3);
    assertTrue(Wall.strings(superuser, "select rolname from running").size() >= 7);
  }
}
