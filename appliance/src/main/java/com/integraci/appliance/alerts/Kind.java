package com.integraci.appliance.alerts;

import java.util.Arrays;
import java.util.Locale;

/** What an alert can be about. docs/operating.md says of each what to do. */
public enum Kind {
  COMPONENT_AWAY("A component does not answer", "Look at its log and at integraci status."),
  SEALS_LATE("Audit entries wait for their seal", "Look whether PostgreSQL is slow or full."),
  EVENTS_LATE("Events can't be published", "Look whether NATS and OpenBao answer."),
  PROBE_OPEN(
      "The isolation probe was not stopped", "Isolation may be broken: read what it found now."),
  PROBE_LATE("The isolation probe has not run", "Run it, and see what it says."),
  WORKFLOW_STUCK("Workflows need a person", "Decide about them under Workflows."),
  CERTIFICATE_ENDS("A certificate ends soon", "Restart the appliance: a start renews it."),
  DISK_FULL("The disk of the data folder is nearly full", "Make room before PostgreSQL stops."),
  WEBHOOK_DISABLED("A team's webhook was given up", "Tell the team; its owners see why."),
  MAIL_FAILING("The mail server takes no mail", "Look at the log and at the mail settings."),
  REPAIR_NEEDED("A team's layers differ and need a person", "Check the team under Tenants."),
  BROKER_CLAIMS(
      "Somebody stored a foreign statement at the broker",
      "Find out who reached it: it is undone.");

  private final String title;
  private final String advice;

  Kind(String title, String advice) {
    this.title = title;
    this.advice = advice;
  }

  /** Its code: {@code component-away}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it is, in a few words. */
  public String title() {
    return title;
  }

  /** What to do first. */
  public String advice() {
    return advice;
  }

  static Kind of(String id) {
    return Arrays.stream(values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no kind of alert is called " + id));
  }
}
