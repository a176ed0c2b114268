package com.integraci.appliance.members;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.UUID;

/** Whether a team requires a second factor, and the sessions that end with a change of it. */
final class FactorStore {

  private static final String REQUIRED =
      """
      select second_factor = 'required' as required from app.tenant where tenant_id = ?
      """;

  private static final String LOCK =
      """
      select second_factor = 'required' as required from app.tenant where tenant_id = ?
      for no key update
      """;

  private static final String REQUIRE =
      """
      update app.tenant set second_factor = ?, second_factor_since = null where tenant_id = ?
      """;

  /** Where it was taken back meanwhile, nothing holds. */
  private static final String SETTLED =
      """
      update app.tenant set second_factor_since = now()
      where tenant_id = ? and second_factor = 'required' and second_factor_since is null
      """;

  private static final String END_ALL =
      """
      delete from app.session where tenant_id = ?
      """;

  private static final String END_OF_ONE =
      """
      delete from app.session where tenant_id = ? and member_id = ?
      """;

  private FactorStore() {}

  static boolean required(Database database, TenantId tenant) {
    return database.read(tenant, REQUIRED, row -> row.flag("required"), tenant).stream()
        .findFirst()
        .orElse(false);
  }

  /** What holds, which is nobody else's to change until the transaction ends. */
  static boolean lock(Tx tx, Permit permit) {
    return tx.first(LOCK, row -> row.flag("required"), permit.tenant()).orElseThrow();
  }

  static void require(Tx tx, Permit permit, boolean required) {
    tx.execute(REQUIRE, required ? "required" : "optional", permit.tenant());
  }

  /** The realm lets nobody in without one from now on, so whoever came in before goes. */
  static void settled(Tx tx, Permit permit) {
    tx.execute(SETTLED, permit.tenant());
    endSessions(tx, permit);
  }

  static void endSessions(Tx tx, Permit permit) {
    tx.execute(END_ALL, permit.tenant());
  }

  static void endSessions(Tx tx, Permit permit, UUID member) {
    tx.execute(END_OF_ONE, permit.tenant(), member);
  }
}
