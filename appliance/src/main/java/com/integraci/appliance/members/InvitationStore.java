package com.integraci.appliance.members;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.tenancy.OperationSecret;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Rows of open invitations. */
final class InvitationStore {

  private static final String OPEN =
      """
      select invitation_id, email, role, invited_by, expires_at
      from app.invitation
      where tenant_id = ? and expires_at > now()
      order by invitation_id desc
      limit ?
      """;

  private static final String ONE =
      """
      select invitation_id, email, role, invited_by, expires_at
      from app.invitation
      where tenant_id = ? and invitation_id = ? and expires_at > now()
      """;

  private static final String COUNT =
      """
      select count(*) as n from app.invitation where tenant_id = ?
      """;

  private static final String INSERT =
      """
      insert into app.invitation (tenant_id, invitation_id, token_hash, email, role, invited_by)
      values (?, ?, ?, ?, ?, ?)
      on conflict (tenant_id, email) do nothing
      """;

  private static final String DELETE =
      """
      delete from app.invitation where tenant_id = ? and invitation_id = ?
      """;

  private static final String DELETE_OLD =
      """
      delete from app.invitation where tenant_id = ? and expires_at <= now()
      """;

  private InvitationStore() {}

  static List<Invitation> open(Database database, TenantId tenant, int limit) {
    return database.read(tenant, OPEN, InvitationStore::invitation, tenant, limit);
  }

  /** An open invitation; who may use it up is decided by {@link #delete}. */
  static Optional<Invitation> find(Tx tx, TenantId tenant, UUID id) {
    return tx.first(ONE, InvitationStore::invitation, tenant, id);
  }

  static long count(Tx tx, Permit permit) {
    return tx.first(COUNT, row -> row.number("n"), permit.tenant()).orElseThrow();
  }

  /** False when the address is invited already. */
  static boolean insert(Tx tx, Permit permit, Invite invite, OperationSecret token) {
    return tx.execute(
            INSERT,
            permit.tenant(),
            permit.resource().id(),
            token.hash(),
            invite.email(),
            MemberStore.word(invite.role()),
            permit.actor().id())
        == 1;
  }

  /** True for one caller only, of any number at once. */
  static boolean delete(Tx tx, Permit permit, UUID id) {
    return tx.execute(DELETE, permit.tenant(), id) == 1;
  }

  /** Removes what is too old; returns how many there were. */
  static long deleteOld(Tx tx, Permit permit) {
    return tx.execute(DELETE_OLD, permit.tenant());
  }

  private static Invitation invitation(Row row) {
    return new Invitation(
        row.uuid("invitation_id"),
        row.text("email"),
        Role.valueOf(row.text("role").toUpperCase(Locale.ROOT)),
        row.uuid("invited_by"),
        row.instant("expires_at"));
  }
}
