package com.integraci.appliance.accounts;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.keycloak.RealmClients.ServiceClient;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The verbs on service accounts. Nobody makes, renews or enables one that may do more than they may
 * themselves, and none is an owner. What our rows say counts from the next request; Keycloak's
 * client follows, by a workflow where nobody waits for its secret.
 */
public final class Accounts {

  /** How many a team can have. */
  public static final int MAX = 50;

  private static final String KIND = "service-account";

  private final AccountParts parts;

  /** The verbs over these. */
  public Accounts(AccountParts parts) {
    this.parts = parts;
  }

  /** The team's accounts by name, {@link #MAX} at most. */
  public List<Account> list(Caller caller) {
    var permit =
        parts.policy().authorize(caller, Action.ACCOUNT_LIST, Resource.tenant(caller.tenant()));
    return AccountStore.list(parts.database(), permit.tenant());
  }

  /**
   * Makes an account with its client. Should Keycloak not answer, there is no account; should this
   * process die in between, there is one without a secret, and a rotation makes one.
   *
   * @throws Denied when the role may do what the caller's may not
   * @throws Conflict when the name is taken or there are {@link #MAX}
   */
  public Issued create(Caller caller, CreateAccount command) {
    var permit = parts.policy().authorize(caller, Action.ACCOUNT_CREATE, account(UuidV7.next()));
    var slug = parts.database().inTenant(permit.tenant(), tx -> insert(tx, permit, command));
    try {
      return issue(permit, slug);
    } catch (RuntimeException e) {
      giveUp(permit, e, tx -> AccountStore.delete(tx, permit));
      throw e;
    }
  }

  private String insert(Tx tx, Permit permit, CreateAccount command) {
    var slug = AccountStore.lock(tx, permit);
    requireCovered(tx, permit, command.role());
    var present = AccountStore.list(tx, permit.tenant());
    if (present.stream().anyMatch(one -> one.name().equals(command.name()))) {
      throw new Conflict("The team has a service account of this name.");
    }
    if (present.size() >= MAX) {
      throw new Conflict("A team has %d service accounts at most.".formatted(MAX));
    }
    AccountStore.insert(tx, permit, command);
    AccountStore.enable(tx, permit, command.role());
    append(
        tx,
        permit,
        AuditEvent.Outcome.DONE,
        Map.of("name", command.name(), "role", AccountStore.word(command.role())));
    return slug;
  }

  /**
   * Makes a new secret; the former ends with it. Tokens that it fetched end within five minutes.
   *
   * @throws NotFound when the team has no such account
   * @throws Denied when the account may do what the caller may not
   * @throws Conflict when it is disabled
   */
  public Issued rotate(Caller caller, UUID id) {
    var permit = parts.policy().authorize(caller, Action.ACCOUNT_ROTATE, account(id));
    var slug =
        parts
            .database()
            .inTenant(
                permit.tenant(),
                tx -> {
                  var team = AccountStore.lock(tx, permit);
                  if (!changeable(tx, permit).enabled()) {
                    throw new Conflict("The service account is disabled. Enable it first.");
                  }
                  AccountStore.rotated(tx, permit);
                  append(tx, permit, AuditEvent.Outcome.DONE, Map.of());
                  return team;
                });
    try {
      return issue(permit, slug);
    } catch (RuntimeException e) {
      giveUp(permit, e, _ -> {});
      throw e;
    }
  }

  /**
   * Refuses its requests from the next one on.
   *
   * @throws NotFound when the team has no such account
   * @throws Conflict when it is disabled already
   */
  public void disable(Caller caller, UUID id) {
    change(
        parts.policy().authorize(caller, Action.ACCOUNT_DISABLE, account(id)),
        (tx, permit, account) -> {
          if (!account.enabled()) {
            throw new Conflict("The service account is disabled already.");
          }
          AccountStore.disable(tx, permit);
        });
  }

  /**
   * Lets it in again, with the role and the secret it had.
   *
   * @throws NotFound when the team has no such account
   * @throws Denied when the account may do what the caller may not
   * @throws Conflict when it is not disabled
   */
  public void enable(Caller caller, UUID id) {
    change(
        parts.policy().authorize(caller, Action.ACCOUNT_ENABLE, account(id)),
        (tx, permit, account) -> {
          if (account.enabled()) {
            throw new Conflict("The service account is not disabled.");
          }
          AccountStore.enable(tx, permit, account.role());
        });
  }

  /**
   * Removes it for good.
   *
   * @throws NotFound when the team has no such account
   */
  public void delete(Caller caller, UUID id) {
    change(
        parts.policy().authorize(caller, Action.ACCOUNT_DELETE, account(id)),
        (tx, permit, _) -> AccountStore.delete(tx, permit));
  }

  /** What is done with an account that was found. */
  private interface Change {
    void in(Tx tx, Permit permit, Account account);
  }

  private void change(Permit permit, Change change) {
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              AccountStore.lock(tx, permit);
              change.in(tx, permit, changeable(tx, permit));
              append(tx, permit, AuditEvent.Outcome.DONE, Map.of());
              AccountWorkflow.start(tx, permit, parts.workflows());
              return permit;
            });
    parts.workflows().wake();
  }

  private Account changeable(Tx tx, Permit permit) {
    var found =
        AccountStore.find(tx, permit.tenant(), permit.resource().id())
            .orElseThrow(() -> new NotFound("There is no such service account."));
    requireCovered(tx, permit, found.role());
    return found;
  }

  /**
   * Whoever could renew a stronger account's secret would have its role; whoever has a role for a
   * time would have one that stays.
   */
  private void requireCovered(Tx tx, Permit permit, Role role) {
    var standing = AccountStore.standing(tx, permit);
    if (!standing.map(own -> parts.policy().covers(own, role)).orElse(false)) {
      throw new Denied(
          permit.action().id(),
          "A service account that may do more than you is for somebody with a wider role.");
    }
  }

  private Issued issue(Permit permit, String slug) {
    var id = permit.resource().id();
    var client = new ServiceClient(Account.clientId(id), id);
    var secret = parts.keycloak().clients().freshSecret(slug, client);
    var account =
        parts
            .database()
            .inTenant(permit.tenant(), tx -> AccountStore.find(tx, permit.tenant(), id))
            .orElseThrow(() -> new NotFound("The service account was deleted meanwhile."));
    return new Issued(
        account, secret, parts.keycloak().issuer(slug) + "/protocol/openid-connect/token");
  }

  /** What stopped it is what the caller has to know, even if this fails as well. */
  private void giveUp(Permit permit, RuntimeException cause, java.util.function.Consumer<Tx> undo) {
    try {
      parts
          .database()
          .inTenant(
              permit.tenant(),
              tx -> {
                undo.accept(tx);
                append(tx, permit, AuditEvent.Outcome.FAILED, Map.of());
                AccountWorkflow.start(tx, permit, parts.workflows());
                return permit;
              });
      parts.workflows().wake();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private void append(Tx tx, Permit permit, AuditEvent.Outcome outcome, Map<String, String> facts) {
    parts
        .audit()
        .append(
            tx,
            permit,
            new AuditEvent(permit.resource(), outcome, new TreeMap<>(facts), new TreeMap<>()));
  }

  private static Resource account(UUID id) {
    return new Resource(KIND, id);
  }
}
