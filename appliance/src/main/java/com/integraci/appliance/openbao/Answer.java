package com.integraci.appliance.openbao;

import tools.jackson.databind.JsonNode;

/**
 * What OpenBao answered, if it was not that it can't: 200 to 299, 400, 403 or 404.
 *
 * @param call what was asked
 * @param status the HTTP status
 * @param body the answer, or an empty object
 */
record Answer(Call call, int status, JsonNode body) {

  private static final String CAS_MISMATCH = "check-and-set parameter did not match";
  private static final String IN_USE = "path is already in use";
  private static final String UPGRADING = "Upgrading from non-versioned to versioned";

  boolean done() {
    return status / 100 == 2;
  }

  boolean denied() {
    return status == 403;
  }

  boolean missing() {
    return status == 404;
  }

  /** The version that the write was to replace is not the present one. */
  boolean casMismatch() {
    return says(CAS_MISMATCH);
  }

  /** There is something at the path that was to be mounted. */
  boolean inUse() {
    return says(IN_USE);
  }

  /** A KV 2 mount is made in two steps, the second of which has not ended. */
  boolean upgrading() {
    return says(UPGRADING);
  }

  /** The {@code data} of a good answer. */
  JsonNode data() {
    return expectDone().body.path("data");
  }

  /**
   * This, if the call was done.
   *
   * @throws OpenBaoRefusal if not
   */
  Answer expectDone() {
    if (!done()) {
      throw new OpenBaoRefusal(this);
    }
    return this;
  }

  private boolean says(String text) {
    return status == 400
        && body.path("errors").valueStream().anyMatch(error -> error.asString("").contains(text));
  }

  /** Without the body, which may hold a value. */
  @Override
  public String toString() {
    return "%s: %d".formatted(call, status);
  }
}
