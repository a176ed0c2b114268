package com.integraci.tests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.installer.demo.Demo;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.stack.Https;
import com.integraci.installer.stack.OperatorClient;
import com.integraci.installer.stack.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code up --demo} makes, and the client by which it does as people do. */
@Tag("api")
class DemoTest {
  private static final Progress QUIET =
      new Progress(new PrintStream(OutputStream.nullOutputStream()));

  private final DemoAppliance appliance = DemoAppliance.shared();

  @Test
  void both_teams_are_active_and_their_passwords_stand_in_one_closed_file_alone()
      throws IOException {
    var active = new TreeSet<String>();
    OperatorClient.get(appliance.data(), "/api/v1/tenants")
        .path("tenants")
        .forEach(
            tenant -> {
              if (tenant.path("state").asString().equals("active")) {
                active.add(tenant.path("slug").asString());
              }
            });
    Path file = appliance.data().resolve("demo.json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    String output = Files.readString(appliance.folder().resolve("up.log"));
    assertTrue(output.contains(file.toString()), output);
    assertEquals(2, appliance.teams().size());
    for (JsonNode team : appliance.teams()) {
      assertTrue(active.contains(team.path("slug").asString()), active::toString);
      assertFalse(output.contains(team.path("password").asString()), "a password was printed");
    }
  }

  @Test
  void a_second_demo_finds_all_and_changes_nothing() {
    assertEquals(0, Demo.ensure(appliance.data(), appliance.url(), QUIET));
  }

  @Test
  void a_demo_that_can_not_sign_in_ends_with_one_sentence_and_no_password(@TempDir Path other)
      throws IOException {
    String password = appliance.teams().path(0).path("password").asString();
    String file = Files.readString(appliance.data().resolve("demo.json"));
    Files.writeString(other.resolve("demo.json"), file.replace(password, "not the password"));
    Files.copy(appliance.data().resolve("ca.pem"), other.resolve("ca.pem"));
    var refusal = assertThrows(Refusal.class, () -> Demo.ensure(other, appliance.url(), QUIET));
    assertEquals(ExitCode.DEMO_FAILED, refusal.code());
    assertTrue(refusal.getMessage().contains("demo-orchard"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("not the password"), refusal.getMessage());
  }

  @Test
  void the_client_of_the_command_line_redirects_to_this_machine_alone_and_demands_pkce()
      throws IOException {
    assertEquals(200, asked("redirect_uri", "http://127.0.0.1:9/callback").status());
    assertEquals(200, asked("redirect_uri", "http://127.0.0.1/callback").status());
    for (String elsewhere :
        new String[] {
          "https://example.com/callback",
          "http://127.0.0.1.example.com/callback",
          "http://127.0.0.1:9@example.com/callback",
          "http://localhost:9/callback",
          "http://127.0.0.1:9/another"
        }) {
      assertEquals(400, asked("redirect_uri", elsewhere).status(), elsewhere);
    }
    assertRefused(asked("code_challenge_method", "plain"), "invalid_request");
    assertRefused(asked("code_challenge", ""), "invalid_request");
    assertRefused(asked("response_type", "token"), "unauthorized_client");
    for (String grant : new String[] {"password", "client_credentials"}) {
      assertEquals("unauthorized_client", tokenRefusal(grant), grant);
    }
  }

  private static void assertRefused(Https.Answer answer, String error) {
    assertEquals(302, answer.status());
    assertTrue(answer.location().contains("error=" + error), answer.location());
  }

  private Https.Answer asked(String changed, String value) throws IOException {
    var fields = new HashMap<String, String>();
    fields.put("response_type", "code");
    fields.put("client_id", "cli");
    fields.put("redirect_uri", "http://127.0.0.1:9/callback");
    fields.put("code_challenge_method", "S256");
    fields.put("code_challenge", "a".repeat(43));
    fields.put(changed, value);
    try (var https = new Https(appliance.data().resolve("ca.pem"))) {
      return https.get(realm() + "/auth?" + Https.encoded(fields), Map.of());
    }
  }

  private String tokenRefusal(String grant) throws IOException {
    JsonNode owner = appliance.teams().path(0);
    var fields =
        Map.of(
            "grant_type",
            grant,
            "client_id",
            "cli",
            "username",
            owner.path("email").asString(),
            "password",
            owner.path("password").asString());
    try (var https = new Https(appliance.data().resolve("ca.pem"))) {
      return https.form(realm() + "/token", Map.of(), fields).body().path("error").asString("");
    }
  }

  private String realm() {
    return appliance.url() + "/auth/realms/demo-orchard/protocol/openid-connect";
  }
}
