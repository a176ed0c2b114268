package com.integraci.appliance.broker;

import com.integraci.appliance.database.TenantId;
import java.util.Objects;

/**
 * An event to be published.
 *
 * @param subject {@code t.<tenant>.<domain>.<event>}
 * @param id the event's, unique in the tenant
 * @param body 60 KiB at most
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Outgoing(String subject, String id, byte[] body) {

  private static final int BYTES_MAX = 60 << 10;

  public Outgoing {
    Objects.requireNonNull(subject);
    if (id.isEmpty() || body.length > BYTES_MAX) {
      throw new IllegalArgumentException("an event without an id, or of " + body.length + " bytes");
    }
  }

  /**
   * An event of a tenant.
   *
   * @param action {@code <domain>.<event>}
   */
  public static Outgoing of(TenantId tenant, String action, String id, byte[] body) {
    return new Outgoing("t." + tenant + "." + action, id, body);
  }
}
