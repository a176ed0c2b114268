package com.integraci.installer.stack;

import com.integraci.installer.folder.ApplianceFile;
import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * OpenBao's recovery keys, made once and encrypted to the operator's OpenPGP key. A root token can
 * be made from them when every other way in is lost; nothing in the running system can make one.
 * The right to make them lies in a role of its own, whose secret only the caller of {@code
 * integraci up} reads, and which is destroyed with the making.
 */
public final class RecoveryKeys {
  static final String ROLE = "recovery";

  private static final System.Logger LOG = System.getLogger(RecoveryKeys.class.getName());

  private RecoveryKeys() {}

  static Path folder(Path data) {
    return data.resolve("recovery");
  }

  /**
   * Makes the keys of a running appliance.
   *
   * @param data its data folder
   * @param publicKey an OpenPGP public key, binary, in base64
   * @param shares how many keys, 1 to 10, all encrypted to this one key
   * @param threshold how many of them are needed together
   * @return the keys, each an OpenPGP message in base64
   * @throws Refusal when the keys were made before, or the appliance does not run
   */
  public static List<String> make(Path data, String publicKey, int shares, int threshold) {
    ApplianceFile appliance = DataFolder.peek(data);
    Path secret = folder(data).resolve(ROLE);
    if (!Files.exists(secret)) {
      throw new Refusal(
          ExitCode.REFUSED,
          "The recovery keys were made before; they are made once and kept by you alone.");
    }
    String url = "https://%s:%d/v1/".formatted(Site.ADDRESS, appliance.port(Port.OPENBAO));
    try (var https = new Https(data.resolve("ca.pem"))) {
      var login = Map.of("role_id", ROLE, "secret_id", Files.readString(secret).strip());
      String token =
          demand(https.json("POST", url + "auth/approle/login", Map.of(), login))
              .path("auth")
              .path("client_token")
              .asString();
      var bearer = Map.of("X-Vault-Token", token);
      var wanted =
          Map.of(
              "secret_shares",
              shares,
              "secret_threshold",
              threshold,
              "pgp_keys",
              Collections.nCopies(shares, publicKey));
      JsonNode made = demand(https.json("POST", url + "sys/rotate/recovery/init", bearer, wanted));
      var keys = new ArrayList<String>();
      made.path("data").path("keys_base64").forEach(key -> keys.add(key.asString()));
      if (keys.size() != shares) {
        throw new Refusal(ExitCode.REFUSED, "OpenBao already has recovery keys.");
      }
      destroyRight(https, url + "auth/approle/role/" + ROLE, bearer, secret);
      return List.copyOf(keys);
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.NOT_RUNNING, "OpenBao does not answer: start the appliance first.", e);
    }
  }

  /**
   * The keys are made and exist here alone: whatever happens now, they are to be printed. A right
   * that is left makes no second keys, because that takes the first ones.
   */
  private static void destroyRight(
      Https https, String role, Map<String, String> bearer, Path secret) {
    try {
      demand(https.delete(role, bearer));
      Files.delete(secret);
    } catch (IOException | Refusal e) {
      LOG.log(System.Logger.Level.WARNING, "the right to make recovery keys is left", e);
    }
  }

  private static JsonNode demand(Https.Answer answer) {
    if (!answer.good()) {
      throw new Refusal(
          ExitCode.REFUSED,
          "OpenBao refused: %d %s".formatted(answer.status(), answer.body().path("errors")));
    }
    return answer.body();
  }
}
