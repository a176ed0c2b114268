package com.integraci.airgap;

/**
 * A component could not be laid down. The message is one sentence or two for the operator: what is
 * wrong, and what to do. Nothing wrong is left in the store.
 */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreFailure(String message) {
    super(message);
  }

  StoreFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
