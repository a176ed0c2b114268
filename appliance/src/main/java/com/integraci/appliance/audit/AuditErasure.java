package com.integraci.appliance.audit;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.Map;

/**
 * Erases the personal detail of entries, the only thing of a log that ever goes. The entry and its
 * place in the chain stay, and without the salt its hash says nothing of what was there.
 */
public final class AuditErasure {

  private final Database database;
  private final Policy policy;
  private final AuditLog log;
  private final EntryStore store = new EntryStore();

  public AuditErasure(Database database, Policy policy, AuditLog log) {
    this.database = database;
    this.policy = policy;
    this.log = log;
  }

  /**
   * Erases the detail of one sealed entry; the erasure is an entry itself. Done again, it changes
   * nothing and leaves none.
   *
   * @return the entry's detail as it is left
   * @throws com.integraci.appliance.failure.Denied when the caller is not an owner
   * @throws NotFound when the chain has no such entry, or it never had a detail
   */
  public DetailState run(Caller caller, EraseDetail command) {
    Permit permit = policy.authorize(caller, Action.AUDIT_ERASE, Resource.tenant(caller.tenant()));
    return database.inTenant(permit.tenant(), tx -> erase(tx, permit, command));
  }

  private DetailState erase(Tx tx, Permit permit, EraseDetail command) {
    var entry =
        store
            .sealed(tx, permit.tenant(), command.sequence())
            .filter(found -> found.state() != DetailState.NONE)
            .orElseThrow(
                () -> new NotFound("There is no entry of this number with personal detail."));
    if (command.dryRun()) {
      return entry.state();
    }
    if (store.erase(tx, permit, command.sequence())) {
      log.append(
          tx,
          permit,
          AuditEvent.done(new Resource("audit-entry", entry.id()))
              .with(Map.of("sequence", Long.toString(command.sequence()))));
    }
    return DetailState.ERASED;
  }
}
