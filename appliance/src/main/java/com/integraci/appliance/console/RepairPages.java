package com.integraci.appliance.console;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.repair.Cure;
import com.integraci.appliance.repair.Difference;
import com.integraci.appliance.repair.RepairPlan;
import com.integraci.appliance.repair.Repairs;
import java.util.List;

/** Shows operators how a team's layers differ, and has exactly that put right. */
final class RepairPages {

  private static final int SLUG_MAX = 40;
  private static final int FINGERPRINT = 64;

  private final Frames frames;
  private final Repairs repairs;

  RepairPages(Frames frames, Repairs repairs) {
    this.frames = frames;
    this.repairs = repairs;
  }

  List<Route> routes() {
    return List.of(
        Section.TENANTS.route(Method.GET, "/repair", "tenantRepairPage", this::plan),
        Section.TENANTS.route(Method.POST, "/repair", "tenantRepair", this::start));
  }

  private Reply plan(Visitor visitor, Request request) {
    var query = request.query();
    var team = query.text("team", 1, SLUG_MAX);
    query.end();
    var view = view(visitor, repairs.plan(visitor.caller(), team));
    return Reply.html(Page.repair(frames.of(visitor, Section.TENANTS, "Check a team"), view));
  }

  private Reply start(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    var team = fields.text("team", 1, SLUG_MAX);
    var plan = fields.text("plan", FINGERPRINT, FINGERPRINT);
    fields.end();
    var workflow = repairs.start(visitor.caller(), team, plan);
    return Replies.goOn(request, Section.WORKFLOWS.of(visitor) + "/" + workflow);
  }

  private static RepairView view(Visitor visitor, RepairPlan plan) {
    var base = Section.TENANTS.of(visitor);
    var cures = plan.cures();
    return new RepairView(
        plan.slug(),
        plan.fingerprint(),
        plan.differences().stream().map(RepairPages::row).toList(),
        plan.more(),
        cures.size(),
        cures.stream().anyMatch(one -> one.cure() == Cure.ASKED),
        base + "/repair",
        base);
  }

  private static RepairView.Row row(Difference one) {
    return new RepairView.Row(
        Words.layer(one.layer()),
        one.words(),
        switch (one.cure()) {
          case ALONE -> Lamp.BUSY;
          case ASKED, BY_HAND -> Lamp.BAD;
        },
        switch (one.cure()) {
          case ALONE -> "is put right";
          case ASKED -> "is put right, with a loss";
          case BY_HAND -> "by hand";
        });
  }
}
