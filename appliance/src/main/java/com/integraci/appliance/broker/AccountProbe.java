package com.integraci.appliance.broker;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Unavailable;
import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Tries to get from one tenant's account at the broker into another's, as a user whom the account
 * allows everything: what holds then is the account itself.
 */
public final class AccountProbe {

  private static final Duration LIFE = Duration.ofMinutes(1);
  private static final byte[] NOTHING = new byte[0];

  private final Links links;
  private final AccountRepair repair;

  AccountProbe(Links links, AccountRepair repair) {
    this.links = links;
    this.repair = repair;
  }

  /**
   * One attempt.
   *
   * @param what what was tried
   * @param answer what came of it
   * @param blocked whether the wall stopped it
   */
  public record Tried(String what, String answer, boolean blocked) {
    public Tried {
      Objects.requireNonNull(what);
      Objects.requireNonNull(answer);
    }
  }

  /**
   * Tries all of it, from one tenant at another; both have accounts and are open.
   *
   * @throws Unavailable when the broker or OpenBao is away
   */
  public List<Tried> run(AccountRepair.Team one, AccountRepair.Team other) {
    var tried = new ArrayList<Tried>();
    tried.add(asSigned(one));
    tried.add(asSigned(other));
    String account = account(other.tenant());
    try (var trespasser = links.unlimited(one.tenant(), account(one.tenant()), LIFE);
        var victim = links.unlimited(other.tenant(), account, LIFE)) {
      tried.add(streams(trespasser, other.tenant()));
      tried.addAll(asked(trespasser, subjects(other.tenant(), account)));
      tried.add(heard(trespasser, victim, other.tenant()));
    }
    return tried;
  }

  private String account(TenantId tenant) {
    return links
        .database()
        .inTenant(tenant, tx -> AccountStore.account(tx, tenant))
        .orElseThrow(() -> Link.away(new IllegalStateException("the tenant has no account")));
  }

  private Tried asSigned(AccountRepair.Team team) {
    var what = "the broker keeps the statement that was signed of " + team.tenant();
    return repair
        .look(team)
        .map(fault -> new Tried(what, fault.name(), false))
        .orElse(new Tried(what, "it does", true));
  }

  private static Tried streams(Link trespasser, TenantId other) {
    String subject = "$JS.API.STREAM.LIST";
    byte[] answer = trespasser.reply(subject, new Headers(), NOTHING).getData();
    boolean seen = new String(answer, StandardCharsets.UTF_8).contains(other.toString());
    return new Tried("ask " + subject, seen ? "names the other's" : "names its own", !seen);
  }

  /** The other's events, and what the broker itself tells of accounts and servers. */
  private static List<String> subjects(TenantId other, String account) {
    return List.of(
        "t." + other + ".probe.tried",
        Claims.lookup(account),
        "$SYS.REQ.ACCOUNT." + account + ".INFO",
        "$SYS.REQ.ACCOUNT." + account + ".CONNZ",
        "$SYS.REQ.CLAIMS.LIST",
        "$SYS.REQ.CLAIMS.UPDATE",
        "$SYS.REQ.SERVER.PING.VARZ");
  }

  private static List<Tried> asked(Link trespasser, List<String> subjects) {
    var answering = trespasser.answering(subjects);
    return subjects.stream()
        .map(
            subject -> {
              boolean answered = answering.contains(subject);
              return new Tried("ask " + subject, answered ? "answered" : "no answer", !answered);
            })
        .toList();
  }

  /**
   * The victim hears itself; a probe that heard nothing at all would prove nothing. It speaks
   * beside its stream, which has to end with an event. What the trespasser hears of its own account
   * counts for nothing.
   */
  private static Tried heard(Link trespasser, Link victim, TenantId other) {
    String subject = "probe." + other;
    var own = victim.subscribe(subject);
    var foreign = trespasser.subscribe(">");
    victim.publish(subject, NOTHING);
    boolean sent = Link.hears(own, subject);
    trespasser.flush();
    boolean leaked = Link.hears(foreign, subject);
    String answer = leaked ? "heard" : sent ? "heard nothing" : "nothing was sent";
    return new Tried("subscribe to > while the other publishes", answer, sent && !leaked);
  }
}
