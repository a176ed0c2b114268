package com.integraci.appliance.broker;

import com.integraci.config.NatsToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one user of an account may. What is not listed is refused.
 *
 * @param publish subjects; none at all, if there are none
 * @param subscribe subjects, at least one
 * @param subscriptions how many at once
 */
record UserClaims(List<String> publish, List<String> subscribe, int subscriptions) {

  UserClaims {
    publish = List.copyOf(publish);
    subscribe = List.copyOf(subscribe);
    // To NATS an empty list means everything.
    if (subscribe.isEmpty()) {
      throw new IllegalArgumentException("a user without limits");
    }
  }

  /** The statement that an account's key is to sign. */
  NatsToken token(String account, String user, Duration life) {
    return token(account, user, Instant.now().plus(life));
  }

  /** The same, up to a moment. */
  NatsToken token(String account, String user, Instant expires) {
    return new NatsToken(
        account,
        user,
        user,
        Instant.now(),
        expires,
        Map.of(
            "pub",
            publish.isEmpty() ? Map.of("deny", List.of(">")) : Map.of("allow", publish),
            "sub",
            Map.of("allow", subscribe),
            "subs",
            subscriptions,
            "data",
            -1,
            "payload",
            -1,
            "type",
            "user",
            "version",
            2));
  }

  /** The prefix of a user's own inboxes; nobody else may subscribe to it. */
  static String inbox(String user) {
    return "_INBOX_" + user;
  }
}
