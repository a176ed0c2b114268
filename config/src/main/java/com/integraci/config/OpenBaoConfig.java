package com.integraci.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenBao's configuration file, with the policies that say what each of our credentials may do.
 *
 * <p>The first start initialises itself: policies, the roles {@code bootstrap}, {@code
 * provisioner}, {@code control-plane} and {@code recovery} (each role's id is its name), and the
 * namespace {@code appliance} with the mounts {@code signups} (KV 2) and {@code transit} (key
 * {@code audit}, Ed25519, not exportable). It unseals with the key in {@code unsealKey}; the root
 * token is revoked. A server that dies in the middle of it is lost for good, so make it aside,
 * prove it, then rename:
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

  private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z_]+)@");

  public OpenBaoConfig {
    port(port);
    port(clusterPort);
    path(data);
    path(certificate);
    path(key);
    path(unsealKey);
    path(auditLog);
  }

  /** The text of the configuration file. */
  public String render() {
    return fill(
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
    return fill(resource("provisioner.hcl"), Map.of("policy_request", requestPolicy()));
  }

  private static String fill(String template, Map<String, String> values) {
    var unused = new TreeMap<>(values);
    String filled =
        PLACEHOLDER
            .matcher(template)
            .replaceAll(
                match -> {
                  unused.remove(match.group(1));
                  return Matcher.quoteReplacement(
                      Objects.requireNonNull(values.get(match.group(1)), match.group(1)));
                });
    if (!unused.isEmpty()) {
      throw new IllegalStateException("the template has no place for " + unused.keySet());
    }
    return filled;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String resource(String name) {
    try (InputStream in = OpenBaoConfig.class.getResourceAsStream("openbao/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void port(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** HCL has escapes and interpolation; a path that would need either is refused instead. */
  private static void path(Path path) {
    if (!path.isAbsolute() || !path.toString().matches("[^\"\\\\$%@\\p{Cntrl}]+")) {
      throw new IllegalArgumentException(
          "OpenBao needs an absolute path without quotes, backslashes, $, % and @, not " + path);
    }
  }
}
