package com.integraci.appliance.console;

import com.integraci.appliance.audit.AuditFilter;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.secrets.Secrets;
import com.integraci.appliance.tenancy.Tenant;
import com.integraci.appliance.workflow.WorkflowPage;
import com.integraci.appliance.workflow.WorkflowView;
import com.integraci.appliance.workflow.Workflows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A team's first page: what waits, how the layers are, what happened last. */
final class HomePages {

  private static final int ENTRIES = 8;

  private final Frames frames;
  private final Console.Verbs verbs;
  private final Policy policy;

  HomePages(Frames frames, Console.Verbs verbs, Policy policy) {
    this.frames = frames;
    this.verbs = verbs;
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(Section.HOME.route(Method.GET, "", "homePage", this::show));
  }

  private Reply show(Visitor visitor, Request request) {
    var tenant = verbs.tenants().own(visitor.caller());
    boolean audit = policy.offers(visitor.caller(), Action.AUDIT_READ);
    var workflows = workflows(visitor);
    var view =
        new HomeView(
            tenant.organisation(),
            needs(visitor, tenant, workflows),
            counts(visitor, workflows, audit),
            audit ? entries(visitor) : List.of(),
            audit ? "Nothing has happened yet." : "Your role does not read the audit log.",
            audit ? Section.AUDIT.of(visitor) : "",
            layers(tenant));
    return Reply.html(Page.home(frames.of(visitor, Section.HOME, "Home"), view));
  }

  private WorkflowPage workflows(Visitor visitor) {
    return policy.offers(visitor.caller(), Action.WORKFLOW_READ)
        ? verbs.workflows().list(visitor.caller(), "", Workflows.PAGE_MAX)
        : new WorkflowPage(List.of(), Optional.empty());
  }

  private List<HomeView.Need> needs(Visitor visitor, Tenant tenant, WorkflowPage workflows) {
    var needs = new ArrayList<HomeView.Need>();
    for (WorkflowView workflow : workflows.workflows()) {
      if (workflow.state() == WorkflowView.State.STUCK
          || workflow.state() == WorkflowView.State.AMBIGUOUS) {
        var row = WorkflowPages.row(visitor, workflow);
        var text = "%s: stopped at %s.".formatted(row.title(), row.step());
        needs.add(new HomeView.Need(Lamp.BAD, row.word(), text, "Look", row.href()));
      }
    }
    if (needs.isEmpty() && firstSecretMissing(visitor)) {
      needs.add(
          new HomeView.Need(
              Lamp.BUSY,
              "to start",
              "Store your team's first secret.",
              "Store one",
              Section.SECRETS.below(tenant.slug())));
    }
    return needs;
  }

  private boolean firstSecretMissing(Visitor visitor) {
    return policy.offers(visitor.caller(), Action.SECRET_PUT)
        && verbs.secrets().list(visitor.caller(), "", 1).secrets().isEmpty();
  }

  private List<HomeView.Count> counts(Visitor visitor, WorkflowPage workflows, boolean audit) {
    var counts = new ArrayList<HomeView.Count>();
    var caller = visitor.caller();
    if (policy.offers(caller, Action.SECRET_LIST)) {
      var page = verbs.secrets().list(caller, "", Secrets.PAGE_MAX);
      var number = page.secrets().size() + (page.next().isPresent() ? "+" : "");
      counts.add(count("Secrets", number, "values in OpenBao", visitor, Section.SECRETS));
    }
    if (audit) {
      var state = verbs.trail().state(caller);
      var note = state.waiting() == 0 ? "all sealed" : state.waiting() + " waiting for their seal";
      counts.add(
          count("Audit entries", "%,d".formatted(state.sealed()), note, visitor, Section.AUDIT));
    }
    if (policy.offers(caller, Action.WORKFLOW_READ)) {
      long moving =
          workflows.workflows().stream()
              .filter(
                  one ->
                      one.state() == WorkflowView.State.RUNNING
                          || one.state() == WorkflowView.State.WAITING)
              .count();
      var number = workflows.workflows().size() + (workflows.next().isPresent() ? "+" : "");
      var note = moving == 0 ? "none under way" : moving + " under way";
      counts.add(count("Workflows", number, note, visitor, Section.WORKFLOWS));
    }
    return counts;
  }

  private static HomeView.Count count(
      String label, String number, String note, Visitor visitor, Section section) {
    return new HomeView.Count(label, number, note, section.of(visitor));
  }

  private List<HomeView.Entry> entries(Visitor visitor) {
    return verbs.trail().list(visitor.caller(), AuditFilter.newest(ENTRIES)).entries().stream()
        .map(
            entry ->
                new HomeView.Entry(
                    entry.action(),
                    entry.actorKind() + " " + Ids.brief(entry.actor().toString()),
                    entry.at()))
        .toList();
  }

  private static List<LayerView> layers(Tenant tenant) {
    var layers = new ArrayList<LayerView>();
    layers.add(new LayerView("Database", "Your rows, behind a wall", Lamp.OK, "ready"));
    tenant.layers().forEach((name, state) -> layers.add(TenantPages.layer(name, state)));
    return layers;
  }
}
