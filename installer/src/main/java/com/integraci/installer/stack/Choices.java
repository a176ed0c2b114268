package com.integraci.installer.stack;

import com.integraci.config.SmtpSettings;
import com.integraci.config.TraceSettings;
import java.util.Objects;
import java.util.Optional;

/**
 * What the operator chooses at a start and for that start.
 *
 * @param webhooks where teams' webhooks may go
 * @param mail the server that mail is given to; without one none is sent
 * @param traces where spans are sent, by files of the operator's
 * @param providers what teams' own identity providers may be
 */
public record Choices(
    Webhooks webhooks, Optional<SmtpSettings> mail, TraceSettings traces, Providers providers) {
  public Choices {
    Objects.requireNonNull(webhooks);
    Objects.requireNonNull(mail);
    Objects.requireNonNull(traces);
    Objects.requireNonNull(providers);
  }
}
