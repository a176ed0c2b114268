package com.integraci.tests.identity;

import com.integraci.appliance.database.TenantId;
import com.integraci.tests.Await;
import com.integraci.tests.KeycloakServer;
import com.integraci.tests.Plane;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * An operator's access token in a {@link Plane}, whose own tenant is declared ready although
 * OpenBao is away.
 */
record OperatorToken(String value) {

  private static final Duration READY_MAX = Duration.ofMinutes(3);

  static OperatorToken of(Plane plane) {
    Await.until(
        "the operators' realm is made",
        READY_MAX,
        () ->
            plane.count(
                    "select count(*) from app.layer where tenant_id = ? and layer = 'realm' and"
                        + " state = 'ready'",
                    TenantId.APPLIANCE.value())
                == 1);
    plane.sql(
        "update app.tenant set state = 'active' where tenant_id = ?", TenantId.APPLIANCE.value());
    var file = plane.settings().state().resolve("operator.json");
    Await.until("the operator's client is known", READY_MAX, () -> Files.exists(file));
    try {
      var json = JsonMapper.shared().readTree(Files.readString(file));
      var token =
          KeycloakServer.shared()
              .admin()
              .token(
                  "appliance",
                  json.required("client_id").asString(),
                  json.required("client_secret").asString());
      var subject = SignedJWT.parse(token).getJWTClaimsSet().getSubject();
      // The realm may be of a plane before this one, and the account with it.
      plane.sql(
          "insert into app.member (tenant_id, member_id, kind, role) values (?, ?, 'service',"
              + " 'operator') on conflict do nothing",
          TenantId.APPLIANCE.value(),
          UUID.fromString(subject));
      return new OperatorToken(token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "[token]";
  }
}
