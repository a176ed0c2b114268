package com.integraci.installer.stack;

import com.integraci.installer.trust.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells the operator once a day that a restart is due, because only a start renews certificates. It
 * begins months before the first of them ends.
 */
final class CertificateWatch {
  private static final Duration EVERY = Duration.ofDays(1);
  private static final List<String> COMPONENTS =
      List.of(Postgres.NAME, OpenBao.NAME, Nats.NAME, Keycloak.NAME, ControlPlane.NAME);
  private static final System.Logger LOG = System.getLogger(CertificateWatch.class.getName());

  private final Path data;
  private final CertificateAuthority authority;
  private final Consumer<String> tell;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  /**
   * A watch over the certificates in a data folder.
   *
   * @param tell takes the line for the operator
   */
  CertificateWatch(
      Path data, CertificateAuthority authority, Consumer<String> tell, InstantSource clock) {
    this.data = data;
    this.authority = authority;
    this.tell = tell;
    this.clock = clock;
  }

  /** Looks if a day has passed since the last look; cheap otherwise. */
  void look() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(EVERY);
    try {
      for (String component : COMPONENTS) {
        var end = authority.due(data.resolve(component).resolve("tls"));
        if (end.isPresent()) {
          tell.accept(
              "The certificate of %s ends on %s. Restart the appliance in time: a start renews it."
                  .formatted(component, LocalDate.ofInstant(end.get(), ZoneOffset.UTC)));
          return;
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The certificates can't be looked at.", e);
    }
  }
}
