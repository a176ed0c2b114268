package com.integraci.appliance.console;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.openbao.SecretValue;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.secrets.DeleteSecret;
import com.integraci.appliance.secrets.Expected;
import com.integraci.appliance.secrets.PutSecret;
import com.integraci.appliance.secrets.SecretName;
import com.integraci.appliance.secrets.SecretReference;
import com.integraci.appliance.secrets.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lists a team's secrets, and stores, rotates and deletes them. No page shows a value. */
final class SecretPages {

  private static final int PAGE = 50;
  private static final int NAME_MAX = 200;

  /**
   * A form writes one byte of UTF-8 as up to three characters; the rest is for the other fields.
   */
  private static final int BODY_MAX = 3 * SecretValue.BYTES_MAX + 4096;

  private final Frames frames;
  private final Secrets secrets;
  private final Policy policy;

  SecretPages(Frames frames, Secrets secrets, Policy policy) {
    this.frames = frames;
    this.secrets = secrets;
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(
        Section.SECRETS.route(Method.GET, "", "secretsPage", this::list),
        Section.SECRETS.route(Method.POST, "", "secretStore", this::store).bodyMax(BODY_MAX),
        Section.SECRETS.route(Method.GET, "/rotate", "secretRotatePage", this::rotatePage),
        Section.SECRETS
            .route(Method.POST, "/rotate", "secretRotate", this::rotate)
            .bodyMax(BODY_MAX),
        Section.SECRETS.route(Method.GET, "/delete", "secretDeletePage", this::deletePage),
        Section.SECRETS.route(Method.POST, "/delete", "secretDelete", this::delete));
  }

  private Reply list(Visitor visitor, Request request) {
    var query = request.query();
    var after = query.optionalText("after", 1, NAME_MAX).orElse("");
    var done = query.optionalOneOf("done", List.of("stored", "rotated", "deleted")).orElse("");
    var name = query.optionalText("name", 1, NAME_MAX).orElse("");
    query.end();
    var said =
        switch (done) {
          case "stored" -> "Stored " + name + ".";
          case "rotated" -> "Rotated " + name + ". The former value is destroyed.";
          case "deleted" -> "Deleted " + name + ". Its values are destroyed.";
          default -> "";
        };
    return list(visitor, 200, after, said, fresh(Map.of()));
  }

  /** The key makes sending the form twice store one version. */
  private static Form fresh(Map<String, String> typed) {
    var values = new java.util.HashMap<>(typed);
    values.put("key", UUID.randomUUID().toString());
    return Form.of(values);
  }

  private Reply list(Visitor visitor, int status, String after, String done, Form form) {
    var base = base(visitor);
    var page = secrets.list(visitor.caller(), after, PAGE);
    var view =
        new SecretsView(
            done,
            page.secrets().stream().map(secret -> row(base, secret)).toList(),
            base,
            page.next().map(next -> base + "?after=" + encoded(next.value())).orElse(""),
            policy.offers(visitor.caller(), Action.SECRET_PUT),
            form);
    return Reply.html(status, Page.secrets(frames.of(visitor, Section.SECRETS, "Secrets"), view));
  }

  private static SecretsView.Row row(String base, SecretReference secret) {
    var which = "?name=" + encoded(secret.name().value()) + "&version=" + secret.version();
    return new SecretsView.Row(
        secret.name().value(),
        secret.version(),
        secret.rotatedAt(),
        secret.lastUsedAt(),
        base + "/rotate" + which,
        base + "/delete" + which);
  }

  private Reply store(Visitor visitor, Request request) {
    var fields = request.form();
    var name = fields.text("name", 0, NAME_MAX).strip();
    var value = value(fields);
    var key = fields.optionalText("key", 1, NAME_MAX).orElse("");
    fields.skip("csrf");
    try {
      var found = problems(fields);
      if (found.isEmpty()) {
        var put =
            new PutSecret(
                new SecretName(name), new SecretValue(value), new Expected.Nothing(), key, false);
        secrets.run(visitor.caller(), put);
        return Replies.goOn(request, done(visitor, "stored", name));
      }
      return list(visitor, 400, "", "", fresh(Map.of("name", name)).wrong(found));
    } catch (Invalid e) {
      return list(visitor, 400, "", "", fresh(Map.of("name", name)).wrong(e.problems()));
    } catch (Conflict e) {
      var message = e.getMessage() + " To give it a new value, rotate it.";
      return list(visitor, 409, "", "", fresh(Map.of("name", name)).wrong("name", message));
    }
  }

  private Reply rotatePage(Visitor visitor, Request request) {
    return Reply.html(
        Page.secretRotate(
            frames.of(visitor, Section.SECRETS, "Rotate a secret"),
            asked(visitor, request.query())));
  }

  private Reply rotate(Visitor visitor, Request request) {
    var fields = request.form();
    var value = value(fields);
    var key = fields.optionalText("key", 1, NAME_MAX).orElse("");
    fields.skip("csrf");
    var name = fields.text("name", 1, NAME_MAX);
    int version = (int) fields.number("version", 1, Integer.MAX_VALUE);
    var found = problems(fields);
    if (!found.isEmpty()) {
      var view = view(visitor, name, version, fresh(Map.of()).wrong(found));
      return Reply.html(
          400, Page.secretRotate(frames.of(visitor, Section.SECRETS, "Rotate a secret"), view));
    }
    secrets.run(
        visitor.caller(),
        new PutSecret(
            new SecretName(name),
            new SecretValue(value),
            new Expected.Version(version),
            key,
            false));
    return Replies.goOn(request, done(visitor, "rotated", name));
  }

  private Reply deletePage(Visitor visitor, Request request) {
    return Reply.html(
        Page.secretDelete(
            frames.of(visitor, Section.SECRETS, "Delete a secret"),
            asked(visitor, request.query())));
  }

  private Reply delete(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    var confirm = fields.text("confirm", 0, NAME_MAX).strip();
    var name = fields.text("name", 1, NAME_MAX);
    int version = (int) fields.number("version", 1, Integer.MAX_VALUE);
    fields.end();
    if (!confirm.equals(name)) {
      var form = Form.EMPTY.wrong("confirm", "This is not the secret's name. Type " + name + ".");
      return Reply.html(
          400,
          Page.secretDelete(
              frames.of(visitor, Section.SECRETS, "Delete a secret"),
              view(visitor, name, version, form)));
    }
    secrets.run(
        visitor.caller(),
        new DeleteSecret(new SecretName(name), new Expected.Version(version), false));
    return Replies.goOn(request, done(visitor, "deleted", name));
  }

  private static SecretView asked(Visitor visitor, Fields query) {
    var name = query.text("name", 1, NAME_MAX);
    int version = (int) query.number("version", 1, Integer.MAX_VALUE);
    query.end();
    return view(visitor, name, version, fresh(Map.of()));
  }

  private static SecretView view(Visitor visitor, String name, int version, Form form) {
    var base = base(visitor);
    return new SecretView(name, version, base + "/rotate", base + "/delete", base, form);
  }

  /** Browsers send the end of a line as two characters; what was pasted had one. */
  private static String value(Fields fields) {
    return fields.value("value", 1, BODY_MAX).replace("\r\n", "\n");
  }

  private static List<Invalid.Problem> problems(Fields fields) {
    try {
      fields.end();
      return List.of();
    } catch (Invalid e) {
      return e.problems();
    }
  }

  private static String done(Visitor visitor, String what, String name) {
    return base(visitor) + "?done=" + what + "&name=" + encoded(name);
  }

  private static String base(Visitor visitor) {
    return Section.SECRETS.of(visitor);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
