package com.integraci.appliance.bundles;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of drafts. */
final class DraftStore {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<TreeMap<String, String>> FILES = new TypeReference<>() {};

  private static final String ALL =
      """
      select draft_id, name, version, changed_by, changed_at, '{}' as files
      from app.policy_draft where tenant_id = ? order by name limit 200
      """;

  private static final String ONE =
      """
      select draft_id, name, version, changed_by, changed_at, files
      from app.policy_draft where tenant_id = ? and draft_id = ?
      """;

  private static final String LOCKED = ONE + " for update";

  private static final String NAMED =
      """
      select count(*) as n, count(*) filter (where name = ?::text) as named
      from app.policy_draft where tenant_id = ?
      """;

  private static final String ALONE =
      """
      select pg_advisory_xact_lock(hashtextextended('integraci.drafts.' || ?::text, 0))
      """;

  private static final String ADD =
      """
      insert into app.policy_draft (tenant_id, draft_id, name, files, changed_by)
      values (?, ?, ?, ?, ?)
      """;

  private static final String WRITE =
      """
      update app.policy_draft
      set files = ?, version = version + 1, changed_by = ?, changed_at = now()
      where tenant_id = ? and draft_id = ?
      """;

  private static final String DELETE =
      """
      delete from app.policy_draft where tenant_id = ? and draft_id = ?
      """;

  /** How many a team has, and whether one of them has a name. */
  record Known(long all, boolean named) {}

  private DraftStore() {}

  static List<BundleDraft> all(Database database, Permit permit) {
    var tenant = permit.tenant();
    return database.read(tenant, ALL, DraftStore::draft, tenant);
  }

  /** The draft that the permit is for. */
  static Optional<BundleDraft> one(Tx tx, Permit permit) {
    return one(tx, permit, permit.resource().id());
  }

  static Optional<BundleDraft> one(Tx tx, Permit permit, UUID draft) {
    return tx.first(ONE, DraftStore::draft, permit.tenant(), draft);
  }

  /** The same, and nobody else changes it until the transaction ends. */
  static Optional<BundleDraft> locked(Tx tx, Permit permit) {
    return tx.first(LOCKED, DraftStore::draft, permit.tenant(), permit.resource().id());
  }

  /** Nobody else adds one until the transaction ends. */
  static Known known(Tx tx, Permit permit, String name) {
    tx.lockWithNext(ALONE, permit.tenant().toString());
    return tx.first(
            NAMED,
            row -> new Known(row.number("n"), row.number("named") > 0),
            name,
            permit.tenant())
        .orElseThrow();
  }

  static void add(Tx tx, Permit permit, String name, Map<String, String> files) {
    tx.executeWithNext(
        ADD,
        permit.tenant(),
        permit.resource().id(),
        name,
        JSON.writeValueAsString(files),
        permit.actor().id());
  }

  static void write(Tx tx, Permit permit, SortedMap<String, String> files) {
    tx.executeWithNext(
        WRITE,
        JSON.writeValueAsString(files),
        permit.actor().id(),
        permit.tenant(),
        permit.resource().id());
  }

  static boolean delete(Tx tx, Permit permit) {
    return tx.execute(DELETE, permit.tenant(), permit.resource().id()) == 1;
  }

  private static BundleDraft draft(Row row) {
    return new BundleDraft(
        row.uuid("draft_id"),
        row.text("name"),
        (int) row.number("version"),
        new Bundle.Step(row.uuid("changed_by"), row.instant("changed_at")),
        JSON.readValue(row.text("files"), FILES));
  }
}
