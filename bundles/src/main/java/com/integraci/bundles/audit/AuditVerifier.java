package com.integraci.bundles.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Verifies an export offline: one pass, flat memory, whatever the file's size. Names the first
 * thing that doesn't hold. See docs/audit-format.md, "Verify", also for what a key alone can't
 * show.
 */
public final class AuditVerifier {
  private final Map<ChainHash, AuditKey> trusted;
  private final Head seen;

  private AuditVerifier(Map<ChainHash, AuditKey> trusted, Head seen) {
    this.trusted = trusted;
    this.seen = seen;
  }

  /**
   * A verifier that trusts these keys, and those that they signed.
   *
   * @throws IllegalArgumentException if there are none
   */
  public AuditVerifier(Collection<AuditKey> trusted) {
    this(byId(trusted), Head.NONE);
  }

  /** The end of a chain that was seen before: sequence from 1 on, and the hash there. */
  public record Head(long sequence, ChainHash hash) {
    static final Head NONE = new Head(-1, ChainHash.of(new byte[ChainHash.BYTES]));

    /** Reads {@code SEQUENCE:HASH}; throws {@link IllegalArgumentException} on anything else. */
    public static Head parse(String text) {
      int colon = text.indexOf(':');
      if (colon < 1 || !text.substring(0, colon).matches("[1-9][0-9]{0,17}")) {
        throw new IllegalArgumentException("a head is SEQUENCE:HASH");
      }
      long sequence = Long.parseLong(text.substring(0, colon));
      return new Head(sequence, ChainHash.ofHex(text.substring(colon + 1)));
    }

    /** Why it can't be in a file of these entries, in a sentence; empty when it can. */
    String missed(long first, long last) {
      if (sequence > last) {
        return "This is an older export: it ends at entry %d, and entry %d was seen before."
            .formatted(last, sequence);
      }
      return sequence >= 0 && sequence < first - 1
          ? "The export begins at entry " + first + ": what was seen before it can't be compared."
          : "";
    }

    @Override
    public String toString() {
      return sequence + ":" + hash;
    }
  }

  /** The same, and the file must hold that head too: catches an older export. */
  public AuditVerifier expecting(Head seenBefore) {
    return new AuditVerifier(trusted, seenBefore);
  }

  /** Is told what stands in a file while it is verified: it counts once the verdict says so. */
  public interface Listener {
    /**
     * An entry that follows the one before.
     *
     * @param body its bytes
     */
    void entry(long sequence, byte[] body) throws IOException;

    /** A key that a trusted one signed. */
    void key(AuditKey key);
  }

  private static final Listener NOBODY =
      new Listener() {
        @Override
        public void entry(long sequence, byte[] body) {
          // The verdict is all that is asked for.
        }

        @Override
        public void key(AuditKey key) {
          // As above.
        }
      };

  /** Reads the file to its end or its first fault; closes nothing. */
  public AuditVerdict verify(InputStream export) throws IOException {
    return verify(export, NOBODY);
  }

  /** The same, telling somebody what it reads. */
  public AuditVerdict verify(InputStream export, Listener listener) throws IOException {
    return new Verification(trusted, seen, export, listener).run();
  }

  private static Map<ChainHash, AuditKey> byId(Collection<AuditKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no trusted key");
    }
    Map<ChainHash, AuditKey> byId = new LinkedHashMap<>();
    keys.forEach(key -> byId.put(key.id(), key));
    return Map.copyOf(byId);
  }
}
