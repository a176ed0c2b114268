package com.integraci.appliance.workflow;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The API on workflows: list them, look at one, and what people do to one. */
public final class WorkflowRoutes {

  private static final String ONE = "/api/v1/workflows/{workflow}";
  private static final Pattern STEP = Pattern.compile("[a-z-]{1,32}");

  private static final List<String> DECISIONS = List.of("done", "retry", "compensate");

  private final Workflows workflows;
  private final Interventions interventions;

  /** Routes over the verbs. */
  public WorkflowRoutes(Workflows workflows) {
    this.workflows = workflows;
    this.interventions = workflows.interventions();
  }

  /** The routes with their description. */
  public Routes routes() {
    return Routes.described(
        WorkflowRoutes.class,
        Route.api(Method.GET, "/api/v1/workflows", "listWorkflows", this::list),
        Route.api(Method.GET, ONE, "readWorkflow", this::read),
        Route.api(Method.POST, ONE + "/resume", "resumeWorkflow", this::resume),
        Route.api(Method.POST, ONE + "/cancel", "cancelWorkflow", this::cancel),
        Route.api(Method.POST, ONE + "/compensate", "compensateWorkflow", this::compensate),
        Route.api(Method.POST, ONE + "/resolve", "resolveWorkflow", this::resolve),
        Route.api(Method.POST, ONE + "/signals", "signalWorkflow", this::signal));
  }

  private Reply list(Caller caller, Request request) {
    var query = request.query();
    var after = query.optionalMatching("cursor", WorkflowPage.CURSOR, "It is a cursor.").orElse("");
    int limit = query.optionalNumber("limit", 1, Workflows.PAGE_MAX).orElse(50L).intValue();
    var state = query.optionalOneOf("state", WorkflowFilter.STATES).orElse("");
    var definition =
        query
            .optionalMatching(
                "definition", WorkflowFilter.DEFINITION, "It is the name of a definition.")
            .orElse("");
    query.end();
    var page = workflows.list(caller, new WorkflowFilter(state, definition), after, limit);
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
    document.put("children", detail.children().stream().map(WorkflowRoutes::fields).toList());
    return Reply.json(document);
  }

  private Reply resume(Caller caller, Request request) {
    var id = request.parameterId("workflow");
    var fields = request.json();
    var step = fields.optionalMatching("step", STEP, "It is the name of a step.").orElse("");
    fields.end();
    interventions.resume(caller, id, step);
    return Reply.noContent();
  }

  private Reply cancel(Caller caller, Request request) {
    request.json().end();
    interventions.cancel(caller, request.parameterId("workflow"));
    return Reply.noContent();
  }

  private Reply compensate(Caller caller, Request request) {
    request.json().end();
    interventions.compensate(caller, request.parameterId("workflow"));
    return Reply.noContent();
  }

  private Reply resolve(Caller caller, Request request) {
    var id = request.parameterId("workflow");
    var fields = request.json();
    var decision = fields.oneOf("decision", DECISIONS);
    var result = fields.texts("result");
    fields.end();
    interventions.resolve(
        caller,
        id,
        Interventions.Decision.valueOf(decision.toUpperCase(Locale.ROOT)),
        Payload.of(result));
    return Reply.noContent();
  }

  private Reply signal(Caller caller, Request request) {
    var id = request.parameterId("workflow");
    var fields = request.json();
    var name = fields.matching("name", Wait.SIGNAL, "It is the name of a signal.");
    var key = fields.matching("key", Signal.KEY, "It is a key of your own for this signal.");
    var payload = fields.texts("payload");
    fields.end();
    interventions.signal(caller, id, new Signal(name, key, Payload.of(payload)));
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
    var waiting = view.waiting();
    waiting.signal().ifPresent(name -> document.put("awaits", name));
    waiting.until().ifPresent(at -> document.put("wait_until", at.toString()));
    waiting.deadline().ifPresent(at -> document.put("deadline_at", at.toString()));
    if (!waiting.asked().isEmpty()) {
      document.put("asked", waiting.asked());
    }
    var family = view.family();
    family.parent().ifPresent(parent -> document.put("parent", parent.toString()));
    if (family.awaited() > 0) {
      document.put("awaits_children", family.awaited());
      document.put("children_halted", family.halted());
    }
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
