package com.integraci.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * OpenBao's configuration file, with the policies that say what each of our credentials may do.
 *
 * <p>The first start initialises itself: policies, the roles {@code bootstrap}, {@code
 * provisioner}, {@code control-plane} and {@code recovery} (each role's id is its name), and the
 * namespace {@code appliance} with the mounts {@code signups} (KV 2) and {@code transit} (keys
 * {@code audit}, {@code broker-operator} and {@code broker-system}, Ed25519, not exportable). It
 * unseals with the key in {@code unsealKey}; the root token is revoked. A server that dies in the
 * middle of it is lost for good, so make it aside, prove it, then rename:
 *
 * <ol>
 *   <li>Write 32 random bytes to {@code unsealKey} (0400) and this text to the configuration file.
 *       Start {@code bao server -config=FILE} with {@value #BOOTSTRAP_VARIABLE} in the environment
 *       set to a random secret id of 32 bytes or more; keep it nowhere else. It is good for one
 *       login within ten minutes.
 *   <li>Wait until {@code GET /v1/sys/health} answers 200. It answers 429, 501 or 503 before.
 *   <li>{@code POST /v1/auth/approle/login} with {@code {"role_id":"bootstrap","secret_id":…}}:
 *       {@code auth.client_token} is good for ten minutes. 400 means a broken initialisation: wipe.
 *   <li>With that token, for {@code provisioner} and {@code control-plane}: {@code POST
 *       /v1/auth/approle/role/NAME/secret-id} with an empty body. Write {@code data.secret_id} to
 *       the credentials folder as file NAME (0400, the control plane's user).
 *   <li>Prove each by a login: {@code POST /v1/auth/approle/login} with {@code
 *       {"role_id":NAME,"secret_id":…}} must answer 200; then {@code POST
 *       /v1/auth/token/revoke-self} with the token it gave.
 *   <li>Likewise for role {@code recovery}, into a folder of the operator's. Recovery keys are made
 *       with it later: {@code POST /v1/sys/rotate/recovery/init} with {@code {"secret_shares":n,
 *       "secret_threshold":t,"pgp_keys":[…]}}. There are none yet, so it completes at once; {@code
 *       data.keys_base64} holds them, encrypted to the keys given. Then {@code DELETE
 *       /v1/auth/approle/role/recovery}.
 *   <li>With the bootstrap token, {@link BrokerTrust}: what NATS trusts is signed once, here.
 *   <li>{@code POST /v1/auth/token/revoke-self} with the bootstrap token. Nobody can make another.
 *   <li>Stop, fsync, rename. The variable is not set at any later start.
 * </ol>
 *
 * <p>The policies can later be changed only with a root token made from the recovery keys: no
 * credential that the running system holds can change any.
 *
 * @param port the API's, on 127.0.0.1
 * @param clusterPort raft's, on 127.0.0.1
 * @param data the folder of raft's files; made by the caller, 0700
 * @param certificate the listener's certificate chain (PEM)
 * @param key its private key (PEM)
 * @param unsealKey the file with the 32 raw bytes of the unseal key, outside of every backup
 * @param auditLog the file that every request is written to, values as HMAC
 */
public record OpenBaoConfig(
    int port,
    int clusterPort,
    Path data,
    Path certificate,
    Path key,
    Path unsealKey,
    Path auditLog) {

  /** The environment variable of the first start that carries the bootstrap secret id. */
  public static final String BOOTSTRAP_VARIABLE = "INTEGRACI_BOOTSTRAP_SECRET_ID";

  public OpenBaoConfig {
    Template.port(port);
    Template.port(clusterPort);
    Template.path(data);
    Template.path(certificate);
    Template.path(key);
    Template.path(unsealKey);
    Template.path(auditLog);
  }

  /** The text of the configuration file. */
  public String render() {
    return Template.fill(
        resource("openbao.hcl"),
        Map.ofEntries(
            Map.entry("port", String.valueOf(port)),
            Map.entry("cluster_port", String.valueOf(clusterPort)),
            Map.entry("data", data.toString()),
            Map.entry("certificate", certificate.toString()),
            Map.entry("key", key.toString()),
            Map.entry("unseal_key", unsealKey.toString()),
            Map.entry("audit_log", auditLog.toString()),
            Map.entry("policy_bootstrap", base64(resource("bootstrap.hcl"))),
            Map.entry("policy_provisioner", base64(provisioner())),
            Map.entry("policy_recovery", base64(resource("recovery.hcl"))),
            Map.entry("policy_control_plane", base64(resource("control-plane.hcl")))));
  }

  /**
   * What a request's token may do in its tenant's namespace, in base64: the one text that the
   * provisioner's policy lets it store there.
   */
  public static String requestPolicy() {
    return base64(resource("request.hcl"));
  }

  private static String provisioner() {
    return Template.fill(resource("provisioner.hcl"), Map.of("policy_request", requestPolicy()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String resource(String name) {
    return Template.resource("openbao/" + name);
  }
}
