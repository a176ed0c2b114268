package com.integraci.appliance.broker;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Unavailable;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * Publishes tenants' events: for each tenant one connection as a user of its account, opened when
 * there is something to publish and closed when it is idle for five minutes. A connection that is
 * lost, or whose credential has ended after an hour, is opened anew by the next call. May be used
 * by several threads; calls for one tenant go one after the other.
 */
public final class Publisher implements AutoCloseable {

  /** How many events a call takes at most. */
  public static final int EVENTS_MAX = 1_000;

  private static final Duration LIFE = Duration.ofHours(1);
  private static final int WRONG_LAST_ID = 10_070;
  private static final int WRONG_LAST_SEQUENCE = 10_071;
  private static final int NO_MESSAGE = 10_037;

  private final Links links;
  private final Lines lines;

  Publisher(Links links) {
    this.links = links;
    this.lines = new Lines(links.threads(), this::open);
  }

  /**
   * Where a tenant's stream ends.
   *
   * @throws Unavailable when the broker or OpenBao is away, or the tenant has no account
   */
  public StreamEnd end(TenantId tenant) {
    return lines.on(
        tenant,
        link -> {
          JsonNode info = done(link.ask(TenantStream.INFO, ""));
          return new StreamEnd(
              info.path("state").path("messages").asLong(0) == 0 ? "" : lastId(link, tenant),
              info.path("state").path("last_seq").asLong(0),
              Duration.ofNanos(info.path("config").path("max_age").asLong(0)));
        });
  }

  private static String lastId(Link link, TenantId tenant) {
    String body = "{\"last_by_subj\":\"" + TenantStream.subjects(tenant) + "\"}";
    JsonNode answer = link.ask(TenantStream.GET, body);
    return error(answer) == NO_MESSAGE ? "" : id(done(answer));
  }

  private static String id(JsonNode answer) {
    byte[] headers = Base64.getDecoder().decode(answer.path("message").path("hdrs").asString(""));
    return new String(headers, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("Nats-Msg-Id:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  /**
   * Publishes events in their order, each only if the last one in the stream is the one before it.
   * All are under way at once. Of the events that this says are stored the broker has each once; it
   * forces them to the disk within ten seconds.
   *
   * @param after where the stream is expected to end
   * @param events {@link #EVENTS_MAX} at most
   * @return how many from the front are stored; the others are refused, because the stream ended
   *     elsewhere: look at {@link #end}
   * @throws Unavailable when it is not known which are stored: look at {@link #end}
   */
  public int publish(TenantId tenant, StreamEnd after, List<Outgoing> events) {
    String prefix = "t." + tenant + ".";
    if (events.size() > EVENTS_MAX
        || !events.stream().allMatch(event -> event.subject().startsWith(prefix))) {
      throw new IllegalArgumentException("too many events, or another tenant's");
    }
    return lines.on(tenant, link -> publish(link, after, events));
  }

  private static int publish(Link link, StreamEnd after, List<Outgoing> events) {
    var answers = new ArrayList<Future<Message>>();
    String last = after.lastId();
    for (Outgoing event : events) {
      answers.add(link.send(event.subject(), headers(event, last, after), event.body()));
      last = event.id();
    }
    int stored = 0;
    boolean refused = false;
    for (Future<Message> each : answers) {
      JsonNode answer = link.answer(each);
      int error = error(answer);
      refused |= error == WRONG_LAST_ID || error == WRONG_LAST_SEQUENCE;
      if (!refused) {
        done(answer);
        stored++;
      }
    }
    return stored;
  }

  /** Of an empty stream the broker remembers no id, but its number. */
  private static Headers headers(Outgoing event, String last, StreamEnd after) {
    var headers = new Headers();
    headers.put("Nats-Msg-Id", event.id());
    headers.put("Nats-Expected-Stream", TenantStream.NAME);
    if (last.isEmpty()) {
      headers.put("Nats-Expected-Last-Sequence", Long.toString(after.lastSequence()));
    } else {
      headers.put("Nats-Expected-Last-Msg-Id", last);
    }
    return headers;
  }

  private static int error(JsonNode answer) {
    return answer.path("error").path("err_code").asInt(0);
  }

  private static JsonNode done(JsonNode answer) {
    if (answer.has("error")) {
      String said = answer.path("error").path("description").asString("");
      throw Link.away(new IOException("the stream refused: " + said));
    }
    return answer;
  }

  /** A broker that is away is found out before there is an entry about a login to it. */
  private Link open(TenantId tenant) {
    links.address().expectGreeting();
    String account =
        links
            .database()
            .inTenant(tenant, tx -> AccountStore.account(tx, tenant))
            .orElseThrow(() -> Link.away(new IOException("no account for " + tenant)));
    var publish = List.of(TenantStream.subjects(tenant), TenantStream.GET, TenantStream.INFO);
    return links.tenant(tenant, account, publish, LIFE);
  }

  /** Closes what nobody has used for five minutes; returns how many that were. */
  int closeIdle() {
    return lines.closeIdle();
  }

  @Override
  public void close() {
    lines.close();
  }
}
