package com.integraci.appliance.tenancy;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.openbao.SignupVault;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.workflow.Payload;
import java.util.Locale;
import java.util.Map;

/**
 * Signs a team up: holds the slug, lets the owner's name, address and password hash wait in
 * OpenBao, and commits the tenant, its workflow and the entry as one. What is left of an attempt
 * that died in between expires after 15 minutes.
 */
public final class SignUp {

  private static final System.Logger LOG = System.getLogger(SignUp.class.getName());

  private final TenancyParts parts;
  private final SignupVault waiting;
  private final boolean open;
  private final Reservations reservations;
  private final PasswordHash passwords = new PasswordHash();

  /**
   * The verb with its parts.
   *
   * @param waiting keeps the password's hash until there is a realm
   * @param open whether anybody may
   */
  public SignUp(TenancyParts parts, FrontDoor front, SignupVault waiting, boolean open) {
    this.parts = parts;
    this.waiting = waiting;
    this.open = open;
    this.reservations = new Reservations(front);
  }

  /** Whether anybody may sign up. */
  public boolean open() {
    return open;
  }

  /**
   * Signs the team up. The same Idempotency-Key with the same fields gives a new secret for the
   * same operation; the password is not compared.
   *
   * @return the secret that opens the operation
   * @throws Invalid with every field that is wrong
   * @throws Conflict when the slug is taken or the Idempotency-Key was used otherwise
   * @throws Denied when sign-up is closed
   */
  public OperationSecret run(SignUpCommand given) {
    if (!open) {
      throw new Denied(
          Action.TENANT_CREATE.id(), "Sign-up is closed. The operators of this appliance open it.");
    }
    SignUpRules.check(given);
    var command = normal(given);
    var key =
        command.idempotencyKey().isEmpty()
            ? OperationSecret.fresh().value()
            : command.idempotencyKey();
    var reservation = reservations.reserve(command, key);
    var permit =
        parts
            .policy()
            .system(
                reservation.tenant(),
                command.request(),
                Action.TENANT_CREATE,
                Resource.tenant(reservation.tenant()));
    return reservation.known() ? again(permit) : create(permit, command);
  }

  private static SignUpCommand normal(SignUpCommand given) {
    return new SignUpCommand(
        given.name().strip(),
        given.email().toLowerCase(Locale.ROOT),
        given.password(),
        given.organisation().strip(),
        given.slug(),
        given.plan(),
        given.idempotencyKey(),
        given.request());
  }

  private OperationSecret create(Permit permit, SignUpCommand command) {
    var hash = passwords.of(command.password());
    // Something waits only when an earlier request of the same key died before its commit.
    waiting.destroy(permit.tenant());
    waiting.put(permit.tenant(), new SignupVault.Waiting(command.name(), command.email(), hash));
    var secret = OperationSecret.fresh();
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              insert(tx, permit, command, secret);
              return permit;
            });
    parts.workflows().wake();
    LOG.log(System.Logger.Level.INFO, "tenant {0} signed up", permit.tenant());
    return secret;
  }

  private void insert(Tx tx, Permit permit, SignUpCommand command, OperationSecret secret) {
    if (!TenantStore.insert(tx, permit, command.slug(), command.plan(), command.organisation())) {
      throw new Conflict("This sign-up is under way already. Try again in half a minute.");
    }
    for (String layer : parts.provisioning().layerNames()) {
      TenantStore.layer(tx, permit, layer, "pending");
    }
    var owner = Map.of(OwnerStep.OWNER, UuidV7.next().toString());
    var workflow = parts.workflows().start(tx, permit, Provisioning.PROVISION, Payload.of(owner));
    OperationStore.insert(tx, permit, workflow, secret);
    parts
        .audit()
        .append(
            tx, permit, AuditEvent.done(permit.resource()).with(Map.of("plan", command.plan())));
  }

  /** The secret is kept hashed, so a request that comes again gets one of its own. */
  private OperationSecret again(Permit permit) {
    var secret = OperationSecret.fresh();
    return parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var workflows = OperationStore.workflows(tx, permit.tenant());
              if (workflows.isEmpty() || workflows.size() >= OperationStore.SECRETS_MAX) {
                throw new Conflict("This sign-up was asked for too often. Use a new key.");
              }
              OperationStore.insert(tx, permit, workflows.getFirst(), secret);
              return secret;
            });
  }
}
