package com.integraci.appliance.alerts;

import com.integraci.config.Authority;
import com.integraci.config.ControlSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Looks at the certificate of every component, once an hour, by asking each for it. Who does not
 * answer is another sensor's.
 */
final class Certificates {

  private static final System.Logger LOG = System.getLogger(Certificates.class.getName());
  private static final Duration WARNING = Duration.ofDays(30);
  private static final Duration CRITICAL = Duration.ofDays(7);
  private static final Duration EVERY = Duration.ofHours(1);

  private final List<Certificate> all;
  private final InstantSource clock;
  private Instant next = Instant.MIN;
  private List<Trouble> found = List.of();

  Certificates(List<Certificate> all, InstantSource clock) {
    this.all = List.copyOf(all);
    this.clock = clock;
  }

  /** The components of these settings. */
  static Certificates of(ControlSettings settings, InstantSource clock) {
    var database = settings.database();
    var http = settings.http();
    var trusted = Authority.trusting(settings.authority());
    return new Certificates(
        List.of(
            new Certificate(
                "postgresql",
                database.address(),
                database.port(),
                Certificate.Greeting.POSTGRESQL,
                Authority.trusting(database.authority())),
            at("keycloak", settings.keycloak().url(), Certificate.Greeting.NONE, trusted),
            at("openbao", settings.openbao().url(), Certificate.Greeting.NONE, trusted),
            at("nats", settings.nats().url(), Certificate.Greeting.NATS, trusted),
            new Certificate(
                "control", http.address(), http.port(), Certificate.Greeting.NONE, trusted)),
        clock);
  }

  private static Certificate at(
      String component, URI url, Certificate.Greeting greeting, SSLContext trusted) {
    return new Certificate(component, url.getHost(), url.getPort(), greeting, trusted);
  }

  synchronized List<Trouble> look() {
    var now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(EVERY);
      found = ending(now);
    }
    return found;
  }

  private List<Trouble> ending(Instant now) {
    var ending = new ArrayList<Trouble>();
    for (Certificate certificate : all) {
      try {
        var left = Duration.between(now, certificate.ends());
        if (left.compareTo(WARNING) < 0) {
          var severity = left.compareTo(CRITICAL) < 0 ? Severity.CRITICAL : Severity.WARNING;
          ending.add(new Trouble(Kind.CERTIFICATE_ENDS, certificate.component(), severity));
        }
      } catch (IOException away) {
        LOG.log(System.Logger.Level.DEBUG, certificate.component() + " shows no certificate", away);
      }
    }
    return ending;
  }
}
