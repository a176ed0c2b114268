package com.integraci.installer.stack;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the control plane leaves for the operator once the realm {@code appliance} is up: the file
 * {@code operator.json} in its folder ({@code ControlSettings.state}), mode 0600, written by
 * rename. Its members are the texts {@code issuer}, {@code client_id}, {@code client_secret} and
 * {@code link}.
 *
 * @param issuer the issuer of the realm {@code appliance}
 * @param clientId the operator's service client there
 * @param clientSecret its secret
 * @param link a page that opens once, on which the operator sets a password; empty when the
 *     operator has set one
 */
record OperatorFile(String issuer, String clientId, String clientSecret, String link) {
  static final String NAME = "operator.json";

  /** The control plane has left none yet. */
  static final OperatorFile NONE = new OperatorFile("", "", "", "");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Waits for the file and reads it.
   *
   * @return {@link #NONE} when the control plane has not left it within the bound
   */
  static OperatorFile await(Path control, Duration bound) {
    Path file = control.resolve(NAME);
    return Await.until(bound, () -> Files.exists(file)) ? read(file) : NONE;
  }

  private static OperatorFile read(Path file) {
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      return new OperatorFile(
          root.path("issuer").asString(""),
          root.path("client_id").asString(""),
          root.path("client_secret").asString(""),
          root.path("link").asString(""));
    } catch (IOException | JacksonException e) {
      throw new Refusal(
          ExitCode.COMPONENT_FAILED, "The control plane left no usable " + file + ".", e);
    }
  }

  @Override
  public String toString() {
    return "OperatorFile[" + issuer + ", " + clientId + "]";
  }
}
