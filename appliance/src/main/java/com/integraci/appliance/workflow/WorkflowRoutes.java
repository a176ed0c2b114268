package com.integraci.appliance.workflow;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The API on workflows: list them, look at one, resume a stuck one. */
public final class WorkflowRoutes {

  private static final String ONE = "/api/v1/workflows/{workflow}";
  private static final Pattern STEP = Pattern.compile("[a-z-]{1,32}");

  private final Workflows workflows;

  /** Routes over the verbs. */
  public WorkflowRoutes(Workflows workflows) {
    this.workflows = workflows;
  }

  /** The routes with their description. */
  public Routes routes() {
    return Routes.described(
        WorkflowRoutes.class,
        Route.api(Method.GET, "/api/v1/workflows", "listWorkflows", this::list),
        Route.api(Method.GET, ONE, "readWorkflow", this::read),
        Route.api(Method.POST, ONE + "/resume", "resumeWorkflow", this::resume));
  }

  private Reply list(Caller caller, Request request) {
    var query = request.query().strict();
    var after = query.optionalMatching("cursor", WorkflowPage.CURSOR, "It is a cursor.").orElse("");
    int limit = query.optionalNumber("limit", 1, Workflows.PAGE_MAX).orElse(50L).intValue();
    query.end();
    var page = workflows.list(caller, after, limit);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("workflows", page.workflows().stream().map(WorkflowRoutes::fields).toList());
    page.next().ifPresent(next -> answer.put("next", next));
    return Reply.json(answer);
  }

  private Reply read(Caller caller, Request request) {
    var detail = workflows.read(caller, request.parameterId("workflow"));
    var document = new LinkedHashMap<String, Object>();
    document.put("workflow", fields(detail.workflow()));
    document.put("attempts", detail.attempts().stream().map(WorkflowRoutes::fields).toList());
    return Reply.json(document);
  }

  private Reply resume(Caller caller, Request request) {
    var id = request.parameterId("workflow");
    var fields = request.json();
    var step = fields.optionalMatching("step", STEP, "It is the name of a step.").orElse("");
    fields.end();
    workflows.resume(caller, id, step);
    return Reply.noContent();
  }

  private static Map<String, Object> fields(WorkflowView view) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", view.id().toString());
    document.put("tenant", view.tenant().toString());
    document.put("definition", view.definition());
    document.put("version", view.version());
    document.put("state", view.state().name().toLowerCase(Locale.ROOT));
    document.put("undoing", view.undoing());
    document.put("step", view.step());
    document.put("attempt", view.attempt());
    document.put("error", view.error());
    document.put("created_at", view.createdAt().toString());
    document.put("changed_at", view.changedAt().toString());
    view.dueAt().ifPresent(at -> document.put("due_at", at.toString()));
    return document;
  }

  private static Map<String, Object> fields(AttemptView view) {
    var document = new LinkedHashMap<String, Object>();
    document.put("number", view.number());
    document.put("step", view.step());
    document.put("undoing", view.undoing());
    document.put("outcome", view.outcome());
    document.put("error", view.error());
    document.put("started_at", view.startedAt().toString());
    view.endedAt().ifPresent(at -> document.put("ended_at", at.toString()));
    return document;
  }
}
