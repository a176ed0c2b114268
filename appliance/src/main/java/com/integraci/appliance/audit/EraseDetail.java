package com.integraci.appliance.audit;

/**
 * Erases what is personal about one entry.
 *
 * @param sequence of the entry in its team's chain, 1 or more
 * @param dryRun only says what would happen
 */
public record EraseDetail(long sequence, boolean dryRun) {

  public EraseDetail {
    if (sequence < 1) {
      throw new IllegalArgumentException("not a sequence: " + sequence);
    }
  }
}
