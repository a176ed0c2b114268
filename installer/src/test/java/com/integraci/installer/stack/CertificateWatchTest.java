package com.integraci.installer.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.installer.folder.Owner;
import com.integraci.installer.trust.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateWatchTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private final List<String> told = new ArrayList<>();

  @TempDir private Path data;

  @Test
  void a_restart_is_asked_for_once_a_day_when_less_than_a_third_of_a_life_is_left()
      throws IOException {
    InstantSource source = now::get;
    Clock clock = source.withZone(ZoneOffset.UTC);
    Path folder = Files.createDirectory(data.resolve("ca"));
    CertificateAuthority.create(folder, "Appliance test", clock);
    var authority = CertificateAuthority.open(folder, clock);
    for (String component : List.of("postgres", "openbao", "keycloak", "control")) {
      Path tls = Files.createDirectories(data.resolve(component).resolve("tls"));
      authority.ensureLeaf(tls, component, Owner.caller());
    }
    var watch = new CertificateWatch(data, authority, told::add, source);

    watch.look();
    pass(Duration.ofDays(260));
    watch.look();
    assertEquals(List.of(), told);

    pass(Duration.ofDays(10));
    watch.look();
    watch.look();
    assertEquals(
        List.of(
            "The certificate of postgres ends on 2027-12-24."
                + " Restart the appliance in time: a start renews it."),
        told);
    pass(Duration.ofDays(1));
    watch.look();
    assertEquals(2, told.size());
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
