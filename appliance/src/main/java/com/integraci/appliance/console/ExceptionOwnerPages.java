package com.integraci.appliance.console;

import com.integraci.appliance.exemptions.Exemption;
import com.integraci.appliance.exemptions.Exemptions;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.members.Members;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Asks who answers for an exception from now on. */
final class ExceptionOwnerPages {

  private static final String ONE = "/t/{slug}/exceptions/{exception}/owner";

  private final Frames frames;
  private final Exemptions exemptions;
  private final Members members;
  private final Policy policy;

  ExceptionOwnerPages(Frames frames, Exemptions exemptions, Members members, Policy policy) {
    this.frames = frames;
    this.exemptions = exemptions;
    this.members = members;
    this.policy = policy;
  }

  /** Where one is handed on. */
  static String address(Visitor visitor, Exemption one) {
    return ExceptionPages.base(visitor) + "/" + one.id() + "/owner";
  }

  List<Route> routes() {
    return List.of(
        Route.page(Method.GET, ONE, "exceptionOwnerPage", this::show),
        Route.page(Method.POST, ONE, "exceptionOwner", this::assign));
  }

  private Reply show(Visitor visitor, Request request) {
    var query = request.query();
    var after = query.optionalMatching("after", Ids.FORM, "It is a place in the list.");
    var one = find(visitor, request.parameterId("exception"));
    query.end();
    var from = after.map(UUID::fromString).orElse(Members.START);
    return show(visitor, one, 200, from, Form.EMPTY);
  }

  private Reply show(Visitor visitor, Exemption one, int status, UUID after, Form form) {
    var people = TeamPeople.of(visitor, members, after);
    var address = address(visitor, one);
    var terms = one.terms();
    var not = new HashSet<>(List.of(one.owner()));
    one.approved().ifPresent(step -> not.add(step.by()));
    var view =
        new ExceptionOwnerView(
            terms.rule(),
            ExceptionPages.where(terms),
            people.name(one.owner()),
            people.without(not),
            people.next().map(next -> address + "?after=" + next).orElse(""),
            address,
            ExceptionPages.base(visitor),
            form);
    var frame = frames.of(visitor, Section.POLICIES, "Hand over an exception");
    return Reply.html(status, Page.exceptionOwner(frame, view));
  }

  private Exemption find(Visitor visitor, UUID id) {
    if (!policy.offers(visitor.caller(), Action.EXCEPTION_ASSIGN)) {
      throw new NotFound("There is no exception here that you may hand over.");
    }
    return exemptions.find(visitor.caller(), id);
  }

  private Reply assign(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    var owner = fields.matching("owner", Ids.FORM, "Choose who answers for it.");
    var one = find(visitor, request.parameterId("exception"));
    try {
      fields.end();
      exemptions.assign(visitor.caller(), one.id(), UUID.fromString(owner));
      return Replies.goOn(request, ExceptionPages.base(visitor));
    } catch (Invalid e) {
      return show(visitor, one, 400, Members.START, Form.EMPTY.wrong(e.problems()));
    } catch (Conflict e) {
      return show(visitor, one, 409, Members.START, Form.EMPTY.wrong("owner", e.getMessage()));
    }
  }
}
