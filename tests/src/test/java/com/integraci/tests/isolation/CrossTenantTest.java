package com.integraci.tests.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/cross-tenant.md lists what the catalog has, each with a reason. */
@Tag("isolation")
class CrossTenantTest extends RolledBack {

  private static final Path LIST = Path.of("../docs/cross-tenant.md");

  static Set<String> sections() {
    return Wall.LISTINGS.keySet();
  }

  @ParameterizedTest
  @MethodSource("sections")
  void the_list_is_what_the_catalog_has(String section) throws SQLException, IOException {
    assertEquals(inCatalog(section), listed(section), section + " of docs/cross-tenant.md");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant select (organisation) on app.tenant to integraci_overview",
        "grant delete on app.member to integraci_sweeper",
        "create policy more on app.member for select to integraci_sealer using (true)",
        "alter policy overview on app.layer using (state = 'failed')",
        "create index by_state on app.tenant (state)",
        "create index by_lower on app.tenant (lower(slug), tenant_id)",
        "grant pg_read_all_data to integraci_overview",
        "create function front.fifth() returns int language sql as 'select 1'"
      })
  void what_is_not_listed_is_seen(String mutation) throws SQLException, IOException {
    var before = all();
    Wall.execute(superuser, mutation);
    assertNotEquals(before, all(), mutation);
  }

  @Test
  void every_line_says_why() throws IOException {
    for (String line : rows(Files.readAllLines(LIST))) {
      assertFalse(line.replaceFirst(".*\\|(.*)\\|$", "$1").isBlank(), line);
    }
  }

  private static Set<String> all() throws SQLException {
    var all = new TreeSet<String>();
    for (String section : sections()) {
      all.add(inCatalog(section));
    }
    return all;
  }

  private static String inCatalog(String section) throws SQLException {
    return String.join("\n", Wall.strings(superuser, Wall.LISTINGS.get(section)));
  }

  private static String listed(String section) throws IOException {
    var lines = Files.readAllLines(LIST);
    int from = lines.indexOf("## " + section) + 1;
    var part = lines.subList(from, lines.size()).stream().takeWhile(l -> !l.startsWith("## "));
    return rows(part.toList()).stream()
        .map(line -> line.replaceFirst("\\|[^|]*\\|$", "|"))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /** Table rows without the heading and the line below it. */
  private static List<String> rows(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("| ") && !line.endsWith("| why |"))
        .toList();
  }
}
