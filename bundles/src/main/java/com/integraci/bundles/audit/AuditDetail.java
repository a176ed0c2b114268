package com.integraci.bundles.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue.Members;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * The erasable part of an entry: personal detail, kept apart from it under a salted hash.
 *
 * <p>Once salt and content are erased, the hash left in the entry can't be tried against guesses.
 */
public final class AuditDetail {
  /** Bytes of salt. */
  public static final int SALT_BYTES = 32;

  /** Bound on the content's encoding. */
  public static final int BYTES_MAX = 8192;

  private static final byte[] DOMAIN = "integraci/audit/detail/1\n".getBytes(US_ASCII);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] salt;
  private final byte[] content;

  private AuditDetail(byte[] salt, byte[] content) {
    if (salt.length != SALT_BYTES) {
      throw new IllegalArgumentException("a salt has 32 bytes, not " + salt.length);
    }
    if (content.length > BYTES_MAX) {
      throw new IllegalArgumentException("an audit detail of " + content.length + " bytes");
    }
    this.salt = salt.clone();
    this.content = content.clone();
  }

  /** New detail under a random salt. */
  public static AuditDetail of(Members content) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new AuditDetail(salt, CanonicalJson.write(content));
  }

  /** Detail as it was stored. */
  public static AuditDetail stored(byte[] salt, byte[] content) {
    return new AuditDetail(salt, content);
  }

  /** A copy of the salt. */
  public byte[] salt() {
    return salt.clone();
  }

  /** A copy of the content, canonical JSON. */
  public byte[] content() {
    return content.clone();
  }

  /** The hash that stands in the entry of that id. */
  public ChainHash hash(UUID entry) {
    MessageDigest digest = ChainHash.sha256();
    digest.update(DOMAIN);
    var id = ByteBuffer.allocate(16);
    id.putLong(entry.getMostSignificantBits()).putLong(entry.getLeastSignificantBits());
    digest.update(id.array());
    digest.update(salt);
    return ChainHash.of(digest.digest(content));
  }
}
