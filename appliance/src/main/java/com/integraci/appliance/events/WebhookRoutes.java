package com.integraci.appliance.events;

import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Spelled;
import com.integraci.appliance.policy.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Webhooks in the API. */
final class WebhookRoutes {

  private static final String ALL = "/api/v1/webhooks";
  private static final String ONE = ALL + "/{webhook}";
  private static final String DELIVERY = ONE + "/deliveries/{delivery}";
  private static final int LIMIT_DEFAULT = 50;
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern EVENTS = Pattern.compile("|[a-z.-]{2,64}( [a-z.-]{2,64}){0,99}");
  private static final List<String> STATES = List.of("waiting", "delivered", "failed", "skipped");

  private final Webhooks webhooks;
  private final Deliveries deliveries;

  private WebhookRoutes(Webhooks webhooks, Deliveries deliveries) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
  }

  /** The routes, described in {@code openapi.yaml} beside this class. */
  static List<Route> of(Webhooks webhooks, Deliveries deliveries) {
    var routes = new WebhookRoutes(webhooks, deliveries);
    return List.of(
        Route.api(Method.GET, ALL, "listWebhooks", routes::list),
        Route.api(Method.POST, ALL, "createWebhook", routes::create),
        Route.api(Method.GET, ONE, "readWebhook", routes::read),
        Route.api(Method.PUT, ONE, "updateWebhook", routes::update),
        Route.api(Method.DELETE, ONE, "deleteWebhook", routes::delete),
        Route.api(Method.POST, ONE + "/rotate", "rotateWebhook", routes::rotate),
        Route.api(Method.POST, ONE + "/ping", "pingWebhook", routes::ping),
        Route.api(Method.POST, ONE + "/replays", "replayWebhook", routes::replayPeriod),
        Route.api(Method.GET, ONE + "/deliveries", "listDeliveries", routes::deliveries),
        Route.api(Method.GET, DELIVERY, "readDelivery", routes::delivery),
        Route.api(Method.POST, DELIVERY + "/replay", "replayDelivery", routes::replay));
  }

  private Reply list(Caller caller, Request request) {
    request.query().end();
    var all = webhooks.list(caller).stream().map(WebhookRoutes::webhook).toList();
    return Reply.json(Map.of("webhooks", all));
  }

  private Reply create(Caller caller, Request request) {
    var made = webhooks.create(caller, command(request));
    return Reply.created(ALL + "/" + made.webhook().id(), withSecret(made));
  }

  private Reply read(Caller caller, Request request) {
    return Reply.json(webhook(webhooks.find(caller, request.parameterId("webhook"))));
  }

  private Reply update(Caller caller, Request request) {
    UUID id = webhooks.find(caller, request.parameterId("webhook")).id();
    return Reply.json(webhook(webhooks.update(caller, id, command(request))));
  }

  private Reply delete(Caller caller, Request request) {
    webhooks.delete(caller, request.parameterId("webhook"));
    return Reply.noContent();
  }

  private Reply rotate(Caller caller, Request request) {
    return Reply.json(withSecret(webhooks.rotate(caller, request.parameterId("webhook"))));
  }

  private Reply ping(Caller caller, Request request) {
    var sent = deliveries.ping(caller, request.parameterId("webhook"));
    return Reply.accepted(location(sent), delivery(sent));
  }

  private Reply replayPeriod(Caller caller, Request request) {
    UUID id = webhooks.find(caller, request.parameterId("webhook")).id();
    Fields body = request.json();
    var from = Spelled.time(body, "from");
    var to = Spelled.time(body, "to");
    boolean delivered = body.flag("delivered");
    body.end();
    var period = new ReplayPeriod(id, from, to, delivered);
    return Reply.json(202, Map.of("replayed", deliveries.replay(caller, period)));
  }

  private Reply deliveries(Caller caller, Request request) {
    UUID id = webhooks.find(caller, request.parameterId("webhook")).id();
    Fields query = request.query();
    var cursor = query.optionalMatching("cursor", ID, "It is a delivery's id.");
    var state = query.optionalOneOf("state", STATES);
    long limit = query.optionalNumber("limit", 1, Deliveries.PAGE_MAX).orElse((long) LIMIT_DEFAULT);
    query.end();
    var filter =
        new DeliveryFilter(
            cursor.map(UUID::fromString),
            state.map(word -> Delivery.State.valueOf(word.toUpperCase(Locale.ROOT))));
    var page = deliveries.deliveries(caller, id, filter, Math.toIntExact(limit));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("deliveries", page.deliveries().stream().map(WebhookRoutes::delivery).toList());
    page.next().ifPresent(next -> answer.put("next", next.toString()));
    return Reply.json(answer);
  }

  private Reply delivery(Caller caller, Request request) {
    var detail =
        deliveries.delivery(
            caller, request.parameterId("webhook"), request.parameterId("delivery"));
    var answer = new LinkedHashMap<>(delivery(detail.delivery()));
    answer.put("document", detail.document());
    answer.put("tries", detail.attempts().stream().map(WebhookRoutes::attempt).toList());
    return Reply.json(answer);
  }

  private Reply replay(Caller caller, Request request) {
    var again =
        deliveries.replay(caller, request.parameterId("webhook"), request.parameterId("delivery"));
    return Reply.accepted(location(again), delivery(again));
  }

  private WebhookCommand command(Request request) {
    Fields body = request.json();
    String url = body.text("url", 1, WebhookUrl.MAX);
    var description = body.optionalText("description", 0, WebhookCommand.DESCRIPTION_MAX);
    var events = body.optionalMatching("events", EVENTS, "Events are names with spaces between.");
    boolean active = !body.has("active") || body.flag("active");
    body.end();
    return new WebhookCommand(
        WebhookUrl.of(url, webhooks.insideAllowed()),
        description.orElse(""),
        events.filter(names -> !names.isEmpty()).map(n -> List.of(n.split(" "))).orElse(List.of()),
        active);
  }

  private static String location(Delivery delivery) {
    return ALL + "/" + delivery.webhook() + "/deliveries/" + delivery.id();
  }

  private static Map<String, Object> withSecret(NewWebhook made) {
    var answer = new LinkedHashMap<>(webhook(made.webhook()));
    answer.put("secret", made.secret());
    return answer;
  }

  private static Map<String, Object> webhook(Webhook webhook) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("id", webhook.id().toString());
    answer.put("url", webhook.url().toString());
    answer.put("description", webhook.description());
    answer.put("events", String.join(" ", webhook.events()));
    answer.put("active", webhook.active());
    answer.put("created_at", webhook.createdAt().toString());
    if (!webhook.reason().isEmpty()) {
      answer.put("reason", webhook.reason());
    }
    webhook.failingSince().ifPresent(since -> answer.put("failing_since", since.toString()));
    webhook.formerUntil().ifPresent(until -> answer.put("former_until", until.toString()));
    return answer;
  }

  private static Map<String, Object> delivery(Delivery delivery) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("id", delivery.id().toString());
    answer.put("message", delivery.message());
    answer.put("event", delivery.action());
    answer.put("state", delivery.state().name().toLowerCase(Locale.ROOT));
    answer.put("attempts", delivery.attempts());
    answer.put("created_at", delivery.createdAt().toString());
    delivery.dueAt().ifPresent(due -> answer.put("due_at", due.toString()));
    delivery.endedAt().ifPresent(ended -> answer.put("ended_at", ended.toString()));
    return answer;
  }

  private static Map<String, Object> attempt(Delivery.Attempt attempt) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("number", attempt.number());
    answer.put("outcome", attempt.outcome());
    attempt.status().ifPresent(status -> answer.put("status", status));
    answer.put("error", attempt.error());
    answer.put("millis", attempt.millis());
    answer.put("started_at", attempt.startedAt().toString());
    return answer;
  }
}
