package com.integraci.appliance.audit;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;

/**
 * Is told of each entry in its transaction, so that what it makes of it commits with it. It asks
 * nobody outside, and what it throws undoes the change.
 */
@FunctionalInterface
public interface EntryWitness {

  /** Nobody. */
  EntryWitness NONE = (_, _, _) -> {};

  /** An entry of what was done, or has failed, is written. */
  void written(Tx tx, Permit permit, AuditEvent event);
}
