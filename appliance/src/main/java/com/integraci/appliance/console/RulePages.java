package com.integraci.appliance.console;

import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.bundles.compliance.ComplianceMap;
import com.integraci.bundles.compliance.Control;
import com.integraci.bundles.policy.RuleSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Shows a rule of a bundle: what it says, its code, its tests, its controls, what it denied. */
final class RulePages {

  private static final List<ComplianceMap> MAPS = ComplianceMap.shipped();

  private final Frames frames;
  private final Bundles bundles;
  private final Trends trends;
  private final Policy policy;

  RulePages(Frames frames, Bundles bundles, Trends trends, Policy policy) {
    this.frames = frames;
    this.bundles = bundles;
    this.trends = trends;
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(
        Section.POLICIES.route(Method.GET, "/{bundle}/rules/{rule}", "rulePage", this::show));
  }

  private Reply show(Visitor visitor, Request request) {
    var query = request.query();
    var step = Trends.step(query);
    var opened = bundles.read(visitor.caller(), request.parameterId("bundle"));
    query.end();
    var bundle = opened.bundle();
    var id = request.parameter("rule");
    var rule =
        opened.content().manifest().rules().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("The bundle has no such rule."));
    var counted = trends.counted(visitor, RuleSheet.asked(opened, step));
    var sheet = new RuleSheet(visitor, bundle);
    var view =
        new RuleView(
            sheet.row(rule, counted),
            bundle.name() + " " + bundle.version(),
            sheet.address(),
            Trends.last(step),
            RuleSource.of(opened.content(), rule.id()),
            rule.controls().stream().map(control -> evidence(visitor, control)).toList());
    return Reply.html(Page.rule(frames.of(visitor, Section.POLICIES, rule.title()), view));
  }

  /** A control that no map knows is named as the bundle names it. */
  private RuleView.Evidence evidence(Visitor visitor, String named) {
    int colon = named.indexOf(':');
    var framework = named.substring(0, colon);
    var id = named.substring(colon + 1);
    return MAPS.stream()
        .filter(map -> map.framework().equals(framework))
        .findFirst()
        .flatMap(
            map ->
                map.controls().stream()
                    .filter(control -> control.id().equals(id))
                    .findFirst()
                    .map(control -> evidence(visitor, map, control)))
        .orElseGet(() -> new RuleView.Evidence(framework, id, "", ""));
  }

  private RuleView.Evidence evidence(Visitor visitor, ComplianceMap map, Control control) {
    var address =
        Section.COMPLIANCE.of(visitor)
            + "/"
            + map.framework()
            + "?control="
            + URLEncoder.encode(control.id(), StandardCharsets.UTF_8);
    boolean may = policy.offers(visitor.caller(), Action.COMPLIANCE_READ);
    var named = map.word() + " " + control.id();
    return new RuleView.Evidence(map.title(), named, control.title(), may ? address : "");
  }
}
