package com.integraci.tests.audit;

import com.integraci.appliance.audit.StatementSigner;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.tests.OpenBaoServer;
import java.util.Map;

/** The site's audit key in a real OpenBao. */
final class SiteKey {

  private static final String KEY = "transit/keys/audit";

  private static final class Shared {
    static final OpenBaoServer SERVER = OpenBaoServer.shared();
    static final OpenBao OPEN_BAO = OpenBao.open(SERVER.settings(), SERVER.authority());
  }

  private SiteKey() {}

  /** A key that has signed nothing and was never rotated, as after an installation. */
  static StatementSigner fresh() {
    String token = Shared.SERVER.witness();
    send(token, "POST", KEY + "/config", Map.of("deletion_allowed", true));
    send(token, "DELETE", KEY, Map.of());
    send(token, "POST", KEY, Map.of("type", "ed25519"));
    return StatementSigner.of(Shared.OPEN_BAO.auditSigner());
  }

  private static void send(String token, String method, String path, Map<String, Object> body) {
    int status = Shared.SERVER.client().send(token, method, "appliance", path, body).status();
    if (status / 100 != 2) {
      throw new IllegalStateException(method + " " + path + ": " + status);
    }
  }
}
