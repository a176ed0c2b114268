package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.Optional;
import java.util.UUID;

/** The operators and the links by which the first of them comes. */
final class OperatorStore {

  private static final String INSERT_LINK =
      """
      insert into app.operator_link (tenant_id, link_id, token_hash) values (?, ?, ?)
      """;

  /** A link is good for seven days, and until there is an operator. */
  private static final String FIND_LINK =
      """
      select link_id from app.operator_link
      where tenant_id = ? and token_hash = ? and used_at is null and created_at > now() - interval '7 days'
      """;

  private static final String USE_LINK =
      """
      update app.operator_link set used_at = now() where tenant_id = ? and link_id = ? and used_at is null
      """;

  /** The tenant's row is locked, so that of two links used at once one comes first. */
  private static final String LOCK =
      """
      select state from app.tenant where tenant_id = ? for update
      """;

  private static final String HAS_OPERATOR =
      """
      select count(*) as n from app.member where tenant_id = ? and kind = 'member' and role = 'operator'
      """;

  private OperatorStore() {}

  static void insertLink(Tx tx, Permit permit, UUID link, OperationSecret token) {
    tx.execute(INSERT_LINK, permit.tenant().value(), link, token.hash());
  }

  static Optional<UUID> findLink(Tx tx, OperationSecret token) {
    return tx.first(
        FIND_LINK, row -> row.uuid("link_id"), TenantId.APPLIANCE.value(), token.hash());
  }

  static boolean useLink(Tx tx, Permit permit, UUID link) {
    tx.query(LOCK, row -> row.text("state"), permit.tenant().value());
    return tx.execute(USE_LINK, permit.tenant().value(), link) == 1 && !hasOperator(tx);
  }

  static boolean hasOperator(Tx tx) {
    return tx.first(HAS_OPERATOR, row -> row.number("n"), TenantId.APPLIANCE.value()).orElse(0L)
        > 0;
  }
}
