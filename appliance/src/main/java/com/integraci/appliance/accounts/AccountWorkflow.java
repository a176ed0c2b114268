package com.integraci.appliance.accounts;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import com.integraci.appliance.workflow.Workflows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes an account's client in Keycloak as our rows say: enabled, disabled or gone. */
public final class AccountWorkflow {

  static final String NAME = "account.settle";
  static final String ACCOUNT = "account";

  private AccountWorkflow() {}

  /** What the engine is to know. */
  public static Definition definition(Database database, Keycloak keycloak) {
    var step = new ClientStep(database.system(), keycloak);
    return new Definition(NAME, 1, Action.WORKFLOW_RUN, Definition.Exhausted.STOP, List.of(step));
  }

  /** Starts it for the account that the permit is for; wake the engine after the commit. */
  static void start(Tx tx, Permit permit, Workflows workflows) {
    var account = permit.resource().id().toString();
    workflows.start(tx, permit, NAME, Payload.of(Map.of(ACCOUNT, account)));
  }

  /**
   * Reads the rows again after each effect, so whichever of two such steps comes last leaves the
   * client right.
   */
  private record ClientStep(Database database, Keycloak keycloak) implements Step {

    private static final int CHANGES_MAX = 10;

    /** The team's slug and the account, if there still is one. */
    private record Seen(String slug, Optional<Boolean> enabled) {}

    @Override
    public String name() {
      return "client";
    }

    /** A realm may be closed for long, and nobody would see that it was given up. */
    @Override
    public int attemptsMax() {
      return Integer.MAX_VALUE;
    }

    @Override
    public Payload run(StepRun run) {
      var seen = look(run);
      for (int change = 0; change < CHANGES_MAX; change++) {
        make(seen, Account.clientId(account(run)));
        var now = look(run);
        if (now.equals(seen)) {
          return Payload.EMPTY;
        }
        seen = now;
      }
      throw new IllegalStateException("the account changes faster than its client");
    }

    private void make(Seen seen, String clientId) {
      seen.enabled()
          .ifPresentOrElse(
              enabled -> keycloak.clients().setEnabled(seen.slug(), clientId, enabled),
              () -> keycloak.clients().delete(seen.slug(), clientId));
    }

    private Seen look(StepRun run) {
      return database.inTenant(
          run.tenant(),
          tx ->
              new Seen(
                  AccountStore.slug(tx, run.tenant()),
                  AccountStore.find(tx, run.tenant(), account(run)).map(Account::enabled)));
    }

    private static UUID account(StepRun run) {
      return UUID.fromString(run.payload().value(ACCOUNT));
    }
  }
}
