package com.integraci.keycloak.directory;

/** A directory could not be asked. */
final class TroubleException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Trouble trouble;

  TroubleException(Trouble trouble, Throwable cause) {
    super(trouble.code(), cause);
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }
}
