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
 */
public record Caller(TenantId tenant, Actor actor, Role role, UUID request) {

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
