package com.integraci.appliance.notices;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.keycloak.Directory;
import com.integraci.appliance.keycloak.Profile;
import com.integraci.appliance.mail.Letter;
import com.integraci.appliance.mail.Mail;
import com.integraci.appliance.mail.Sending;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Mails notices that are due. Each is taken for the length of a lease by one of any number of
 * control planes, one of each team in a round, who waits the longest first; whoever dies with it
 * leaves it to the next. So a mail may come twice and is not lost; after eight tries, over some
 * four hours, it is given up, and the notice stands in the console all the same.
 */
public final class NoticeMail {

  private static final System.Logger LOG = System.getLogger(NoticeMail.class.getName());

  /** Longer than Keycloak's answer and an attempt at the mail server together. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final int TRIES_MAX = 8;
  private static final int ROUND_MAX = 20;

  private final Parts parts;
  private final JobDatabase claims;

  /**
   * What it works with.
   *
   * @param directory where members' addresses are
   * @param url where browsers reach the appliance
   */
  public record Parts(Database database, Policy policy, Mail mail, Directory directory, URI url) {}

  /**
   * Over these.
   *
   * @param claims the pool of job {@link JobDatabase.Job#EVENTS}
   */
  public NoticeMail(Parts parts, JobDatabase claims) {
    this.parts = parts;
    this.claims = claims;
  }

  /** A round; returns how many letters it tried to send. */
  public int run() {
    if (!parts.mail().on()) {
      return 0;
    }
    UUID lease = UuidV7.next();
    List<DueStore.Claim> taken = claims.claim(tx -> DueStore.claim(tx, lease, LEASE, ROUND_MAX));
    taken.forEach(claim -> send(claim, lease));
    return taken.size();
  }

  private void send(DueStore.Claim claim, UUID lease) {
    TenantId tenant = claim.tenant();
    var permit =
        parts
            .policy()
            .system(
                tenant, UuidV7.next(), Action.NOTICE_MAIL, new Resource("notice", claim.notice()));
    var system = parts.database().system();
    var due = system.inTenant(tenant, tx -> DueStore.begin(tx, permit, lease));
    if (due.isEmpty()) {
      return;
    }
    var came = send(due.get());
    system.inTenant(tenant, tx -> DueStore.end(tx, permit, lease, state(came, due.get().tries())));
    if (came == Sending.FAILED && due.get().tries() < TRIES_MAX) {
      var wait = FIRST.multipliedBy(1L << due.get().tries());
      system.inTenant(tenant, tx -> DueStore.again(tx, permit, lease, wait));
    }
  }

  /** The member's address is asked for now: it is kept in the realm alone. */
  private Sending send(DueStore.Due due) {
    try {
      return Optional.ofNullable(
              parts.directory().profiles(due.slug(), List.of(due.member())).get(due.member()))
          .map(Profile::email)
          .filter(address -> !address.isEmpty())
          .map(address -> parts.mail().send(letter(address, due)))
          .orElse(Sending.REFUSED);
    } catch (Failure away) {
      LOG.log(System.Logger.Level.DEBUG, "an address can't be asked for", away);
      return Sending.FAILED;
    }
  }

  private static String state(Sending came, int tries) {
    return switch (came) {
      case SENT -> "sent";
      case REFUSED -> "given-up";
      case FAILED, HELD, OFF -> tries >= TRIES_MAX ? "given-up" : "waiting";
    };
  }

  private Letter letter(String to, DueStore.Due due) {
    var text =
        """
        %s

        Team %s at %s

        %s/t/%s/notices
        """
            .formatted(
                NoticeWords.of(due.action()),
                due.slug(),
                parts.url().getAuthority(),
                parts.url(),
                due.slug());
    return new Letter(to, due.slug() + ": " + NoticeWords.of(due.action()), text);
  }
}
