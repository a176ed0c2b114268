package com.integraci.appliance.broker;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.policy.Permit;
import com.integraci.config.NatsKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Members' users at the broker: each may listen where its member's own consumer sends to, and
 * publish nothing. That is no more than it needs, and less would not do: NATS acts upon a request
 * that comes as the answer to another one, with nobody's rights, so whoever may ask for anything
 * and name where the answer goes could have a stream deleted (docs/adr/0009).
 */
public final class Users {

  /** How long a credential counts at most. */
  public static final Duration LIFE = Duration.ofHours(1);

  /** How many a member may have at a time. */
  public static final int OWN_MAX = 8;

  private static final int SUBSCRIPTIONS = 16;

  private final Links links;
  private final Database members;

  /**
   * Over these.
   *
   * @param members the door for what members ask for
   */
  Users(Links links, Database members) {
    this.links = links;
    this.members = members;
  }

  /**
   * Gives a member a user.
   *
   * @param key a public key of its own, or "" to have one made
   * @throws Conflict when it has as many as it may, or the key is another's or was revoked
   * @throws com.integraci.appliance.failure.Unavailable when the broker or OpenBao is away
   */
  public UserCredential issue(Permit permit, Subscriber subscriber, String key) {
    UserKey made = UserKey.make();
    String user = key.isEmpty() ? made.id() : key;
    Instant expires = Instant.now().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
    var account =
        members.inTenant(permit.tenant(), tx -> noted(tx, permit, subscriber, user, expires));
    var consumer = new Consumer(permit.tenant(), subscriber);
    try (var link =
        links.tenant(
            permit.tenant(), account.account(), consumer.making(), Duration.ofMinutes(2))) {
      consumer.make(link);
    }
    var claims = new UserClaims(List.of(), List.of(consumer.subject()), SUBSCRIPTIONS);
    String token =
        claims
            .token(account.account(), user, expires)
            .sign(message -> links.keys().signAsAccount(permit, message));
    String seed = key.isEmpty() ? made.seed() : "";
    return new UserCredential(
        links.address().url(), user, token, seed, consumer.subject(), expires);
  }

  private AccountStore.Planned noted(
      Tx tx, Permit permit, Subscriber subscriber, String user, Instant expires) {
    var account =
        AccountStore.planned(tx, permit.tenant())
            .orElseThrow(() -> Link.away(new IOException("no account for " + permit.tenant())));
    UUID member = subscriber.member();
    var live = UserStore.live(tx, permit, member);
    if (live.own() >= OWN_MAX || live.all() >= AccountLimits.of(account.plan()).credentials()) {
      throw new Conflict("There are as many credentials as there may be. Each ends after an hour.");
    }
    if (!UserStore.put(tx, permit, user, subscriber, expires)) {
      throw new Conflict("This key was used for another role or member. Make a new one.");
    }
    var facts = Map.of("user", user, "expires", expires.toString());
    links.audit().append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
    return account;
  }

  /** Whether a text is a user's public key. */
  public static boolean isUser(String text) {
    return NatsKey.USER.matches(text);
  }
}
