package com.integraci.appliance.replay;

import com.integraci.appliance.bundles.Faults;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.ReplayReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The API of replays. */
final class ReplayRoutes {

  private static final String PATH = "/api/v1/policies/replays";
  private static final String ONE = PATH + "/{replay}";
  private static final String START = "/api/v1/policies/bundles/{bundle}/replays";
  private static final String START_DRAFT = "/api/v1/policies/drafts/{draft}/replays";
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Replays replays;

  private ReplayRoutes(Replays replays) {
    this.replays = replays;
  }

  static Routes of(Replays replays) {
    var routes = new ReplayRoutes(replays);
    return Routes.described(
        ReplayRoutes.class,
        Route.api(Method.POST, START, "startReplay", routes::start),
        Route.api(Method.POST, START_DRAFT, "startDraftReplay", routes::startDraft),
        Route.api(Method.GET, PATH, "listReplays", routes::list),
        Route.api(Method.GET, ONE, "readReplay", routes::read),
        Route.api(Method.GET, ONE + "/changes", "listReplayChanges", routes::changes),
        Route.api(Method.POST, ONE + "/cancellation", "cancelReplay", routes::cancel));
  }

  private Reply start(Caller caller, Request request) {
    int days = days(request);
    return started(replays.start(caller, request.parameterId("bundle"), days));
  }

  private Reply startDraft(Caller caller, Request request) {
    int days = days(request);
    try {
      return started(replays.startDraft(caller, request.parameterId("draft"), days));
    } catch (BundleRefused e) {
      throw Faults.invalid(e.problems());
    }
  }

  private static int days(Request request) {
    request.query().end();
    var body = request.json();
    long days = body.optionalNumber("days", 1, Replays.DAYS_MAX).orElse((long) Replays.DAYS);
    body.end();
    return (int) days;
  }

  private static Reply started(Replay replay) {
    return Reply.accepted(PATH + "/" + replay.id(), fields(replay));
  }

  private Reply list(Caller caller, Request request) {
    var query = request.query();
    var bundle = query.optionalMatching("bundle", ID, "It is a bundle's id.");
    var draft = query.optionalMatching("draft", ID, "It is a draft's id.");
    if (bundle.isPresent() && draft.isPresent()) {
      query.problem("draft", "It is one bundle, or one draft.");
    }
    query.end();
    var all = replays.list(caller, bundle.or(() -> draft).map(UUID::fromString));
    return Reply.json(Map.of("replays", all.stream().map(ReplayRoutes::fields).toList()));
  }

  private Reply read(Caller caller, Request request) {
    request.query().end();
    return Reply.json(fields(replays.read(caller, request.parameterId("replay"))));
  }

  private Reply changes(Caller caller, Request request) {
    var asked = ChangesAsked.of(request);
    var id = request.parameterId("replay");
    return ChangesAsked.reply(
        replays.changes(caller, id, asked.filter(), asked.before(), asked.limit()));
  }

  private Reply cancel(Caller caller, Request request) {
    request.query().end();
    return Reply.json(fields(replays.cancel(caller, request.parameterId("replay"))));
  }

  private static Map<String, Object> fields(Replay replay) {
    var bundle = replay.bundle();
    var document = new LinkedHashMap<String, Object>();
    document.put("id", replay.id().toString());
    document.put(bundle.draft().isPresent() ? "draft" : "bundle", fields(bundle));
    document.put("decision", bundle.decision());
    document.put("from", replay.from().toString());
    document.put("to", replay.to().toString());
    document.put("state", replay.state().word());
    document.put("total", replay.total());
    document.put("done", replay.done());
    document.put("started_by", replay.startedBy().toString());
    document.put("started_at", replay.startedAt().toString());
    replay.endedAt().ifPresent(at -> document.put("ended_at", at.toString()));
    replay.outcome().fault().ifPresent(fault -> document.put("fault", fault));
    replay.outcome().hash().ifPresent(hash -> document.put("result_hash", hash));
    replay.outcome().report().ifPresent(report -> document.put("result", fields(report)));
    return document;
  }

  static Map<String, Object> fields(Replay.Candidate bundle) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", bundle.id().toString());
    document.put("name", bundle.name());
    document.put("version", bundle.version());
    document.put("digest", bundle.digest());
    bundle.draft().ifPresent(changes -> document.put("draft_version", changes));
    return document;
  }

  private static Map<String, Object> fields(ReplayReport.Written report) {
    return Map.of(
        "total", fields(report.total()),
        "services", report.services().stream().map(ReplayRoutes::fields).toList(),
        "rules", report.rules().stream().map(ReplayRoutes::fields).toList());
  }

  private static Map<String, Object> fields(ReplayReport.Line line) {
    var document = new LinkedHashMap<String, Object>();
    if (!line.name().isEmpty()) {
      document.put("name", line.name());
    }
    document.put("unchanged", line.unchanged());
    document.put("to_deny", line.toDeny());
    document.put("to_allow", line.toAllow());
    document.put("undecided", line.undecided());
    return document;
  }
}
