package com.integraci.appliance.alerts;

import com.integraci.appliance.broker.Broker;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.http.Health;
import com.integraci.appliance.mail.Mail;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.probe.Probes;
import com.integraci.appliance.repair.Repairs;
import com.integraci.config.ControlSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is looked at. */
public final class Sensors {

  /** Of each kind that is counted by teams or workflows. */
  private static final int EACH_MAX = 20;

  private static final double EVENTS_LAG_SECONDS_MAX = 10;
  private static final Duration PROBE_MAX = Duration.ofHours(26);
  private static final Duration FOREIGN_FOR = Duration.ofDays(1);
  private static final Duration MAIL_EVERY = Duration.ofMinutes(10);
  private static final long GIB = 1L << 30;

  private final Parts parts;
  private final Probes probes;
  private final Repairs repairs;
  private final InstantSource clock;
  private final Instant began;
  private Instant mailNext = Instant.MIN;
  private List<Trouble> mailFound = List.of();

  /**
   * What is looked at.
   *
   * @param overview the pool of {@link JobDatabase.Job#OVERVIEW}
   */
  public record Parts(
      ControlSettings settings,
      Health health,
      Metrics metrics,
      JobDatabase overview,
      Broker broker,
      Mail mail) {}

  /** Sensors of these parts, and of what looks at teams. */
  public Sensors(Parts parts, Probes probes, Repairs repairs, InstantSource clock) {
    this.parts = parts;
    this.probes = probes;
    this.repairs = repairs;
    this.clock = clock;
    this.began = clock.instant();
  }

  /** All of them. */
  public List<Sensor> all() {
    var certificates = Certificates.of(parts.settings(), clock);
    return List.of(
        new Sensor(List.of(Kind.COMPONENT_AWAY, Kind.SEALS_LATE), this::components),
        new Sensor(List.of(Kind.EVENTS_LATE), this::events),
        new Sensor(List.of(Kind.PROBE_OPEN, Kind.PROBE_LATE), this::probe),
        new Sensor(List.of(Kind.WORKFLOW_STUCK), this::workflows),
        new Sensor(List.of(Kind.CERTIFICATE_ENDS), certificates::look),
        new Sensor(List.of(Kind.DISK_FULL), this::disk),
        new Sensor(List.of(Kind.WEBHOOK_DISABLED), this::webhooks),
        new Sensor(List.of(Kind.MAIL_FAILING), this::mail),
        new Sensor(List.of(Kind.REPAIR_NEEDED), this::repairs),
        new Sensor(List.of(Kind.BROKER_CLAIMS), this::broker));
  }

  private List<Trouble> components() {
    return parts.health().now().entrySet().stream()
        .filter(found -> !found.getValue())
        .map(
            found ->
                new Trouble(
                    found.getKey().equals("audit") ? Kind.SEALS_LATE : Kind.COMPONENT_AWAY,
                    found.getKey(),
                    Severity.CRITICAL))
        .toList();
  }

  private List<Trouble> events() {
    var metrics = parts.metrics();
    boolean late =
        metrics.now("integraci_events_lag_seconds") > EVENTS_LAG_SECONDS_MAX
            || metrics.now("integraci_events_failing_tenants") > 0;
    return when(late, new Trouble(Kind.EVENTS_LATE, "events", Severity.WARNING));
  }

  private List<Trouble> probe() {
    var last = probes.status();
    var found = new ArrayList<Trouble>();
    if (last.filter(run -> run.open() > 0).isPresent()) {
      found.add(new Trouble(Kind.PROBE_OPEN, "isolation", Severity.CRITICAL));
    }
    // Before its first night it counts from this start.
    var ran = last.map(run -> run.endedAt()).orElse(began);
    if (ran.isBefore(clock.instant().minus(PROBE_MAX))) {
      found.add(new Trouble(Kind.PROBE_LATE, "isolation", Severity.WARNING));
    }
    return found;
  }

  private List<Trouble> workflows() {
    return parts.overview().claim(tx -> FactStore.stuck(tx, EACH_MAX)).stream()
        .map(definition -> new Trouble(Kind.WORKFLOW_STUCK, definition, Severity.WARNING))
        .toList();
  }

  /** Little in relation to the disk and in itself: a tenth of a large disk is much. */
  private List<Trouble> disk() {
    try {
      var disk = Files.getFileStore(parts.settings().state());
      return disk(disk.getUsableSpace(), disk.getTotalSpace());
    } catch (IOException e) {
      throw new UncheckedIOException("the disk can't be looked at", e);
    }
  }

  static List<Trouble> disk(long free, long all) {
    boolean low = free < all / 10 && free < 10 * GIB;
    boolean lowest = free < all / 25 && free < 2 * GIB;
    var severity = lowest ? Severity.CRITICAL : Severity.WARNING;
    return when(low, new Trouble(Kind.DISK_FULL, "data", severity));
  }

  private List<Trouble> webhooks() {
    return parts.overview().claim(tx -> FactStore.givenUp(tx, EACH_MAX)).stream()
        .map(tenant -> new Trouble(Kind.WEBHOOK_DISABLED, tenant, Severity.WARNING))
        .toList();
  }

  /** Asked every ten minutes: it is another's server. */
  private synchronized List<Trouble> mail() {
    var now = clock.instant();
    if (!now.isBefore(mailNext)) {
      mailNext = now.plus(MAIL_EVERY);
      mailFound =
          when(!parts.mail().reachable(), new Trouble(Kind.MAIL_FAILING, "mail", Severity.WARNING));
    }
    return mailFound;
  }

  private List<Trouble> repairs() {
    return teams(Kind.REPAIR_NEEDED, Severity.WARNING, repairs.waiting(EACH_MAX).stream());
  }

  /** For a day after it was found: what it says is over when it is found. */
  private List<Trouble> broker() {
    var since = clock.instant().minus(FOREIGN_FOR);
    var found = parts.broker().accounts().foreignSince(parts.overview(), since, EACH_MAX);
    return teams(Kind.BROKER_CLAIMS, Severity.CRITICAL, found.stream());
  }

  private static List<Trouble> teams(Kind kind, Severity severity, Stream<TenantId> teams) {
    return teams.map(team -> new Trouble(kind, team.toString(), severity)).toList();
  }

  private static List<Trouble> when(boolean holds, Trouble trouble) {
    return holds ? List.of(trouble) : List.of();
  }
}
