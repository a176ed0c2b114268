package com.integraci.bundles.evidence;

import java.util.Objects;

/** A file of an outside CI. Its bytes are not copied. */
public final class EvidenceFile {
  /** Largest file that is read, in bytes; a larger one is refused. */
  public static final int BYTES_MAX = 16 << 20;

  private final EvidenceKind kind;
  private final String name;
  private final byte[] content;

  /**
   * @param kind what it is
   * @param name its name in problems
   * @param content its bytes
   */
  public EvidenceFile(EvidenceKind kind, String name, byte[] content) {
    this.kind = Objects.requireNonNull(kind);
    this.name = Objects.requireNonNull(name);
    this.content = Objects.requireNonNull(content);
  }

  /** Whether it counts only if a trusted key signed it. */
  public boolean signed() {
    return kind == EvidenceKind.ATTESTATION;
  }

  EvidenceKind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  byte[] content() {
    return content;
  }
}
