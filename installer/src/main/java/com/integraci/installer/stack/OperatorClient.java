package com.integraci.installer.stack;

import com.integraci.installer.folder.ApplianceFile;
import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The command line as the operator's service client: it reads its secret from the data folder of a
 * running appliance, so only who may read that folder can use it.
 */
public final class OperatorClient {

  private OperatorClient() {}

  /**
   * Asks the API of the appliance in a data folder.
   *
   * @param path such as {@code /api/v1/tenants}
   * @throws Refusal when the appliance does not run or refuses
   */
  public static JsonNode get(Path data, String path) {
    return ask(data, "GET", path, Map.of());
  }

  /**
   * Has the appliance in a data folder do something that takes no fields.
   *
   * @throws Refusal when the appliance does not run or refuses
   */
  public static JsonNode post(Path data, String path) {
    return post(data, path, Map.of());
  }

  /**
   * Has the appliance in a data folder do something.
   *
   * @param fields of the request
   * @throws Refusal when the appliance does not run or refuses
   */
  public static JsonNode post(Path data, String path, Map<String, String> fields) {
    return ask(data, "POST", path, fields);
  }

  /**
   * Has the appliance in a data folder take something away.
   *
   * @throws Refusal when the appliance does not run or refuses
   */
  public static JsonNode delete(Path data, String path) {
    return ask(data, "DELETE", path, Map.of());
  }

  private static JsonNode ask(Path data, String method, String path, Map<String, String> fields) {
    ApplianceFile appliance = DataFolder.peek(data);
    OperatorFile operator = OperatorFile.await(ControlPlane.folder(data), Duration.ZERO);
    if (operator.equals(OperatorFile.NONE)) {
      throw new Refusal(
          ExitCode.NOT_RUNNING,
          "The appliance in %s is not ready, or %s may not be read by you."
              .formatted(data, OperatorFile.NAME));
    }
    String url = "https://localhost:" + appliance.port(Port.CONTROL);
    try (var https = new Https(data.resolve("ca.pem"))) {
      var login =
          Map.of(
              "grant_type",
              "client_credentials",
              "client_id",
              operator.clientId(),
              "client_secret",
              operator.clientSecret());
      JsonNode token =
          demand(https.form(operator.issuer() + "/protocol/openid-connect/token", Map.of(), login));
      var bearer = Map.of("Authorization", "Bearer " + token.path("access_token").asString());
      return demand(
          switch (method) {
            case "GET" -> https.get(url + path, bearer);
            case "DELETE" -> https.delete(url + path, bearer);
            default -> https.json(method, url + path, bearer, fields);
          });
    } catch (IOException e) {
      throw new Refusal(ExitCode.NOT_RUNNING, "The appliance does not answer: start it first.", e);
    }
  }

  private static JsonNode demand(Https.Answer answer) {
    if (!answer.good()) {
      throw new Refusal(
          ExitCode.REFUSED,
          "The appliance refused: %d %s. %s"
              .formatted(
                  answer.status(),
                  answer.body().path("title").asString(""),
                  answer.body().path("detail").asString("")));
    }
    return answer.body();
  }
}
