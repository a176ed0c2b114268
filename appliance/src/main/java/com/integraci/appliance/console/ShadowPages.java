package com.integraci.appliance.console;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.replay.Replays;
import com.integraci.appliance.replay.Shadow;
import com.integraci.appliance.replay.Shadows;
import java.util.List;
import java.util.UUID;

/** Has a bundle decide in the shadow, shows what would be different, and ends it. */
final class ShadowPages {

  private static final String ALL = "/t/{slug}/shadows";
  private static final String ONE = ALL + "/{shadow}";
  private static final int PAGE = 50;

  private final Frames frames;
  private final Shadows shadows;
  private final Policy policy;

  ShadowPages(Frames frames, Shadows shadows, Policy policy) {
    this.frames = frames;
    this.shadows = shadows;
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(
        Section.POLICIES.route(Method.POST, "/{bundle}/shadow", "policyShadow", this::start),
        Route.page(Method.GET, ONE, "shadowPage", this::show),
        Route.page(Method.POST, ONE + "/end", "shadowEnd", this::end));
  }

  /** As lists show them. */
  static List<ShadowView.Row> rows(Visitor visitor, List<Shadow> shadows) {
    return shadows.stream().map(shadow -> row(visitor, shadow)).toList();
  }

  private static ShadowView.Row row(Visitor visitor, Shadow shadow) {
    boolean running = shadow.endedAt().isEmpty();
    return new ShadowView.Row(
        shadow.bundle().name(),
        shadow.bundle().version(),
        running ? Lamp.BUSY : Lamp.OFF,
        running ? "in the shadow" : "ended",
        ReplayView.number(shadow.counts().all()),
        ReplayView.number(shadow.counts().changed()),
        shadow.since(),
        ALL.replace("{slug}", visitor.slug()) + "/" + shadow.id());
  }

  private Reply start(Visitor visitor, Request request) {
    empty(request);
    var shadow = shadows.start(visitor.caller(), request.parameterId("bundle"));
    return Replies.goOn(request, row(visitor, shadow).href());
  }

  private Reply show(Visitor visitor, Request request) {
    var caller = visitor.caller();
    var shadow = shadows.read(caller, request.parameterId("shadow"));
    var query = request.query();
    var filter = ChangesView.filter(query);
    var after = query.optionalMatching("after", Ids.FORM, "It is an id.");
    query.end();
    var before = after.map(UUID::fromString).orElse(Replays.START);
    var page = shadows.changes(caller, shadow.id(), filter, before, PAGE);
    var row = row(visitor, shadow);
    var decisions = Section.DECISIONS.of(visitor);
    var view =
        new ShadowView(
            row,
            ReplayPages.lab(visitor),
            Section.POLICIES.of(visitor) + "/" + shadow.bundle().id(),
            shadow.seen(),
            shadow.counts(),
            ChangesView.of(row.href(), shadow.bundle().decision(), decisions, filter, page),
            row.running() && policy.offers(caller, Action.SHADOW_END));
    var title = row.name() + " in the shadow";
    return Reply.html(Page.shadow(frames.of(visitor, Section.POLICIES, title), view));
  }

  private Reply end(Visitor visitor, Request request) {
    empty(request);
    var shadow = shadows.end(visitor.caller(), request.parameterId("shadow"));
    return Replies.goOn(request, row(visitor, shadow).href());
  }

  private static void empty(Request request) {
    var form = request.form();
    form.skip("csrf");
    form.end();
  }
}
