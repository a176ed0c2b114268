package com.integraci.appliance.workflow;

/** Another worker has taken the workflow: whatever this one was about to write is rolled back. */
final class LostLease extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LostLease(Claim claim) {
    super("workflow " + claim.workflow() + " is another worker's by now");
  }
}
