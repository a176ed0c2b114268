package com.integraci.appliance.openbao;

import com.integraci.config.ControlSettings;
import java.nio.file.Path;
import java.util.Optional;

/** OpenBao, opened: everything in it that the control plane uses. */
public final class OpenBao implements AutoCloseable {

  private final Wire wire;
  private final Credential provisioner;
  private final Credential controlPlane;

  private OpenBao(Wire wire, Path credentials) {
    this.wire = wire;
    this.provisioner = new Credential(wire, "provisioner", credentials.resolve("provisioner"));
    this.controlPlane = new Credential(wire, "control-plane", credentials.resolve("control-plane"));
  }

  /**
   * Prepares to talk to OpenBao; connects and logs in when it is first asked.
   *
   * @param authority the certificate authority that its certificate is checked against (PEM)
   */
  public static OpenBao open(ControlSettings.OpenBao settings, Path authority) {
    return new OpenBao(Wire.open(settings.url(), authority), settings.credentials());
  }

  /** Tenants' namespaces, for the provisioning workflow. */
  public TenantVault tenants() {
    return new TenantVault(provisioner);
  }

  /** What finds how a tenant's namespace differs, and puts it right. */
  public NamespaceRepair repair() {
    return new NamespaceRepair(provisioner, tenants());
  }

  /** What tries the walls between namespaces. */
  public NamespaceProbe probe() {
    return new NamespaceProbe(wire, controlPlane, provisioner);
  }

  /** Owners' data of sign-ups that are being provisioned. */
  public SignupVault signups() {
    return new SignupVault(controlPlane);
  }

  /** Values of tenants' secrets. */
  public SecretVault secrets() {
    return new SecretVault(wire, controlPlane);
  }

  /** Secrets that identity providers know tenants by. */
  public ProviderSecrets providerSecrets() {
    return new ProviderSecrets(wire, controlPlane);
  }

  /** The keys that sign webhooks. */
  public WebhookKeys webhookKeys() {
    return new WebhookKeys(controlPlane);
  }

  /** The site's key for audit. */
  public AuditSigner auditSigner() {
    return new AuditSigner(controlPlane);
  }

  /** The keys behind the broker's tokens. */
  public BrokerKeys broker() {
    return new BrokerKeys(wire, controlPlane);
  }

  /**
   * What it says of itself, in the text format of Prometheus, 1 MiB at most; empty when its policy
   * is of a release that did not read it.
   *
   * @throws com.integraci.appliance.failure.Unavailable when it does not answer
   */
  public Optional<String> metrics() {
    return controlPlane.text(Call.read(Call.ROOT, "sys/metrics?format=prometheus"));
  }

  /**
   * Asks whether OpenBao is up and unsealed; needs no credential.
   *
   * @throws com.integraci.appliance.failure.Unavailable when it is not, saying what to do
   */
  public void expectUp() {
    wire.send(Call.read(Call.ROOT, "sys/health?standbyok=true"), "").expectDone();
  }

  @Override
  public void close() {
    wire.close();
  }
}
