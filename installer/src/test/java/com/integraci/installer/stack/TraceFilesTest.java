package com.integraci.installer.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.config.TraceSettings;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.trust.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFilesTest {

  @TempDir private Path data;
  private String certificate;
  private TraceSettings asked;

  @BeforeEach
  void anOperatorsFiles() throws IOException {
    Path ca = Files.createDirectory(data.resolve("ca"));
    CertificateAuthority.create(ca, "Collector", Clock.systemUTC());
    certificate = CertificateAuthority.open(ca, Clock.systemUTC()).certificate();
    Path authority = data.resolve("authority.pem");
    Files.writeString(authority, "# of our collector\n\n" + certificate + "\n\n# the end\n");
    Path headers = data.resolve("headers");
    Files.writeString(headers, "Authorization: Bearer a=b:c#d\nX-Scope: one\n");
    asked =
        new TraceSettings(
            "https://collector.example:4318", 1, List.of(headers), List.of(authority));
  }

  @Test
  void the_control_plane_gets_the_certificates_and_nothing_else_of_their_file() throws IOException {
    var laid = TraceFiles.lay(asked, data, Owner.caller());
    assertEquals(certificate, Files.readString(laid.authorities().getFirst()));
    assertEquals(asked.headerFields().keySet(), laid.headerFields().keySet());
    TraceFiles.lay(TraceSettings.OFF, data, Owner.caller());
    assertFalse(Files.exists(laid.authorities().getFirst()), "the copy is gone");
  }

  @Test
  void keycloak_gets_all_of_it_in_a_file_of_its_own() throws IOException {
    var property = KeycloakTraces.lay(asked, data, Owner.caller());
    Path file = data.resolve("traces.properties");
    assertEquals("-Dintegraci.traces=" + file, property);
    assertEquals(PosixFilePermissions.fromString("r--------"), Files.getPosixFilePermissions(file));
    var said = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      said.load(in);
    }
    assertEquals("https://collector.example:4318/v1/traces", said.getProperty("address"));
    assertEquals("Bearer a=b:c#d", said.getProperty("header.Authorization"));
    assertEquals("one", said.getProperty("header.X-Scope"));
    assertEquals(certificate, said.getProperty("authorities"));
  }

  @Test
  void without_a_collector_keycloaks_tracing_is_off_and_the_file_gone() throws IOException {
    KeycloakTraces.lay(asked, data, Owner.caller());
    var property = KeycloakTraces.lay(TraceSettings.OFF, data, Owner.caller());
    assertEquals("-Dquarkus.otel.sdk.disabled=true", property);
    assertTrue(Files.notExists(data.resolve("traces.properties")), "the file");
  }
}
