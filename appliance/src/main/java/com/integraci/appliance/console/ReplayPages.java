package com.integraci.appliance.console;

import com.integraci.appliance.bundles.BundleDrafts;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.replay.Replay;
import com.integraci.appliance.replay.Replays;
import com.integraci.appliance.replay.Shadows;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The replay lab: starts a replay, shows how far it is and what would be different, stops it. */
final class ReplayPages {

  private static final String ALL = "/t/{slug}/replays";
  private static final String ONE = ALL + "/{replay}";
  private static final int PAGE = 50;

  private final Frames frames;
  private final Replays replays;
  private final Shadows shadows;
  private final BundleDrafts drafts;
  private final Policy policy;

  ReplayPages(Frames frames, PolicyVerbs verbs, Policy policy) {
    this.frames = frames;
    this.replays = verbs.replays();
    this.shadows = verbs.shadows();
    this.drafts = verbs.drafts();
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(
        Section.POLICIES.route(Method.POST, "/{bundle}/replay", "policyReplay", this::start),
        Route.page(Method.GET, ALL, "replaysPage", this::list),
        Route.page(Method.GET, ONE, "replayPage", this::show),
        Route.page(Method.POST, ONE + "/cancel", "replayCancel", this::cancel));
  }

  /** Where the replays of the visitor's team are. */
  static String lab(Visitor visitor) {
    return ALL.replace("{slug}", visitor.slug());
  }

  private Reply start(Visitor visitor, Request request) {
    var form = request.form();
    form.skip("csrf");
    long days = form.optionalNumber("days", 1, Replays.DAYS_MAX).orElse((long) Replays.DAYS);
    form.end();
    var replay = replays.start(visitor.caller(), request.parameterId("bundle"), (int) days);
    return Replies.goOn(request, lab(visitor) + "/" + replay.id());
  }

  private Reply list(Visitor visitor, Request request) {
    request.query().end();
    var all = replays.list(visitor.caller(), Optional.empty());
    var view =
        new ReplaysView(
            all.stream().map(replay -> row(lab(visitor), replay)).toList(),
            Section.POLICIES.of(visitor),
            all.stream().anyMatch(replay -> replay.state() == Replay.State.RUNNING),
            ShadowPages.rows(visitor, shadows.list(visitor.caller())));
    return Reply.html(Page.replays(frames.of(visitor, Section.POLICIES, "Replay lab"), view));
  }

  private static ReplaysView.Row row(String base, Replay replay) {
    var lamp =
        switch (replay.state()) {
          case RUNNING -> Lamp.BUSY;
          case FINISHED -> Lamp.OK;
          case FAILED, INTERRUPTED -> Lamp.BAD;
          case CANCELLED -> Lamp.OFF;
        };
    return new ReplaysView.Row(
        replay.bundle().name(),
        replay.bundle().version() + (replay.bundle().draft().isPresent() ? ", a draft" : ""),
        lamp,
        replay.state().word(),
        number(replay.done()),
        replay.startedAt(),
        base + "/" + replay.id());
  }

  private Reply show(Visitor visitor, Request request) {
    var caller = visitor.caller();
    var replay = replays.read(caller, request.parameterId("replay"));
    var query = request.query();
    var filter = ChangesView.filter(query);
    var after = query.optionalMatching("after", Ids.FORM, "It is an id.");
    query.end();
    var before = after.map(UUID::fromString).orElse(Replays.START);
    var page = replays.changes(caller, replay.id(), filter, before, PAGE);
    var row = row(lab(visitor), replay);
    var decisions = Section.DECISIONS.of(visitor);
    var view =
        new ReplayView(
            row,
            new ReplayView.Links(lab(visitor), tried(visitor, replay.bundle())),
            progress(replay),
            fault(replay),
            replay.from(),
            replay.to(),
            replay.outcome().report(),
            ChangesView.of(row.href(), replay.bundle().decision(), decisions, filter, page),
            replay.state() == Replay.State.RUNNING && policy.offers(caller, Action.REPLAY_CANCEL));
    var frame = frames.of(visitor, Section.POLICIES, "Replay of " + row.name());
    return Reply.html(Page.replay(frame, view));
  }

  private ReplayView.Tried tried(Visitor visitor, Replay.Candidate candidate) {
    return candidate
        .draft()
        .map(changes -> draft(visitor, candidate, changes))
        .orElseGet(
            () ->
                new ReplayView.Tried(
                    "bundle",
                    Section.POLICIES.of(visitor) + "/" + candidate.id(),
                    candidate.digest(),
                    ""));
  }

  /** What was run is what the draft was then. */
  private ReplayView.Tried draft(Visitor visitor, Replay.Candidate candidate, int changes) {
    var now =
        drafts.list(visitor.caller()).stream()
            .filter(one -> one.id().equals(candidate.id()))
            .findFirst();
    var since =
        now.map(one -> one.version() == changes ? "" : "The draft was changed since.")
            .orElse("The draft was deleted since.");
    var href = now.map(one -> DraftPages.base(visitor) + "/" + one.id()).orElse("");
    return new ReplayView.Tried("draft", href, candidate.digest(), since);
  }

  private static ReplayView.Progress progress(Replay replay) {
    // A decision may be written down after they were counted.
    int total = Math.max(replay.total(), replay.done());
    return new ReplayView.Progress(
        replay.state() == Replay.State.RUNNING, replay.done(), Math.max(1, total));
  }

  private static String fault(Replay replay) {
    return switch (replay.state()) {
      case FAILED -> replay.outcome().fault().orElse("");
      case INTERRUPTED -> "The appliance stopped while it ran.";
      case CANCELLED -> "Somebody stopped it, so there is no result.";
      case RUNNING, FINISHED -> "";
    };
  }

  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private Reply cancel(Visitor visitor, Request request) {
    var form = request.form();
    form.skip("csrf");
    form.end();
    var replay = replays.cancel(visitor.caller(), request.parameterId("replay"));
    return Replies.goOn(request, lab(visitor) + "/" + replay.id());
  }
}
