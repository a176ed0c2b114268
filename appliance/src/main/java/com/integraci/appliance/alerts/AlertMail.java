package com.integraci.appliance.alerts;

import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.keycloak.Directory;
import com.integraci.appliance.keycloak.Profile;
import com.integraci.appliance.mail.Letter;
import com.integraci.appliance.mail.Mail;
import com.integraci.appliance.mail.Sending;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Mails operators what is raised: at once when something critical is among it, else within the
 * hour. An alert counts as mailed when the server took the letter for at least one of them, so that
 * it may come twice and is not lost; while it can't be mailed it is tried every five minutes.
 */
public final class AlertMail {

  private static final Duration AGAIN = Duration.ofMinutes(5);
  private static final Duration LEARN = Duration.ofHours(1);
  private static final int OPERATORS_MAX = 20;
  private static final int ALERTS_MAX = 50;

  private static final String DUE =
      """
      select alert_id, kind, subject, severity from app.alert
      where tenant_id = ? and state = 'raised' and mailed_at is null
        and exists (select 1 from app.alert d
            where d.tenant_id = ? and d.state = 'raised' and d.mailed_at is null
              and (d.severity = 'critical' or d.raised_at < now() - interval '1 hour'))
      order by severity, since limit ?
      """;

  private static final String OPERATORS =
      """
      select member_id from app.acting_member
      where tenant_id = ? and kind = 'member' and acts_as = 'operator' order by member_id limit ?
      """;

  private static final String MAILED =
      """
      update app.alert set mailed_at = now() where tenant_id = ? and alert_id = any (?::uuid[])
      """;

  private final Alerts.Parts parts;
  private final Directory directory;
  private final Mail mail;
  private final URI url;
  private final Set<String> known = new TreeSet<>();
  private Instant notBefore = Instant.MIN;
  private Instant learnAt = Instant.MIN;

  /**
   * By this mail.
   *
   * @param directory where the operators' addresses are
   * @param url where browsers reach the appliance
   */
  public AlertMail(Alerts.Parts parts, Directory directory, Mail mail, URI url) {
    this.parts = parts;
    this.directory = directory;
    this.mail = mail;
    this.url = url;
  }

  private record Due(UUID id, String severity, String line) {}

  /** Sends what is due, if anything. */
  public void send() {
    if (!mail.on() || Instant.now().isBefore(notBefore)) {
      return;
    }
    var system = parts.database().system();
    var tenant = TenantId.APPLIANCE;
    var due = system.inTenant(tenant, tx -> due(tx, tenant));
    if (!due.isEmpty() || Instant.now().isAfter(learnAt)) {
      learnAt = Instant.now().plus(LEARN);
      learn();
    }
    if (due.isEmpty()) {
      return;
    }
    if (known.stream().filter(to -> mail.send(letter(to, due)) == Sending.SENT).count() == 0) {
      notBefore = Instant.now().plus(AGAIN);
      return;
    }
    var resource = Resource.tenant(tenant);
    var permit = parts.policy().system(tenant, UuidV7.next(), Action.ALERT_LOOK, resource);
    system.inTenant(tenant, tx -> mailed(tx, permit, due));
  }

  /** Addresses are remembered: Keycloak may be what is away. */
  private void learn() {
    try {
      var ids =
          parts
              .database()
              .system()
              .inTenant(
                  TenantId.APPLIANCE,
                  tx ->
                      tx.query(
                          OPERATORS,
                          row -> row.uuid("member_id"),
                          TenantId.APPLIANCE,
                          OPERATORS_MAX));
      var found =
          directory.profiles("appliance", ids).values().stream()
              .map(Profile::email)
              .filter(address -> !address.isEmpty())
              .collect(Collectors.toSet());
      known.clear();
      known.addAll(found);
    } catch (Failure away) {
      // Those who are known have to do.
      return;
    }
  }

  private static List<Due> due(Tx tx, TenantId tenant) {
    return tx.query(DUE, AlertMail::due, tenant, tenant, ALERTS_MAX);
  }

  private static Due due(Row row) {
    var kind = Kind.of(row.text("kind"));
    var severity = row.text("severity");
    var line =
        "%s: %s (%s)\n  %s".formatted(severity, kind.title(), row.text("subject"), kind.advice());
    return new Due(row.uuid("alert_id"), severity, line);
  }

  private static long mailed(Tx tx, Permit permit, List<Due> due) {
    return tx.execute(MAILED, permit.tenant(), due.stream().map(Due::id).toList());
  }

  private Letter letter(String to, List<Due> due) {
    boolean critical = due.stream().anyMatch(one -> one.severity().equals("critical"));
    var subject =
        "%s: %d %s at %s"
            .formatted(
                critical ? "Critical" : "Warning",
                due.size(),
                due.size() == 1 ? "alert" : "alerts",
                url.getAuthority());
    var lines = due.stream().map(Due::line).collect(Collectors.joining("\n\n"));
    return new Letter(to, subject, lines + "\n\n" + url + "/t/appliance/alerts\n");
  }
}
