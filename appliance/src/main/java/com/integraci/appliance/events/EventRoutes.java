package com.integraci.appliance.events;

import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Events and webhooks in the API. */
final class EventRoutes {

  private static final int LIMIT_DEFAULT = 50;
  private static final long CURSOR_MAX = 999_999_999_999_999_999L;

  private final Events events;

  private EventRoutes(Events events) {
    this.events = events;
  }

  /** The routes, described in {@code openapi.yaml} beside this class. */
  static Routes of(
      Events events, Webhooks webhooks, Deliveries deliveries, Credentials credentials) {
    var routes = new ArrayList<>(WebhookRoutes.of(webhooks, deliveries));
    routes.add(
        Route.api(Method.GET, "/api/v1/events", "listEvents", new EventRoutes(events)::list));
    routes.add(credentials.route());
    return Routes.described(EventRoutes.class, routes.toArray(Route[]::new));
  }

  private Reply list(Caller caller, Request request) {
    Fields query = request.query();
    long after = query.optionalNumber("cursor", 0, CURSOR_MAX).orElse(0L);
    long limit = query.optionalNumber("limit", 1, Events.PAGE_MAX).orElse((long) LIMIT_DEFAULT);
    query.end();
    EventPage page = events.list(caller, after, Math.toIntExact(limit));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("events", page.events());
    answer.put("next", Long.toString(page.next()));
    answer.put("more", page.more());
    return Reply.json(answer);
  }
}
