package com.integraci.appliance.bundles;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Seen;
import com.integraci.appliance.policy.Caller;
import com.integraci.bundles.rego.Problem;
import com.integraci.bundles.rego.TestReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The API on bundles that are being written. */
final class DraftRoutes {

  private static final String ALL = "/api/v1/policies/drafts";
  private static final String ONE = ALL + "/{draft}";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,61}[a-z0-9]");
  private static final String NAME_RULE =
      "A bundle's name has 3 to 63 of a-z, 0-9 and -, begins with a letter and does not end with"
          + " -.";

  /** Characters of JSON: a file's line feeds and quotes take two. */
  private static final int BODY_MAX = BundleDrafts.BYTES_MAX * 2;

  private final BundleDrafts drafts;

  private DraftRoutes(BundleDrafts drafts) {
    this.drafts = drafts;
  }

  static List<Route> of(BundleDrafts drafts) {
    var routes = new DraftRoutes(drafts);
    return List.of(
        Route.api(Method.GET, ALL, "listDrafts", routes::list),
        Route.api(Method.POST, ALL, "beginDraft", routes::begin),
        Route.api(Method.GET, ONE, "readDraft", routes::read),
        Route.api(Method.PUT, ONE, "writeDraft", routes::write).bodyMax(BODY_MAX),
        Route.api(Method.DELETE, ONE, "deleteDraft", routes::delete),
        Route.api(Method.POST, ONE + "/tests", "testDraft", routes::attempt));
  }

  private Reply list(Caller caller, Request request) {
    request.query().end();
    var all = drafts.list(caller).stream().map(DraftRoutes::fields).toList();
    return Reply.json(Map.of("drafts", all));
  }

  private Reply begin(Caller caller, Request request) {
    request.query().end();
    var body = request.json();
    var name = body.matching("name", NAME, NAME_RULE);
    var from = body.oneOf("from", BundleDrafts.From.WORDS);
    body.end();
    var begun = drafts.begin(caller, name, BundleDrafts.From.of(from));
    return reply(201, begun).with("Location", ALL + "/" + begun.id());
  }

  private Reply read(Caller caller, Request request) {
    request.query().end();
    return reply(200, drafts.read(caller, request.parameterId("draft")));
  }

  private Reply write(Caller caller, Request request) {
    request.query().end();
    var id = drafts.read(caller, request.parameterId("draft")).id();
    int version = Seen.version(request);
    var files = BundleRoutes.files(request.object());
    return reply(200, drafts.write(caller, id, version, files));
  }

  private Reply delete(Caller caller, Request request) {
    request.query().end();
    drafts.delete(caller, request.parameterId("draft"));
    return Reply.noContent();
  }

  private Reply attempt(Caller caller, Request request) {
    request.query().end();
    var trial = drafts.attempt(caller, request.parameterId("draft"));
    var document = new LinkedHashMap<String, Object>();
    document.put("passed", trial.passed());
    document.put("problems", trial.problems().stream().map(DraftRoutes::fields).toList());
    trial.report().ifPresent(report -> add(document, report));
    return Reply.json(document);
  }

  private static void add(Map<String, Object> document, TestReport report) {
    document.put("tests", report.tests().size());
    document.put("failed", report.tests().stream().filter(test -> !test.passed()).count());
    document.put("coverage_percent", (int) report.coveragePercent());
    document.put("uncovered", report.uncovered());
    document.put("coverage", BundleRoutes.fields(Covered.of(report.lines())));
  }

  private static Map<String, Object> fields(Problem problem) {
    var document = new LinkedHashMap<String, Object>();
    document.put("file", problem.file());
    document.put("line", problem.line());
    document.put("message", problem.message());
    return document;
  }

  private static Reply reply(int status, BundleDraft draft) {
    var document = fields(draft);
    document.put("files", draft.files());
    return Reply.json(status, document).with("ETag", Seen.etag(draft.version()));
  }

  private static Map<String, Object> fields(BundleDraft draft) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", draft.id().toString());
    document.put("name", draft.name());
    document.put("version", draft.version());
    document.put(
        "changed",
        Map.of("by", draft.changed().by().toString(), "at", draft.changed().at().toString()));
    return document;
  }
}
