package com.integraci.appliance.openbao;

import com.integraci.appliance.database.TenantId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Looks how a tenant's namespace differs from what the provisioning makes, and makes a part of it
 * again. The credential behind it reads how parts are set up, and no value in any.
 */
public final class NamespaceRepair {

  private final Credential provisioner;
  private final TenantVault vault;

  NamespaceRepair(Credential provisioner, TenantVault vault) {
    this.provisioner = provisioner;
    this.vault = vault;
  }

  /** How a part is not as it is to be. */
  public enum Fault {
    MISSING,
    CHANGED
  }

  /** What there is of the namespace: nothing, something that is going away, or more. */
  public TenantVault.State namespace(TenantId tenant) {
    return vault.namespace(tenant);
  }

  /** The parts of the namespace, which is there, that are not as they are to be. */
  public Map<NamespacePart, Fault> faults(TenantId tenant) {
    var faults = new EnumMap<NamespacePart, Fault>(NamespacePart.class);
    for (NamespacePart part : NamespacePart.values()) {
      Answer answer = provisioner.send(read(tenant, part));
      if (absent(part, answer)) {
        faults.put(part, Fault.MISSING);
      } else if (!part.fits(answer.data())) {
        faults.put(part, Fault.CHANGED);
      }
    }
    return faults;
  }

  /** Makes a part as it is to be; one that is mounted otherwise stays as it is. */
  public void make(TenantId tenant, NamespacePart part) {
    vault.make(tenant, part);
  }

  /** Makes the namespace with all its parts. */
  public void makeAll(TenantId tenant) {
    vault.provision(tenant);
  }

  private static Call read(TenantId tenant, NamespacePart part) {
    String query =
        part.parameters().entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return Call.read(Call.namespace(tenant), part.path() + "?" + query);
  }

  /** OpenBao calls a mount that is not there a wrong request, and what is below it missing. */
  private static boolean absent(NamespacePart part, Answer answer) {
    return answer.missing() || (part.mount() && answer.status() == 400);
  }
}
