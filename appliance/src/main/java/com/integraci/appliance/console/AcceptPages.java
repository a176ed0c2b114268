package com.integraci.appliance.console;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.RateLimit;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.members.Acceptance;
import com.integraci.appliance.members.Invitations;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The page behind an invitation's link: name, password, and the person is in. */
final class AcceptPages {

  private static final int TEXT_MAX = 1000;

  /** Ten at once from one address, then one every ten seconds: each costs a bcrypt. */
  private static final int BURST = 10;

  private static final Duration REFILL = Duration.ofSeconds(10);

  private final Frames frames;
  private final Acceptance acceptance;
  private final RateLimit limit = new RateLimit(BURST, REFILL, Clock.systemUTC());

  AcceptPages(Frames frames, Acceptance acceptance) {
    this.frames = frames;
    this.acceptance = acceptance;
  }

  List<Route> routes() {
    var path = Invitations.PATH + "{token}";
    return List.of(
        Route.open(Method.GET, path, "invitationForm", this::show).limited(limit),
        Route.open(Method.POST, path, "invitationAccept", this::accept).limited(limit));
  }

  private Reply show(Request request) {
    return form(request, acceptance.read(request.parameter("token")), 200, Form.EMPTY);
  }

  private Reply accept(Request request) {
    var token = request.parameter("token");
    var fields = request.form();
    fields.skip("username");
    var name = fields.value("name", 0, TEXT_MAX);
    var password = fields.value("password", 0, TEXT_MAX);
    var again = fields.value("again", 0, TEXT_MAX);
    var provider = fields.optionalText("provider", 1, 40);
    fields.end();
    var typed = Form.of(Map.of("name", name));
    if (provider.isPresent()) {
      return come(request, new Acceptance.Coming(name, provider.orElseThrow()), typed);
    }
    if (!password.equals(again)) {
      var wrong = typed.wrong("again", "The two passwords are not the same.");
      return form(request, acceptance.read(token), 400, wrong);
    }
    try {
      var offer = acceptance.run(token, name, password);
      return answer(200, Page.accepted(frames.open("You are in"), view(request, offer, typed)));
    } catch (Invalid e) {
      return form(request, acceptance.read(token), 400, typed.wrong(e.problems()));
    }
  }

  /** No password: the person goes on to an identity provider. */
  private Reply come(Request request, Acceptance.Coming coming, Form typed) {
    var token = request.parameter("token");
    try {
      var joining = acceptance.run(token, coming);
      var view =
          new AcceptView(joining.offer(), request.path(), joining.link(), coming.provider(), typed);
      return answer(200, Page.accepted(frames.open("You are in"), view));
    } catch (Invalid e) {
      return form(request, acceptance.read(token), 400, typed.wrong(e.problems()));
    }
  }

  private Reply form(Request request, Acceptance.Offer offer, int status, Form form) {
    return answer(status, Page.accept(frames.open("Join a team"), view(request, offer, form)));
  }

  private static AcceptView view(Request request, Acceptance.Offer offer, Form form) {
    return new AcceptView(offer, request.path(), "/t/" + offer.slug(), "", form);
  }

  /** The address opens something, so no other site is told it. */
  private static Reply answer(int status, String page) {
    return Reply.html(status, page).with("Referrer-Policy", "no-referrer");
  }
}
