package com.integraci.appliance.console;

import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.workflow.Definitions;
import com.integraci.appliance.workflow.Interventions;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Signal;
import com.integraci.appliance.workflow.Wait;
import com.integraci.appliance.workflow.WorkflowView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What a person may do to a workflow in the state it is in, and the forms that do it. */
final class WorkflowDeeds {

  private static final List<String> DECISIONS = List.of("done", "retry", "compensate");
  private static final String LOOSE = "btn-quiet";
  private static final String GRAVE = "btn-danger";

  private final Policy policy;
  private final Definitions definitions;
  private final Interventions interventions;

  WorkflowDeeds(Policy policy, Definitions definitions, Interventions interventions) {
    this.policy = policy;
    this.definitions = definitions;
    this.interventions = interventions;
  }

  List<Route> routes() {
    return List.of(
        route("/resume", "workflowResume", this::resume),
        route("/cancel", "workflowCancel", this::cancel),
        route("/compensate", "workflowCompensate", this::compensate),
        route("/resolve", "workflowResolve", this::resolve),
        route("/signals", "workflowSignal", this::signal));
  }

  private static Route route(String rest, String operationId, Route.VisitorHandler handler) {
    return Section.WORKFLOWS.route(Method.POST, "/{workflow}" + rest, operationId, handler);
  }

  /** The buttons of a workflow's page, the one that leads on first. */
  List<WorkflowDetailView.Deed> of(Visitor visitor, WorkflowView workflow) {
    var deeds = new ArrayList<WorkflowDetailView.Deed>();
    switch (workflow.state()) {
      case STUCK -> {
        add(deeds, visitor, Action.WORKFLOW_RESUME, deed("/resume", "Resume", "btn-primary"));
        if (cancellable(workflow)) {
          add(deeds, visitor, Action.WORKFLOW_COMPENSATE, deed("/compensate", "Take back", GRAVE));
        }
      }
      case AMBIGUOUS -> {
        add(deeds, visitor, Action.WORKFLOW_RESOLVE, decision("It was done", LOOSE, "done"));
        add(deeds, visitor, Action.WORKFLOW_RESOLVE, decision("It was not: retry", LOOSE, "retry"));
        if (cancellable(workflow)) {
          add(
              deeds,
              visitor,
              Action.WORKFLOW_RESOLVE,
              decision("Take it back", GRAVE, "compensate"));
        }
      }
      case RUNNING, WAITING -> {
        workflow
            .waiting()
            .signal()
            .ifPresent(name -> add(deeds, visitor, Action.WORKFLOW_SIGNAL, signal(name)));
        if (cancellable(workflow) && workflow.waiting().asked().isEmpty()) {
          add(deeds, visitor, Action.WORKFLOW_CANCEL, deed("/cancel", "Cancel", GRAVE));
        }
      }
      case SUCCEEDED, FAILED, CANCELLED -> {}
    }
    return deeds;
  }

  private void add(
      List<WorkflowDetailView.Deed> deeds,
      Visitor visitor,
      Action action,
      WorkflowDetailView.Deed deed) {
    if (policy.offers(visitor.caller(), action)) {
      deeds.add(deed);
    }
  }

  private static WorkflowDetailView.Deed deed(String path, String label, String style) {
    return new WorkflowDetailView.Deed(path, label, style, Map.of());
  }

  private static WorkflowDetailView.Deed decision(String label, String style, String decision) {
    return new WorkflowDetailView.Deed("/resolve", label, style, Map.of("decision", decision));
  }

  /** The key stands in the page, so that a form that is sent twice is one signal. */
  private static WorkflowDetailView.Deed signal(String name) {
    var fields = Map.of("name", name, "key", UuidV7.next().toString());
    return new WorkflowDetailView.Deed("/signals", "Send " + name, "btn-primary", fields);
  }

  private boolean cancellable(WorkflowView workflow) {
    return !workflow.undoing()
        && definitions
            .find(workflow.definition(), workflow.version())
            .map(definition -> definition.terms().cancellable())
            .orElse(false);
  }

  private Reply resume(Visitor visitor, Request request) {
    var id = request.parameterId("workflow");
    interventions.resume(visitor.caller(), id, "");
    return done(visitor, request, id, "resumed");
  }

  private Reply cancel(Visitor visitor, Request request) {
    var id = request.parameterId("workflow");
    interventions.cancel(visitor.caller(), id);
    return done(visitor, request, id, "cancelled");
  }

  private Reply compensate(Visitor visitor, Request request) {
    var id = request.parameterId("workflow");
    interventions.compensate(visitor.caller(), id);
    return done(visitor, request, id, "compensated");
  }

  private Reply resolve(Visitor visitor, Request request) {
    var id = request.parameterId("workflow");
    var fields = request.form();
    fields.skip("csrf");
    var decision = fields.oneOf("decision", DECISIONS).toUpperCase(Locale.ROOT);
    fields.end();
    interventions.resolve(
        visitor.caller(), id, Interventions.Decision.valueOf(decision), Payload.EMPTY);
    return done(visitor, request, id, "resolved");
  }

  private Reply signal(Visitor visitor, Request request) {
    var id = request.parameterId("workflow");
    var fields = request.form();
    fields.skip("csrf");
    var name = fields.matching("name", Wait.SIGNAL, "It is the name of a signal.");
    var key = fields.matching("key", Signal.KEY, "It is the key of this one signal.");
    fields.end();
    interventions.signal(visitor.caller(), id, new Signal(name, key, Payload.EMPTY));
    return done(visitor, request, id, "signalled");
  }

  private static Reply done(Visitor visitor, Request request, UUID id, String what) {
    return Replies.goOn(request, Section.WORKFLOWS.of(visitor) + "/" + id + "?done=" + what);
  }

  /** What the page says after a form of it was taken. */
  static String said(String done) {
    return switch (done) {
      case "resumed" -> "Resumed. It goes on at the step where it stopped.";
      case "cancelled" -> "Cancelled. What it did is taken back once its step has ended.";
      case "compensated" -> "What it did is being taken back.";
      case "resolved" -> "Your decision is written down, and the workflow goes on with it.";
      case "signalled" -> "The signal is sent.";
      default -> "";
    };
  }
}
