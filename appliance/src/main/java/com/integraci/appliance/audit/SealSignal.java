package com.integraci.appliance.audit;

import com.integraci.appliance.database.TenantId;

/** Told, after a commit, that a tenant has entries to seal. Must neither block nor fail. */
@FunctionalInterface
public interface SealSignal {

  /** Nobody listens: another process seals. */
  SealSignal NONE = tenant -> {};

  /** The tenant has committed entries. */
  void committed(TenantId tenant);
}
