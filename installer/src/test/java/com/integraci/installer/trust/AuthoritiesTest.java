package com.integraci.installer.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthoritiesTest {
  @TempDir private Path folder;

  @Test
  void certificates_are_taken_and_a_key_beside_them_is_left() throws IOException {
    CertificateAuthority.create(folder, "Appliance test", Clock.systemUTC());
    String root = Files.readString(folder.resolve("root.pem"));
    Path both = folder.resolve("both.pem");
    Files.writeString(both, "# ours\n" + root + root);
    assertEquals(root + root, Authorities.read("--option", both));
    Files.writeString(both, root + Files.readString(folder.resolve("root.key")));
    expectRefused(both, "something else");
  }

  @Test
  void what_can_not_be_used_is_refused_with_its_reason() throws IOException {
    expectRefused(folder.resolve("away.pem"), "is not there");
    expectRefused(folder, "can't be read");
    expectRefused(Files.writeString(folder.resolve("empty.pem"), ""), "no certificate");
    expectRefused(Files.writeString(folder.resolve("other.pem"), "hello\n"), "certificate");
    Path large = Files.writeString(folder.resolve("large.pem"), "x".repeat(1024 * 1024 + 1));
    expectRefused(large, "larger than 1 MiB");
  }

  private static void expectRefused(Path file, String reason) {
    var refusal = assertThrows(Refusal.class, () -> Authorities.read("--option", file));
    assertEquals(ExitCode.USAGE, refusal.code());
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(file + " that --option names"), reason);
  }
}
