package com.integraci.appliance.audit;

/** What is left of an entry's personal detail. */
public enum DetailState {
  /** The entry never had any. */
  NONE,
  /** It is there. */
  KEPT,
  /** The entry holds its hash; detail and salt are gone. */
  ERASED;

  static DetailState of(boolean hashed, boolean stored) {
    if (!hashed) {
      return NONE;
    }
    return stored ? KEPT : ERASED;
  }
}
