package com.integraci.appliance.audit;

import com.integraci.bundles.audit.ChainHash;
import java.time.Instant;
import java.util.Optional;

/**
 * How a tenant's chain stands.
 *
 * @param sealed sequence of the last entry, 0 when there is none
 * @param head its hash, genesis when there is none
 * @param waiting entries without a seal; 10,000 are as many as it counts
 * @param checkpoint the last signed checkpoint
 */
public record ChainState(
    long sealed, ChainHash head, long waiting, Optional<Checkpoint> checkpoint) {

  /** A checkpoint: the sequence it covers, and when it was signed. */
  public record Checkpoint(long sequence, Instant at) {}
}
