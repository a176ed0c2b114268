package com.integraci.appliance.console;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.tenancy.Suspension;
import java.util.List;
import java.util.Map;

/** Lets operators suspend a team, with a reason, and resume it. */
final class SuspensionPages {

  private static final int SLUG_MAX = 40;

  private final Frames frames;
  private final Suspension suspension;
  private final Policy policy;

  SuspensionPages(Frames frames, Suspension suspension, Policy policy) {
    this.frames = frames;
    this.suspension = suspension;
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(
        Section.TENANTS.route(Method.GET, "/suspend", "tenantSuspendPage", this::suspendPage),
        Section.TENANTS.route(Method.POST, "/suspend", "tenantSuspend", this::suspend),
        Section.TENANTS.route(Method.GET, "/resume", "tenantResumePage", this::resumePage),
        Section.TENANTS.route(Method.POST, "/resume", "tenantResume", this::resume));
  }

  private Reply suspendPage(Visitor visitor, Request request) {
    require(visitor, Action.TENANT_SUSPEND);
    return page(visitor, 200, false, team(request.query()), Form.EMPTY);
  }

  private Reply resumePage(Visitor visitor, Request request) {
    require(visitor, Action.TENANT_RESUME);
    return page(visitor, 200, true, team(request.query()), Form.EMPTY);
  }

  private Reply suspend(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    var team = fields.text("team", 1, SLUG_MAX);
    var reason = fields.text("reason", 1, Suspension.REASON_MAX).strip();
    try {
      fields.end();
    } catch (Invalid e) {
      var form = Form.of(Map.of("reason", reason)).wrong(e.problems());
      return page(visitor, 400, false, team, form);
    }
    suspension.suspend(visitor.caller(), team, reason);
    return Replies.goOn(request, Section.TENANTS.of(visitor) + "?done=suspended&team=" + team);
  }

  private Reply resume(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    var team = team(fields);
    suspension.resume(visitor.caller(), team);
    return Replies.goOn(request, Section.TENANTS.of(visitor) + "?done=resumed&team=" + team);
  }

  private static String team(Fields fields) {
    var team = fields.text("team", 1, SLUG_MAX);
    fields.end();
    return team;
  }

  /** The form is shown to those only whom the verb would let. */
  private void require(Visitor visitor, Action action) {
    policy.authorize(visitor.caller(), action, Resource.tenant(visitor.caller().tenant()));
  }

  private Reply page(Visitor visitor, int status, boolean resume, String team, Form form) {
    var base = Section.TENANTS.of(visitor);
    var view =
        new SuspensionView(team, resume, base + (resume ? "/resume" : "/suspend"), base, form);
    var title = resume ? "Resume a team" : "Suspend a team";
    return Reply.html(status, Page.suspension(frames.of(visitor, Section.TENANTS, title), view));
  }
}
