package com.integraci.tests.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.tests.Await;
import com.integraci.tests.Plane;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where a component is away, operators are mailed at once. */
@Tag("python")
class AlertMailTest {

  private static final Duration MADE = Duration.ofMinutes(3);

  @Test
  void a_component_that_is_away_is_mailed_to_an_operator_once() throws Exception {
    try (var server = MailServer.open("starttls");
        var plane = Plane.start(settings -> settings.withMail(Optional.of(server.settings())))) {
      var appliance = TenantId.APPLIANCE.value();
      var realm =
          "select count(*) from app.layer where tenant_id = ? and layer = 'realm'"
              + " and state = 'ready'";
      Await.until("the operators' realm", MADE, () -> plane.count(realm, appliance) == 1);
      var operator = plane.stranger(new Plane.Member(appliance, "appliance", UuidV7.next()));
      plane.insert(operator, "operator");
      // OpenBao and NATS are away in this place.
      var mailed =
          "select count(*) from app.alert where tenant_id = ? and kind = 'component-away'"
              + " and subject = 'openbao' and mailed_at is not null";
      Await.until("it is mailed", MADE, () -> plane.count(mailed, appliance) == 1);
      var letter = server.await(operator.id() + "@tests.example");
      assertTrue(letter.get("headers").get("Subject").asString().startsWith("Critical: "));
      assertTrue(letter.get("text").asString().contains("(openbao)"));
      var again = "select count(*) from app.alert where tenant_id = ? and state = 'raised'";
      assertTrue(plane.count(again, appliance) >= 1);
      assertEquals(
          server.got().size(),
          server.got().stream().map(each -> each.get("text").asString()).distinct().count(),
          "one alert is mailed twice");
    }
  }
}
