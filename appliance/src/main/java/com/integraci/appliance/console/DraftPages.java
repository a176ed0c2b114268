package com.integraci.appliance.console;

import com.integraci.appliance.bundles.BundleDraft;
import com.integraci.appliance.bundles.BundleDrafts;
import com.integraci.appliance.bundles.Trial;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists bundles that are being written, and lets one be written and tested. */
final class DraftPages {

  private static final String ALL = "/t/{slug}/drafts";
  static final String ONE = ALL + "/{draft}";

  /** What one file may have on a page; the API takes larger ones. */
  private static final int CONTENT_MAX = 256 * 1024;

  /** A form takes three characters for one that is not plain. */
  private static final int BODY_MAX = 3 * CONTENT_MAX + 4096;

  private final Frames frames;
  private final BundleDrafts drafts;
  private final Policy policy;

  DraftPages(Frames frames, BundleDrafts drafts, Policy policy) {
    this.frames = frames;
    this.drafts = drafts;
    this.policy = policy;
  }

  /** Where the drafts of the visitor's team are. */
  static String base(Visitor visitor) {
    return ALL.replace("{slug}", visitor.slug());
  }

  List<Route> routes() {
    return List.of(
        Route.page(Method.GET, ALL, "draftsPage", this::list),
        Route.page(Method.POST, ALL, "draftBegin", this::begin),
        Route.page(Method.GET, ONE, "draftPage", this::show),
        Route.page(Method.POST, ONE, "draftWrite", this::write).bodyMax(BODY_MAX),
        Route.page(Method.POST, ONE + "/files", "draftFile", this::add),
        Route.page(Method.POST, ONE + "/remove", "draftFileRemove", this::remove),
        Route.page(Method.POST, ONE + "/delete", "draftDelete", this::delete));
  }

  private Reply list(Visitor visitor, Request request) {
    request.query().end();
    return list(visitor, 200, Form.EMPTY);
  }

  private Reply list(Visitor visitor, int status, Form form) {
    var base = base(visitor);
    var rows =
        drafts.list(visitor.caller()).stream()
            .map(
                one ->
                    new DraftsView.Row(
                        one.name(), one.version(), one.changed().at(), base + "/" + one.id()))
            .toList();
    var view =
        new DraftsView(
            rows,
            policy.offers(visitor.caller(), Action.BUNDLE_READ),
            policy.offers(visitor.caller(), Action.BUNDLE_WRITE),
            BundleDrafts.From.WORDS,
            base,
            Section.POLICIES.of(visitor),
            form);
    return Reply.html(status, Page.drafts(frames.of(visitor, Section.POLICIES, "Drafts"), view));
  }

  private Reply begin(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    var name = fields.text("name", 0, 100).strip();
    var from = fields.oneOf("from", BundleDrafts.From.WORDS);
    fields.end();
    var form = Form.of(Map.of("name", name, "from", from));
    try {
      var as = BundleDrafts.From.of(from);
      var begun = drafts.begin(visitor.caller(), name, as);
      return Replies.goOn(request, base(visitor) + "/" + begun.id());
    } catch (Invalid e) {
      return list(visitor, 400, form.wrong(e.problems()));
    } catch (Conflict e) {
      return list(visitor, 409, form.wrong("name", e.getMessage()));
    }
  }

  private Reply show(Visitor visitor, Request request) {
    var draft = drafts.read(visitor.caller(), request.parameterId("draft"));
    var query = request.query();
    var file = query.optionalText("file", 1, 200);
    query.end();
    var path = file.filter(draft.files()::containsKey).orElseGet(() -> first(draft));
    return page(visitor, 200, draft, new DraftSheet.Shown(path, Optional.empty(), Form.EMPTY));
  }

  /** The rules are what somebody comes for. */
  static String first(BundleDraft draft) {
    var paths = draft.files().keySet();
    return paths.stream()
        .filter(path -> path.startsWith("rules/"))
        .findFirst()
        .or(() -> paths.stream().findFirst())
        .orElse("");
  }

  private Reply write(Visitor visitor, Request request) {
    var caller = visitor.caller();
    var id = drafts.read(caller, request.parameterId("draft")).id();
    var fields = request.form();
    fields.skip("csrf");
    int version = (int) fields.number("version", 1, Integer.MAX_VALUE);
    var path = fields.text("path", 1, 200);
    var content = fields.value("content", 0, CONTENT_MAX).replace("\r\n", "\n");
    var deed = fields.oneOf("do", List.of("save", "test"));
    fields.end();
    try {
      var written = drafts.write(caller, id, version, path, content);
      var trial =
          deed.equals("test") ? Optional.of(drafts.attempt(caller, id)) : Optional.<Trial>empty();
      return page(visitor, 200, written, new DraftSheet.Shown(path, trial, Form.EMPTY));
    } catch (Invalid e) {
      return typed(visitor, request, 400, path, content, e.problems());
    } catch (Conflict e) {
      var problem =
          new Invalid.Problem("content", e.getMessage() + " Saving again writes over it.");
      return typed(visitor, request, 409, path, content, List.of(problem));
    }
  }

  /** What was typed stays, whatever is wrong with it. */
  private Reply typed(
      Visitor visitor,
      Request request,
      int status,
      String path,
      String content,
      List<Invalid.Problem> problems) {
    var draft = drafts.read(visitor.caller(), request.parameterId("draft"));
    var form = Form.of(Map.of("content", content)).wrong(problems);
    return page(visitor, status, draft, new DraftSheet.Shown(path, Optional.empty(), form));
  }

  private Reply add(Visitor visitor, Request request) {
    var id = request.parameterId("draft");
    var draft = drafts.read(visitor.caller(), id);
    var fields = request.form();
    fields.skip("csrf");
    int version = (int) fields.number("version", 1, Integer.MAX_VALUE);
    var path = fields.text("path", 0, 200).strip();
    fields.end();
    var form = Form.of(Map.of("path", path));
    if (draft.files().containsKey(path)) {
      var there = form.wrong("path", "The draft has this file already.");
      return page(visitor, 409, draft, new DraftSheet.Shown(path, Optional.empty(), there));
    }
    try {
      var begun = path.startsWith("tests/") ? "package bundle_test\n" : "package bundle\n";
      drafts.write(visitor.caller(), id, version, path, path.endsWith(".rego") ? begun : "{}\n");
      return Replies.goOn(request, new DraftSheet(draft, base(visitor)).address(path));
    } catch (Invalid e) {
      var wrong = form.wrong(e.problems());
      return page(visitor, 400, draft, new DraftSheet.Shown(first(draft), Optional.empty(), wrong));
    }
  }

  private Reply remove(Visitor visitor, Request request) {
    var id = drafts.read(visitor.caller(), request.parameterId("draft")).id();
    var fields = request.form();
    fields.skip("csrf");
    int version = (int) fields.number("version", 1, Integer.MAX_VALUE);
    var path = fields.text("path", 1, 200);
    fields.end();
    drafts.remove(visitor.caller(), id, version, path);
    return Replies.goOn(request, base(visitor) + "/" + id);
  }

  private Reply delete(Visitor visitor, Request request) {
    drafts.delete(visitor.caller(), request.parameterId("draft"));
    return Replies.goOn(request, base(visitor));
  }

  /** The draft's page. */
  Reply page(Visitor visitor, int status, BundleDraft draft, DraftSheet.Shown shown) {
    var may =
        new DraftView.May(
            policy.offers(visitor.caller(), Action.BUNDLE_WRITE),
            policy.offers(visitor.caller(), Action.BUNDLE_TRY),
            policy.offers(visitor.caller(), Action.REPLAY_START),
            policy.offers(visitor.caller(), Action.BUNDLE_PUBLISH));
    var frame = frames.of(visitor, Section.POLICIES, draft.name());
    var links =
        new DraftView.Links(AnswerPages.ofDraft(visitor, draft.id()), ReplayPages.lab(visitor));
    var sheet = new DraftSheet(draft, base(visitor));
    return Reply.html(status, Page.draft(frame, sheet.view(shown, may, links)));
  }
}
