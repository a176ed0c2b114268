package com.integraci.installer.policy;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.stack.Https;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service account signs in with, from a file: a command line is for everybody on the machine
 * to see.
 *
 * @param id its client id
 * @param secret its secret
 * @param endpoint where it fetches tokens
 */
record ServiceCredentials(String id, String secret, String endpoint) {

  private static final int BYTES_MAX = 1 << 16;

  static ServiceCredentials read(Path file) {
    try (var in = Files.newInputStream(file)) {
      var document = JsonMapper.shared().readTree(in.readNBytes(BYTES_MAX));
      var read =
          new ServiceCredentials(
              document.path("client_id").asString(""),
              document.path("client_secret").asString(""),
              document.path("token_endpoint").asString(""));
      if (read.id().isEmpty() || read.secret().isEmpty() || !read.endpoint().startsWith("https:")) {
        throw unfit(file, new IllegalArgumentException("a member is missing"));
      }
      return read;
    } catch (JacksonException e) {
      throw unfit(file, e);
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, file + " can't be read.", e);
    }
  }

  private static Refusal unfit(Path file, RuntimeException cause) {
    return new Refusal(
        ExitCode.USAGE,
        file + " is not JSON with client_id, client_secret and token_endpoint.",
        cause);
  }

  /** An access token, good for some minutes. */
  String token(Https https) throws IOException {
    var answer =
        https.form(
            endpoint,
            Map.of(),
            Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret));
    if (!answer.good()) {
      throw new Refusal(
          ExitCode.REFUSED, "The service account was refused: %d.".formatted(answer.status()));
    }
    return answer.body().path("access_token").asString("");
  }

  /** What the appliance said instead. */
  static Refusal refusal(Https.Answer answer) {
    return new Refusal(
        ExitCode.REFUSED,
        "The appliance refused: %d %s. %s"
            .formatted(
                answer.status(),
                answer.body().path("title").asString(""),
                answer.body().path("detail").asString("")));
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "service account " + id;
  }
}
