package com.integraci.installer.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailSettingsTest {

  @TempDir private Path folder;

  private Path file(String name, String text, String mode) throws IOException {
    var file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private String settings() {
    return """
    host: mail.example
    port: 587
    tls: starttls
    from: ci@example.com
    login: {user: ci, password: %s/password}
    authorities: [%s/ca.pem]
    """
        .formatted(folder, folder);
  }

  private Refusal refused(Path file) {
    var refusal = assertThrows(Refusal.class, () -> MailSettings.read(file));
    assertEquals(ExitCode.USAGE, refusal.code());
    return refusal;
  }

  @Test
  void whatIsReadIsCopiedToWhereTheControlPlaneMayReadItAndTakenAwayAgain() throws IOException {
    file("password", "secret\n", "rw-------");
    file("ca.pem", "authority", "rw-r--r--");
    var mail = MailSettings.read(file("mail.yaml", settings(), "rw-------"));
    var control = Files.createDirectory(folder.resolve("control"));
    var laid = MailSettings.lay(Optional.of(mail), control, Owner.caller()).orElseThrow();
    var copy = laid.login().orElseThrow().password();
    assertTrue(copy.startsWith(control), copy.toString());
    assertEquals("secret\n", Files.readString(copy));
    assertEquals(PosixFilePermissions.fromString("r--------"), Files.getPosixFilePermissions(copy));
    assertEquals(List.of(control.resolve("mail/authority-0.pem")), laid.authorities());
    assertEquals(Optional.empty(), MailSettings.lay(Optional.empty(), control, Owner.caller()));
    assertFalse(Files.exists(control.resolve("mail")), "the secret stays");
  }

  @Test
  void settingsOrAPasswordThatOthersMayReadAreRefused() throws IOException {
    file("ca.pem", "authority", "rw-r--r--");
    file("password", "secret", "rw-r-----");
    assertTrue(
        refused(file("mail.yaml", settings(), "rw-------")).getMessage().contains("password"));
    file("password", "secret", "rw-------");
    assertTrue(
        refused(file("mail.yaml", settings(), "rw-r--r--")).getMessage().contains("mail.yaml"));
  }

  @Test
  void whatIsWrongIsNamedAtOnceAndAMissingFileIsRefused() throws IOException {
    file("ca.pem", "authority", "rw-r--r--");
    refused(folder.resolve("none.yaml"));
    refused(file("mail.yaml", settings(), "rw-------"));
    file("password", "secret", "rw-------");
    var wrong = settings().replace("587", "0").replace("starttls", "sometimes") + "more: 1\n";
    var message = refused(file("wrong.yaml", wrong, "rw-------")).getMessage();
    for (String part : List.of("/port", "/tls", "more")) {
      assertTrue(message.contains(part), () -> part + " in " + message);
    }
  }
}
