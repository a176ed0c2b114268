package com.integraci.appliance.policy;

import com.integraci.appliance.database.TenantId;
import java.util.Objects;
import java.util.UUID;

/**
 * Who asks, made anew for each request by {@code identity}: the token or the session says who, the
 * database says what role.
 *
 * @param tenant the tenant that the token's issuer belongs to
 * @param actor the person or service account
 * @param role its role at this moment
 * @param request the request's id
 * @param secondFactor whether it is known that whoever asks signed in with a second factor, because
 *     the tenant's realm lets nobody in without
 */
public record Caller(TenantId tenant, Actor actor, Role role, UUID request, boolean secondFactor) {

  /** One of whom nothing is known but a password or a key. */
  public Caller(TenantId tenant, Actor actor, Role role, UUID request) {
    this(tenant, actor, role, request, false);
  }

  public Caller {
    Objects.requireNonNull(tenant);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(role);
    Objects.requireNonNull(request);
    if (role == Role.SYSTEM) {
      throw new IllegalArgumentException("nobody calls as the system");
    }
    if (role == Role.OPERATOR && !tenant.equals(TenantId.APPLIANCE)) {
      throw new IllegalArgumentException("operators belong to the appliance's tenant");
    }
  }
}
