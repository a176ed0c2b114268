package com.integraci.tests.browser;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.config.ControlSettings;
import com.integraci.config.SettingsFile;
import com.integraci.tests.Appliance;
import com.integraci.tests.Await;
import java.time.Duration;
import java.util.UUID;

/**
 * What goes wrong behind a running appliance's back: its own settings and passwords, which only
 * root reads, open its database and its Keycloak.
 */
final class Backstage implements AutoCloseable {

  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final Duration UP_MAX = Duration.ofMinutes(4);

  /** What the engine's claims take before they look, so that they never overlap. */
  private static final String HOLD =
      "select pg_advisory_xact_lock(hashtextextended('integraci.claim_workflows', 0)) is null as"
          + " held";

  private static final String DUE =
      "update app.workflow set due_at = now() where tenant_id = ? and workflow_id = ?"
          + " and due_at > now() and lease_id is null";

  private static final String AMBIGUOUS =
      "update app.workflow set state = 'ambiguous', due_at = null, error = 'Keycloak did not say.'"
          + " where tenant_id = ? and workflow_id = ?";

  private final RunningStack stack;
  private final ControlSettings settings;
  private final Database database;
  private final JobDatabase claims;
  private final JobDatabase overview;

  Backstage(RunningStack stack) {
    this.stack = stack;
    settings = SettingsFile.control(stack.data().resolve("control/control.yaml"));
    database = Database.open(settings.database());
    claims = JobDatabase.open(settings.database(), JobDatabase.Job.WORKFLOW);
    overview = JobDatabase.open(settings.database(), JobDatabase.Job.OVERVIEW);
  }

  TenantId tenant(String slug) {
    return overview
        .claim(
            tx ->
                tx.first(
                    "select tenant_id from app.tenant where slug = ?",
                    row -> new TenantId(row.uuid("tenant_id")),
                    slug))
        .orElseThrow();
  }

  /** Somebody deletes a client of the team's realm in Keycloak's own console. */
  void loseClient(String slug) {
    try (var keycloak = Keycloak.open(settings)) {
      keycloak.clients().delete(slug, "cli");
    }
  }

  /** Waits until Keycloak answers again. */
  void awaitKeycloak(String slug) {
    try (var keycloak = Keycloak.open(settings)) {
      Await.until("Keycloak is up again", UP_MAX, () -> answers(keycloak, slug));
    }
  }

  private static boolean answers(Keycloak keycloak, String slug) {
    try {
      return keycloak.clients().isEnabled(slug, "console");
    } catch (Unavailable e) {
      return false;
    }
  }

  /** While this is done no worker takes anything. */
  void whileNothingIsClaimed(Runnable work) {
    claims.claim(
        tx -> {
          tx.query(HOLD, row -> row.flag("held"));
          work.run();
          return work;
        });
  }

  /** Ends Keycloak as a full machine would; the appliance starts it again, within a minute. */
  void killKeycloak() {
    Appliance.processesOf(stack.data().resolve("keycloak")).stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** Waits until the workflow is in the state; the waits between its attempts are cut short. */
  void await(TenantId tenant, UUID workflow, String state) {
    Await.until(
        workflow + " is " + state,
        BOUND,
        () -> {
          claims.claim(tx -> tx.execute(DUE, tenant.value(), workflow));
          return state(tenant, workflow).equals(state);
        });
  }

  private String state(TenantId tenant, UUID workflow) {
    return database
        .system()
        .inTenant(
            tenant,
            tx ->
                tx.first(
                    "select state from app.workflow where tenant_id = ? and workflow_id = ?",
                    row -> row.text("state"),
                    tenant.value(),
                    workflow))
        .orElseThrow();
  }

  /** No step of this release is so; a later release's may be. */
  void makeAmbiguous(TenantId tenant, UUID workflow) {
    database.system().inTenant(tenant, tx -> tx.execute(AMBIGUOUS, tenant.value(), workflow));
  }

  @Override
  public void close() {
    overview.close();
    claims.close();
    database.close();
  }
}
