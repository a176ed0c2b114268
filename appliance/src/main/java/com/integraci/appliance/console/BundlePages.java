package com.integraci.appliance.console;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.bundles.Signed;
import com.integraci.appliance.decisions.DecisionSummary;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.members.Members;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.ShippedBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Lists policy bundles, shows what is in one, approves and activates it, and rolls back. */
final class BundlePages {

  private static final String GATES = "gates";
  private static final String ACTIONS = "actions";
  private static final String SHIPPED = ShippedBundle.gate().digest();
  private static final String SHIPPED_ACTIONS = ShippedBundle.actions().digest();
  private static final Set<Bundle.State> DECIDED =
      Set.of(Bundle.State.ACTIVE, Bundle.State.SUPERSEDED);

  private final Frames frames;
  private final Bundles bundles;
  private final Trends trends;
  private final Members members;
  private final Policy policy;

  BundlePages(Frames frames, Bundles bundles, Trends trends, Members members, Policy policy) {
    this.frames = frames;
    this.bundles = bundles;
    this.trends = trends;
    this.members = members;
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(
        Section.POLICIES.route(Method.GET, "", "policiesPage", this::list),
        Section.POLICIES.route(Method.POST, "/rollback", "policyRollback", this::rollBack),
        Section.POLICIES.route(Method.POST, "/shipped", "policyShipped", this::publishShipped),
        Section.POLICIES.route(Method.GET, "/{bundle}", "policyPage", this::show),
        Section.POLICIES.route(Method.POST, "/{bundle}/approve", "policyApprove", this::approve),
        Section.POLICIES.route(
            Method.POST, "/{bundle}/activate", "policyActivate", this::activate));
  }

  private Reply list(Visitor visitor, Request request) {
    var query = request.query();
    var step = Trends.step(query);
    query.end();
    var all = bundles.list(visitor.caller());
    var base = Section.POLICIES.of(visitor);
    boolean may = policy.offers(visitor.caller(), Action.BUNDLE_ROLLBACK);
    var asked = new DecisionSummary.Asked(DecisionKind.GATE_1, "", step, List.of());
    var view =
        new BundlesView(
            all.stream().map(bundle -> row(base, bundle)).toList(),
            policy.offers(visitor.caller(), Action.BUNDLE_READ),
            trends.counted(visitor, asked).map(summary -> Trends.view(summary, base)),
            base,
            DraftPages.base(visitor),
            ExceptionPages.base(visitor),
            policy.offers(visitor.caller(), Action.REPLAY_READ) ? ReplayPages.lab(visitor) : "",
            KeyPages.base(visitor),
            shippable(visitor, all, SHIPPED),
            shippable(visitor, all, SHIPPED_ACTIONS),
            may && any(all, DecisionKind.GATE_1, Set.of(Bundle.State.SUPERSEDED)),
            may && any(all, DecisionKind.ACTION_1, DECIDED));
    return Reply.html(Page.bundles(frames.of(visitor, Section.POLICIES, "Policies"), view));
  }

  /** Whether the role may publish the shipped rules, and they are not there yet. */
  private boolean shippable(Visitor visitor, List<Bundle> all, String digest) {
    return policy.offers(visitor.caller(), Action.BUNDLE_PUBLISH)
        && all.stream().map(Bundle::digest).noneMatch(digest::equals);
  }

  private static boolean any(List<Bundle> all, DecisionKind kind, Set<Bundle.State> states) {
    return all.stream()
        .anyMatch(one -> one.decision().equals(kind.text()) && states.contains(one.state()));
  }

  private static BundlesView.Row row(String base, Bundle bundle) {
    var lamp =
        switch (bundle.state()) {
          case TESTED, REPLAYED, APPROVED -> Lamp.BUSY;
          case ACTIVE -> Lamp.OK;
          case SUPERSEDED -> Lamp.OFF;
        };
    return new BundlesView.Row(
        bundle.name(),
        bundle.version(),
        lamp,
        bundle.state().word(),
        (bundle.rules() == 1 ? "1 rule" : bundle.rules() + " rules")
            + (bundle.decision().equals(DecisionKind.ACTION_1.text()) ? " for actions" : ""),
        bundle.covered().map(covered -> "coverage " + covered.total().percent() + " %").orElse(""),
        bundle.published().at(),
        base + "/" + bundle.id());
  }

  private Reply show(Visitor visitor, Request request) {
    var query = request.query();
    var step = Trends.step(query);
    var opened = bundles.read(visitor.caller(), request.parameterId("bundle"));
    query.end();
    var bundle = opened.bundle();
    var base = Section.POLICIES.of(visitor);
    var files = new TreeMap<String, String>();
    opened.content().files().forEach((path, text) -> files.put(path, text.content()));
    var caller = visitor.caller();
    var counted = trends.counted(visitor, RuleSheet.asked(opened, step));
    boolean replayed = bundle.state() == Bundle.State.REPLAYED;
    boolean own = bundle.published().by().equals(caller.actor().id());
    var view =
        new BundleView(
            row(base, bundle),
            facts(opened, TeamPeople.of(visitor, members)),
            new RuleSheet(visitor, bundle).rows(opened.content().manifest().rules(), counted),
            counted.map(summary -> Trends.view(summary, base + "/" + bundle.id())),
            bundle.covered(),
            files,
            base,
            policy.offers(caller, Action.BUNDLE_TRY)
                ? AnswerPages.ofBundle(visitor, bundle.id())
                : "",
            replayed && !own && policy.offers(caller, Action.BUNDLE_APPROVE),
            idle(bundle)
                && bundle.freshlyReplayed()
                && policy.offers(caller, Action.BUNDLE_ACTIVATE),
            new BundleView.Replaying(
                bundle.replayed(),
                ReplayPages.lab(visitor),
                policy.offers(caller, Action.REPLAY_START),
                needed(bundle)),
            replayed && own,
            bundle.state() != Bundle.State.ACTIVE && policy.offers(caller, Action.SHADOW_START));
    return Reply.html(Page.bundle(frames.of(visitor, Section.POLICIES, bundle.name()), view));
  }

  /** Whether it was approved and does not decide. */
  private static boolean idle(Bundle bundle) {
    return bundle.state() == Bundle.State.APPROVED || bundle.state() == Bundle.State.SUPERSEDED;
  }

  private static String needed(Bundle bundle) {
    if (bundle.state() == Bundle.State.TESTED) {
      return "Replay it, so that whoever approves it sees what it would change.";
    }
    return idle(bundle) && !bundle.freshlyReplayed()
        ? "Its last replay is older than a day. Replay it again before it is activated."
        : "";
  }

  private static List<DecisionView.Fact> facts(Bundles.Opened opened, TeamPeople people) {
    var bundle = opened.bundle();
    var signed = opened.signed();
    var facts = new ArrayList<DecisionView.Fact>();
    facts.add(new DecisionView.Fact("Digest", bundle.digest()));
    facts.add(new DecisionView.Fact("Decides", bundle.decision()));
    facts.add(new DecisionView.Fact("Signed by", signed.map(BundlePages::signer).orElse("nobody")));
    facts.add(new DecisionView.Fact("Published by", step(people, bundle.published())));
    bundle
        .approved()
        .ifPresent(by -> facts.add(new DecisionView.Fact("Approved by", step(people, by))));
    bundle
        .activated()
        .ifPresent(by -> facts.add(new DecisionView.Fact("Activated by", step(people, by))));
    return facts;
  }

  private static String signer(Signed signed) {
    return (signed.key().isPresent() ? "key " : "the site, key ") + signed.signer().id();
  }

  private static String step(TeamPeople people, Bundle.Step step) {
    return people.nameOrId(step.by()) + ", " + Moment.text(step.at());
  }

  private Reply publishShipped(Visitor visitor, Request request) {
    bundles.publishShipped(visitor.caller(), kind(request));
    return Replies.goOn(request, Section.POLICIES.of(visitor));
  }

  private Reply approve(Visitor visitor, Request request) {
    empty(request);
    var bundle = bundles.approve(visitor.caller(), request.parameterId("bundle"));
    return Replies.goOn(request, Section.POLICIES.of(visitor) + "/" + bundle.id());
  }

  private Reply activate(Visitor visitor, Request request) {
    empty(request);
    var bundle = bundles.activate(visitor.caller(), request.parameterId("bundle"));
    return Replies.goOn(request, Section.POLICIES.of(visitor) + "/" + bundle.id());
  }

  private Reply rollBack(Visitor visitor, Request request) {
    bundles.rollBack(visitor.caller(), kind(request));
    return Replies.goOn(request, Section.POLICIES.of(visitor));
  }

  private static DecisionKind kind(Request request) {
    var form = request.form();
    form.skip("csrf");
    var of = form.optionalOneOf("of", List.of(GATES, ACTIONS)).orElse(GATES);
    form.end();
    return of.equals(ACTIONS) ? DecisionKind.ACTION_1 : DecisionKind.GATE_1;
  }

  private static void empty(Request request) {
    var form = request.form();
    form.skip("csrf");
    form.end();
  }
}
