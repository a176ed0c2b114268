package com.integraci.tests.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.integraci.appliance.broker.UserCredential;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.events.Credentials;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The NATS project's client for Python hears what its member may, and can do nothing else. */
@Tag("python")
class NatsPyTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void a_member_with_nats_py_hears_its_own_teams_events_and_nothing_of_another() throws Exception {
    try (var place = new PublishPlace();
        var _ = place.plane()) {
      TenantId alpha = place.broker.tenant();
      TenantId beta = place.broker.tenant();
      place.changes(alpha, 3);
      place.changes(beta, 3);
      place.awaitPublished(alpha, 3);
      place.awaitPublished(beta, 3);
      var credential = credential(place, beta);
      var forbidden =
          List.of(
              ">",
              "t.>",
              "t." + alpha + ".>",
              "t." + beta + ".>",
              "member.>",
              "$SYS.>",
              "$JS.API.STREAM.DELETE.EVENTS");
      var expected = new ArrayList<>(place.expected(beta));
      forbidden.forEach(subject -> expected.add("refused " + subject));
      expected.add("end");
      assertEquals(expected, python(place, credential, forbidden));
      assertEquals(place.expected(alpha), place.stored(alpha));
      assertFalse(place.stored(beta).isEmpty());
    }
  }

  private static UserCredential credential(PublishPlace place, TenantId tenant) {
    var member = place.caller(tenant, Role.OWNER);
    place.broker.sql(
        "insert into app.member (tenant_id, member_id, kind, role) values (?, ?, 'member',"
            + " 'owner')",
        tenant.value(),
        member.actor().id());
    var users = place.broker.broker.users();
    return new Credentials(place.broker.policy, EventRules.load(), users).issue(member, "");
  }

  private static List<String> python(
      PublishPlace place, UserCredential credential, List<String> forbidden)
      throws IOException, InterruptedException {
    var python = Optional.ofNullable(System.getenv("INTEGRACI_PYTHON")).orElse("python3");
    var program = Path.of(System.getProperty("integraci.root", "..")).resolve("tests/python");
    var process =
        new ProcessBuilder(python, program.resolve("hear_events.py").toString())
            .redirectErrorStream(true)
            .start();
    var given =
        Map.of(
            "server", credential.server().toString(),
            "ca", place.broker.server.authority().toString(),
            "token", credential.token(),
            "seed", credential.seed(),
            "subject", credential.subject(),
            "count", 3,
            "forbidden", forbidden);
    try (var in = process.getOutputStream()) {
      in.write(JSON.writeValueAsString(given).getBytes(StandardCharsets.UTF_8));
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(60, TimeUnit.SECONDS);
    return said.lines().toList();
  }
}
