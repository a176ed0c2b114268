package com.integraci.bundles.audit;

/** A statement's exact bytes and the Ed25519 signature over {@link AuditStatement#signingInput}. */
public final class SignedStatement {
  private final byte[] statement;
  private final byte[] signature;

  public SignedStatement(byte[] statement, byte[] signature) {
    if (signature.length != AuditKey.SIGNATURE_BYTES) {
      throw new IllegalArgumentException("a signature has 64 bytes, not " + signature.length);
    }
    this.statement = statement.clone();
    this.signature = signature.clone();
  }

  /** A copy of the statement's bytes. */
  public byte[] statement() {
    return statement.clone();
  }

  /** A copy of the signature. */
  public byte[] signature() {
    return signature.clone();
  }

  /** Whether that key made the signature. */
  public boolean isBy(AuditKey key) {
    return key.verifies(AuditStatement.signingInput(statement), signature);
  }
}
