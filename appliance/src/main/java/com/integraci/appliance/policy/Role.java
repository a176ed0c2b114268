package com.integraci.appliance.policy;

/** What a member of a tenant is there. The columns of the permission table, in its order. */
public enum Role {
  OWNER,
  ADMIN,
  MAINTAINER,
  DEVELOPER,
  AUDITOR,
  VIEWER,
  /** Runs the appliance; given in the appliance's own tenant only. */
  OPERATOR,
  /** Work that no person started in this moment: workflows, the sealer, sweepers. */
  SYSTEM
}
