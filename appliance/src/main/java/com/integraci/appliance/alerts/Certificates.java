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
  private final SSLContext trusted;
  private final InstantSource clock;
  private Instant next = Instant.MIN;
  private List<Trouble> found = List.of();

  Certificates(List<Certificate> all, SSLContext trusted, InstantSource clock) {
    this.all = List.copyOf(all);
    this.trusted = trusted;
    this.clock = clock;
  }

  /** The components of these settings. */
  static Certificates of(ControlSettings settings, InstantSource clock) {
    var database = settings.database();
    return new Certificates(
        List.of(
            new Certificate(
                "postgresql", database.address(), database.port(), Certificate.Greeting.POSTGRESQL),
            at("keycloak", settings.keycloak().url(), Certificate.Greeting.NONE),
            at("openbao", settings.openbao().url(), Certificate.Greeting.NONE),
            at("nats", settings.nats().url(), Certificate.Greeting.NATS),
            new Certificate(
                "control",
                settings.http().address(),
                settings.http().port(),
                Certificate.Greeting.NONE)),
        Authority.trusting(settings.authority()),
        clock);
  }

  private static Certificate at(String component, URI url, Certificate.Greeting greeting) {
    return new Certificate(component, url.getHost(), url.getPort(), greeting);
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
        var left = Duration.between(now, certificate.ends(trusted));
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
