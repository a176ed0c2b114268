package com.integraci.installer;

import com.integraci.installer.stack.Webhooks;
import com.integraci.installer.trust.Authorities;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where teams' webhooks may go; they count for one start. */
final class WebhookOptions {
  private static final String AUTHORITIES = "--webhook-authorities";

  @Option(
      names = "--webhooks-inside",
      description =
          "Let the webhooks of all teams go to addresses inside this network and this machine too"
              + " (default: to the public Internet only).")
  private boolean inside;

  @Option(
      names = AUTHORITIES,
      paramLabel = "FILE",
      description =
          "Certificate authorities (PEM) that receivers' certificates may come from, beside the"
              + " system's.")
  private Path authorities;

  /** What they say; the file is read now, so that a wrong one stops nothing that runs. */
  Webhooks webhooks() {
    return new Webhooks(
        inside, Optional.ofNullable(authorities).map(file -> Authorities.read(AUTHORITIES, file)));
  }
}
