package com.integraci.installer.stack;

import com.integraci.airgap.Tree;
import com.integraci.config.InvalidSettingsException;
import com.integraci.config.Secret;
import com.integraci.config.SettingsFile;
import com.integraci.config.SmtpSettings;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator says of mail, and its copy in the control plane's folder: that runs as a user
 * of its own, which may read nothing of the operator's. A start without it takes the copy away.
 */
public final class MailSettings {

  private static final Set<PosixFilePermission> OWNERS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private MailSettings() {}

  /**
   * Reads and checks them.
   *
   * @throws Refusal when they break the schema, name a file that can't be read, or somebody else
   *     may read them or the password
   */
  public static SmtpSettings read(Path file) {
    try {
      demandClosed(file);
      var mail = SettingsFile.mail(file);
      for (var login : mail.login().stream().toList()) {
        demandClosed(login.password());
        Secret.read(login.password());
      }
      for (Path authority : mail.authorities()) {
        Files.readAllBytes(authority);
      }
      return mail;
    } catch (InvalidSettingsException e) {
      throw new Refusal(ExitCode.USAGE, e.getMessage(), e);
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal(ExitCode.USAGE, "Mail's settings can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Looks at another file that holds a secret of the operator's.
   *
   * @throws Refusal when it can't be read, or somebody else may read it
   */
  public static void demandReadable(Path file) {
    try {
      demandClosed(file);
      Secret.read(file);
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal(ExitCode.USAGE, file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static void demandClosed(Path file) throws IOException {
    if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
      throw new Refusal(ExitCode.USAGE, "Others may read %s: chmod 600 it.".formatted(file));
    }
  }

  /** Lays the copy in a folder of the control plane's; returns the settings that name it. */
  static Optional<SmtpSettings> lay(Optional<SmtpSettings> asked, Path control, Owner owner)
      throws IOException {
    Path folder = control.resolve("mail");
    if (asked.isEmpty()) {
      Tree.delete(folder);
      return Optional.empty();
    }
    DataFolder.makeFolder(folder, "rwx------", owner);
    var mail = asked.get();
    Optional<SmtpSettings.Login> login = Optional.empty();
    if (mail.login().isPresent()) {
      Path password = folder.resolve("password");
      byte[] secret = Files.readAllBytes(mail.login().get().password());
      Durable.write(password, secret, "r--------", owner);
      login = Optional.of(new SmtpSettings.Login(mail.login().get().user(), password));
    }
    List<Path> authorities = new ArrayList<>();
    for (Path authority : mail.authorities()) {
      Path copy = folder.resolve("authority-" + authorities.size() + ".pem");
      Durable.write(copy, Files.readAllBytes(authority), "r--------", owner);
      authorities.add(copy);
    }
    return Optional.of(
        new SmtpSettings(mail.host(), mail.port(), mail.tls(), mail.from(), login, authorities));
  }
}
