package com.integraci.installer;

import com.integraci.installer.stack.Providers;
import com.integraci.installer.trust.Authorities;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options about teams' own identity providers; they count for one start. */
final class ProviderOptions {
  private static final String AUTHORITIES = "--identity-provider-authorities";

  @Option(
      names = "--identity-providers-inside",
      description =
          "Let the identity providers of all teams stand inside this network and on this machine"
              + " too (default: on the public Internet only).")
  private boolean inside;

  @Option(
      names = AUTHORITIES,
      paramLabel = "FILE",
      description =
          "Certificate authorities (PEM) that identity providers' certificates may come from,"
              + " beside the system's.")
  private Path authorities;

  /** What they say; the file is read now, so that a wrong one stops nothing that runs. */
  Providers providers() {
    return new Providers(
        inside, Optional.ofNullable(authorities).map(file -> Authorities.read(AUTHORITIES, file)));
  }
}
