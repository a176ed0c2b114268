package com.integraci.appliance.bundles;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** The API on policy bundles. */
final class BundleRoutes {

  private static final String PATH = "/api/v1/policies/bundles";
  private static final String ONE = PATH + "/{bundle}";

  /** Smaller than a bundle in a folder may be: what decides is kept in memory. */
  private static final int BODY_MAX = 1 << 20;

  private final Bundles bundles;

  private BundleRoutes(Bundles bundles) {
    this.bundles = bundles;
  }

  static Routes of(Bundles bundles, BundleDrafts drafts) {
    var routes = new BundleRoutes(bundles);
    var all =
        new ArrayList<>(
            List.of(
                Route.api(Method.GET, PATH, "listBundles", routes::list),
                Route.api(Method.POST, PATH, "publishBundle", routes::publish).bodyMax(BODY_MAX),
                Route.api(
                    Method.POST,
                    "/api/v1/policies/shipped",
                    "publishShippedBundle",
                    routes::publishShipped),
                Route.api(Method.GET, ONE, "readBundle", routes::read),
                Route.api(Method.POST, ONE + "/approval", "approveBundle", routes::approve),
                Route.api(Method.POST, ONE + "/activation", "activateBundle", routes::activate),
                Route.api(
                    Method.POST, "/api/v1/policies/rollback", "rollBackBundle", routes::rollBack)));
    all.addAll(DraftRoutes.of(drafts));
    return Routes.described(BundleRoutes.class, all.toArray(Route[]::new));
  }

  private Reply list(Caller caller, Request request) {
    request.query().end();
    var all = bundles.list(caller).stream().map(BundleRoutes::fields).toList();
    return Reply.json(Map.of("bundles", all));
  }

  private Reply publish(Caller caller, Request request) {
    request.query().end();
    var bundle = bundles.publish(caller, () -> SignedBody.read(request.object()));
    return Reply.created(PATH + "/" + bundle.id(), fields(bundle));
  }

  private Reply publishShipped(Caller caller, Request request) {
    var query = request.query();
    var word = query.optionalOneOf("decision", DecisionKind.TEXTS);
    query.end();
    var kind = word.flatMap(DecisionKind::of).orElse(DecisionKind.GATE_1);
    var bundle = bundles.publishShipped(caller, kind);
    return Reply.created(PATH + "/" + bundle.id(), fields(bundle));
  }

  /** The files of a body {@code {"files": {PATH: CONTENT}}}. */
  static Map<String, String> files(Map<String, Object> body) {
    if (!body.keySet().equals(Set.of("files")) || !(body.get("files") instanceof Map<?, ?> files)) {
      throw new Invalid("files", "The body is one object of files: contents by path.");
    }
    var texts = new TreeMap<String, String>();
    files.forEach(
        (path, content) -> {
          if (!(content instanceof String text)) {
            throw new Invalid("files", "The content of a file is text.");
          }
          texts.put(path.toString(), text);
        });
    return texts;
  }

  private Reply read(Caller caller, Request request) {
    request.query().end();
    var opened = bundles.read(caller, request.parameterId("bundle"));
    var manifest = opened.content().manifest();
    var files = new TreeMap<String, String>();
    opened.content().files().forEach((path, text) -> files.put(path, text.content()));
    var document = fields(opened.bundle());
    document.put("effective", manifest.effective().toString());
    document.put("manifest_rules", manifest.rules().stream().map(BundleRoutes::fields).toList());
    document.put("files", files);
    opened.bundle().covered().ifPresent(covered -> document.put("coverage", fields(covered)));
    opened.signed().ifPresent(signed -> document.put("signed", fields(signed)));
    return Reply.json(document);
  }

  private Reply approve(Caller caller, Request request) {
    request.query().end();
    return Reply.json(fields(bundles.approve(caller, request.parameterId("bundle"))));
  }

  private Reply activate(Caller caller, Request request) {
    request.query().end();
    return Reply.json(fields(bundles.activate(caller, request.parameterId("bundle"))));
  }

  private Reply rollBack(Caller caller, Request request) {
    request.query().end();
    var body = request.json();
    var word = body.oneOf("decision", DecisionKind.TEXTS);
    body.end();
    var kind = DecisionKind.of(word).orElseThrow();
    return Reply.json(fields(bundles.rollBack(caller, kind)));
  }

  static Map<String, Object> fields(Covered covered) {
    var files = new TreeMap<String, Object>();
    covered
        .files()
        .forEach(
            (path, lines) ->
                files.put(path, Map.of("covered", lines.covered(), "lines", lines.all())));
    return files;
  }

  private static Map<String, Object> fields(Signed signed) {
    return Map.of(
        "by", signed.by(),
        "key_id", signed.signer().id(),
        "public_key", signed.signer().pem(),
        "signature", JsonMapper.shared().readTree(signed.envelope()));
  }

  private static Map<String, Object> fields(Rule rule) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", rule.id());
    document.put("title", rule.title());
    document.put("severity", rule.severity().name().toLowerCase(Locale.ROOT));
    document.put("message", rule.message());
    document.put("fix", rule.fix());
    document.put("controls", List.copyOf(rule.controls()));
    return document;
  }

  private static Map<String, Object> fields(Bundle bundle) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", bundle.id().toString());
    document.put("name", bundle.name());
    document.put("version", bundle.version());
    document.put("decision", bundle.decision());
    document.put("rules", bundle.rules());
    document.put("digest", bundle.digest());
    bundle
        .covered()
        .ifPresent(covered -> document.put("coverage_percent", covered.total().percent()));
    document.put("state", bundle.state().word());
    bundle.replayed().ifPresent(at -> document.put("replayed", at.toString()));
    document.put("published", fields(bundle.published()));
    bundle.approved().ifPresent(step -> document.put("approved", fields(step)));
    bundle.activated().ifPresent(step -> document.put("activated", fields(step)));
    return document;
  }

  private static Map<String, String> fields(Bundle.Step step) {
    return Map.of("by", step.by().toString(), "at", step.at().toString());
  }
}
