package com.integraci.appliance.probe;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries every table of the catalog as the application's role: to read, to add, to change and to
 * delete rows of others. Each table's wall is compared with the reviewed one too: of a table
 * without rows, or whose policy is gone, an attempt alone would say nothing.
 */
record DatabaseProbe(Database database) {

  /** The wall as PostgreSQL writes it down. */
  private static final String WALL =
      "(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true),"
          + " ''::text))::uuid AS \"nullif\"))";

  private static final List<String> ATTEMPTS =
      List.of("read", "read-theirs", "insert", "update", "delete");

  private static final String TABLES =
      """
      select format('%I.%I', n.nspname, c.relname) as name,
             c.relrowsecurity and c.relforcerowsecurity
             and (select count(*) from pg_catalog.pg_policies p
                  where p.schemaname = n.nspname and p.tablename = c.relname
                      and p.policyname = 'tenant_wall' and p.permissive = 'PERMISSIVE'
                      and p.cmd = 'ALL' and p.roles = array['public']::name[]
                      and p.qual = ? and p.with_check = ?) = 1
             and (select count(*) from pg_catalog.pg_policies p
                  where p.schemaname = n.nspname and p.tablename = c.relname
                      and p.roles && array['public', 'integraci_app']::name[]) = 1 as walled
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'app' and c.relkind in ('r', 'p') order by name
      """;

  private static final String ATTEMPT =
      """
      select app.probe_attempt(?::regclass, ?, ?) as answer
      """;

  /** A table of the catalog, and whether its wall is the reviewed one. */
  private record Table(String name, boolean walled) {}

  List<Attempt> run(TenantId one, TenantId other) {
    var tables =
        database
            .system()
            .inTenant(
                one,
                tx ->
                    tx.query(
                        TABLES,
                        row -> new Table(row.text("name"), row.flag("walled")),
                        WALL,
                        WALL));
    var attempts = new ArrayList<Attempt>();
    for (Table table : tables) {
      attempts.add(
          new Attempt(
              "database",
              table.name() + ": row security is forced, by the one reviewed policy",
              table.walled() ? "it is" : "it is not",
              table.walled()));
      database.system().inTenant(one, tx -> attempts.addAll(attempts(tx, table.name(), other)));
    }
    return attempts;
  }

  private static List<Attempt> attempts(Tx tx, String table, TenantId other) {
    return ATTEMPTS.stream().map(attempt -> attempt(tx, table, attempt, other)).toList();
  }

  private static Attempt attempt(Tx tx, String table, String attempt, TenantId other) {
    var answer =
        tx.first(ATTEMPT, row -> row.text("answer"), table, attempt, other.value()).orElseThrow();
    return new Attempt("database", table + ": " + attempt, answer, answer.equals("blocked"));
  }
}
