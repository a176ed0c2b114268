package com.integraci.appliance.policy;

import java.util.Locale;

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
  SYSTEM;

  /** The name in facts of decisions: {@code owner}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
