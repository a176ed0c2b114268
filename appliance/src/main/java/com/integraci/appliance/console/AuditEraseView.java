package com.integraci.appliance.console;

/**
 * Asks whether an entry's personal detail is to be erased.
 *
 * @param entry its number
 * @param action where the answer goes
 * @param back where it is kept
 */
record AuditEraseView(long entry, String action, String back) {}
