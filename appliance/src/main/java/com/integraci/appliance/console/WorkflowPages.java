package com.integraci.appliance.console;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.workflow.AttemptView;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Definitions;
import com.integraci.appliance.workflow.WorkflowPage;
import com.integraci.appliance.workflow.WorkflowView;
import com.integraci.appliance.workflow.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists workflows, stuck ones first, shows one's journal, and resumes it. */
final class WorkflowPages {

  private static final int PAGE = 50;

  private final Frames frames;
  private final Workflows workflows;
  private final Definitions definitions;
  private final WorkflowDeeds deeds;

  WorkflowPages(Frames frames, Workflows workflows, Definitions definitions, WorkflowDeeds deeds) {
    this.frames = frames;
    this.workflows = workflows;
    this.definitions = definitions;
    this.deeds = deeds;
  }

  List<Route> routes() {
    return List.of(
        Section.WORKFLOWS.route(Method.GET, "", "workflowsPage", this::list),
        Section.WORKFLOWS.route(Method.GET, "/{workflow}", "workflowPage", this::show));
  }

  private Reply list(Visitor visitor, Request request) {
    var query = request.query();
    var after =
        query
            .optionalMatching("after", WorkflowPage.CURSOR, "It is a place in the list.")
            .orElse("");
    var filters = WorkflowFilters.read(query, definitions, Section.WORKFLOWS.of(visitor));
    query.end();
    var page = workflows.list(visitor.caller(), filters.filter(), after, PAGE);
    var all = page.workflows();
    var view =
        new WorkflowsView(
            all.stream().map(workflow -> row(visitor, workflow)).toList(),
            all.stream()
                .anyMatch(
                    one ->
                        one.state() == WorkflowView.State.RUNNING
                            || one.state() == WorkflowView.State.WAITING),
            page.next().map(filters::address).orElse(""),
            filters.view());
    return Reply.html(Page.workflows(frames.of(visitor, Section.WORKFLOWS, "Workflows"), view));
  }

  static WorkflowsView.Row row(Visitor visitor, WorkflowView view) {
    boolean own = visitor.caller().tenant().value().equals(view.tenant());
    return new WorkflowsView.Row(
        Words.definition(view.definition()),
        own ? "" : "Team " + Ids.brief(view.tenant().toString()),
        view.family().halted() > 0 ? Lamp.BAD : lamp(view.state()),
        word(view),
        Words.step(view.step()),
        view.state() == WorkflowView.State.SUCCEEDED ? "" : view.error(),
        view.attempt(),
        view.changedAt(),
        Section.WORKFLOWS.of(visitor) + "/" + view.id());
  }

  private static Lamp lamp(WorkflowView.State state) {
    return switch (state) {
      case RUNNING, WAITING -> Lamp.BUSY;
      case STUCK, AMBIGUOUS -> Lamp.BAD;
      case SUCCEEDED -> Lamp.OK;
      case FAILED, CANCELLED -> Lamp.WARN;
    };
  }

  private static String word(WorkflowView view) {
    return switch (view.state()) {
      case RUNNING -> view.undoing() ? "taking back" : Words.state(view.state());
      case WAITING -> waiting(view.family());
      case STUCK, AMBIGUOUS, SUCCEEDED, FAILED, CANCELLED -> Words.state(view.state());
    };
  }

  private static String waiting(WorkflowView.Family family) {
    return family.awaited() == 0
        ? Words.state(WorkflowView.State.WAITING)
        : family.halted() > 0 ? "waits for a stuck child" : "waits for child";
  }

  private Reply show(Visitor visitor, Request request) {
    var query = request.query();
    var done = query.optionalText("done", 1, 20).orElse("");
    var detail = workflows.read(visitor.caller(), request.parameterId("workflow"));
    var workflow = detail.workflow();
    var row = row(visitor, workflow);
    var frame = frames.of(visitor, Section.WORKFLOWS, row.title());
    var view =
        new WorkflowDetailView(
            row,
            workflow.createdAt(),
            workflow.version(),
            steps(workflow),
            detail.attempts().stream().map(attempt -> attempt(attempt, frame.now())).toList(),
            Section.WORKFLOWS.of(visitor),
            row.href(),
            deeds.of(visitor, workflow),
            facts(workflow),
            workflow
                .family()
                .parent()
                .map(parent -> Section.WORKFLOWS.of(visitor) + "/" + parent)
                .orElse(""),
            detail.children().stream().map(child -> row(visitor, child)).toList(),
            WorkflowDeeds.said(done));
    return Reply.html(Page.workflow(frame, view));
  }

  /** What it waits for, in sentences without their full stop. */
  private static List<String> facts(WorkflowView workflow) {
    var facts = new ArrayList<String>();
    var waiting = workflow.waiting();
    waiting.signal().ifPresent(name -> facts.add("Waits for the signal " + name));
    children(workflow.family()).ifPresent(facts::add);
    waiting.until().ifPresent(at -> facts.add("Waits until " + Moment.text(at)));
    if (!workflow.state().ended()) {
      waiting.deadline().ifPresent(at -> facts.add("Has to have ended by " + Moment.text(at)));
      if (waiting.asked().equals("cancel") && !workflow.undoing()) {
        facts.add("Cancelled, and turns round when its step has ended");
      }
    }
    return facts;
  }

  private static Optional<String> children(WorkflowView.Family family) {
    var halted =
        family.halted() == 0 ? "" : ", of which %d wait for a person".formatted(family.halted());
    return family.awaited() == 0
        ? Optional.empty()
        : Optional.of("Waits for child workflows: %d%s".formatted(family.awaited(), halted));
  }

  private List<StepView> steps(WorkflowView workflow) {
    var names =
        definitions
            .find(workflow.definition(), workflow.version())
            .map(Definition::stepNames)
            .orElse(List.of(workflow.step()));
    int stands = names.indexOf(workflow.step());
    return java.util.stream.IntStream.range(0, names.size())
        .mapToObj(index -> step(workflow, names.get(index), Integer.compare(index, stands)))
        .toList();
  }

  /** How a step stands, before (-1), at (0) or after (1) the one the workflow stands at. */
  private static StepView step(WorkflowView workflow, String name, int side) {
    var title = Words.step(name);
    var done = new StepView(title, StepView.State.DONE, "done", "");
    return switch (workflow.state()) {
      case SUCCEEDED -> done;
      case FAILED, CANCELLED -> new StepView(title, StepView.State.UNDONE, "taken back", "");
      case RUNNING, WAITING, STUCK, AMBIGUOUS -> {
        if (side != 0) {
          var waiting = new StepView(title, StepView.State.WAITING, "waiting", "");
          var undone = new StepView(title, StepView.State.UNDONE, "taken back", "");
          yield side < 0 ? done : workflow.undoing() ? undone : waiting;
        }
        yield switch (workflow.state()) {
          case STUCK -> new StepView(title, StepView.State.FAILED, "stuck", "");
          case AMBIGUOUS -> new StepView(title, StepView.State.FAILED, "outcome not known", "");
          case WAITING -> new StepView(title, StepView.State.WAITING, "waits", "");
          case RUNNING, SUCCEEDED, FAILED, CANCELLED ->
              new StepView(title, StepView.State.RUNNING, "working", "");
        };
      }
    };
  }

  private static WorkflowDetailView.Attempt attempt(AttemptView attempt, Instant now) {
    var lamp =
        switch (attempt.outcome()) {
          case "done", "signalled", "elapsed", "joined" -> Lamp.OK;
          case "failed", "ambiguous" -> Lamp.BAD;
          case "lost", "late", "cancelled" -> Lamp.WARN;
          default -> Lamp.BUSY;
        };
    return new WorkflowDetailView.Attempt(
        attempt.number(),
        Words.step(attempt.step()) + (attempt.undoing() ? ", taking back" : ""),
        lamp,
        attempt.outcome(),
        attempt.startedAt(),
        Moment.took(Duration.between(attempt.startedAt(), attempt.endedAt().orElse(now))),
        attempt.error());
  }
}
