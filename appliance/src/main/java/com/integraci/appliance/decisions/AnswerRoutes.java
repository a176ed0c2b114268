package com.integraci.appliance.decisions;

import com.integraci.appliance.bundles.Faults;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The API that asks rules what they say to given facts. */
public final class AnswerRoutes {

  private static final String BUNDLE = "/api/v1/policies/bundles/{bundle}/answers";
  private static final String DRAFT = "/api/v1/policies/drafts/{draft}/answers";
  private static final int BODY_MAX = 1 << 20;

  private final Answers answers;

  private AnswerRoutes(Answers answers) {
    this.answers = answers;
  }

  /** Described with those of decisions. */
  public static Routes of(Answers answers) {
    var routes = new AnswerRoutes(answers);
    return new Routes(
        List.of(
            Route.api(Method.POST, BUNDLE, "askBundle", routes::bundle).bodyMax(BODY_MAX),
            Route.api(Method.POST, DRAFT, "askDraft", routes::draft).bodyMax(BODY_MAX)),
        List.of());
  }

  private Reply bundle(Caller caller, Request request) {
    request.query().end();
    var id = request.parameterId("bundle");
    return Reply.json(fields(answers.byBundle(caller, id, request::document)));
  }

  private Reply draft(Caller caller, Request request) {
    request.query().end();
    var id = request.parameterId("draft");
    try {
      return Reply.json(fields(answers.byDraft(caller, id, request::document)));
    } catch (BundleRefused e) {
      throw Faults.invalid(e.problems());
    }
  }

  private static Map<String, Object> fields(Answer answer) {
    var bundle = answer.bundle();
    var document = new LinkedHashMap<String, Object>();
    document.put("decision", answer.kind());
    document.put("allowed", answer.allowed());
    document.put("reason", answer.reason());
    document.put(
        "bundle",
        Map.of("name", bundle.name(), "version", bundle.version(), "digest", bundle.digest()));
    answer.message().ifPresent(message -> document.put("message", message));
    document.put("findings", answer.rules().stream().map(AnswerRoutes::fields).toList());
    return document;
  }

  private static Map<String, Object> fields(Answer.Said said) {
    Rule rule = said.rule();
    var found = said.found();
    var document = new LinkedHashMap<String, Object>();
    document.put("rule", rule.id());
    document.put("outcome", found.outcome());
    document.put("title", rule.title());
    document.put("severity", rule.severity().name().toLowerCase(Locale.ROOT));
    document.put("controls", rule.controls());
    if (found.denies()) {
      document.put("message", rule.message());
      document.put("fix", rule.fix());
    }
    if (!found.detail().isEmpty()) {
      document.put("detail", found.detail());
    }
    if (!found.exception().isEmpty()) {
      document.put("exception", found.exception());
    }
    return document;
  }
}
