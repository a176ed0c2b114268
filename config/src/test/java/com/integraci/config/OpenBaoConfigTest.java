package com.integraci.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpenBaoConfigTest {

  private static OpenBaoConfig at(String folder) {
    Path root = Path.of(folder);
    return new OpenBaoConfig(
        8200,
        8201,
        root.resolve("raft"),
        root.resolve("tls.crt"),
        root.resolve("tls.key"),
        Path.of("/etc/integraci/one/unseal.key"),
        root.resolve("audit.log"));
  }

  private static String policy(String name) {
    var stored =
        Pattern.compile("policies/acl/" + name + "\"\\s+data\\s+= \\{ policy = \"([^\"]+)\"")
            .matcher(at("/srv/bao").render());
    assertTrue(stored.find());
    return new String(Base64.getDecoder().decode(stored.group(1)), StandardCharsets.UTF_8);
  }

  @Test
  void everyPlaceIsFilled() {
    String text = at("/srv/bao").render();

    assertFalse(text.contains("@"));
    assertTrue(text.contains("path                   = \"/srv/bao/raft\""));
    assertTrue(text.contains("\"file:///etc/integraci/one/unseal.key\""));
  }

  @Test
  void aPathThatTheFormatWouldReadDifferentlyIsRefused() {
    for (String folder : new String[] {"relative", "/a\"b", "/a\\b", "/a${b}", "/a\nb", "/a@b@"}) {
      assertThrows(IllegalArgumentException.class, () -> at(folder), folder);
    }
  }

  @Test
  void theProvisionerMayStoreTheReviewedPolicyAndNoOther() {
    assertTrue(
        policy("provisioner")
            .contains("{ \"policy\" = [\"" + OpenBaoConfig.requestPolicy() + "\"] }"));
  }

  /** A "+" matches every namespace, so each one of our own must be denied by its own path. */
  @Test
  void theProvisionerIsDeniedEveryNamespaceThatIsNotATenants() {
    var ours =
        Pattern.compile("\"sys/namespaces/([^\"]+)\"")
            .matcher(at("/srv/bao").render())
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());

    assertEquals(1, ours.size());
    assertTrue(
        policy("provisioner").contains("path \"appliance/*\" {\n  capabilities = [\"deny\"]\n}"));
    assertTrue(
        policy("control-plane")
            .contains("path \"appliance/auth/*\" {\n  capabilities = [\"deny\"]\n}"));
  }
}
