package com.integraci.appliance.console;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.RateLimit;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.tenancy.Operation;
import com.integraci.appliance.tenancy.Operations;
import com.integraci.appliance.tenancy.SignUp;
import com.integraci.appliance.tenancy.SignUpCommand;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signs a team up and shows how far it is. */
final class SignUpPages {

  private static final int TEXT_MAX = 1000;

  /** Ten at once from one address, then one every ten seconds: each costs a bcrypt. */
  private static final int BURST = 10;

  private static final Duration REFILL = Duration.ofSeconds(10);

  private final Frames frames;
  private final SignUp signUp;
  private final Operations operations;
  private final String prefix;
  private final RateLimit limit = new RateLimit(BURST, REFILL, Clock.systemUTC());

  SignUpPages(Frames frames, SignUp signUp, Operations operations, String prefix) {
    this.frames = frames;
    this.signUp = signUp;
    this.operations = operations;
    this.prefix = prefix;
  }

  List<Route> routes() {
    return List.of(
        Route.open(Method.GET, "/signup", "signUpForm", _ -> start()),
        Route.open(Method.POST, "/signup", "signUpSubmit", this::submit).limited(limit),
        Route.open(Method.GET, "/signup/progress/{secret}", "signUpProgress", this::progress));
  }

  private Reply start() {
    return signUp.open()
        ? form(200, Form.of(Map.of("plan", "team", "key", UUID.randomUUID().toString())))
        : Reply.html(Page.signUpClosed(frames.open("Sign-up is closed")));
  }

  private Reply submit(Request request) {
    var fields = request.form();
    var typed = new LinkedHashMap<String, String>();
    for (String name : List.of("organisation", "slug", "name", "email", "plan", "key")) {
      typed.put(name, text(fields, name));
    }
    var password = fields.has("password") ? fields.value("password", 0, TEXT_MAX) : "";
    var form = Form.of(typed);
    try {
      fields.end();
      var secret = signUp.run(command(typed, password, request.id()));
      return Replies.goOn(request, "/signup/progress/" + secret.value());
    } catch (Invalid e) {
      return form(400, form.wrong(e.problems().stream().map(SignUpPages::said).toList()));
    } catch (Conflict e) {
      typed.put("key", UUID.randomUUID().toString());
      return form(409, Form.of(typed).wrong("slug", e.getMessage()));
    }
  }

  private static String text(Fields fields, String name) {
    return fields.has(name) ? fields.text(name, 0, TEXT_MAX) : "";
  }

  private static SignUpCommand command(Map<String, String> typed, String password, UUID request) {
    return new SignUpCommand(
        typed.get("name"),
        typed.get("email").strip(),
        password,
        typed.get("organisation"),
        typed.get("slug").strip(),
        typed.get("plan"),
        typed.get("key"),
        request);
  }

  /** The rules say "It has …", beside a field; in the list at the top a name must stand before. */
  private static Invalid.Problem said(Invalid.Problem problem) {
    var message = problem.message();
    if (message.startsWith("It ")) {
      message = subject(problem.field()) + message.substring(2);
    }
    return new Invalid.Problem(problem.field(), message);
  }

  private static String subject(String field) {
    return switch (field) {
      case "organisation" -> "The team's name";
      case "slug" -> "The short name";
      case "name" -> "Your name";
      case "email" -> "The email";
      case "password" -> "The password";
      case "plan" -> "The plan";
      default -> "The field " + field;
    };
  }

  private Reply form(int status, Form form) {
    var view = new SignUpView(form, prefix, SignUpView.PLANS);
    return Reply.html(status, Page.signUp(frames.open("Sign up your team"), view));
  }

  private Reply progress(Request request) {
    var secret = request.parameter("secret");
    var view = view(operations.read(secret), "/signup/progress/" + secret);
    var frame = frames.open("Setting up your team");
    if (!request.fromHtmx()) {
      return Reply.html(Page.progress(frame, view));
    }
    boolean seen = request.query().optionalText("seen", 1, 20).orElse("").equals(view.mark());
    return seen ? Reply.noContent() : Reply.html(Page.progressFragment(frame, view));
  }

  private static ProgressView view(Operation operation, String address) {
    var steps = operation.steps().stream().map(SignUpPages::step).toList();
    var state =
        switch (operation.state()) {
          case RUNNING -> "running";
          case SUCCEEDED -> "succeeded";
          case FAILED -> "failed";
        };
    return new ProgressView(
        state,
        summary(operation),
        steps,
        address,
        operation.console().isEmpty() ? "" : "/t/" + operation.slug());
  }

  private static String summary(Operation operation) {
    return switch (operation.state()) {
      case SUCCEEDED -> "Your team is ready. Sign in with your email and password.";
      case FAILED -> "It could not be finished. What was begun is taken back; you can try again.";
      case RUNNING -> {
        var steps = operation.steps();
        for (int i = 0; i < steps.size(); i++) {
          if (steps.get(i).progress() == Operation.Progress.RUNNING) {
            yield "Step %d of %d: %s. This takes a few seconds."
                .formatted(i + 1, steps.size(), Words.step(steps.get(i).name()));
          }
        }
        yield "It can't be finished. What was begun is being taken back.";
      }
    };
  }

  private static StepView step(Operation.StepState step) {
    var title = Words.step(step.name());
    return switch (step.progress()) {
      case DONE -> new StepView(title, StepView.State.DONE, "done", "");
      case RUNNING -> new StepView(title, StepView.State.RUNNING, "working", "");
      case PENDING -> new StepView(title, StepView.State.WAITING, "waiting", "");
      case UNDOING -> new StepView(title, StepView.State.RUNNING, "taking back", "");
      case UNDONE -> new StepView(title, StepView.State.UNDONE, "taken back", "");
    };
  }
}
