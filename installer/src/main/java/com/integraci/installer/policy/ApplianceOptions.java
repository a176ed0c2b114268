package com.integraci.installer.policy;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.stack.Https;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which appliance a command speaks with, and as which service account of a team. */
final class ApplianceOptions {

  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      description = "Where the appliance is: https://HOST:PORT.")
  private URI url;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      required = true,
      description = "The certificate of the appliance's authority, PEM; nothing else is trusted.")
  private Path authority;

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      required = true,
      description = {
        "The answer that the service account was made with, JSON: client_id, client_secret and"
            + " token_endpoint."
      })
  private Path credentials;

  /** A question to the appliance. */
  @FunctionalInterface
  interface Question {

    /** Asks it, with what says who asks. */
    Https.Answer ask(Https https, Map<String, String> headers) throws IOException;
  }

  /**
   * As whom it speaks: what can be wrong with the options is said before anything takes long.
   *
   * @throws Refusal when they can't be used
   */
  ServiceCredentials account() {
    if (!"https".equals(url.getScheme()) || url.getHost() == null) {
      throw new Refusal(ExitCode.USAGE, "--url is https://HOST:PORT.");
    }
    return ServiceCredentials.read(credentials);
  }

  /** An address of the appliance's. */
  String address(String path) {
    return url.resolve(path).toString();
  }

  /**
   * Asks the appliance.
   *
   * @param bound how long an answer may take
   * @throws Refusal when it does not answer, or does not take the account
   */
  Https.Answer ask(ServiceCredentials account, Duration bound, Question question) {
    try (var https = new Https(authority, bound)) {
      return question.ask(https, Map.of("Authorization", "Bearer " + account.token(https)));
    } catch (IOException e) {
      throw new Refusal(ExitCode.NOT_RUNNING, url + " does not answer: " + e.getMessage(), e);
    }
  }
}
