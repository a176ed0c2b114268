package com.integraci.appliance.console;

import com.integraci.appliance.events.Deliveries;
import com.integraci.appliance.events.Delivery;
import com.integraci.appliance.events.ReplayPeriod;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Shows what was sent to a webhook, pings it, and sends again. */
final class DeliveryPages {

  private static final String ONE = WebhookPages.ONE + "/deliveries/{delivery}";

  /** A page looks again by itself as long as something is to happen that soon. */
  private static final Duration SOON = Duration.ofMinutes(1);

  private static final Pattern TIME =
      Pattern.compile("20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?");

  private final Frames frames;
  private final WebhookPages webhooks;
  private final Deliveries deliveries;

  DeliveryPages(Frames frames, WebhookPages webhooks, Deliveries deliveries) {
    this.frames = frames;
    this.webhooks = webhooks;
    this.deliveries = deliveries;
  }

  List<Route> routes() {
    var section = Section.WEBHOOKS;
    var webhook = WebhookPages.ONE;
    return List.of(
        section.route(Method.POST, webhook + "/ping", "webhookPing", this::ping),
        section.route(Method.POST, webhook + "/replays", "webhookReplay", this::replayPeriod),
        section.route(Method.GET, ONE, "deliveryPage", this::show),
        section.route(Method.POST, ONE + "/replay", "deliveryReplay", this::replay));
  }

  private Reply ping(Visitor visitor, Request request) {
    var webhook = webhooks.find(visitor, request);
    try {
      var sent = deliveries.ping(visitor.caller(), webhook.id());
      return Replies.goOn(request, address(visitor, sent));
    } catch (Conflict e) {
      var said = WebhookView.Said.refused(e.getMessage(), WebhookForm.of(webhook));
      return webhooks.show(visitor, webhook, said);
    }
  }

  private Reply replayPeriod(Visitor visitor, Request request) {
    var webhook = webhooks.find(visitor, request);
    var fields = request.form();
    fields.skip("csrf");
    var typed =
        Form.of(
            Map.of(
                "from", fields.text("from", 0, 40),
                "to", fields.text("to", 0, 40),
                "delivered", Boolean.toString(fields.flag("delivered"))));
    fields.end();
    var said = WebhookView.Said.done("", WebhookForm.of(webhook));
    try {
      long count = deliveries.replay(visitor.caller(), period(webhook.id(), typed));
      return Replies.goOn(request, WebhookPages.base(visitor, webhook.id()) + "?replayed=" + count);
    } catch (Invalid e) {
      return webhooks.show(visitor, webhook, said.with(400, typed.wrong(e.problems())));
    } catch (Conflict e) {
      return webhooks.show(visitor, webhook, said.with(409, typed.wrong("from", e.getMessage())));
    }
  }

  private static ReplayPeriod period(UUID webhook, Form typed) {
    var wrong = new ArrayList<Invalid.Problem>();
    var from = time("from", typed, wrong);
    var to = time("to", typed, wrong);
    if (!wrong.isEmpty()) {
      throw new Invalid(wrong);
    }
    return new ReplayPeriod(webhook, from, to, typed.value("delivered").equals("true"));
  }

  private static Instant time(String field, Form typed, List<Invalid.Problem> wrong) {
    try {
      if (TIME.matcher(typed.value(field)).matches()) {
        return LocalDateTime.parse(typed.value(field)).toInstant(ZoneOffset.UTC);
      }
    } catch (DateTimeException e) {
      // Said below: there is no such day or hour.
    }
    wrong.add(new Invalid.Problem(field, "A time is like 2026-11-22T12:00."));
    return Instant.EPOCH;
  }

  /** The last day, up to the minute that has begun. */
  static Form lastDay(Instant now) {
    var until = LocalDateTime.ofInstant(now, ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
    return Form.of(
        Map.of("from", until.minusDays(1).toString(), "to", until.plusMinutes(1).toString()));
  }

  /** What a replay of a time has begun. */
  static String replayed(long count) {
    if (count == Deliveries.REPLAY_MAX) {
      return "The first %,d are sent again. Replay the time once more for the rest."
          .formatted(count);
    }
    return switch ((int) count) {
      case 0 -> "There is nothing of that time to be sent again.";
      case 1 -> "1 delivery is sent again.";
      default -> count + " deliveries are sent again.";
    };
  }

  private Reply show(Visitor visitor, Request request) {
    var detail = find(visitor, request);
    var query = request.query();
    var done = query.optionalOneOf("done", List.of("replayed"));
    query.end();
    return show(visitor, detail, 200, done.isEmpty() ? "" : "It is sent again.", "");
  }

  private Reply replay(Visitor visitor, Request request) {
    var detail = find(visitor, request);
    var delivery = detail.delivery();
    try {
      deliveries.replay(visitor.caller(), delivery.webhook(), delivery.id());
    } catch (Conflict e) {
      return show(visitor, detail, 409, "", e.getMessage());
    }
    return Replies.goOn(request, address(visitor, delivery) + "?done=replayed");
  }

  private Delivery.Detail find(Visitor visitor, Request request) {
    return deliveries.delivery(
        visitor.caller(), request.parameterId("webhook"), request.parameterId("delivery"));
  }

  private Reply show(
      Visitor visitor, Delivery.Detail detail, int status, String done, String refused) {
    var delivery = detail.delivery();
    var base = WebhookPages.base(visitor, delivery.webhook());
    var frame = frames.of(visitor, Section.WEBHOOKS, "Delivery");
    boolean waits = delivery.state() == Delivery.State.WAITING;
    var view =
        new DeliveryView(
            done,
            refused,
            DeliveryRow.of(delivery, base),
            delivery.message(),
            delivery.dueAt(),
            delivery.endedAt(),
            detail.attempts().stream().map(DeliveryView.Try::of).toList(),
            detail.document(),
            webhooks.writable(visitor) && !waits ? address(visitor, delivery) + "/replay" : "",
            base,
            delivery.dueAt().filter(due -> due.isBefore(frame.now().plus(SOON))).isPresent());
    return Reply.html(status, Page.delivery(frame, view));
  }

  private static String address(Visitor visitor, Delivery delivery) {
    return WebhookPages.base(visitor, delivery.webhook()) + "/deliveries/" + delivery.id();
  }
}
