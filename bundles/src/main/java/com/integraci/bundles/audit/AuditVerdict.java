package com.integraci.bundles.audit;

import com.integraci.bundles.audit.AuditStatement.Segment;
import java.time.Instant;

/** What a verifier found. */
public sealed interface AuditVerdict {

  /**
   * Everything holds.
   *
   * @param signed when the end was signed
   * @param key id of the key that signed it
   * @param checkpoints how many checkpoints stood between the entries
   */
  record Intact(Segment segment, Instant signed, ChainHash key, int checkpoints)
      implements AuditVerdict {}

  /**
   * The first thing that doesn't hold.
   *
   * @param sequence the first entry concerned; 0 when no entry is
   * @param what a sentence for people, naming entries by their sequence
   */
  record Broken(Fault fault, long sequence, String what) implements AuditVerdict {}

  /** What can be wrong. */
  enum Fault {
    /** The first line isn't that of an export, or its genesis is another. */
    HEADER,
    /** A key line, or a statement's key, isn't trusted. */
    KEY,
    /** An entry's bytes, hash or place were changed. */
    CHANGED,
    /** An entry is missing between others, or at the end. */
    REMOVED,
    /** An entry stands where it doesn't belong, and is one too many. */
    INSERTED,
    /** An entry stands before one that it follows. */
    REORDERED,
    /** The file ends too early. */
    CUT_OFF,
    /** Entries fit together, but not with a signed head: hashes were computed anew. */
    REWRITTEN,
    /** A signed line is malformed, misplaced, or its signature is wrong. */
    STATEMENT,
    /** The file isn't what the reader has already seen: older, or another history. */
    UNEXPECTED
  }
}
