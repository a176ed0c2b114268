package com.integraci.appliance.audit;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;

/**
 * Links one tenant's unsealed entries, a batch in a transaction.
 *
 * <p>Why the order agrees with causality: whoever was acknowledged before another began has smaller
 * positions, and is visible in every snapshot that shows the other. So it is in an earlier batch,
 * or before it in the same one. A batch takes whole transactions.
 */
final class Sealing {

  /** Entries of a batch, but for what their transactions have beyond. */
  static final int BATCH = 1000;

  /**
   * How far the low-water mark may lag while entries come: each search walks over that much again,
   * while to raise the mark is one row in the message of the commit.
   */
  private static final int LOW_WATER_STEP = 32;

  private final Database database;
  private final Policy policy;
  private final SealStore store = new SealStore();
  private final Horizon horizon = new Horizon();

  Sealing(Database database, Policy policy) {
    this.database = database.system();
    this.policy = policy;
  }

  /**
   * What a batch did.
   *
   * @param sealed entries linked
   * @param more whether entries may be left
   */
  record Batch(int sealed, boolean more) {}

  Batch seal(TenantId tenant) {
    Permit permit =
        policy.system(tenant, UuidV7.next(), Action.AUDIT_SEAL, Resource.tenant(tenant));
    try {
      return database.inTenant(tenant, tx -> batch(tx, permit));
    } catch (RuntimeException e) {
      horizon.reset();
      throw e;
    }
  }

  private Batch batch(Tx tx, Permit permit) {
    TenantId tenant = permit.tenant();
    SealStore.State state = store.lock(tx, tenant);
    long settled = horizon.settled(state.xactMin());
    var batch = store.unsealed(tx, tenant, state.low(), BATCH);
    boolean more = batch.size() >= BATCH;
    if (!batch.isEmpty()) {
      // The position was read before the id is made here, see Horizon.
      horizon.mark(state.reached(), store.seal(tx, permit, state.chain(), batch));
    }
    // The snapshot that showed the batch is younger than the one that settled the position.
    int step = batch.isEmpty() ? 1 : LOW_WATER_STEP;
    if (!more && settled - state.low() >= step) {
      store.raiseLowWater(tx, permit, settled);
    }
    return new Batch(batch.size(), more);
  }
}
