package com.integraci.appliance.console;

import com.integraci.appliance.http.ErrorPage;
import com.integraci.appliance.http.Problem;
import java.util.List;

/** Says what went wrong and what to do next, in the layout of every other page. */
final class ProblemPage implements ErrorPage {

  private final Frames frames;

  ProblemPage(Frames frames) {
    this.frames = frames;
  }

  @Override
  public String render(Problem problem, boolean fragment) {
    var view =
        new ProblemView(
            problem.status(),
            problem.title(),
            problem.detail(),
            problem.errors(),
            advice(problem),
            List.of(
                new ProblemView.Link("To the sign-in", "/signin", true),
                new ProblemView.Link("What this means", problem.type(), false)),
            problem.request().toString(),
            problem.more().getOrDefault("decision_id", ""));
    return Page.problem(frames.open(problem.title()), view);
  }

  private static String advice(Problem problem) {
    if (problem.type().endsWith("#suspended")) {
      return "Ask the operators of this appliance why, and when they will resume it.";
    }
    if (problem.more().containsKey("fix")) {
      return "Go back. " + problem.more().get("fix");
    }
    return switch (problem.status()) {
      case 400 -> "Go back, put right what is named above, and send it again.";
      case 401 -> "Sign in to your team again.";
      case 403 -> "Go back. If you need to do this, ask an owner of your team for another role.";
      case 404 -> "Check the address. What you look for may be deleted, or be another team's.";
      case 409 -> "Go back and load the page again: somebody else was quicker.";
      case 413 -> "Send less at once.";
      case 429 -> "Wait a minute, then try again.";
      case 503 -> "Try again in a minute. Operators see under Components what is away.";
      default -> "Try again. If it stays so, give the operators the request's number below.";
    };
  }
}
