package com.integraci.appliance.secrets;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of values that are, may be or were in OpenBao. */
final class VersionStore {

  private static final String INSERT =
      """
      insert into app.secret_version (tenant_id, value_id, secret_id, version, request_hash)
      values (?, ?, ?, ?, nullif(?, ''))
      on conflict do nothing
      """;

  private static final String GO_LIVE =
      """
      update app.secret_version set state = 'live', changed_at = now()
      where tenant_id = ? and value_id = ? and state = 'pending'
      """;

  private static final String RETIRE_LIVE =
      """
      update app.secret_version set state = 'retired', changed_at = now()
      where tenant_id = ? and secret_id = ? and state = 'live'
      """;

  private static final String GIVE_UP =
      """
      update app.secret_version set state = 'retired', request_hash = null, changed_at = now()
      where tenant_id = ? and value_id = ? and state = 'pending'
      """;

  private static final String GIVE_UP_OLD =
      """
      update app.secret_version set state = 'retired', request_hash = null, changed_at = now()
      where tenant_id = ? and state = 'pending' and changed_at < now() - interval '3 minutes'
      """;

  private static final String TO_DESTROY =
      """
      select value_id from app.secret_version
      where tenant_id = ?
        and (state = 'retired' or (state = 'destroyed' and changed_at < now() - interval '1 day'))
      order by changed_at
      limit ?
      """;

  private static final String FORGET =
      """
      delete from app.secret_version
      where tenant_id = ? and value_id = any (?::uuid[])
        and state = 'destroyed' and changed_at < now() - interval '1 day'
      """;

  private static final String DESTROYED =
      """
      update app.secret_version set state = 'destroyed', changed_at = now()
      where tenant_id = ? and value_id = any (?::uuid[]) and state = 'retired'
      """;

  private static final String BY_KEY =
      """
      select secret_id, version, state from app.secret_version
      where tenant_id = ? and request_hash = ?
      """;

  /** What an Idempotency-Key was used for. */
  record Earlier(UUID secret, int version, boolean pending) {}

  /**
   * Notes a value that is about to be written; false when another change of the secret is under
   * way.
   */
  boolean insert(Tx tx, Permit permit, Pending pending) {
    return tx.execute(
            INSERT,
            permit.tenant(),
            pending.value(),
            pending.secret(),
            pending.version(),
            pending.keyHash())
        == 1;
  }

  /** False when the value was given up meanwhile. */
  boolean goLive(Tx tx, Permit permit, UUID value) {
    return tx.execute(GO_LIVE, permit.tenant(), value) == 1;
  }

  void retireLive(Tx tx, Permit permit, UUID secret) {
    tx.execute(RETIRE_LIVE, permit.tenant(), secret);
  }

  /** False when it was given up already, or lives. */
  boolean giveUp(Tx tx, Permit permit, UUID value) {
    return tx.execute(GIVE_UP, permit.tenant(), value) == 1;
  }

  /**
   * Gives up what has been pending for three minutes: the login that could write it ended 60 s
   * after it was made.
   */
  void giveUpOld(Tx tx, Permit permit) {
    tx.execute(GIVE_UP_OLD, permit.tenant());
  }

  /**
   * Values that nothing names, and such as were destroyed a day ago: once more, in case a process
   * that hung wrote one late.
   */
  List<UUID> toDestroy(Tx tx, Permit permit, int limit) {
    return tx.query(TO_DESTROY, row -> row.uuid("value_id"), permit.tenant(), limit);
  }

  /** Notes that values are gone; those that were for a day are forgotten. */
  void destroyed(Tx tx, Permit permit, List<UUID> values) {
    tx.execute(FORGET, permit.tenant(), values);
    tx.execute(DESTROYED, permit.tenant(), values);
  }

  Optional<Earlier> byKey(Tx tx, Permit permit, String keyHash) {
    return tx.first(
        BY_KEY,
        row ->
            new Earlier(
                row.uuid("secret_id"),
                Math.toIntExact(row.number("version")),
                row.text("state").equals("pending")),
        permit.tenant(),
        keyHash);
  }
}
