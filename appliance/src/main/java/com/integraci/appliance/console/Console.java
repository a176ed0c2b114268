package com.integraci.appliance.console;

import com.integraci.appliance.accounts.Accounts;
import com.integraci.appliance.alerts.Alerts;
import com.integraci.appliance.audit.AuditErasure;
import com.integraci.appliance.audit.AuditTrail;
import com.integraci.appliance.events.WebhookVerbs;
import com.integraci.appliance.http.ErrorPage;
import com.integraci.appliance.http.Health;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.members.Membership;
import com.integraci.appliance.notices.Notices;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.probe.Probes;
import com.integraci.appliance.repair.Repairs;
import com.integraci.appliance.secrets.Secrets;
import com.integraci.appliance.tenancy.Operations;
import com.integraci.appliance.tenancy.OperatorSetup;
import com.integraci.appliance.tenancy.SignUp;
import com.integraci.appliance.tenancy.Suspension;
import com.integraci.appliance.tenancy.Tenants;
import com.integraci.appliance.workflow.Definitions;
import com.integraci.appliance.workflow.Workflows;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;

/** The pages, over the verbs that the API has too. */
public final class Console {

  private final Assets assets = Assets.load();
  private final URI url;
  private final Policy policy;
  private final Health health;
  private final Verbs verbs;
  private final Frames frames;
  private final String prefix;

  /**
   * What pages ask and do.
   *
   * @param definitions the names of workflows' steps
   */
  public record Verbs(
      SignUp signUp,
      Operations operations,
      OperatorSetup operators,
      Tenants tenants,
      Membership membership,
      Accounts accounts,
      WebhookVerbs webhooks,
      Suspension suspension,
      Repairs repairs,
      Probes probes,
      Alerts alerts,
      Notices notices,
      PolicyVerbs policies,
      Workflows workflows,
      Definitions definitions,
      Secrets secrets,
      AuditTrail trail,
      AuditErasure erasure) {}

  /**
   * Pages over these.
   *
   * @param url where browsers reach the appliance
   */
  public Console(URI url, Policy policy, Health health, Verbs verbs) {
    this.url = url;
    this.policy = policy;
    this.health = health;
    this.verbs = verbs;
    this.frames =
        new Frames(
            assets,
            policy,
            new Badges(policy, verbs.alerts(), verbs.notices()),
            InstantSource.system());
    this.prefix = url.getAuthority() + "/t/";
  }

  /** What is shown when something went wrong. */
  public ErrorPage errorPage() {
    return new ProblemPage(frames);
  }

  /** Every page. */
  public Routes routes() {
    var all = new ArrayList<Route>();
    all.add(new AssetRoutes(assets).route());
    all.addAll(new SignInPages(frames, prefix, verbs.signUp().open()).routes());
    all.addAll(new SignUpPages(frames, verbs.signUp(), verbs.operations(), prefix).routes());
    all.addAll(new OperatorPages(frames, verbs.operators()).routes());
    all.addAll(new HomePages(frames, verbs, policy).routes());
    var factor = new FactorPages(verbs.membership().factor(), policy);
    all.addAll(factor.routes());
    var members = new MemberPages(frames, verbs.membership(), factor, policy);
    all.addAll(members.routes());
    all.addAll(new HeldRolePages(members, verbs.membership()).routes());
    all.addAll(new GroupPages(frames, verbs.membership().groups(), policy).routes());
    all.addAll(new ProviderPages(frames, verbs.membership().providers(), policy).routes());
    all.addAll(new InvitationPages(frames, verbs.membership().invitations()).routes());
    all.addAll(new AcceptPages(frames, verbs.membership().acceptance()).routes());
    all.addAll(new AccountPages(frames, verbs.accounts(), policy).routes());
    all.addAll(new SecretPages(frames, verbs.secrets(), policy).routes());
    var hooks = new WebhookPages(frames, verbs.webhooks(), policy);
    all.addAll(hooks.routes());
    all.addAll(new DeliveryPages(frames, hooks, verbs.webhooks().deliveries()).routes());
    all.addAll(new AuditPages(frames, verbs.trail(), policy).routes());
    all.addAll(new AuditErasePages(frames, verbs.erasure()).routes());
    var deeds = new WorkflowDeeds(policy, verbs.definitions(), verbs.workflows().interventions());
    all.addAll(new WorkflowPages(frames, verbs.workflows(), verbs.definitions(), deeds).routes());
    all.addAll(deeds.routes());
    all.addAll(new TenantPages(frames, verbs.tenants(), url + "/signup").routes());
    all.addAll(new SuspensionPages(frames, verbs.suspension(), policy).routes());
    all.addAll(new RepairPages(frames, verbs.repairs()).routes());
    all.addAll(new ProbePages(frames, verbs.probes()).routes());
    all.addAll(new AlertPages(frames, verbs.alerts()).routes());
    all.addAll(new NoticePages(frames, verbs.notices()).routes());
    all.addAll(new ReplayPages(frames, verbs.policies(), policy).routes());
    all.addAll(new ShadowPages(frames, verbs.policies().shadows(), policy).routes());
    var trends = new Trends(verbs.policies().decisions(), policy);
    var people = verbs.membership().members();
    all.addAll(
        new BundlePages(frames, verbs.policies().bundles(), trends, people, policy).routes());
    all.addAll(new RulePages(frames, verbs.policies().bundles(), trends, policy).routes());
    var drafts = new DraftPages(frames, verbs.policies().drafts(), policy);
    all.addAll(drafts.routes());
    all.addAll(
        new DraftPublishing(drafts, verbs.policies().drafts(), verbs.policies().bundles())
            .routes());
    all.addAll(new DraftReplaying(drafts, verbs.policies()).routes());
    all.addAll(new AnswerPages(frames, verbs.policies()).routes());
    all.addAll(new KeyPages(frames, verbs.policies().keys(), policy).routes());
    all.addAll(new ExceptionPages(frames, verbs.policies().exemptions(), people, policy).routes());
    all.addAll(
        new ExceptionOwnerPages(frames, verbs.policies().exemptions(), people, policy).routes());
    all.addAll(new DecisionPages(frames, verbs.policies().decisions(), people, policy).routes());
    all.addAll(new CompliancePages(frames, verbs.policies(), policy).routes());
    all.addAll(new ComponentPages(frames, health, policy).routes());
    return Routes.pages(all.toArray(Route[]::new));
  }
}
