package com.integraci.appliance.console;

import com.integraci.appliance.events.Deliveries;
import com.integraci.appliance.events.Delivery;
import com.integraci.appliance.events.DeliveryFilter;
import com.integraci.appliance.events.Webhook;
import com.integraci.appliance.events.WebhookVerbs;
import com.integraci.appliance.events.Webhooks;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Lists a team's webhooks, and makes, changes, renews, disables and deletes them. */
final class WebhookPages {

  static final String ONE = "/{webhook}";

  private static final int PAGE = 20;
  private static final DeliveryFilter NEWEST =
      new DeliveryFilter(Optional.empty(), Optional.empty());
  private static final List<String> STATES =
      Arrays.stream(Delivery.State.values()).map(WebhookPages::word).toList();

  private final Frames frames;
  private final Webhooks webhooks;
  private final Deliveries deliveries;
  private final Policy policy;

  WebhookPages(Frames frames, WebhookVerbs verbs, Policy policy) {
    this.frames = frames;
    this.webhooks = verbs.webhooks();
    this.deliveries = verbs.deliveries();
    this.policy = policy;
  }

  List<Route> routes() {
    var section = Section.WEBHOOKS;
    return List.of(
        section.route(Method.GET, "", "webhooksPage", this::list),
        section.route(Method.POST, "", "webhookMake", this::create),
        section.route(Method.GET, ONE, "webhookPage", this::show),
        section.route(Method.POST, ONE, "webhookChange", this::change),
        section.route(Method.POST, ONE + "/enable", "webhookEnable", this::enable),
        section.route(Method.POST, ONE + "/disable", "webhookDisable", this::disable),
        section.route(Method.POST, ONE + "/rotate", "webhookRotate", this::rotate),
        section.route(Method.POST, ONE + "/delete", "webhookDelete", this::delete));
  }

  private Reply list(Visitor visitor, Request request) {
    var query = request.query();
    var done = query.optionalOneOf("done", List.of("deleted")).orElse("");
    query.end();
    var said = done.isEmpty() ? "" : "The webhook is deleted, with what was sent to it.";
    return list(visitor, 200, said, Optional.empty(), WebhookForm.blank());
  }

  private Reply list(
      Visitor visitor, int status, String done, Optional<WebhooksView.Secret> secret, Form form) {
    var latest = deliveries.latest(visitor.caller());
    var view =
        new WebhooksView(
            done,
            secret,
            webhooks.list(visitor.caller()).stream()
                .map(one -> row(visitor, one, Optional.ofNullable(latest.get(one.id()))))
                .toList(),
            writable(visitor),
            WebhookForm.choices(webhooks.events()),
            Section.WEBHOOKS.of(visitor),
            form);
    return Reply.html(
        status, Page.webhooks(frames.of(visitor, Section.WEBHOOKS, "Webhooks"), view));
  }

  /** The answer itself shows the secret: no address leads to it a second time. */
  private Reply create(Visitor visitor, Request request) {
    var typed = WebhookForm.read(request.form(), webhooks.events());
    try {
      var command = typed.command(true, webhooks.insideAllowed());
      var made = webhooks.create(visitor.caller(), command);
      var secret = new WebhooksView.Secret(made.webhook().url().toString(), made.secret());
      return list(visitor, 200, "", Optional.of(secret), WebhookForm.blank());
    } catch (Invalid e) {
      return list(visitor, 400, "", Optional.empty(), typed.form().wrong(e.problems()));
    } catch (Conflict e) {
      return list(visitor, 409, "", Optional.empty(), typed.form().wrong("url", e.getMessage()));
    }
  }

  private Reply show(Visitor visitor, Request request) {
    var webhook = find(visitor, request);
    var query = request.query();
    var done = query.optionalOneOf("done", List.of("changed", "enabled", "disabled"));
    var replayed = query.optionalNumber("replayed", 0, Deliveries.REPLAY_MAX);
    var filter = filter(query);
    query.end();
    var said =
        replayed
            .map(DeliveryPages::replayed)
            .or(() -> done.map(word -> "The webhook is " + word + "."))
            .orElse("");
    return show(visitor, webhook, filter, WebhookView.Said.done(said, WebhookForm.of(webhook)));
  }

  private static DeliveryFilter filter(Fields query) {
    var before = query.optionalMatching("before", Ids.FORM, "It is a delivery's id.");
    var state = query.optionalOneOf("state", STATES);
    return new DeliveryFilter(
        before.filter(id -> !id.isEmpty()).map(UUID::fromString),
        state
            .filter(word -> !word.isEmpty())
            .map(word -> Delivery.State.valueOf(word.toUpperCase(Locale.ROOT))));
  }

  /** Its page with the newest of its deliveries, and something said. */
  Reply show(Visitor visitor, Webhook webhook, WebhookView.Said said) {
    return show(visitor, webhook, NEWEST, said);
  }

  private Reply show(
      Visitor visitor, Webhook webhook, DeliveryFilter filter, WebhookView.Said said) {
    var base = base(visitor, webhook.id());
    var page = deliveries.deliveries(visitor.caller(), webhook.id(), filter, PAGE);
    var state = filter.state().map(WebhookPages::word).orElse("");
    var older =
        page.next()
            .map(id -> base + "?before=" + id + (state.isEmpty() ? "" : "&state=" + state))
            .orElse("");
    var rows = page.deliveries().stream().map(one -> DeliveryRow.of(one, base)).toList();
    var last = Optional.ofNullable(deliveries.latest(visitor.caller()).get(webhook.id()));
    var view =
        new WebhookView(
            said,
            row(visitor, webhook, last),
            webhook.active(),
            webhook.formerUntil(),
            new WebhookView.Sent(rows, STATES, state, older),
            writable(visitor),
            WebhookForm.choices(webhooks.events()),
            base,
            Section.WEBHOOKS.of(visitor));
    return Reply.html(
        said.status(), Page.webhook(frames.of(visitor, Section.WEBHOOKS, "Webhook"), view));
  }

  private Reply change(Visitor visitor, Request request) {
    var webhook = find(visitor, request);
    var typed = WebhookForm.read(request.form(), webhooks.events());
    try {
      var command = typed.command(webhook.active(), webhooks.insideAllowed());
      webhooks.update(visitor.caller(), webhook.id(), now -> command.activeIs(now.active()));
    } catch (Invalid e) {
      var form = typed.form().wrong(e.problems());
      return show(visitor, webhook, WebhookView.Said.wrong(400, form));
    }
    return Replies.goOn(request, base(visitor, webhook.id()) + "?done=changed");
  }

  private Reply enable(Visitor visitor, Request request) {
    return turn(visitor, request, true);
  }

  private Reply disable(Visitor visitor, Request request) {
    return turn(visitor, request, false);
  }

  private Reply turn(Visitor visitor, Request request, boolean active) {
    var id = request.parameterId("webhook");
    webhooks.update(visitor.caller(), id, now -> now.activeIs(active));
    var done = active ? "?done=enabled" : "?done=disabled";
    return Replies.goOn(request, base(visitor, id) + done);
  }

  private Reply rotate(Visitor visitor, Request request) {
    var made = webhooks.rotate(visitor.caller(), request.parameterId("webhook"));
    var secret = new WebhooksView.Secret(made.webhook().url().toString(), made.secret());
    var said = WebhookView.Said.done("", WebhookForm.of(made.webhook())).with(secret);
    return show(visitor, made.webhook(), said);
  }

  private Reply delete(Visitor visitor, Request request) {
    webhooks.delete(visitor.caller(), request.parameterId("webhook"));
    return Replies.goOn(request, Section.WEBHOOKS.of(visitor) + "?done=deleted");
  }

  Webhook find(Visitor visitor, Request request) {
    return webhooks.find(visitor.caller(), request.parameterId("webhook"));
  }

  boolean writable(Visitor visitor) {
    return policy.offers(visitor.caller(), Action.WEBHOOK_PUT);
  }

  static String base(Visitor visitor, UUID webhook) {
    return Section.WEBHOOKS.of(visitor) + "/" + webhook;
  }

  private static String word(Delivery.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private WebhooksView.Row row(Visitor visitor, Webhook webhook, Optional<Delivery> last) {
    var base = base(visitor, webhook.id());
    return WebhookRows.of(webhook, last.map(delivery -> DeliveryRow.of(delivery, base)), base);
  }
}
