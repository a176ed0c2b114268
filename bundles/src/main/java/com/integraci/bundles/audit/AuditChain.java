package com.integraci.bundles.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * One tenant's chain from a known place on: links entries one after the other.
 *
 * <p>Not for several threads at once. See docs/audit-format.md, "Chain".
 */
public final class AuditChain {
  private static final byte[] GENESIS = "integraci/audit/genesis/1\n".getBytes(US_ASCII);
  private static final byte[] ENTRY = "integraci/audit/entry/1\n".getBytes(US_ASCII);

  private final MessageDigest digest = ChainHash.sha256();
  private final byte[] prefix;
  private final ByteBuffer fields;
  private long sequence;
  private ChainHash head;

  private AuditChain(UUID tenant, long sequence, ChainHash head) {
    if (sequence < 0) {
      throw new IllegalArgumentException("a sequence is not negative: " + sequence);
    }
    this.sequence = sequence;
    this.head = head;
    // prefix || tenant || sequence || previous: all of fixed length, only the last two change
    this.prefix = new byte[ENTRY.length + 16 + Long.BYTES + ChainHash.BYTES];
    this.fields = ByteBuffer.wrap(prefix);
    fields.put(ENTRY).putLong(tenant.getMostSignificantBits());
    fields.putLong(tenant.getLeastSignificantBits());
  }

  /** The place of an entry: its sequence from 1 on, the hash before it, and its own. */
  public record Link(long sequence, ChainHash previous, ChainHash hash) {}

  /** An empty chain. */
  public static AuditChain begin(UUID tenant) {
    return new AuditChain(tenant, 0, genesis(tenant));
  }

  /** A chain that already has entries up to {@code sequence}, whose hash is {@code head}. */
  public static AuditChain resume(UUID tenant, long sequence, ChainHash head) {
    return new AuditChain(tenant, sequence, head);
  }

  /** What stands before the first entry of a tenant's chain. */
  public static ChainHash genesis(UUID tenant) {
    MessageDigest digest = ChainHash.sha256();
    digest.update(GENESIS);
    var id = ByteBuffer.allocate(16);
    id.putLong(tenant.getMostSignificantBits()).putLong(tenant.getLeastSignificantBits());
    return ChainHash.of(digest.digest(id.array()));
  }

  /** Links the next entry, given by its exact bytes. */
  public Link append(byte[] entry) {
    ChainHash previous = head;
    ChainHash hash = hash(sequence + 1, previous, ByteBuffer.wrap(entry));
    sequence++;
    head = hash;
    return new Link(sequence, previous, hash);
  }

  /** The sequence of the last entry, 0 when there is none. */
  public long sequence() {
    return sequence;
  }

  /** The hash of the last entry, genesis when there is none. */
  public ChainHash head() {
    return head;
  }

  /** The hash that an entry would have at that place; moves nothing. */
  ChainHash hash(long at, ChainHash previous, ByteBuffer entry) {
    fields.position(ENTRY.length + 16);
    fields.putLong(at).put(previous.bytes());
    digest.update(prefix);
    digest.update(entry.duplicate());
    return ChainHash.of(digest.digest());
  }

  /** Takes a verified entry as the last one. */
  void advance(ChainHash hash) {
    sequence++;
    head = hash;
  }
}
