package com.integraci.appliance.tenancy;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.keycloak.NewUser;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.UUID;

/**
 * The first operator sets a password, by the one-time link that the start of the appliance prints.
 * The link's id becomes the operator's, so that whatever was cut off can be done again.
 */
public final class OperatorSetup {

  /** The page's path; the token follows it. */
  public static final String PATH = "/operator/";

  /** The name that the first operator signs in with. */
  public static final String USER = "operator";

  private final Database database;
  private final Policy policy;
  private final AuditLog audit;
  private final Keycloak keycloak;
  private final PasswordHash passwords = new PasswordHash();

  /** The verb. */
  public OperatorSetup(Database database, Policy policy, AuditLog audit, Keycloak keycloak) {
    this.database = database;
    this.policy = policy;
    this.audit = audit;
    this.keycloak = keycloak;
  }

  /**
   * Whether the link can still be used.
   *
   * @throws NotFound when it can't
   */
  public void expectOpen(String token) {
    link(token);
  }

  /**
   * Makes the operator {@link #USER} with the password.
   *
   * @throws NotFound when the link was used, is older than seven days or never was
   * @throws Invalid when the password is too short or too long
   */
  public void run(String token, String password) {
    var link = link(token);
    SignUpRules.checkPassword(password);
    var user = new NewUser(link, USER, "", "Operator", passwords.of(password));
    // What an attempt that was cut off has left has the same id, and another password perhaps.
    keycloak.deleteUser(ApplianceTenant.SLUG, link);
    keycloak.importUser(ApplianceTenant.SLUG, user);
    var resource = new Resource("member", link);
    var permit = policy.system(TenantId.APPLIANCE, link, Action.MEMBER_CREATE, resource);
    database.inTenant(
        permit.tenant(),
        tx -> {
          if (!OperatorStore.useLink(tx, permit, link)) {
            throw none();
          }
          TenantStore.addMember(tx, permit, link, "member", "operator");
          audit.append(tx, permit, AuditEvent.done(resource));
          return link;
        });
  }

  private UUID link(String token) {
    return database.inTenant(
        TenantId.APPLIANCE,
        tx -> {
          var found = OperatorStore.findLink(tx, new OperationSecret(token));
          if (found.isEmpty() || OperatorStore.hasOperator(tx)) {
            throw none();
          }
          return found.get();
        });
  }

  private static NotFound none() {
    return new NotFound("This link was used or is too old. Restart the appliance for a new one.");
  }
}
