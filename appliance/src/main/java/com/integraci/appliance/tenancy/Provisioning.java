package com.integraci.appliance.tenancy;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.broker.Accounts;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.Workflows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a tenant consists of, and the workflows that make it so.
 *
 * <p>To add a layer, write its {@link Layer} and add it to {@link #layers}; raise {@link #VERSION}
 * and keep the former definition until no workflow of it is left. New tenants get the layer by
 * {@code tenant.provision}; those that exist get it by {@code tenant.reconcile}, which {@link
 * #reconcile} starts for each tenant that lacks a layer, at every start of the control plane.
 */
public final class Provisioning {

  /** The workflow of a sign-up. */
  static final String PROVISION = "tenant.provision";

  /** The workflow that makes what a tenant lacks. */
  static final String RECONCILE = "tenant.reconcile";

  /** The workflow of the operators' own tenant. */
  static final String APPLIANCE = "appliance.provision";

  /** The workflow of the isolation probe's own tenants, which nobody owns. */
  static final String PROBE = "probe.provision";

  /** The workflows that close a tenant outside our database, and open it again. */
  static final String SUSPEND = "tenant.suspend";

  static final String RESUME = "tenant.resume";

  private static final int VERSION = 2;

  /** Without the broker: workflows that were under way when it came. */
  private static final int FORMER = 1;

  private final TenantReader tenants;
  private final Keycloak keycloak;
  private final OpenBao openbao;
  private final Accounts accounts;

  /** Provisioning with these. */
  public Provisioning(Database database, Keycloak keycloak, OpenBao openbao, Accounts accounts) {
    this.tenants = new TenantReader(database);
    this.keycloak = keycloak;
    this.openbao = openbao;
    this.accounts = accounts;
  }

  private List<Layer> layers() {
    return layers(VERSION);
  }

  private List<Layer> layers(int version) {
    var former = List.<Layer>of(new RealmLayer(keycloak), new SecretsLayer(openbao.tenants()));
    if (version == FORMER) {
      return former;
    }
    var layers = new ArrayList<>(former);
    layers.add(new BrokerLayer(accounts));
    return layers;
  }

  /** The names of the layers, in the order in which they are made. */
  public List<String> layerNames() {
    return layers().stream().map(Layer::name).toList();
  }

  /** What the engine is to know. */
  public List<Definition> definitions() {
    return IntStream.of(FORMER, VERSION)
        .boxed()
        .flatMap(
            version ->
                Stream.of(
                    provision(version),
                    reconcile(version),
                    appliance(version),
                    definition(PROBE, version, Definition.Exhausted.STOP, withActivation(version)),
                    gate(SUSPEND, version),
                    gate(RESUME, version)))
        .toList();
  }

  /** The owner comes right after the realm, because what waits of it waits 15 minutes. */
  private Definition provision(int version) {
    var steps = new ArrayList<Step>();
    steps.add(new TenantStep(openbao.signups()));
    for (Layer layer : layers(version)) {
      steps.add(new LayerStep(layer, tenants, false));
      if (layer instanceof RealmLayer) {
        steps.add(new OwnerStep(tenants, keycloak, openbao.signups()));
      }
    }
    steps.add(new ActivateStep());
    return definition(PROVISION, version, Definition.Exhausted.COMPENSATE, steps);
  }

  private Definition reconcile(int version) {
    var steps =
        layers(version).stream().map(layer -> (Step) new LayerStep(layer, tenants, true)).toList();
    return definition(RECONCILE, version, Definition.Exhausted.STOP, steps);
  }

  private List<Step> withActivation(int version) {
    var steps = new ArrayList<Step>(reconcile(version).steps());
    steps.add(new ActivateStep());
    return steps;
  }

  private Definition appliance(int version) {
    var steps = new ArrayList<Step>();
    steps.add(new OperatorRealmStep(tenants, keycloak));
    layers(version).stream()
        .filter(layer -> !(layer instanceof RealmLayer))
        .forEach(layer -> steps.add(new LayerStep(layer, tenants, true)));
    steps.add(new ActivateStep());
    return definition(APPLIANCE, version, Definition.Exhausted.STOP, steps);
  }

  /** Both do the same: they make what is outside as the database says. */
  private Definition gate(String name, int version) {
    var steps = new ArrayList<Step>();
    steps.add(new RealmGateStep(tenants, keycloak));
    if (version > FORMER) {
      steps.add(new BrokerGateStep(accounts));
    }
    return new Definition(name, version, Action.WORKFLOW_RUN, Definition.Exhausted.STOP, steps);
  }

  private static Definition definition(
      String name, int version, Definition.Exhausted exhausted, List<Step> steps) {
    return new Definition(name, version, Action.TENANT_PROVISION, exhausted, steps);
  }

  /**
   * Starts a workflow for each active tenant that lacks a layer, 1,000 at most.
   *
   * @param overview the pool of {@link JobDatabase.Job#OVERVIEW}
   * @return how many were started
   */
  public int reconcile(Workflows workflows, JobDatabase overview, Policy policy, AuditLog audit) {
    var lacking = overview.claim(tx -> TenantStore.missing(tx, layerNames()));
    lacking.forEach(tenant -> start(workflows, policy, audit, tenant));
    if (!lacking.isEmpty()) {
      workflows.wake();
    }
    return lacking.size();
  }

  private void start(Workflows workflows, Policy policy, AuditLog audit, TenantId tenant) {
    var resource = Resource.tenant(tenant);
    var permit = policy.system(tenant, UuidV7.next(), Action.TENANT_PROVISION, resource);
    tenants
        .database()
        .inTenant(
            tenant,
            tx -> {
              workflows.start(tx, permit, RECONCILE, Payload.EMPTY);
              audit.append(
                  tx, permit, AuditEvent.done(resource).with(Map.of("definition", RECONCILE)));
              return tenant;
            });
  }
}
