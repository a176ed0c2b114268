package com.integraci.appliance.tenancy;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.workflow.Payload;
import java.util.List;
import java.util.UUID;

/**
 * The two tenants of the isolation probe. They are tenants like any other, with every layer, but
 * nobody is in them and no list shows them. They are made when the probe first needs them.
 */
public final class ProbeTeams {

  static final String ONE = "isolation-probe-one";
  static final String OTHER = "isolation-probe-other";

  /** Their ids, the same on every appliance. */
  public static final List<TenantId> IDS =
      List.of(
          new TenantId(UUID.fromString("00000000-0000-7000-8000-0000000000a1")),
          new TenantId(UUID.fromString("00000000-0000-7000-8000-0000000000a2")));

  private final TenancyParts parts;

  /** Made with these. */
  public ProbeTeams(TenancyParts parts) {
    this.parts = parts;
  }

  /** Begins to make those that are not there; true when both are whole. */
  public boolean ready() {
    boolean one = active(IDS.get(0), ONE);
    boolean other = active(IDS.get(1), OTHER);
    if (!one || !other) {
      parts.workflows().wake();
    }
    return one && other;
  }

  private boolean active(TenantId tenant, String slug) {
    var resource = Resource.tenant(tenant);
    var permit = parts.policy().system(tenant, UuidV7.next(), Action.TENANT_CREATE, resource);
    return parts
        .database()
        .system()
        .inTenant(
            tenant,
            tx -> {
              begin(tx, permit, slug);
              return TenantStore.find(tx, tenant).orElseThrow().state().equals("active");
            });
  }

  private void begin(Tx tx, Permit permit, String slug) {
    if (TenantStore.insert(tx, permit, slug, "team", "Isolation probe")) {
      for (String layer : parts.provisioning().layerNames()) {
        TenantStore.layer(tx, permit, layer, "pending");
      }
      parts.workflows().start(tx, permit, Provisioning.PROBE, Payload.EMPTY);
      parts.audit().append(tx, permit, AuditEvent.done(permit.resource()));
    }
  }
}
