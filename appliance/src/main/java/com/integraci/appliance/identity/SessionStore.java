package com.integraci.appliance.identity;

import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import java.util.Optional;
import java.util.UUID;

/** Sessions in PostgreSQL. */
final class SessionStore {

  private static final String FIND =
      """
      select tenant_id, session_id, member_id, kind, role, stale, second_factor
      from front.find_session(?, ?)
      """;

  private static final String INSERT =
      """
      insert into app.session (tenant_id, session_id, token_hash, member_id, id_token, expires_at)
      values (?, ?, ?, ?, ?, now() + interval '12 hours')
      """;

  private static final String CLEAR =
      """
      delete from app.session
      where tenant_id = ? and (expires_at < now() or last_seen_at < now() - interval '30 minutes')
      """;

  private static final String KEEP_NEWEST =
      """
      delete from app.session
      where tenant_id = ? and member_id = ? and session_id in (
          select s.session_id from app.session s
          where s.tenant_id = ? and s.member_id = ? order by s.created_at desc offset 20)
      """;

  private static final String TOUCH =
      """
      update app.session set last_seen_at = now() where tenant_id = ? and session_id = ?
      """;

  private static final String ID_TOKEN =
      """
      select id_token from app.session where tenant_id = ? and session_id = ? for update
      """;

  private static final String DELETE =
      """
      delete from app.session where tenant_id = ? and session_id = ?
      """;

  /**
   * A session that holds.
   *
   * @param id its id, in entries
   * @param caller who it is of
   * @param stale whether its idle time should be counted from now on
   */
  record Found(UUID id, Caller caller, boolean stale) {}

  private SessionStore() {}

  static Optional<Found> find(FrontDoor front, String slug, byte[] hash, UUID request) {
    return front
        .call(
            FIND,
            row ->
                new Found(
                    row.uuid("session_id"),
                    Members.caller(new TenantId(row.uuid("tenant_id")), row, request),
                    row.flag("stale")),
            slug,
            hash)
        .stream()
        .findFirst();
  }

  /** Adds a session; what has expired in the tenant goes, and the member's 21st. */
  static void insert(Tx tx, Permit permit, byte[] hash, String idToken) {
    var tenant = permit.tenant();
    var member = permit.actor().id();
    tx.execute(CLEAR, tenant);
    tx.execute(INSERT, tenant, permit.resource().id(), hash, member, idToken);
    tx.execute(KEEP_NEWEST, tenant, member, tenant, member);
  }

  /** Counts the idle time from now on. No entry: nothing that anybody did is changed by it. */
  static long touch(Tx tx, Permit permit) {
    return tx.execute(TOUCH, permit.tenant(), permit.resource().id());
  }

  /** Removes the session; returns the id token that ends Keycloak's side. */
  static Optional<String> end(Tx tx, Permit permit) {
    var session = permit.resource().id();
    var token = tx.first(ID_TOKEN, row -> row.text("id_token"), permit.tenant(), session);
    tx.execute(DELETE, permit.tenant(), session);
    return token;
  }
}
