package com.integraci.appliance.console;

import com.integraci.appliance.bundles.BundleDraft;
import com.integraci.appliance.bundles.BundleDrafts;
import com.integraci.appliance.bundles.Trial;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.replay.Replays;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.rego.Problem;
import java.util.List;
import java.util.Optional;

/** Has a draft decide again on what was decided on; what keeps it from that is said at its line. */
final class DraftReplaying {

  private final DraftPages pages;
  private final BundleDrafts drafts;
  private final Replays replays;

  DraftReplaying(DraftPages pages, PolicyVerbs verbs) {
    this.pages = pages;
    this.drafts = verbs.drafts();
    this.replays = verbs.replays();
  }

  List<Route> routes() {
    return List.of(Route.page(Method.POST, DraftPages.ONE + "/replay", "draftReplay", this::start));
  }

  private Reply start(Visitor visitor, Request request) {
    var draft = drafts.read(visitor.caller(), request.parameterId("draft"));
    var form = request.form();
    form.skip("csrf");
    long days = form.optionalNumber("days", 1, Replays.DAYS_MAX).orElse((long) Replays.DAYS);
    form.end();
    try {
      var replay = replays.startDraft(visitor.caller(), draft.id(), (int) days);
      return Replies.goOn(request, ReplayPages.lab(visitor) + "/" + replay.id());
    } catch (BundleRefused e) {
      return again(visitor, 400, draft, e.problems(), Form.EMPTY);
    } catch (Conflict e) {
      return again(visitor, 409, draft, List.of(), Form.EMPTY.wrong("", e.getMessage()));
    } catch (Limited e) {
      return again(visitor, 429, draft, List.of(), Form.EMPTY.wrong("", e.getMessage()));
    } catch (Unavailable e) {
      return again(visitor, 503, draft, List.of(), Form.EMPTY.wrong("", e.getMessage()));
    }
  }

  private Reply again(
      Visitor visitor, int status, BundleDraft draft, List<Problem> problems, Form form) {
    var trial =
        problems.isEmpty()
            ? Optional.<Trial>empty()
            : Optional.of(new Trial(problems, Optional.empty()));
    var shown = new DraftSheet.Shown(DraftPages.first(draft), trial, form);
    return pages.page(visitor, status, draft, shown);
  }
}
