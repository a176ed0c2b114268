package com.integraci.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The server that mail is given to.
 *
 * @param host its name or address, which its certificate has to be for
 * @param port 1 to 65535
 * @param tls {@code starttls}, {@code tls}, or {@code none}, which is for this machine's own server
 *     only
 * @param from the address that mail comes from
 * @param login who the appliance is there, where the server asks
 * @param authorities files with certificate authorities (PEM) that the server's certificate may
 *     come from, beside the system's
 */
public record SmtpSettings(
    String host, int port, String tls, String from, Optional<Login> login, List<Path> authorities) {

  private static final Set<String> TLS = Set.of("starttls", "tls", "none");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

  /**
   * A login at the server.
   *
   * @param password the file that the password stands in
   */
  public record Login(String user, Path password) {

    public Login {
      Objects.requireNonNull(user);
      Objects.requireNonNull(password);
    }
  }

  public SmtpSettings {
    Objects.requireNonNull(host);
    Objects.requireNonNull(from);
    login = Objects.requireNonNullElse(login, Optional.empty());
    authorities = authorities == null ? List.of() : List.copyOf(authorities);
    if (!TLS.contains(tls) || (tls.equals("none") && !LOOPBACK.contains(host))) {
      throw new IllegalArgumentException("mail to another machine goes by TLS only");
    }
  }
}
