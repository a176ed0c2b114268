package com.integraci.appliance.tenancy;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.workflow.Payload;
import com.integraci.config.ControlSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The operators' own tenant: provisioned at the first start by a workflow like any other, and told
 * to the installer at each start in {@code operator.json}. It tries again every second until it is
 * done, because the other components may come up later.
 */
public final class ApplianceTenant implements AutoCloseable {

  /** The slug, and the realm's name, of the operators' tenant. */
  public static final String SLUG = "appliance";

  private static final System.Logger LOG = System.getLogger(ApplianceTenant.class.getName());
  private static final String USER_CLIENT = "operator";
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final TenancyParts parts;
  private final ControlSettings settings;
  private final Keycloak keycloak;
  private final Runnable expectKeycloak;
  private final CountDownLatch done = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** What was last said in the log, which it is once and not every second. */
  private String waitsFor = "";

  /**
   * The tenant with its parts.
   *
   * @param expectKeycloak throws {@link Unavailable} while Keycloak does not answer
   */
  public ApplianceTenant(
      TenancyParts parts, ControlSettings settings, Keycloak keycloak, Runnable expectKeycloak) {
    this.parts = parts;
    this.settings = settings;
    this.keycloak = keycloak;
    this.expectKeycloak = expectKeycloak;
  }

  /** Begins, and goes on until it is done or closed. */
  public void start() {
    Thread.ofVirtual().name("appliance-tenant").start(this::bringUp);
  }

  /**
   * Does nothing once the operators can sign in.
   *
   * @throws Unavailable until then
   */
  public void expectReady() {
    if (done.getCount() > 0) {
      throw new Unavailable("control", "The operators' realm is being made.", null);
    }
  }

  private void bringUp() {
    try {
      while (stopped.getCount() > 0 && !attempt()) {
        if (stopped.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True when it is done. */
  private boolean attempt() {
    try {
      // Keycloak's first start takes minutes; a workflow would use up its attempts on waiting.
      expectKeycloak.run();
      var tenant = parts.database().inTenant(TenantId.APPLIANCE, this::ensured);
      parts.workflows().wake();
      if (!tenant.state().equals("active")) {
        return false;
      }
      var secret = keycloak.clients().secret(SLUG, USER_CLIENT);
      OperatorFile.write(
          settings.state(), new OperatorFile(keycloak.issuer(SLUG), USER_CLIENT, secret, link()));
      done.countDown();
      LOG.log(System.Logger.Level.INFO, "the operators' tenant is ready");
      return true;
    } catch (Failure e) {
      if (!e.getMessage().equals(waitsFor)) {
        waitsFor = e.getMessage();
        LOG.log(System.Logger.Level.WARNING, "the operators'' tenant waits: {0}", waitsFor);
      }
      return false;
    }
  }

  private Tenant ensured(Tx tx) {
    var resource = Resource.tenant(TenantId.APPLIANCE);
    var permit = permit(Action.TENANT_CREATE);
    if (TenantStore.insert(tx, permit, SLUG, SLUG, "Operators")) {
      for (String layer : parts.provisioning().layerNames()) {
        TenantStore.layer(tx, permit, layer, "pending");
      }
      var account = Map.of(OperatorRealmStep.ACCOUNT, UuidV7.next().toString());
      parts.workflows().start(tx, permit, Provisioning.APPLIANCE, Payload.of(account));
      parts.audit().append(tx, permit, AuditEvent.done(resource));
    }
    return TenantStore.find(tx, TenantId.APPLIANCE).orElseThrow();
  }

  /** A new link while nobody has used one; "" when there is an operator. */
  private String link() {
    var token = OperationSecret.fresh();
    var permit = permit(Action.MEMBER_CREATE);
    boolean needed =
        parts
            .database()
            .inTenant(
                TenantId.APPLIANCE,
                tx -> {
                  if (OperatorStore.hasOperator(tx)) {
                    return false;
                  }
                  OperatorStore.insertLink(tx, permit, UuidV7.next(), token);
                  return true;
                });
    return needed ? settings.url() + OperatorSetup.PATH + token.value() : "";
  }

  private Permit permit(Action action) {
    return parts
        .policy()
        .system(TenantId.APPLIANCE, UuidV7.next(), action, Resource.tenant(TenantId.APPLIANCE));
  }

  @Override
  public void close() {
    stopped.countDown();
  }
}
