package com.integraci.installer.stack;

import com.integraci.config.BrokerTrust;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Takes over a new OpenBao: logs in once with the bootstrap secret, which is spent by it, makes the
 * secrets that the appliance logs in with from then on, proves each, has what NATS trusts signed,
 * and gives its own token back. The steps stand in {@link com.integraci.config.OpenBaoConfig}.
 */
final class OpenBaoFirstStart {
  private final Site site;
  private final Https https;
  private final Path credentials;

  OpenBaoFirstStart(Site site, Https https, Path credentials) {
    this.site = site;
    this.https = https;
    this.credentials = credentials;
  }

  void finish(String bootstrap, Path folder) throws IOException {
    String token = login("bootstrap", bootstrap);
    Owner control = site.owners().control();
    mint(token, "provisioner", credentials, control);
    mint(token, "control-plane", credentials, control);
    Path caller = RecoveryKeys.folder(site.data().root());
    DataFolder.makeFolder(caller, "rwx------", Owner.caller());
    mint(token, RecoveryKeys.ROLE, caller, Owner.caller());
    BrokerTrustFile.write(folder, brokerTrust(token), site.owners().openbao());
    revoke(token);
  }

  private BrokerTrust brokerTrust(String token) throws IOException {
    byte[] operator = publicKey(token, BrokerTrust.OPERATOR_KEY);
    byte[] system = publicKey(token, BrokerTrust.SYSTEM_KEY);
    return BrokerTrust.sign(operator, system, message -> sign(token, message));
  }

  private byte[] publicKey(String token, String key) throws IOException {
    String url = site.openbaoUrl() + "/v1/appliance/transit/keys/" + key;
    JsonNode answer = demand(https.get(url, header(token)), "give the public key " + key);
    String text = answer.path("data").path("keys").path("1").path("public_key").asString();
    return Base64.getDecoder().decode(text);
  }

  private byte[] sign(String token, byte[] message) {
    String url = site.openbaoUrl() + "/v1/appliance/transit/sign/" + BrokerTrust.OPERATOR_KEY;
    var body = Map.of("input", Base64.getEncoder().encodeToString(message));
    try {
      JsonNode answer = demand(https.json("POST", url, header(token), body), "sign for the broker");
      String text = answer.path("data").path("signature").asString();
      return Base64.getDecoder().decode(text.substring(text.lastIndexOf(':') + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void mint(String token, String role, Path folder, Owner owner) throws IOException {
    String url = site.openbaoUrl() + "/v1/auth/approle/role/" + role + "/secret-id";
    String secret =
        demand(https.json("POST", url, header(token), Map.of()), "make a secret for " + role)
            .path("data")
            .path("secret_id")
            .asString();
    revoke(login(role, secret));
    Durable.write(folder.resolve(role), secret + "\n", "r--------", owner);
  }

  private String login(String role, String secret) throws IOException {
    var body = Map.of("role_id", role, "secret_id", secret);
    String url = site.openbaoUrl() + "/v1/auth/approle/login";
    return demand(https.json("POST", url, Map.of(), body), "log in as " + role)
        .path("auth")
        .path("client_token")
        .asString();
  }

  private void revoke(String token) throws IOException {
    String url = site.openbaoUrl() + "/v1/auth/token/revoke-self";
    demand(https.json("POST", url, header(token), Map.of()), "take a token back");
  }

  private static Map<String, String> header(String token) {
    return Map.of("X-Vault-Token", token);
  }

  private static JsonNode demand(Https.Answer answer, String what) {
    if (!answer.good()) {
      throw new Refusal(
          ExitCode.COMPONENT_FAILED,
          "OpenBao refused to %s: %d %s".formatted(what, answer.status(), answer.body()));
    }
    return answer.body();
  }
}
