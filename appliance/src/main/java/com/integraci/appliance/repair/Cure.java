package com.integraci.appliance.repair;

/** Who may have a difference put right. */
public enum Cure {
  /** A rule too: nothing is lost by it. */
  ALONE,
  /** A person only, who has seen the plan: something is removed, or known to be lost. */
  ASKED,
  /** Nobody here: people have to look. */
  BY_HAND
}
