package com.integraci.appliance.console;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.keycloak.Profile;
import com.integraci.appliance.members.Person;
import com.integraci.appliance.members.SecondFactor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import java.util.List;

/** Requires a second factor of a team, and has one that a member lost forgotten. */
final class FactorPages {

  private static final String SETTING = "/t/{slug}/second-factor";

  private final SecondFactor factor;
  private final Policy policy;

  FactorPages(SecondFactor factor, Policy policy) {
    this.factor = factor;
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(
        Route.page(Method.POST, SETTING, "secondFactorRequire", this::require),
        Section.MEMBERS.route(
            Method.POST, "/{member}/second-factor/reset", "secondFactorReset", this::reset));
  }

  /** What the page of all members says of it. */
  MembersView.Factor setting(Visitor visitor) {
    boolean may = policy.offers(visitor.caller(), Action.FACTOR_REQUIRE);
    return new MembersView.Factor(
        factor.required(visitor.caller()), may ? SETTING.replace("{slug}", visitor.slug()) : "");
  }

  /** What a member's own page says of it. */
  FactorView of(Visitor visitor, Person person, String base) {
    var member = person.member();
    boolean human = member.kind() == Actor.Kind.MEMBER;
    boolean self = member.id().equals(visitor.caller().actor().id());
    boolean over = member.role() != Role.OWNER || visitor.caller().role() == Role.OWNER;
    boolean required = factor.required(visitor.caller());
    var signIn = "/t/" + visitor.slug() + "/signin?set-up=";
    return new FactorView(
        person.profile().map(Profile::codes).orElse(false),
        self ? signIn + "app" : "",
        self && required ? signIn + "passkey" : "",
        human && over && policy.offers(visitor.caller(), Action.FACTOR_RESET)
            ? base + "/second-factor/reset"
            : "");
  }

  private Reply require(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    boolean required = fields.oneOf("required", List.of("yes", "no")).equals("yes");
    fields.end();
    factor.require(visitor.caller(), required);
    var done = required ? "required" : "optional";
    return Replies.goOn(request, Section.MEMBERS.of(visitor) + "?done=" + done);
  }

  private Reply reset(Visitor visitor, Request request) {
    factor.reset(visitor.caller(), request.parameterId("member"));
    return Replies.goOn(request, Section.MEMBERS.of(visitor) + "?done=forgotten");
  }
}
