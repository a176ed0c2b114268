package com.integraci.appliance.console;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.RateLimit;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.tenancy.OperatorSetup;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The page behind the one-time link on which the first operator sets a password. */
final class OperatorPages {

  private static final int PASSWORD_MAX = 1000;

  /** Ten at once from one address, then one every ten seconds: each costs a bcrypt. */
  private static final int BURST = 10;

  private static final Duration REFILL = Duration.ofSeconds(10);

  private final Frames frames;
  private final OperatorSetup setup;
  private final RateLimit limit = new RateLimit(BURST, REFILL, Clock.systemUTC());

  OperatorPages(Frames frames, OperatorSetup setup) {
    this.frames = frames;
    this.setup = setup;
  }

  List<Route> routes() {
    var path = OperatorSetup.PATH + "{token}";
    return List.of(
        Route.open(Method.GET, path, "operatorPasswordForm", this::show).limited(limit),
        Route.open(Method.POST, path, "operatorPasswordSet", this::set).limited(limit));
  }

  private Reply show(Request request) {
    setup.expectOpen(request.parameter("token"));
    return form(request, 200, Form.EMPTY);
  }

  private Reply set(Request request) {
    var fields = request.form();
    fields.skip("username");
    var password = fields.value("password", 0, PASSWORD_MAX);
    var again = fields.value("again", 0, PASSWORD_MAX);
    fields.end();
    if (!password.equals(again)) {
      return form(request, 400, Form.EMPTY.wrong("again", "The two passwords are not the same."));
    }
    try {
      setup.run(request.parameter("token"), password);
    } catch (Invalid e) {
      return form(request, 400, Form.EMPTY.wrong(e.problems()));
    }
    return Reply.html(
        Page.operatorPasswordDone(frames.open("The password is set"), "/t/appliance"));
  }

  private Reply form(Request request, int status, Form form) {
    var view = new OperatorPasswordView(request.path(), OperatorSetup.USER, form);
    return Reply.html(
        status, Page.operatorPassword(frames.open("Set the operator's password"), view));
  }
}
