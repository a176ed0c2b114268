package com.integraci.appliance.broker;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A member's own place in its team's stream. It sends what the member's role may hear of while
 * somebody listens, and goes on there when somebody listens again.
 */
record Consumer(TenantId tenant, Subscriber subscriber) {

  private static final String STREAM = TenantStream.NAME;
  private static final Duration UNUSED_MAX = Duration.ofDays(7);

  /** So that who comes back after long does not get more at once than its connection may hold. */
  private static final long BITS_A_SECOND = 64_000_000;

  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 10_026;
  private static final int LIMIT = 10_002;
  private static final JsonMapper JSON = new JsonMapper();

  String name() {
    return "member-" + subscriber.member();
  }

  private String api(String verb) {
    return "$JS.API.CONSUMER." + verb + "." + STREAM + "." + name();
  }

  /** What whoever makes it may publish on. */
  List<String> making() {
    return List.of(api("INFO"), api("CREATE"), api("DELETE"));
  }

  /** Where the member's events come. */
  String subject() {
    return "member." + subscriber.member();
  }

  /** Makes it. One that gives out something else is made anew, and goes on where it was. */
  void make(Link link) {
    JsonNode info = link.ask(api("INFO"), "");
    long after = 0;
    if (info.path("error").path("code").asInt(0) != NOT_FOUND) {
      expectDone(info);
      if (isAsWanted(info)) {
        return;
      }
      after = info.path("delivered").path("stream_seq").asLong(0);
      expectDone(link.ask(api("DELETE"), ""));
    }
    var request = Map.of("stream_name", STREAM, "config", configuration(after));
    expectDone(link.ask(api("CREATE"), JSON.writeValueAsString(request)));
  }

  private List<String> subjects() {
    String prefix = "t." + tenant + ".";
    return new TreeSet<>(subscriber.heard()).stream().map(action -> prefix + action).toList();
  }

  private boolean isAsWanted(JsonNode info) {
    var config = info.path("config");
    var found = new TreeSet<String>();
    config.path("filter_subjects").forEach(subject -> found.add(subject.asString("")));
    if (config.has("filter_subject")) {
      found.add(config.path("filter_subject").asString(""));
    }
    return found.equals(new TreeSet<>(subjects()));
  }

  private Map<String, ?> configuration(long after) {
    var config = new HashMap<String, Object>();
    config.put("name", name());
    config.put("durable_name", name());
    config.put("deliver_subject", subject());
    config.put("ack_policy", "none");
    config.put("rate_limit_bps", BITS_A_SECOND);
    config.put("inactive_threshold", UNUSED_MAX.toNanos());
    config.put("replay_policy", "instant");
    config.put("filter_subjects", subjects());
    config.put("deliver_policy", after == 0 ? "all" : "by_start_sequence");
    if (after > 0) {
      config.put("opt_start_seq", after + 1);
    }
    return config;
  }

  private static void expectDone(JsonNode answer) {
    int error = answer.path("error").path("err_code").asInt(0);
    if (error == TOO_MANY || error == LIMIT) {
      throw new Conflict("As many members hear of events as may at a time.");
    }
    if (answer.has("error")) {
      String said = answer.path("error").path("description").asString("");
      throw Link.away(new IOException("the broker refused a consumer: " + said));
    }
  }
}
