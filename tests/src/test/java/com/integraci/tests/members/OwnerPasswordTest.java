package com.integraci.tests.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.DirectoryServer;
import com.integraci.tests.Plane;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An owner gets in without any identity provider. */
@Tag("isolation")
final class OwnerPasswordTest {

  private static Plane plane;
  private static DirectoryServer directory;

  @BeforeAll
  static void start() {
    plane = Plane.withOpenBao();
    directory = DirectoryServer.start();
    directory.person("ada", "ada@corp.example", "a password");
  }

  @AfterAll
  static void stop() {
    if (directory != null) {
      directory.close();
    }
    plane.close();
  }

  @Test
  void who_has_no_password_here_is_made_no_owner() {
    var corporation = Corporation.found(plane, "owner-password");
    var attached = Directories.attach(corporation, directory.ldaps());
    corporation.settled(attached.path("id").asString());
    Directories.accepted(corporation, "grace@corp.example", "admin");
    var found =
        corporation.keycloak("GET", "owner-password", "/users?email=grace@corp.example", "");
    var refused = promoted(corporation, UUID.fromString(found.path(0).path("id").asString()));
    assertEquals(409, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("has a password here"), refused.body());
    var other = plane.stranger(corporation.owner());
    plane.insert(other, "admin");
    var made = promoted(corporation, other.id());
    assertEquals(200, made.statusCode(), made.body());
  }

  private static HttpResponse<String> promoted(Corporation corporation, UUID member) {
    return plane.send(
        plane
            .request("/api/v1/members/" + member)
            .header("Authorization", "Bearer " + plane.token(corporation.owner()))
            .header("Content-Type", "application/json")
            .header("If-Match", "\"1\"")
            .method("PATCH", BodyPublishers.ofString("{\"role\": \"owner\"}")));
  }
}
