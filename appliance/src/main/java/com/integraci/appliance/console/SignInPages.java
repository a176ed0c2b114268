package com.integraci.appliance.console;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Asks for the team, then hands over to the sign-in of its realm. */
final class SignInPages {

  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");

  private final Frames frames;
  private final String prefix;
  private final boolean signUp;

  SignInPages(Frames frames, String prefix, boolean signUp) {
    this.frames = frames;
    this.prefix = prefix;
    this.signUp = signUp;
  }

  List<Route> routes() {
    return List.of(
        Route.open(Method.GET, "/", "start", _ -> Reply.seeOther("/signin")),
        Route.open(Method.GET, "/signin", "chooseTeam", _ -> page(200, Form.EMPTY)),
        Route.open(Method.POST, "/signin", "chosenTeam", this::chosen));
  }

  private Reply chosen(Request request) {
    var fields = request.form();
    var typed = fields.text("slug", 0, 200).strip();
    var form = Form.of(Map.of("slug", typed));
    try {
      fields.end();
    } catch (Invalid e) {
      return page(400, form.wrong(e.problems()));
    }
    if (!SLUG.matcher(typed).matches()) {
      return page(
          400,
          form.wrong(
              "slug",
              "A short name has 3 to 40 small letters, digits and dashes, a letter first."));
    }
    return Reply.seeOther("/t/" + typed);
  }

  private Reply page(int status, Form form) {
    return Reply.html(
        status, Page.signIn(frames.open("Sign in"), new SignInView(form, prefix, signUp)));
  }
}
