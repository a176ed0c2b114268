package com.integraci.installer.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.integraci.config.TraceSettings;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.trust.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
}
